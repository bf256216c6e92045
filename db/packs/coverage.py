"""How much of its source a pack holds: parts, figures by kind, ledgers, rules, examples. Nothing here is stored.

The letters are those of a pack's codes: A an action, T or G a topic group, I or N an item.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from db.packs.model import Form, Pack, Row

TOPICS, ITEMS = "TG", "IN"


@dataclass(frozen=True)
class Coverage:
    """What a pack holds; `targets` have a number, `no_number` do not, `figures` are results, baselines and comparators.

    `announced` and `titled` leave aside the parts whose total no text prints.
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
        """By name."""
        return asdict(self)


def coverage(pack: Pack) -> Coverage:
    """Count a pack."""
    tasks = _rows(pack, "tasks")
    indicators = _rows(pack, "indicators")
    letters = [row.code.rpartition(".")[2][:1] for row in tasks]
    goals = [row.target for row in indicators if row.target]
    printed = [one for one in pack.announced if not one.counted]
    return Coverage(
        actions=letters.count("A"), topics=sum(one in TOPICS for one in letters), items=sum(one in ITEMS for one in letters),
        targets=sum(one.value is not None for one in goals), figures=sum(len(row.references) for row in indicators),
        parts=len(pack.announced), no_number=sum(one.value is None for one in goals), ledgers=sum(not form.fixed for form in pack.forms),
        announced=sum(one.count for one in printed), titled=sum(one.titled for one in printed),
        rules=len(pack.all_rules), examples=_examples(pack.forms) + 2 * len(pack.all_rules),
    )  # fmt: skip


def _rows(pack: Pack, kind: str) -> list[Row]:
    return [row for form in pack.forms if form.kind == kind for row in form.rows if not row.typed]


def _examples(forms: Iterable[Form]) -> int:
    return sum(len(form.examples) for form in forms)
