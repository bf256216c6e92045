"""A reporting unit 填报单位: an office that reports, not the GB/T 2260 list.

A unit has a code, a place in the order and aliases (黄岛区 = 西海岸新区); `in_total` says whether its figures count in a total,
since a zone may lie inside a district that already counts it. A unit is valid from `since` to `until`, both included; a renamed unit
has two lines with one code; the line of a merged or split unit ends and names its successors. So every question is about a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.messages import Sentence

LEVELS = {"city": Sentence("市"), "district": Sentence("区市"), "zone": Sentence("功能区"), "town": Sentence("镇街")}
FIRST, LAST = "0001-01-01", "9999-12-31"  # what an open beginning and end stand for


@dataclass(frozen=True)
class Unit:
    """One line of the unit table: a reporting office from `since` to `until`; `gb_code` is its GB/T 2260 code where it has one.

    `since` and `until` are ISO dates, empty where open; `successors` are the codes it became when it ended.
    """

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
    since: str = ""
    until: str = ""
    successors: tuple[str, ...] = ()

    def called(self, name: str) -> bool:
        """Whether the unit goes by `name`: code, name, short name or alias."""
        return name in (self.code, self.name, self.short, *self.aliases) if name else False

    @property
    def key(self) -> tuple[str, str]:
        """What identifies its line: code and first day."""
        return self.code, self.since

    @property
    def span(self) -> tuple[str, str]:
        """Its first and last day; `FIRST` and `LAST` where open."""
        return self.since or FIRST, self.until or LAST

    def valid(self, day: date) -> bool:
        """Whether it is valid on `day`."""
        first, last = self.span
        return first <= day.isoformat() <= last
