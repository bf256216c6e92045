"""The exception desk 例外台: received values over several periods, searched for what a clerk must look at (see `unusual`).

Only accepted returns are read. The series of a merged unit does not continue in its successor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from db.messages import Sentence
from db.office.office import Office
from db.overview.unusual import BEFORE, STILL, LedgerEntry, Series, Unusual, duplicates, unusual
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.received import store
from db.received.store import Received
from db.values.cell import Cell, State
from db.values.kinds import kind_of

NAMED = 2  # how many naming fields identify a ledger row
CellsByPlace = dict[tuple[str, str, str, str], Cell]  # unit, form, row, field


def desk(office: Office, pack: Pack, period: Period, conn: Any = None) -> list[Unusual]:
    """What a clerk must look at in this period, in the returns of all units."""
    reader = conn or office.db.conn
    periods = [period.shifted(-back) for back in range(BEFORE, -1, -1)]
    standing = [store.standing(reader, pack.id, earlier.label) for earlier in periods]
    months = [_fixed(reader, pack, by_unit) for by_unit in standing]
    names = {received.unit: received.unit_name for received in standing[-1].values()}
    series = [_series(key, months, pack) for key in months[-1] if key[3] != "note"]
    findings = [*_problems(standing[-1].values()), *unusual(series, names), *_nil(standing)]
    return findings + duplicates(_entries(reader, pack, standing[-1]), names)


def _problems(standing: Iterable[Received]) -> Iterator[Unusual]:
    """Accepted returns with errors or unexplained warnings: filled by hand, or of programmes that do not block."""
    for received in standing:
        errors, silent = (int(received.head.get("problems", {}).get(name, 0)) for name in ("error", "open"))
        if errors or silent:
            sentence = Sentence("{unit}第 {version} 版收下时有 {errors} 处必须改，{silent} 处要写说明没有写", unit=received.unit_name,
                                version=received.version, errors=errors, silent=silent)  # fmt: skip
            yield Unusual("problems", received.unit, "", "", "", sentence, (received.check_code,))


def _nil(standing: Sequence[Mapping[str, Received]]) -> Iterator[Unusual]:
    """Units with nil returns in the last three periods."""
    for unit, now in standing[-1].items():
        reasons = tuple(by_unit[unit].nil if unit in by_unit else "" for by_unit in standing[-STILL:])
        if all(reasons):
            sentence = Sentence("{unit}连续{periods}期零报，上期原因“{before}”，本期原因“{now}”", unit=now.unit_name, periods=STILL,
                                before=reasons[-2], now=reasons[-1])  # fmt: skip
            yield Unusual("still", unit, "", "", "", sentence, reasons)


def _fixed(conn: Any, pack: Pack, standing: Mapping[str, Received]) -> CellsByPlace:
    """The cells to examine: the figure and note of each indicator, the progress of each task."""
    cells: CellsByPlace = {}
    for unit, received in standing.items():
        made_by = store.pack_of(conn, received, pack)
        for form in (form for form in pack.forms if form.fixed):
            places = {field.id: n for n, field in enumerate(form.fields)}
            for line in store.rows_as(conn, received, form, made_by):
                for name in _looked_at(form, line.row):
                    if name in places:
                        cells[unit, form.id, line.row, name] = line.cells[places[name]]
    return cells


def _looked_at(form: Form, code: str) -> tuple[str, ...]:
    row = form.row(code)
    if row is None or row.heading:
        return ()
    return (row.entry or "current", "note") if form.kind == "indicators" else ("progress",)


def _series(key: tuple[str, str, str, str], months: list[CellsByPlace], pack: Pack) -> Series:
    unit, form_id, code, name = key
    form = pack.form(form_id)
    row = form.row(code)
    note = months[-1].get((unit, form_id, code, "note"))
    return Series(
        unit, form_id, code, name, row.title if row else code, tuple(_value(month.get(key)) for month in months),
        explained=note is not None and note.state is State.VALUE and bool(note.value), unit_of_measure=row.unit if row else "",
        summed=row is not None and row.nature in ("flow", "stock", "count"),
    )  # fmt: skip


def _value(cell: Cell | None) -> float | str | None:
    return cell.value if cell is not None and cell.state is State.VALUE else None


def _entries(conn: Any, pack: Pack, standing: Mapping[str, Received]) -> Iterator[LedgerEntry]:
    """Each ledger row, keyed by an unmasked identity or credit code, else by its naming fields."""
    for unit, received in standing.items():
        made_by = store.pack_of(conn, received, pack)
        for form in (form for form in pack.forms if not form.fixed):
            places = {field.id: n for n, field in enumerate(form.fields)}
            codes = [places[field.id] for field in form.fields if kind_of(field).identifies]
            named = [places[name] for name in form.names[:NAMED] if name in places]
            for _, cells, (sheet, number), _ in store.rows_as(conn, received, form, made_by):
                shown = str(cells[named[0]].value or "") if named else ""
                yield LedgerEntry(
                    form.id, _key(cells, codes, named), shown, unit, Sentence("{sheet}第{n}行", sheet=sheet or form.title, n=number)
                )


def _key(cells: tuple[Cell, ...], codes: list[int], named: list[int]) -> str:
    for place in codes:
        code = cells[place].value
        if isinstance(code, str) and code and "*" not in code:
            return code
    words = [str(cells[place].value) for place in named if cells[place].value]
    return "|".join(words) if len(words) == len(named) else ""
