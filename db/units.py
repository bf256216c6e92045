"""Reporting units 填报单位: the offices that report, not the GB/T 2260 list.

A unit has a code, its own order and aliases (黄岛区 = 西海岸新区); `in_total` says whether its figures count in a total,
since a zone may lie inside a district that already counts it.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.source import Reader, load_yaml
from db.trouble import Trouble
from resources import path

LEVELS = {"city": "市", "district": "区市", "zone": "功能区", "town": "镇街"}


@dataclass(frozen=True)
class Unit:
    """One reporting office; `gb_code` is its division code where it has one."""

    code: str
    name: str
    short: str = ""
    level: str = "district"
    parent: str = ""
    gb_code: str = ""
    in_total: bool = True
    ord: int = 0
    aliases: tuple[str, ...] = ()
    source: str = ""

    def called(self, name: str) -> bool:
        """Whether the unit goes by `name`: code, name, short name or alias."""
        return name in (self.code, self.name, self.short, *self.aliases) if name else False


def load_units(name: str = "units/qingdao.yaml") -> tuple[Unit, ...]:
    """The units shipped with the program, in their own order."""
    file = path(name)
    faults: list[str] = []
    reader = Reader(file.name, faults, load_yaml(file), "")
    units = tuple(_unit(part, n) for n, part in enumerate(reader.parts("units"), 1))
    reader.end()
    if faults:
        raise Trouble("{faults}", faults="\n".join(faults))
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
    )
    reader.end()
    return unit
