"""Rolling up 汇总: the totals of a programme in a period over the units below, each traced to the cells it comes from.

Only versions that count are added; a missing unit is named and never a zero; nobody is counted twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import TracebackType
from typing import Any

from db.messages import Sentence
from db.office.office import Office
from db.packs.additivity import adds_up, measures, measures_do_not_fit, own_goal, rate_factor
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.received import derived_columns, store
from db.received.store import Placed
from db.rollup import adjustments, sums
from db.rollup.adjustments import Adjustment
from db.rollup.contributions import Contribution
from db.rollup.counted_units import CountedUnits
from db.rollup.predecessors import Predecessors
from db.rollup.sums import SumRemarks
from db.rules.judge import Judge
from db.units import hierarchy
from db.units.model import Unit
from db.values.cell import NA, NA_TEXT, Cell, State
from db.values.exact import add
from db.values.field import Field
from db.values.kinds import kind_of


class Rollup(CountedUnits):
    """The totals of one programme in one period over the units that count; close it, or use it in a `with`.

    Forms are computed when they are asked for.
    """

    def __init__(
        self, office: Office, pack: Pack, period: Period, *, wanted: Sequence[str] = (), level: str = "", conn: Any = None
    ) -> None:
        super().__init__(office, pack, period, wanted=wanted, level=level, conn=conn)
        self.adjusted: list[Adjustment] = []
        self.left_out: list[tuple[Adjustment, Sentence]] = []  # adjustments that do not count, and why
        self.predecessors = Predecessors(self.conn, self.units, pack, period, self.parts)
        self._adjust()
        self._judge = Judge()
        self._totals: dict[str, dict[str, dict[str, Any]]] = {}
        self.remarks: dict[str, SumRemarks] = {}
        self._rows: dict[str, dict[str, dict[str, Placed]]] = {}

    def __enter__(self) -> Rollup:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Forget the scratch databases."""
        self._judge.close()

    def at(self, period: Period) -> Rollup | None:
        """The same units in another period, on the same connection; without those there were not then, None where none is left."""
        own = self.office.unit_at(period.last, self.conn)
        there = {one.code for one in hierarchy.descendants(self.units, own.code, period.last)}
        wanted = [code for code in self.wanted if code in there]
        if self.wanted and not wanted:
            return None
        if self.level and self.level not in hierarchy.levels(self.units, own.code, period.last):
            return None
        return Rollup(self.office, self.pack, period, wanted=wanted, level=self.level, conn=self.conn)

    # --- remarks, adjustments

    @property
    def lines(self) -> tuple[Sentence, ...]:
        """The head, and under it the units that reported nothing, with their reasons (they count as in and add nothing), and the
        adjustments that do not count."""
        nil = tuple(f"{one.unit.name}（{one.received.nil}）" for one in self.parts if one.received.nil)
        known = [Sentence("零报：{names}", names=nil)] if nil else []
        by_hand = {one.unit.code: one.unit.name for one in self.parts if one.received.head.get("by_hand")}
        return (
            self.head,
            *known,
            *derived_columns.gaps(self.conn, self.pack, self.period, by_hand),
            *self.predecessors.told,
            *(told for _, told in self.left_out),
        )

    def _adjust(self) -> None:
        """Take those about this level, a unit that is in, or one above or below such a unit; say of the others why they do not count.

        Where units were chosen, those of other units and of the whole are not looked at.
        """
        by = {one.code: one for one in hierarchy.at(self.units, self.period.last)}
        higher = {code: {above.code for above in hierarchy.above(one, by)} for code, one in by.items()}
        asked, counts = {one.code for one in self.chosen.asked}, {part.unit.code for part in self.parts}
        counts |= {code for code, above in higher.items() if above & counts} | {above for code in counts for above in higher[code]}
        made = adjustments.adjustments(self.conn, self.pack, self.period)
        places = {(one.unit, one.form, one.row, one.field) for one in made}
        carried = [self._handed_on(one, by) for one in adjustments.carried(self.conn, self.pack, self.period)]
        for one in (*made, *carried, *self.predecessors.lines):
            if self.wanted and not {one.unit, *higher.get(one.unit, ())} & asked:
                continue
            why = None if one.unit in counts or one.unit == self.unit.code else Sentence("该单位没有计入")
            if not self._there(one):
                why = Sentence("任务包里没有这一格，或这一格不相加")
            if one.carried and why is not None:
                continue  # told where it was made
            if one.carried and (one.unit, one.form, one.row, one.field) in places:
                why = Sentence("这一格另有调整")
            if why is None:
                self.adjusted.append(one)
            else:
                told = Sentence("调整“{name}”（{unit}）未计：{why}", name=one.name, unit=self.called(one.unit), why=why)
                self.left_out.append((one, told))

    def _handed_on(self, one: Adjustment, by: Mapping[str, Unit]) -> Adjustment:
        """A line carried from an earlier period: that of a merged unit is its successor's."""
        into = None if one.unit in by else hierarchy.owing(self.units, one.unit, self.period.last)
        return one if into is None else replace(one, unit=into.code)

    def _there(self, one: Adjustment) -> bool:
        """Whether the pack has the cell, and it is a sum."""
        form = next((form for form in self.pack.forms if form.id == one.form), None)
        return form is not None and (one.row, one.field) in adjustments.cells(form, self.unit.level, self.period.year)

    # --- totals

    def totals(self, form: Form) -> Mapping[str, Mapping[str, Any]]:
        """Row -> field -> value; the row of a ledger is 合计. Tasks are counted: status -> how many units."""
        if form.id not in self._totals:
            if form.kind == "tasks":
                self._totals[form.id] = {row.code: self._counts(form, row.code) for row in form.rows if not row.heading}
            else:
                self._totals[form.id] = sums.totals(self._judge, self.pack, self.period, self.unit.level, form, self._sums(form))
        return self._totals[form.id]

    def value(self, form: Form, row: str, field: str) -> Any:
        """One total; None where there is none."""
        return self.totals(form).get(row, {}).get(field)

    def not_applicable(self, form: Form, row: str, field: str) -> bool:
        """Whether every unit that counts calls a cell 不适用, and nothing is added here."""
        missing = self.value(form, row, field) is None
        return missing and form.id in self.remarks and self.remarks[form.id].nowhere.get((row, field), False)

    def note(self, form: Form, row: str, field: Field) -> Sentence | None:
        """Why a number has no total; nothing where it has one, or is no number."""
        if field.const or not kind_of(field).quantity or self.value(form, row, field.id) is not None or form.kind == "tasks":
            return None
        if self.not_applicable(form, row, field.id):
            return Sentence("计入的单位都不适用。")
        found = form.row(row) if form.fixed else None
        if found is not None and found.nature == "rate" and not found.parts:
            return Sentence("各单位的数不相加，也没有写明分子分母，不能汇总。")
        if found is not None and found.parts and rate_factor(*measures(form, found)) is None:
            return Sentence("{why}。", why=measures_do_not_fit(*measures(form, found)))
        if found is not None and found.nature == "milestone":
            return Sentence("节点不相加。")
        return Sentence("没有可以汇总的数。")

    def notes(self, form: Form) -> tuple[Sentence, ...]:
        """What has to be said of the totals of a form: cells that are marked, units that a rate leaves out."""
        self.totals(form)
        return self.remarks[form.id].lines if form.id in self.remarks else ()

    def _sums(self, form: Form) -> dict[tuple[str, str], Decimal]:
        """The sums, and the rates of the units that have both parts."""
        told, whose = self.remarks.setdefault(form.id, SumRemarks()), (self.unit.level, self.period.year)
        beside: dict[tuple[str, str], Decimal] = {}
        by = {one.unit.code: sums.own(form, whose, one.unit.name, self.rows(one, form), told) for one in self.parts}
        for one in self.adjusted:
            if one.form == form.id:
                add(by.get(one.unit, beside), (one.row, one.field), one.amount)
        for part in self.parts:
            for row in sums.halves(form, whose, by[part.unit.code]):
                told.halves.setdefault(row, []).append(part.unit.name)
        return sums.added([*by.values(), beside]) | sums.rates(form, whose, list(by.values()), beside)

    def adds(self, form: Form, field: Field | str, code: str) -> bool:
        """Whether a cell is a sum over units."""
        field = form.field(field) if isinstance(field, str) else field
        row = form.row(code)
        return adds_up(form, field, row) and not own_goal(field, row, self.unit.level, self.period.year)

    def _counts(self, form: Form, code: str) -> dict[str, Any]:
        cells = (cells["status"] for _, _, cells in self.detail(form, code) if "status" in cells)
        found = [str(cell.value) for cell in cells if cell.value is not None]
        order = {word: n for n, word in enumerate(form.field("status").choices)} if form.has("status") else {}
        counted = Counter(found)
        return {"status": dict(sorted(counted.items(), key=lambda one: order.get(one[0], len(order))))} if counted else {}

    # --- rows behind them

    def rows(self, part: Contribution, form: Form, row: str | None = None) -> Iterator[Placed]:
        """The rows of one unit as our form has them, or one `row` of them; those of a fixed form are read once."""
        if form.fixed:
            held = self._fixed(part, form)
            return iter(held.values() if row is None else [held[row]] if row in held else ())
        if row is None:
            return store.rows_as(self.conn, part.received, form, part.pack)
        found = store.placed_as(self.conn, part.received, form, part.pack, row)
        return iter([found] if found is not None else ())

    def _fixed(self, part: Contribution, form: Form) -> dict[str, Placed]:
        held = self._rows.setdefault(form.id, {})
        if part.unit.code not in held:
            held[part.unit.code] = {one.row: one for one in store.rows_as(self.conn, part.received, form, part.pack)}
        return held[part.unit.code]

    def detail(self, form: Form, row: str | None = None) -> Iterator[tuple[Contribution, Placed, dict[str, Cell]]]:
        """(part, row, its cells by field): unit after unit, its rows in their order; of one `row` where given."""
        for part in self.parts:
            for line in self.rows(part, form, row):
                if not ((found := form.row(line.row)) and found.heading):
                    yield part, line, {one.id: cell for one, cell in zip(form.fields, line.cells, strict=True)}

    def adjustments(self, form: Form, row: str, field: str) -> list[Adjustment]:
        """The adjustments in one total."""
        return [one for one in self.adjusted if (one.form, one.row, one.field) == (form.id, row, field)]

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        forms = {form.id: list(self._form_json(form)) for form in self.pack.forms}
        return {
            "unit": self.unit.code, "programme": self.pack.id, "period": self.period.label, "expected": self.expected,
            "received": len(self.parts), "missing": [one.code for one in self.missing],
            "returned": [one.code for one in self.returned],
            "not_counted": [one.code for one in self.chosen.beside],
            "nil": [{"unit": one.unit.code, "reason": one.received.nil} for one in self.parts if one.received.nil],
            "head": str(self.head), "forms": forms,
            "notes": {form.id: list(map(str, told)) for form in self.pack.forms if (told := self.notes(form))},
            "adjustments": [one.as_json() for one in self.adjusted],
            "adjustments_left_out": [one.as_json() | {"why": str(told)} for one, told in self.left_out],
        }  # fmt: skip

    def _form_json(self, form: Form) -> Iterator[dict[str, Any]]:
        for row, values in self.totals(form).items():
            absent = {one.id: NA_TEXT for one in form.fields if self.not_applicable(form, row, one.id)}
            yield {"row": row, "values": {**values, **absent}}
        for part, line, cells in self.detail(form):
            yield {
                "row": line.row,
                "unit": part.unit.code,
                "values": {id: _shown(cell) for id, cell in cells.items() if _shown(cell) is not None},
            }


def _shown(cell: Cell) -> Any:
    return cell.raw if cell.state is State.RAW else NA_TEXT if cell == NA else cell.value
