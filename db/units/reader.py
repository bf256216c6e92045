"""The units shipped with the program, read from YAML."""

from __future__ import annotations

from db.messages import Troubles
from db.units.model import LEVELS, Unit
from db.yaml_reader import Reader, load_yaml
from resources import path


def load_units(name: str = "units/qingdao.yaml") -> tuple[Unit, ...]:
    """The units shipped with the program, in their own order."""
    file = path(name)
    faults: list[str] = []
    reader = Reader(file.name, faults, load_yaml(file), "")
    units = tuple(_unit(part, n) for n, part in enumerate(reader.parts("units"), 1))
    reader.end()
    if faults:
        raise Troubles(faults)
    return units


def _unit(reader: Reader, ord: int) -> Unit:
    unit = Unit(
        code=reader.text("code", None),
        name=reader.text("name", None),
        short=reader.text("short"),
        level=reader.word("level", LEVELS, "district"),
        parent=reader.text("parent"),
        gb_code=reader.text("gb_code"),
        in_total=reader.flag("in_total", True),
        ord=ord * 10,
        aliases=reader.words("aliases"),
        source=reader.text("source"),
        since=reader.text("since"),
        until=reader.text("until"),
        successors=reader.words("successors"),
    )
    reader.end()
    return unit
