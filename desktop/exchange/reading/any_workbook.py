"""Reading a workbook that need not say itself what it is.

Ours is read by its tags; the lead office's own form through the map kept with its programme; a table somebody typed by what a clerk has
confirmed about its heads. Nothing is guessed: what nobody said yet is told as `Unmapped`, or stays empty in what was read.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

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
FITS = 0.8  # of the texts a map knows have to stand where it knows them


class Unmapped(Trouble):
    """A table that looks like a form of ours; a clerk has to say more about it."""


class AnyWorkbook:
    """Reads the files of one intake; what was confirmed and kept is looked up once."""

    def __init__(self, office: Office, told: ClerkAnswer | None = None) -> None:
        self.told = told or ClerkAnswer()
        with open_office(office.path, office.catalogue, write=False) as own:  # an intake runs in a worker, the office belongs to the window
            self.packs = {one.id: one for one in own.packs}
            self.units, self.own = own.units(), own.setting("unit")
            self.mappings = confirmed_mapping.remembered(own)
        self.maps = list(_kept(self.packs.values()))

    def read(self, path: Path) -> Filled:
        """The workbook with whose it is and of when, as far as it says. Raises `Unmapped`, `NotOurs`, `Trouble` where it cannot be read."""
        try:
            found = read(path)
        except NotOurs as nothing:
            taken = self.foreign(path) or self._confirmed(path)
            if taken is None:
                raise self._unknown(path) or nothing from nothing
            return self.whose(taken)
        if found.unit and found.programme and found.period:
            return found
        return self.whose(replace(found, mapped=True))

    # --- the lead office's own form

    def foreign(self, path: Path) -> Filled | None:
        """Through a kept map, where one fits."""
        wanted = [one for one in self.maps if self.told.programme in ("", one.pack)]
        found = max(((fits(path, one), one) for one in wanted), key=lambda one: one[0], default=(0.0, None))
        if found[1] is None or found[0] < FITS:
            return None
        filled = read_foreign(path, found[1])
        if filled.problems:
            raise Trouble("{told}请按原来的表样填报。", told=filled.problems[0])
        return filled

    # --- by what was confirmed

    def _confirmed(self, path: Path) -> Filled | None:
        """As the one programme whose mappings explain the whole file."""
        found: list[Filled] = []
        faults: list[Unmapped] = []
        for programme in sorted({one.programme for one in self.mappings.values()} & self.packs.keys()):
            if self.told.programme in ("", programme):
                try:
                    found += self._as(path, self.packs[programme])
                except Unmapped as fault:
                    faults.append(fault)
        if len(found) > 1:
            titles = tuple(f"“{self.packs[one.programme].title}”" for one in found)
            raise Unmapped("“{file}”的栏目 {titles} 都有，要指明是哪个方案的，请选中它点“对应…”。", file=path.name, titles=titles)
        if not found and faults:
            raise faults[0]
        return found[0] if found else None

    def _as(self, path: Path, pack: Pack) -> Iterator[Filled]:
        own = {key: one for key, one in self.mappings.items() if one.programme == pack.id}
        try:
            filled = read(path, mappings=own, sheets=self.told.sheets)
        except NotOurs:
            return
        taken = [one.sheet for one in filled.maps]
        same = next((form for form, n in Counter(one.form for one in filled.maps).items() if n > 1), "")
        if same and not self.told.sheets:
            sheets = tuple(f"“{one.sheet}”" for one in filled.maps if one.form == same)
            raise Unmapped("工作表 {sheets} 的表头一样，要指明收哪一张，请选中它点“对应…”。", sheets=sheets)
        known = {key.partition(confirmed_mapping.AT)[0] for key in own}
        for one in () if self.told.sheets else propose(path, pack.forms).guesses:
            if one.sheet not in taken and one.fingerprint not in known:
                raise self._looks_like(one.sheet, pack, one.form)
        if filled.problems:
            raise Unmapped("{told}", told=filled.problems[0])
        yield filled

    def _unknown(self, path: Path) -> Unmapped | None:
        found = propose(path, [form for pack in self.packs.values() for form in pack.forms]).guesses
        pack = self.likeliest(found)
        first = next((one for one in found if pack and any(one.form == form.id for form in pack.forms)), None)
        return self._looks_like(first.sheet, pack, first.form) if pack and first else None

    def likeliest(self, found: Sequence[Guess]) -> Pack | None:
        """The programme whose forms the sheets look like most; a ledger may belong to several."""
        weights = {
            one.id: sum(guess.score for guess in found if guess.programme in ("", one.id) and guess.form in {form.id for form in one.forms})
            for one in self.packs.values()
        }
        best = max(weights, key=lambda id: weights[id], default="")
        return self.packs[best] if best and weights[best] else None

    def _looks_like(self, sheet: str, pack: Pack, form: str) -> Unmapped:
        return Unmapped(
            "工作表“{sheet}”像“{pack}”的“{form}”，还不知道哪一栏对哪一栏，请选中它点“对应…”。",
            sheet=sheet, pack=pack.title, form=pack.form(form).title,
        )  # fmt: skip

    # --- whose, of when

    def whose(self, filled: Filled) -> Filled:
        """With unit, programme, period and the version of the pack; what was told is surer than what stands in the file."""
        pack = self.packs.get(self.told.programme or filled.programme)
        texts = [filled.unit_name, *filled.cover.values(), *(text for _, text, _ in filled.beside)]
        label = self.told.period or filled.period
        if not label and pack is not None:
            period = period_in(texts, pack.period_type)
            label = period.label if period else ""
        code = self.told.unit or filled.unit
        unit = next((one for one in self.units if one.code == code), None) or self.unit(texts, label)
        return replace(
            filled, unit=unit.code if unit else "", unit_name=unit.name if unit else "", programme=pack.id if pack else "", period=label,
            version=0, blank=True, pack_version=pack.version if pack else "",
        )  # fmt: skip

    def unit(self, texts: Sequence[str], label: str = "") -> Unit | None:
        """The unit that the texts name: first of those below this office, then any but those above it."""
        there = hierarchy.at(self.units, _day(label))
        above, one = set(), self.own
        while one and one not in above:
            above.add(one)
            one = next((unit.parent for unit in there if unit.code == one), "")
        others = [one for one in there if one.code not in above - {self.own}]
        return unit_in(texts, self.lower(label)) or unit_in(texts, others)

    def lower(self, label: str = "") -> list[Unit]:
        """The units below this office at the end of a period, today without one."""
        period = report_period.parse(label) if label else report_period.containing("month", date.today())
        under = hierarchy.codes_reporting_to(self.units, self.own, period.last)
        return [one for one in hierarchy.at(self.units, period.last) if one.code in under]


def _day(label: str) -> date:
    return report_period.parse(label).last if label else date.today()


def read_own(path: Path, office: Office, told: ClerkAnswer | None = None) -> Filled:
    """A workbook for this office's own draft: it need not name its unit, and heads like ours are enough; `told` is what a clerk said."""
    plain = AnyWorkbook(office, told)
    try:
        found = plain.read(path)
    except (NotOurs, Unmapped) as fault:
        try:
            found = read(path, forms=[form for pack in plain.packs.values() for form in pack.forms])
        except NotOurs:
            raise fault from None
    return found if found.unit or not found.mapped else replace(found, unit=plain.own)


class Seen(NamedTuple):
    """A file that a clerk has to explain: what its sheets may be, and whose it is and of when as far as it says.

    `tables` is False where its cells are known and only that is missing; `known` are the mappings confirmed before, `units` those it
    may be of.
    """

    path: Path
    proposal: Proposal
    told: ClerkAnswer
    tables: bool
    known: Mapping[str, Confirmed]
    units: tuple[Unit, ...]


def look_at(path: Path, office: Office) -> Seen:
    """What a file may be, of all programmes of the office. Raises `Trouble` where it cannot be read."""
    plain = AnyWorkbook(office)
    found = propose(path, [form for pack in plain.packs.values() for form in pack.forms])
    try:
        filled = plain.read(path)
    except Unmapped:
        pack = plain.likeliest(found.guesses)
        texts = [text for one in found.guesses for text in (one.sheet, *one.above)]
        beside = [("", text, "") for text in (texts if plain.unit(texts) else [*texts, path.stem])]
        filled = plain.whose(Filled("", pack.id if pack else "", "", 0, "", "", True, {}, path.name, beside=tuple(beside)))
    tables = not filled.forms or any(one.sheet in found.sheets for one in filled.maps) and not plain.foreign(path)
    return Seen(
        path, found, ClerkAnswer(filled.unit, filled.programme, filled.period), tables, plain.mappings, tuple(plain.lower(filled.period))
    )


def _kept(packs: Iterable[Pack]) -> Iterator[ForeignMap]:
    for pack in packs:
        try:
            if found := form_map.kept(pack):
                yield found.map
        except Trouble as fault:  # a map that cannot be read stops no intake; the page 任务包 tells it
            log.info("%s: %s", pack.id, fault)
