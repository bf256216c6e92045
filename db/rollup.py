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

from db import adjustments, computed, intake_events, received, summing, units
from db.additive import NUMBERS, TOTAL, WIDE, adds_up, measures, not_together, own_goal, times
from db.adjustments import Adjustment
from db.balance import exact, plain, total
from db.cells import NA, Cell, State
from db.field import Field
from db.judge import Judge
from db.office import Office
from db.pack import Form, Pack
from db.periods import Period
from db.received import Placed
from db.renamed import renamed
from db.sources import Chosen, Part, Source, Why, of_file, with_printed
from db.summing import Told
from db.trouble import Sentence, Trouble
from db.unit import LEVELS, Unit


class Rollup:
    """The totals of one programme in one period; close it, or use it in a `with`. Forms are computed when they are asked for.

    `wanted` units are counted instead of those right below, or those of a `level`. `conn` reads in a thread of its own.
    """

    def __init__(
        self, office: Office, pack: Pack, period: Period, *, wanted: Sequence[str] = (), level: str = "", conn: Any = None
    ) -> None:
        self.office, self.pack, self.period, self.level = office, pack, period, level
        self.conn = conn or office.db.conn
        self.units = office.units(self.conn)
        self.unit = office.unit_at(period.last, self.conn)
        self.standing = received.standing(self.conn, pack.id, period.label)
        self._states = intake_events.states(self.conn, pack.id, period.label)
        self.wanted = tuple(dict.fromkeys(self._named(one).code for one in wanted))
        self.chosen = self._choose()
        self.adjusted: list[Adjustment] = []
        self.left_out: list[tuple[Adjustment, Sentence]] = []  # adjustments that do not count, and why
        self._adjust()
        self._judge = Judge()
        self._totals: dict[str, dict[str, dict[str, Any]]] = {}
        self._told: dict[str, Told] = {}
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
        there = {one.code for one in units.beneath(self.units, own.code, period.last)}
        wanted = [code for code in self.wanted if code in there]
        if self.wanted and not wanted:
            return None
        if self.level and self.level not in units.levels(self.units, own.code, period.last):
            return None
        return Rollup(self.office, self.pack, period, wanted=wanted, level=self.level, conn=self.conn)

    # --- who is in it

    @property
    def expected(self) -> int:
        """How many units it waits for."""
        return len(self.chosen.expected)

    @property
    def parts(self) -> list[Part]:
        """The units that came, in the order of the unit table."""
        return self.chosen.parts

    @property
    def missing(self) -> list[Unit]:
        """The units that did not come."""
        return self.chosen.missing

    @property
    def returned(self) -> list[Unit]:
        """The units whose return was sent back, and that did not come again."""
        return self.chosen.returned

    @property
    def head(self) -> Sentence:
        """已汇 8/10，退回：市北区，缺：平度市."""
        said = Sentence("已汇 {n}/{of}", n=len(self.parts), of=self.expected)
        if self.returned:
            said = Sentence("{head}，退回：{names}", head=said, names=tuple(one.name for one in self.returned))
        return Sentence("{head}，缺：{names}", head=said, names=tuple(one.name for one in self.missing)) if self.missing else said

    @property
    def lines(self) -> tuple[Sentence, ...]:
        """The head, and under it the units that reported nothing, with their reasons (they count as in and add nothing), and the
        adjustments that do not count."""
        nil = tuple(f"{one.unit.name}（{one.received.nil}）" for one in self.parts if one.received.nil)
        known = [Sentence("零报：{names}", names=nil)] if nil else []
        by_hand = {one.unit.code: one.unit.name for one in self.parts if one.received.head.get("by_hand")}
        return (self.head, *known, *computed.gaps(self.conn, self.pack, self.period, by_hand), *(told for _, told in self.left_out))

    def _asked(self) -> list[Unit]:
        day = self.period.last
        if self.wanted:
            by = {one.code: one for one in units.at(self.units, day)}
            return [by[code] for code in self.wanted]
        if not self.level:
            return units.counted(self.units, self.unit.code, day)
        known = units.levels(self.units, self.unit.code, day)
        if self.level not in known:
            names = tuple(Sentence("{word} {level}", word=word, level=LEVELS[word]) for word in known) or Sentence("无")
            raise Trouble(
                "{period}“{unit}”之下没有计入合计的“{level}”级单位，可用的级别：{known}。",
                period=self.period.title, unit=self.unit.name, level=LEVELS.get(self.level, self.level), known=names,
            )  # fmt: skip
        return known[self.level]

    def _choose(self) -> Chosen:
        chosen = Chosen()
        there = units.at(self.units, self.period.last)
        named = chosen.asked = self._asked()
        codes, by = {one.code for one in named}, {one.code: one for one in there}
        for one in named:
            if any(higher.code in codes for higher in units.above(one, by)):
                chosen.beside.append(one)  # a unit above it counts already
            else:
                self._gather(one, chosen)
        counted = {one.unit.code for one in chosen.parts}
        chosen.beside += [one for one in there if one.code in self.standing and one.code not in counted and one not in chosen.beside]
        return chosen

    def _adjust(self) -> None:
        """Take those about this level, a unit that is in, or one above or below such a unit; say of the others why they do not count.

        Where units were chosen, those of other units and of the whole are not looked at.
        """
        by = {one.code: one for one in units.at(self.units, self.period.last)}
        higher = {code: {above.code for above in units.above(one, by)} for code, one in by.items()}
        asked, counts = {one.code for one in self.chosen.asked}, {part.unit.code for part in self.parts}
        counts |= {code for code, above in higher.items() if above & counts} | {above for code in counts for above in higher[code]}
        made = adjustments.adjustments(self.conn, self.pack, self.period)
        places = {(one.unit, one.form, one.row, one.field) for one in made}
        for one in (*made, *adjustments.carried(self.conn, self.pack, self.period)):
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

    def _there(self, one: Adjustment) -> bool:
        """Whether the pack has the cell, and it is a sum."""
        form = next((form for form in self.pack.forms if form.id == one.form), None)
        return form is not None and (one.row, one.field) in adjustments.cells(form, self.unit.level, self.period.year)

    def called(self, code: str) -> str:
        """The name of a unit on the period's last day."""
        found = units.named(self.units, code, self.period.last)
        return found.name if found is not None else code

    def _named(self, name: str) -> Unit:
        found = next((one for one in units.beneath(self.units, self.unit.code, self.period.last) if one.called(name)), None)
        if found is None:
            raise Trouble("{period}本单位之下没有“{name}”。", period=self.period.title, name=name)
        return found

    def _gather(self, unit: Unit, chosen: Chosen) -> None:
        """The unit itself where its return stands, else the units below it where any of theirs does."""
        found = self.standing.get(unit.code)
        if found is not None:
            chosen.expected.append(unit)
            chosen.parts.append(Part(unit, found, received.pack_of(self.conn, found, self.pack)))
            return
        lower = [one for one in units.counted(self.units, unit.code, self.period.last) if one.code != unit.code]
        if any(one.code in self.standing for one in lower):
            for one in lower:
                self._gather(one, chosen)
            return
        chosen.expected.append(unit)
        back = unit.code in self._states and self._states[unit.code].word == "returned"
        (chosen.returned if back else chosen.missing).append(unit)

    # --- totals

    def totals(self, form: Form) -> Mapping[str, Mapping[str, Any]]:
        """Row -> field -> value; the row of a ledger is 合计. Tasks are counted: status -> how many units."""
        if form.id not in self._totals:
            if form.kind == "tasks":
                self._totals[form.id] = {row.code: self._counts(form, row.code) for row in form.rows if not row.heading}
            else:
                self._totals[form.id] = summing.totals(self._judge, self.pack, self.period, self.unit.level, form, self._sums(form))
        return self._totals[form.id]

    def value(self, form: Form, row: str, field: str) -> Any:
        """One total; None where there is none."""
        return self.totals(form).get(row, {}).get(field)

    def note(self, form: Form, row: str, field: Field) -> Sentence | None:
        """Why a number has no total; nothing where it has one, or is no number."""
        if field.const or field.kind not in NUMBERS or self.value(form, row, field.id) is not None or form.kind == "tasks":
            return None
        found = form.row(row) if form.fixed else None
        if found is not None and found.nature == "rate" and not found.parts:
            return Sentence("各单位的数不相加，也没有写明分子分母，不能汇总。")
        if found is not None and found.parts and times(*measures(form, found)) is None:
            return Sentence("{why}。", why=not_together(*measures(form, found)))
        if found is not None and found.nature == "milestone":
            return Sentence("节点不相加。")
        return Sentence("没有可以汇总的数。")

    def notes(self, form: Form) -> tuple[Sentence, ...]:
        """What has to be said of the totals of a form: cells that are marked, units that a rate leaves out."""
        self.totals(form)
        return self._told[form.id].lines if form.id in self._told else ()

    def _sums(self, form: Form) -> dict[tuple[str, str], Decimal]:
        """The sums, and the rates of the units that have both parts."""
        told, whose = self._told.setdefault(form.id, Told()), (self.unit.level, self.period.year)
        beside: dict[tuple[str, str], Decimal] = {}
        by = {one.unit.code: summing.own(form, whose, one.unit.name, self.rows(one, form), told) for one in self.parts}
        for one in self.adjusted:
            if one.form == form.id:
                summing.add(by.get(one.unit, beside), (one.row, one.field), one.amount)
        for part in self.parts:
            for row in summing.halves(form, whose, by[part.unit.code]):
                told.halves.setdefault(row, []).append(part.unit.name)
        return summing.added([*by.values(), beside]) | summing.rates(form, whose, list(by.values()), beside)

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

    def rows(self, part: Part, form: Form, row: str | None = None) -> Iterator[Placed]:
        """The rows of one unit as our form has them, or one `row` of them; those of a fixed form are read once."""
        if form.fixed:
            held = self._fixed(part, form)
            return iter(held.values() if row is None else [held[row]] if row in held else ())
        if row is None:
            return received.rows_as(self.conn, part.received, form, part.pack)
        found = received.placed_as(self.conn, part.received, form, part.pack, row)
        return iter([found] if found is not None else ())

    def _fixed(self, part: Part, form: Form) -> dict[str, Placed]:
        held = self._rows.setdefault(form.id, {})
        if part.unit.code not in held:
            held[part.unit.code] = {one.row: one for one in received.rows_as(self.conn, part.received, form, part.pack)}
        return held[part.unit.code]

    def detail(self, form: Form, row: str | None = None) -> Iterator[tuple[Part, Placed, dict[str, Cell]]]:
        """(part, row, its cells by field): unit after unit, its rows in their order; of one `row` where given."""
        for part in self.parts:
            for line in self.rows(part, form, row):
                if not ((found := form.row(line.row)) and found.heading):
                    yield part, line, {one.id: cell for one, cell in zip(form.fields, line.cells, strict=True)}

    def adjustments(self, form: Form, row: str, field: str) -> list[Adjustment]:
        """The adjustments in one total."""
        return [one for one in self.adjusted if (one.form, one.row, one.field) == (form.id, row, field)]

    # --- why

    def why(self, form: Form, row: str, field_id: str) -> Why:
        """What stands behind a total, or behind one row of a ledger; raises `Trouble` where there is no such cell."""
        field = form.field(field_id) if form.has(field_id) else None
        summed = form.row(row) is not None if form.fixed else row == TOTAL
        if field is None or (form.fixed and not summed):
            raise Trouble("{form}没有这一格：{row} {field}。", form=form.title, row=row, field=field_id)
        if not summed:
            return self._why_row(form, row, field)
        value = self.value(form, row, field_id)
        if self.adds(form, field, row):
            sources = self._sources(form, row, field_id)
            if made := self.adjusting(form, row, field_id):
                sources += made
            elif field_id in WIDE and (found := form.row(row)):
                sources = list(with_printed(sources, found.decimals))
            return Why(value, tuple(sources), said=self.note(form, row, field))
        if value is not None and own_goal(field, form.row(row), self.unit.level, self.period.year):
            goal = Source(self.unit.code, self.unit.name, value, kind="goal", row=row)
            return Why(value, (goal,), said=Sentence("本级目标，取自任务包“{title}”，不是各单位之和。", title=self.pack.title))
        if form.kind == "tasks" or field.kind not in NUMBERS:
            return Why(value, tuple(self._sources(form, row, field_id)))
        of = summing.parts_of(form, row, field) if value is not None else ()
        said = self.note(form, row, field) or Sentence("由合计数计算，不是各单位之和。")
        halves = tuple(self._told[form.id].halves.get(row, ()))
        return Why(value, (), of, Sentence("{said}分子分母不全、没有计入：{names}。", said=said, names=halves) if of and halves else said)

    def why_json(self, form: Form, row: str, field: str) -> dict[str, Any]:
        """The document of the command line: each cell that a number is computed from (`of`) with what stands behind it."""
        found = self.why(form, row, field)
        of = [{"row": code, "field": id} | self.why_json(form, code, id) for code, id in found.of]
        return found.as_json() | ({"of": of} if of else {})

    def _why_row(self, form: Form, row: str, field: Field) -> Why:
        """Behind one row of a ledger; rows of several units that have one id are told together."""
        if not any(True for _ in self.detail(form, row)):
            raise Trouble("{form}没有这一格：{row} {field}。", form=form.title, row=row, field=field.title)
        sources = tuple(self._sources(form, row, field.id))
        if not sources:
            return Why(None, said=Sentence("有这一行，这一格没有填。"))
        if len(sources) == 1:
            return Why(sources[0].value, sources)
        numbers = [exact(one.value) for one in sources if isinstance(one.value, int | float)]
        if len(numbers) == len(sources) and adds_up(form, field, None):
            return Why(plain(total(numbers)), sources, said=Sentence("{n} 个单位有这一行，是它们的和。", n=len(sources)))
        return Why(None, sources, said=Sentence("{n} 个单位有这一行，这一栏不相加。", n=len(sources)))

    def _sources(self, form: Form, row: str, field: str) -> list[Source]:
        found = self.detail(form, None if row == TOTAL else row)
        return [self.source(form, part, line, cells[field], field) for part, line, cells in found if _said(cells.get(field))]

    def source(self, form: Form, part: Part, line: Placed, cell: Cell, field: str) -> Source:
        """A cell of a unit's file; a number that this office computed of it, with the cells it was computed from."""
        names, one = renamed(form, part.pack), part.received
        theirs, made = names.theirs(field), names.made
        found = of_file(form, part.unit, one, line, cell, theirs)
        row = names.row(line.row)
        if not one.head.get("by_hand") or not theirs or computed.is_typed(made, made.field(theirs), row, one.filled(form.id)):
            return found
        cells = tuple(
            of_file(form, part.unit, other, placed, held, name, period.label)
            for period, other, placed, name, held in computed.inputs(self.conn, one, part.pack, made, made.field(theirs), row, self.period)
        )
        return replace(found, cell="", kind="computed", computed_from=cells)

    def adjusting(self, form: Form, row: str, field: str) -> list[Source]:
        """The adjustments in one total, as values behind it."""
        return [self._adjusted(one) for one in self.adjustments(form, row, field)]

    def _adjusted(self, one: Adjustment) -> Source:
        name = str(Sentence("调整：{name}（{unit}）", name=one.name, unit=self.called(one.unit)))
        return Source(one.unit, name, plain(one.amount), who=one.who, at=one.at, kind="adjusted", row=one.row, reason=one.reason)

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
            yield {"row": row, "values": dict(values)}
        for part, line, cells in self.detail(form):
            yield {
                "row": line.row,
                "unit": part.unit.code,
                "values": {id: _shown(cell) for id, cell in cells.items() if _shown(cell) is not None},
            }


def _said(cell: Cell | None) -> bool:
    return cell is not None and cell.value is not None


def _shown(cell: Cell) -> Any:
    return cell.raw if cell.state is State.RAW else "不适用" if cell == NA else cell.value
