"""Blank workbooks for the units below this office, one for each, under names that say nothing about persons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from db.messages import Trouble
from db.office.office import Office
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.received import store
from db.units import hierarchy
from db.units.model import Unit
from desktop.exchange.book.form_sheet import Values
from desktop.exchange.book.workbook_writer import write_blank

ILLEGAL = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]')  # characters that some operating system forbids in file names
Progress = Callable[[str, int, int], None]  # name of the unit, number done, total
Known = Callable[[Unit, Form], Values]  # the last accepted values of a unit


def below(office: Office, period: Period) -> list[Unit]:
    """The units that report to this office on the last day of the period, in the order of the unit table."""
    return hierarchy.reporting_to(office.units(), office.unit_at(period.last).code, period.last)


def find_unit(office: Office, period: Period, name: str) -> Unit:
    """This office's unit or one below it by code, name or alias; raises `Trouble` for any other."""
    own = office.unit_at(period.last)
    for unit in (own, office.unit, *below(office, period)):
        if unit.called(name):
            return unit
    raise Trouble("工作库是“{own}”的，不能给“{other}”写空白表。", own=own.name, other=name)


def file_name(unit: Unit, pack: Pack, period: Period) -> str:
    """The name of the blank workbook of a unit: its code, programme and period."""
    return ILLEGAL.sub("-", f"{unit.code}_{pack.id}_{period.label}_空白表.xlsx")


def write_all(
    office: Office, pack: Pack, period: Period, folder: Path, *, known: Known | None = None, progress: Progress | None = None
) -> Iterator[Path]:
    """Write a workbook for each unit below into `folder` and yield each path; raises `Trouble` where there is no unit below."""
    known = known or accepted(office, pack, period)
    units = below(office, period)
    if not units:
        own = office.unit_at(period.last).name
        raise Trouble("“{own}”在 {period} 没有下级单位，没有要写的空白表。", own=own, period=period.title)
    folder.mkdir(parents=True, exist_ok=True)
    for done, unit in enumerate(units, 1):
        path = folder / file_name(unit, pack, period)
        write_blank(office, pack, period, path, unit=unit, known=_known_of_unit(unit, known))
        if progress:
            progress(unit.name, done, len(units))
        yield path


def write_one(office: Office, pack: Pack, period: Period, path: Path, unit: Unit | None = None) -> None:
    """Write one blank workbook, for this office or for a unit below it; the latter shows the values last accepted from that unit."""
    lower = unit is not None and unit.code != office.unit_at(period.last).code
    known = _known_of_unit(unit, accepted(office, pack, period)) if unit is not None and lower else None
    write_blank(office, pack, period, path, unit=unit, known=known)


def accepted(office: Office, pack: Pack, period: Period) -> Known:
    """A function that gives the values of a unit and form that this office accepted for the period before."""
    conn = office.db.conn
    received_by_unit = store.standing(conn, pack.id, period.previous.label) if pack.reference_values else {}

    def known(unit: Unit, form: Form) -> Values:
        received = received_by_unit.get(unit.code)
        if received is None:
            return {}
        ids, pack_then = [field.id for field in form.fields], store.pack_of(conn, received, pack)
        return {line.row: dict(zip(ids, line.cells, strict=True)) for line in store.rows_as(conn, received, form, pack_then)}

    return known


def _known_of_unit(unit: Unit, known: Known | None) -> Callable[[Form], Values] | None:
    return None if known is None else lambda form: known(unit, form)
