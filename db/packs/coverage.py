"""How much of its source text a pack covers: parts, figures by kind, ledgers, rules, examples. Nothing here is stored.

The first letter of the last part of a task's code says what it is: A an action, T or G a topic group, I or N an item.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from db.packs.model import Form, Pack, Row

TOPICS, ITEMS = "TG", "IN"


@dataclass(frozen=True)
class Coverage:
    """The contents of a pack; `targets` have a number, `no_number` do not, `figures` are results, baselines and comparators.

    `announced` and `titled` count only announcements whose total is printed in the source text.
    """

    actions: int
    topics: int
    items: int
    targets: int
    figures: int
    parts: int
    no_number: int
    ledgers: int
    announced: int
    titled: int
    rules: int
    examples: int

    def as_dict(self) -> dict[str, int]:
        """The counts by name, for JSON."""
        return asdict(self)


def coverage(pack: Pack) -> Coverage:
    """Count a pack."""
    tasks = _rows(pack, "tasks")
    indicators = _rows(pack, "indicators")
    letters = [row.code.rpartition(".")[2][:1] for row in tasks]
    goals = [row.target for row in indicators if row.target]
    printed = [announced for announced in pack.announced if not announced.counted]
    return Coverage(
        actions=letters.count("A"), topics=sum(letter in TOPICS for letter in letters), items=sum(letter in ITEMS for letter in letters),
        targets=sum(goal.value is not None for goal in goals), figures=sum(len(row.references) for row in indicators),
        parts=len(pack.announced), no_number=sum(goal.value is None for goal in goals), ledgers=sum(not form.fixed for form in pack.forms),
        announced=sum(announced.count for announced in printed), titled=sum(announced.titled for announced in printed),
        rules=len(pack.all_rules), examples=_examples(pack.forms) + 2 * len(pack.all_rules),
    )  # fmt: skip


def _rows(pack: Pack, kind: str) -> list[Row]:
    return [row for form in pack.forms if form.kind == kind for row in form.rows if not row.typed]


def _examples(forms: Iterable[Form]) -> int:
    return sum(len(form.examples) for form in forms)
