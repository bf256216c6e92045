"""Reading a workbook that need not identify itself.

Ours is read by its tags; the lead office's form by the map stored for its programme; other tables by the mapping that a clerk has
confirmed for their heads. Nothing is guessed: what is not known raises `Unmapped` or stays empty in the result.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from db import clock
from db.messages import Trouble
from db.office.office import Office, open_office
from db.packs.model import Pack
from db.periods import report_period
from db.units import hierarchy
from db.units.model import Unit
from desktop.exchange.book.filled import Filled, NotOurs
from desktop.exchange.lead_form import form_map
from desktop.exchange.lead_form.form_map import ForeignMap
from desktop.exchange.lead_form.form_reader import fits, read_foreign
from desktop.exchange.reading import confirmed_mapping
from desktop.exchange.reading.confirmed_mapping import Confirmed
from desktop.exchange.reading.mapping_proposal import Guess, Proposal, propose
from desktop.exchange.reading.unit_and_period import ClerkAnswer, period_in, unit_in
from desktop.exchange.reading.workbook_reader import read

log = logging.getLogger(__name__)
FITS = 0.8  # of the row and column names of a map must be in place


class Unmapped(Trouble):
    """A table that looks like a form of ours but needs a mapping by a clerk."""


class AnyWorkbook:
    """Reads the files of one intake; confirmed mappings and stored maps are loaded once."""

    def __init__(self, office: Office, answer: ClerkAnswer | None = None) -> None:
        self.answer = answer or ClerkAnswer()
        with open_office(
            office.path, office.catalogue, write=False
        ) as own:  # an intake runs in a worker, the office object belongs to the window
            self.packs = {pack.id: pack for pack in own.packs}
            self.units, self.own = own.units(), own.setting("unit")
            self.mappings = confirmed_mapping.remembered(own)
        self.maps = list(_lead_form_maps(self.packs.values()))

    def read(self, path: Path) -> Filled:
        """Read a workbook, with unit and period as far as they are known. Raises `Unmapped`, `NotOurs`, or `Trouble` if unreadable."""
        try:
            filled = read(path)
        except NotOurs as nothing:
            taken = self.foreign(path) or self._confirmed(path)
            if taken is None:
                raise self._unknown(path) or nothing from nothing
            return self.with_unit_and_period(taken)
        if filled.unit and filled.programme and filled.period:
            return filled
        return self.with_unit_and_period(replace(filled, mapped=True))

    # --- the lead office's own form

    def foreign(self, path: Path) -> Filled | None:
        """Read by a stored map, if one fits."""
        wanted = [map_ for map_ in self.maps if self.answer.programme in ("", map_.pack)]
        best = max(((fits(path, map_), map_) for map_ in wanted), key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is None or best[0] < FITS:
            return None
        filled = read_foreign(path, best[1])
        if filled.problems:
            raise Trouble("{told}请按原来的表样填报。", told=filled.problems[0])
        return filled

    # --- by a confirmed mapping

    def _confirmed(self, path: Path) -> Filled | None:
        """Read as the only programme whose mappings cover the whole file."""
        readings: list[Filled] = []
        faults: list[Unmapped] = []
        for programme in sorted({mapping.programme for mapping in self.mappings.values()} & self.packs.keys()):
            if self.answer.programme in ("", programme):
                try:
                    readings += self._as(path, self.packs[programme])
                except Unmapped as fault:
                    faults.append(fault)
        if len(readings) > 1:
            titles = tuple(f"“{self.packs[filled.programme].title}”" for filled in readings)
            raise Unmapped("“{file}”的栏目 {titles} 都有，要指明是哪个方案的，请选中它点“对应…”。", file=path.name, titles=titles)
        if not readings and faults:
            raise faults[0]
        return readings[0] if readings else None

    def _as(self, path: Path, pack: Pack) -> Iterator[Filled]:
        own = {key: mapping for key, mapping in self.mappings.items() if mapping.programme == pack.id}
        try:
            filled = read(path, mappings=own, sheets=self.answer.sheets)
        except NotOurs:
            return
        taken = [sheet_map.sheet for sheet_map in filled.maps]
        same = next((form for form, n in Counter(sheet_map.form for sheet_map in filled.maps).items() if n > 1), "")
        if same and not self.answer.sheets:
            sheets = tuple(f"“{sheet_map.sheet}”" for sheet_map in filled.maps if sheet_map.form == same)
            raise Unmapped("工作表 {sheets} 的表头一样，要指明收哪一张，请选中它点“对应…”。", sheets=sheets)
        known = {key.partition(confirmed_mapping.AT)[0] for key in own}
        for guess in () if self.answer.sheets else propose(path, pack.forms).guesses:
            if guess.sheet not in taken and guess.fingerprint not in known:
                raise self._looks_like(guess.sheet, pack, guess.form)
        if filled.problems:
            raise Unmapped("{told}", told=filled.problems[0])
        yield filled

    def _unknown(self, path: Path) -> Unmapped | None:
        guesses = propose(path, [form for pack in self.packs.values() for form in pack.forms]).guesses
        pack = self.likeliest(guesses)
        first = next((guess for guess in guesses if pack and any(guess.form == form.id for form in pack.forms)), None)
        return self._looks_like(first.sheet, pack, first.form) if pack and first else None

    def likeliest(self, guesses: Sequence[Guess]) -> Pack | None:
        """The programme whose forms the sheets resemble most; a ledger may belong to several."""
        weights = {
            pack.id: sum(
                guess.score for guess in guesses if guess.programme in ("", pack.id) and guess.form in {form.id for form in pack.forms}
            )
            for pack in self.packs.values()
        }
        best = max(weights, key=lambda id: weights[id], default="")
        return self.packs[best] if best and weights[best] else None

    def _looks_like(self, sheet: str, pack: Pack, form: str) -> Unmapped:
        return Unmapped(
            "工作表“{sheet}”像“{pack}”的“{form}”，还不知道哪一栏对哪一栏，请选中它点“对应…”。",
            sheet=sheet, pack=pack.title, form=pack.form(form).title,
        )  # fmt: skip

    # --- unit and period

    def with_unit_and_period(self, filled: Filled) -> Filled:
        """Add unit, programme, period and the version of the pack; the clerk's answer overrides the file."""
        pack = self.packs.get(self.answer.programme or filled.programme)
        texts = [filled.unit_name, *filled.cover.values(), *(text for _, text, _ in filled.beside)]
        label = self.answer.period or filled.period
        if not label and pack is not None:
            period = period_in(texts, pack.period_type)
            label = period.label if period else ""
        code = self.answer.unit or filled.unit
        unit = next((unit for unit in self.units if unit.code == code), None) or self.unit(texts, label)
        return replace(
            filled, unit=unit.code if unit else "", unit_name=unit.name if unit else "", programme=pack.id if pack else "", period=label,
            version=0, blank=True, pack_version=pack.version if pack else "",
        )  # fmt: skip

    def unit(self, texts: Sequence[str], label: str = "") -> Unit | None:
        """The unit that the texts name: among those below this office first, then any but those above it."""
        there = hierarchy.at(self.units, _day(label))
        above, code = set(), self.own
        while code and code not in above:
            above.add(code)
            code = next((unit.parent for unit in there if unit.code == code), "")
        others = [unit for unit in there if unit.code not in above - {self.own}]
        return unit_in(texts, self.lower(label)) or unit_in(texts, others)

    def lower(self, label: str = "") -> list[Unit]:
        """The units below this office at the end of a period, or today."""
        period = report_period.parse(label) if label else report_period.containing("month", clock.today())
        under = hierarchy.codes_reporting_to(self.units, self.own, period.last)
        return [unit for unit in hierarchy.at(self.units, period.last) if unit.code in under]


def _day(label: str) -> date:
    return report_period.parse(label).last if label else clock.today()


def read_own(path: Path, office: Office, answer: ClerkAnswer | None = None) -> Filled:
    """Read a workbook for this office's own draft: it need not name its unit, and heads like ours are enough."""
    reader = AnyWorkbook(office, answer)
    try:
        filled = reader.read(path)
    except (NotOurs, Unmapped) as fault:
        try:
            filled = read(path, forms=[form for pack in reader.packs.values() for form in pack.forms])
        except NotOurs:
            raise fault from None
    return filled if filled.unit or not filled.mapped else replace(filled, unit=reader.own)


class Seen(NamedTuple):
    """A file that a clerk has to explain: a proposal for its sheets, and unit, programme and period as far as they are known.

    `tables` is False if only unit, programme or period is missing; `known` are the mappings confirmed before, `units` the possible
    senders.
    """

    path: Path
    proposal: Proposal
    answer: ClerkAnswer
    tables: bool
    known: Mapping[str, Confirmed]
    units: tuple[Unit, ...]


def look_at(path: Path, office: Office) -> Seen:
    """What a file may be, among all programmes of the office. Raises `Trouble` if it cannot be read."""
    reader = AnyWorkbook(office)
    proposal = propose(path, [form for pack in reader.packs.values() for form in pack.forms])
    try:
        filled = reader.read(path)
    except Unmapped:
        pack = reader.likeliest(proposal.guesses)
        texts = [text for guess in proposal.guesses for text in (guess.sheet, *guess.above)]
        beside = [("", text, "") for text in (texts if reader.unit(texts) else [*texts, path.stem])]
        filled = reader.with_unit_and_period(Filled("", pack.id if pack else "", "", 0, "", "", True, {}, path.name, beside=tuple(beside)))
    tables = not filled.forms or any(sheet_map.sheet in proposal.sheets for sheet_map in filled.maps) and not reader.foreign(path)
    return Seen(
        path,
        proposal,
        ClerkAnswer(filled.unit, filled.programme, filled.period),
        tables,
        reader.mappings,
        tuple(reader.lower(filled.period)),
    )


def _lead_form_maps(packs: Iterable[Pack]) -> Iterator[ForeignMap]:
    for pack in packs:
        try:
            if kept_form := form_map.form_of(pack):
                yield kept_form.map
        except Trouble as fault:  # an unreadable map does not stop an intake; the page 任务包 reports it
            log.info("%s: %s", pack.id, fault)
