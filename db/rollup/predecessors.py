"""Units that were merged in the year: their months go on in 本年累计 of the unit they became, as named lines.

A line is added where the successor's cumulative is its own months alone. Where its own office went on with the months of the merged unit
they are in it already; where that cannot be seen, or a unit was split, it is said and nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from db.messages import Sentence
from db.packs.model import Form, Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.received import store
from db.received.store import Received
from db.rollup.adjustments import Adjustment
from db.rollup.contributions import Contribution
from db.units import hierarchy
from db.units.model import Unit
from db.values.exact import exact, total

MOST = 6  # merged units of one successor whose shares are looked for in its cumulative
Places = Mapping[tuple[str, str], Decimal]  # (form, row) -> amount


@dataclass(frozen=True)
class Predecessor:
    """A merged unit with the periods of the year it reported before, and by flow what they add up to; `typed` are those that its
    successor reports as a cumulative of its own."""

    unit: Unit
    periods: tuple[Period, ...]
    amounts: Places
    typed: tuple[str, ...]


class Predecessors:
    """What the units that count took over from merged ones in the year: `lines` that are added, and what is `told`."""

    def __init__(self, conn: Any, units: Sequence[Unit], pack: Pack, period: Period, parts: Sequence[Contribution]) -> None:
        self.conn, self.units, self.pack, self.period = conn, units, pack, period
        self.lines: list[Adjustment] = []
        self.told: list[Sentence] = []
        year = [other for other in reversed(report_period.before(period)) if other.year == period.year]
        ended = {line.code: line for line in units if line.until[:4] == str(period.year) and line.until < period.last.isoformat()}
        gone = [one for one in ended.values() if len(one.successors) > 1 or hierarchy.unit_on(units, one.code, period.last) is None]
        if not gone or not year:
            return
        self._standing = {other: store.standing(conn, pack.id, other.label) for other in year}
        for part in parts:
            self._of(part, gone)

    def _of(self, part: Contribution, gone: Sequence[Unit]) -> None:
        code, merged = part.unit.code, list[Predecessor]()
        for unit in gone:
            if all(other.code != code for other in hierarchy.lineage(self.units, unit.code, self.period.last)):
                continue
            predecessor = self._predecessor(unit)
            if not predecessor.periods:
                continue
            names = {"unit": unit.name, "into": part.unit.name, "rows": predecessor.typed}
            if unit.code == code:
                self.told.append(Sentence("{unit}已拆分，拆分以前各期的数都在{into}名下", **names))
                continue
            if hierarchy.owing(self.units, unit.code, self.period.last) is None:
                self.told.append(Sentence("{unit}已拆分，以前各期的数没有分给{into}，本年累计里没有", **names))
                continue
            merged.append(predecessor)
            if predecessor.typed:
                self.told.append(Sentence("{into}自己填累计，含不含并入的{unit}以前各期，请核对：{rows}", **names))
        if merged:
            self._add(part, merged)

    def _add(self, part: Contribution, merged: Sequence[Predecessor]) -> None:
        periods = [period for period, came in self._standing.items() if part.unit.code in came]
        own = _added(self._currents(self._standing[period][part.unit.code]) for period in periods)
        own = _added([own, self._currents(part.received)])
        cumulative, unclear = self._flows(part.received, "ytd"), list[str]()
        for place in sorted({place for predecessor in merged for place in predecessor.amounts}):
            shares = {one.unit.code: one.amounts[place] for one in merged if one.amounts.get(place)}
            taken_over = cumulative.get(place, own.get(place, Decimal(0))) - own.get(place, Decimal(0))
            held = _holding(shares, taken_over)
            if held is None:
                unclear.append(place[1])
                continue
            self.lines += [self._line(part.unit, one, place) for one in merged if one.unit.code in shares.keys() - held]
        if unclear:
            names = {"into": part.unit.name, "units": tuple(one.unit.name for one in merged), "rows": tuple(unclear)}
            self.told.append(Sentence("{into}的本年累计里看不出有没有并入的{units}以前各期，没有加：{rows}", **names))

    def _predecessor(self, unit: Unit) -> Predecessor:
        came = [
            (period, returns[unit.code])
            for period, returns in self._standing.items()
            if unit.code in returns and hierarchy.unit_on(self.units, unit.code, period.last)
        ]
        typed = dict.fromkeys(row for _, received in came for _, row in self._flows(received, "ytd", typed=True))
        return Predecessor(unit, tuple(period for period, _ in came), _added(self._currents(one) for _, one in came), tuple(typed))

    def _line(self, into: Unit, predecessor: Predecessor, place: tuple[str, str]) -> Adjustment:
        unit, (form, row) = predecessor.unit, place
        name = Sentence("{unit}并入以前（{periods}）", unit=unit.name, periods=report_period.ranges(predecessor.periods))
        reason = Sentence("{unit}并入{into}，以前各期接着算", unit=unit.name, into=into.name)
        return Adjustment(f"{unit.code}>{into.code}", into.code, form, row, "ytd", predecessor.amounts[place], name, reason, unit.until,
                          str(Sentence("单位变更")), carried=predecessor.periods[-1].label)  # fmt: skip

    def _currents(self, received: Received) -> Places:
        return self._flows(received, "current")

    def _flows(self, received: Received, field: str, *, typed: bool = False) -> dict[tuple[str, str], Decimal]:
        """By form and row a column of the flows whose 本年累计 is computed from 本期, or (`typed`) of the others."""
        made_by, found = store.pack_of(self.conn, received, self.pack), dict[tuple[str, str], Decimal]()
        for form in self.pack.forms:
            if form.kind != "indicators" or not (form.has("ytd") and form.has(field)):
                continue
            n = form.fields.index(form.field(field))
            for line in store.rows_as(self.conn, received, form, made_by):
                number = line.cells[n].value
                if _flow(form, line.row, typed) and isinstance(number, int | float):
                    found[form.id, line.row] = exact(number)
        return found


def _flow(form: Form, code: str, typed: bool) -> bool:
    row = form.row(code)
    return row is not None and row.nature == "flow" and form.typed(form.field("ytd"), code) is typed


def _added(parts: Iterator[Places] | Sequence[Places]) -> dict[tuple[str, str], Decimal]:
    found: dict[tuple[str, str], list[Decimal]] = {}
    for part in parts:
        for place, amount in part.items():
            found.setdefault(place, []).append(amount)
    return {place: total(amounts) for place, amounts in found.items()}


def _holding(shares: Mapping[str, Decimal], amount: Decimal) -> set[str] | None:
    """Whose shares make up `amount`; None where that cannot be told."""
    if not amount:
        return set()
    if len(shares) > MOST:
        return None
    held = [
        set(some) for n in range(1, len(shares) + 1) for some in combinations(shares, n) if total(map(shares.__getitem__, some)) == amount
    ]
    return held[0] if len(held) == 1 else None
