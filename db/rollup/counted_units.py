"""The units that count in a total: who is asked for, who came, who is missing or sent back, and who stands beside.

A unit that did not report itself is replaced by the units below it where any of theirs counts. Nobody is counted twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field as attribute
from typing import Any

from db.messages import Sentence, Trouble
from db.office import programme_span
from db.office.office import Office
from db.packs.model import Pack
from db.periods.report_period import Period
from db.received import intake_log, store
from db.rollup.contributions import Contribution
from db.units import hierarchy
from db.units.model import LEVELS, Unit


@dataclass
class Chosen:
    """Whose figures are `asked` for, which units are `expected` for them (those below, where one did not report itself), those that came
    (`parts`), those `missing`, those `returned` 退回, those `beside` that do not count."""

    asked: list[Unit] = attribute(default_factory=list)
    expected: list[Unit] = attribute(default_factory=list)
    parts: list[Contribution] = attribute(default_factory=list)
    missing: list[Unit] = attribute(default_factory=list)
    returned: list[Unit] = attribute(default_factory=list)
    beside: list[Unit] = attribute(default_factory=list)


class CountedUnits:
    """The units of one programme in one period whose returns are added up.

    `wanted` units are counted instead of those right below, or those of a `level`. `conn` reads in a thread of its own.
    """

    def __init__(
        self, office: Office, pack: Pack, period: Period, *, wanted: Sequence[str] = (), level: str = "", conn: Any = None
    ) -> None:
        self.office, self.pack, self.period, self.level = office, pack, period, level
        self.conn = conn or office.db.conn
        self.units = office.units(self.conn)
        self.unit = office.unit_at(period.last, self.conn)
        self.standing = store.standing(self.conn, pack.id, period.label)
        self._span = programme_span.span(self.conn, pack)
        self._states = intake_log.states(self.conn, pack.id, period.label)
        self.wanted = tuple(dict.fromkeys(self._named(one).code for one in wanted))
        self.chosen = self._choose()

    @property
    def expected(self) -> int:
        """How many units it waits for."""
        return len(self.chosen.expected)

    @property
    def parts(self) -> list[Contribution]:
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

    def called(self, code: str) -> str:
        """The name of a unit on the period's last day."""
        found = hierarchy.unit_on(self.units, code, self.period.last)
        return found.name if found is not None else code

    def _named(self, name: str) -> Unit:
        found = next((one for one in hierarchy.descendants(self.units, self.unit.code, self.period.last) if one.called(name)), None)
        if found is None:
            raise Trouble("{period}本单位之下没有“{name}”。", period=self.period.title, name=name)
        return found

    def _gather(self, unit: Unit, chosen: Chosen) -> None:
        """The unit itself where its return stands, else the units below it where any of theirs does."""
        found = self.standing.get(unit.code)
        if found is not None:
            chosen.expected.append(unit)
            chosen.parts.append(Contribution(unit, found, store.pack_of(self.conn, found, self.pack)))
            return
        lower = [one for one in hierarchy.counted(self.units, unit.code, self.period.last) if one.code != unit.code]
        if any(one.code in self.standing for one in lower):
            for one in lower:
                self._gather(one, chosen)
            return
        back = unit.code in self._states and self._states[unit.code].word == "returned"
        if not back and not programme_span.owed(self._span, self.units, unit.code, self.period):
            return
        chosen.expected.append(unit)
        (chosen.returned if back else chosen.missing).append(unit)

    def _asked(self) -> list[Unit]:
        day = self.period.last
        if self.wanted:
            by = {one.code: one for one in hierarchy.at(self.units, day)}
            return [by[code] for code in self.wanted]
        if not self.level:
            return hierarchy.counted(self.units, self.unit.code, day)
        known = hierarchy.levels(self.units, self.unit.code, day)
        if self.level not in known:
            names = tuple(Sentence("{word} {level}", word=word, level=LEVELS[word]) for word in known) or Sentence("无")
            raise Trouble(
                "{period}“{unit}”之下没有计入合计的“{level}”级单位，可用的级别：{known}。",
                period=self.period.title, unit=self.unit.name, level=LEVELS.get(self.level, self.level), known=names,
            )  # fmt: skip
        return known[self.level]

    def _choose(self) -> Chosen:
        chosen = Chosen()
        there = hierarchy.at(self.units, self.period.last)
        named = chosen.asked = self._asked()
        codes, by = {one.code for one in named}, {one.code: one for one in there}
        for one in named:
            if any(higher.code in codes for higher in hierarchy.above(one, by)):
                chosen.beside.append(one)  # a unit above it counts already
            else:
                self._gather(one, chosen)
        counted = {one.unit.code for one in chosen.parts}
        chosen.beside += [one for one in there if one.code in self.standing and one.code not in counted and one not in chosen.beside]
        ended = {one.code: one for one in self.units if one.code in self.standing and one.code not in by}
        chosen.beside += ended.values()  # merged or split before the period ended: accepted, and counted nowhere
        return chosen
