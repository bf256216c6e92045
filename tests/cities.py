"""Published tables of real cities, each a file of tests/published with its source, as a city that rolls them up.

A table's units and rows become units and a programme; every unit types its column, finalises it and writes its workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from db.office.office import Office, create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.periods.report_period import Period, parse
from db.returns import finalise, versions
from db.rules import engine
from db.units.model import Unit
from db.values.cell import Cell, State, value
from desktop.exchange.book import workbook_writer

FOLDER = Path(__file__).parent / "published"
NAMES = tuple(sorted(one.stem for one in FOLDER.glob("*.yaml")))


@dataclass(frozen=True)
class Table:
    """One published table: `tree` as its file has it."""

    id: str
    tree: Mapping[str, Any]

    @property
    def units(self) -> Mapping[str, Sequence[str]]:
        """What is printed for each unit, in the order of the rows."""
        return self.tree["units"]

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """What is printed of each row: code, title, unit, the published total."""
        return self.tree["rows"]

    @property
    def parts(self) -> Mapping[str, Mapping[str, Any]]:
        """The subtotals the table prints: their units and figures."""
        return self.tree.get("parts", {})

    @property
    def period(self) -> Period:
        """The year of the table."""
        return parse(str(self.tree["period"]))

    @cached_property
    def offices(self) -> tuple[Unit, ...]:
        """The city and its units: Qingdao's own, those of another city made for the table."""
        shipped = catalogues.load_shipped().units
        if any(one.code == self.tree["city"] for one in shipped):
            return shipped
        city = Unit(f"{self.id}-0", self.tree["city"], level="city")
        return city, *(Unit(f"{self.id}-{n}", name, parent=city.code, ord=n) for n, name in enumerate(self.units, 1))

    @property
    def city(self) -> Unit:
        """The office that rolls up."""
        return next(one for one in self.offices if one.called(self.tree["city"]))

    def code(self, name: str) -> str:
        """The code of one of its units."""
        return next(one.code for one in self.offices if one.called(name))

    def written_pack(self) -> str:
        """Its programme as a pack file."""
        marks = {"source": self.tree["document"]}
        rows = [{name: one for name, one in row.items() if name not in ("published", "beyond", "why")} | marks for row in self.rows]
        tree = {"id": self.id, "title": self.tree["title"], "version": "1", "grade": "B", "issuer": "", "source": self.tree["document"],
                "phrase": "", "period": {"type": "year"}, "indicators": rows}  # fmt: skip
        return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


def table(id: str) -> Table:
    """The table in the file of this name."""
    return Table(id, yaml.safe_load((FOLDER / f"{id}.yaml").read_text(encoding="utf-8")))


def programmes(folder: Path) -> Catalogue:
    """The shipped packs, and one for every published table."""
    (folder / "packs").mkdir(parents=True)
    for id in NAMES:
        (folder / "packs" / f"{id}.yaml").write_text(table(id).written_pack(), encoding="utf-8")
    return catalogues.load(folder)


def office(folder: Path, known: Catalogue, one: Table, unit: str) -> Office:
    """A new office file of a unit of the table."""
    made = create(folder / f"{one.id}-{unit}.taizhang", replace(known, units=one.offices), unit, [one.id], who=f"{unit}填表")
    made.set({"preparer": f"{unit}填表"})
    made.begin(made.packs[0], one.period)
    return made


def typed(pack: Pack, period: Period, figures: Sequence[str]) -> Iterator[Edit]:
    """A unit's column, as typed; 待核 is the state of that name."""
    form = pack.form("indicators")
    for row, text in zip(form.rows, figures, strict=True):
        yield Edit(form, period, row.code, "current", Cell(State.CHECK) if text == "待核" else value(number(text)))


def number(text: str) -> int | float:
    """A printed figure as it is stored."""
    return int(text) if text.isdigit() else float(text)


def handed(own: Office, one: Table, figures: Sequence[str], folder: Path) -> Path:
    """The workbook of the unit's return of these figures, finalised."""
    pack = own.catalogue.pack(one.id)
    own.apply(list(typed(pack, one.period, figures)))
    for found in engine.problems(own.checker, pack, one.period):
        if found.rule == "verify:current":
            own.accept(pack, one.period, found.form, found.row, found.field, found.rule, one.tree["note"], found.about)
    ret = finalise.finalise(own, pack, one.period, "更正" if versions.versions(own, pack, one.period) else "")
    path = folder / f"{ret.file_name}.xlsx"
    workbook_writer.write(ret, path)
    return path
