"""`verify` on paper: scans, workbooks, a typed check code and an office file held side by side, and what they do not say alike.

A `Comparison` is what was compared, what differs, and one sentence on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.messages import Sentence, Trouble
from db.office.office import Office
from db.packs.catalogue import Catalogue
from db.received import lookup
from db.received.lookup import FrozenVersion
from db.returns import check_code
from db.values.dates import show_moment
from db.values.exact import same_sum
from desktop.exchange.reading.workbook_reader import read
from desktop.exchange.verify import check_code as verify, qr_scan, statements
from desktop.exchange.verify.frozen_rows import content
from desktop.exchange.verify.statements import Statement

FACTS = ("unit", "programme", "period", "version", "check_code", "rows")
MISSING = Sentence("没有")


@dataclass(frozen=True)
class Discrepancy:
    """One thing that is not said alike: its key, what it is called, and what each of them says of it ("" where it says nothing)."""

    key: str
    title: Sentence
    said: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What was held side by side. `faults` are other reasons why they are not the same, `notes` what is worth knowing.

    `whose` says which return it is, by the first that knows; `newest` is its newest version in the office file (0: none known).
    """

    sources: tuple[Statement, ...]
    lines: tuple[Discrepancy, ...]
    faults: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    whose: Mapping[str, object]
    newest: int = 0
    outdated: bool = False  # nothing is wrong but that there is a newer version

    @property
    def same(self) -> bool:
        """Whether all say the same."""
        return not self.lines and not self.faults

    @property
    def sentence(self) -> Sentence:
        """What came out."""
        if not self.whose:
            return Sentence("不一致：不知道校验码 {code} 是哪一份。", code=self.sources[0].check_code)
        if self.outdated:
            return Sentence("与这一版一致，但有更新的一版：{unit} {programme} {period} 第 {version} 版，校验码 {code}。", **self.whose)
        if not self.same:
            return Sentence("不一致：{unit} {programme} {period} 第 {version} 版，校验码 {code}。", **self.whose)
        if len(self.sources) == 1:
            return Sentence("{unit} {programme} {period} 第 {version} 版，校验码 {code}。没有可比的：再给出工作簿或工作库。", **self.whose)
        return Sentence("一致：{unit} {programme} {period} 第 {version} 版，校验码 {code}。", **self.whose)

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        differences = [{"what": one.key, "title": str(one.title), "said": [text or None for text in one.said]} for one in self.lines]
        return {"match": self.same, "newest": self.newest or None, "sources": [one.as_json() for one in self.sources],
                "differences": differences, "faults": list(map(str, self.faults)), "notes": list(map(str, self.notes))}  # fmt: skip


def compare(
    paths: Iterable[Path],
    code: str,
    known: Catalogue,
    office: Office | None = None,
    conn: Any = None,  # to read the office file
    cancelled: Callable[[], bool] = lambda: False,
) -> Comparison:
    """Read every file and hold it against the others, the code, and what the office file keeps.

    Raises `Trouble` where a file cannot be read, is a draft, or the code is mistyped.
    """
    if code and not check_code.code_ok(code):
        raise Trouble("校验码“{code}”不对：应像 A7K2-9QMD-4，末位是校验位，请核对有没有看错。", code=code)
    known = office.catalogue if office else known
    found = _Found(known, names={one.code: one.name for one in known.units})
    for path in paths:
        found.file(path, cancelled)
    if code:
        found.sources.append(Statement("typed", "", check_code.tidy_code(code)))
    if office is not None:
        found.office(office, conn)
    return found.comparison()


@dataclass
class _Found:
    """What was found so far."""

    known: Catalogue
    sources: list[Statement] = field(default_factory=list)
    faults: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # of units
    newest: int = 0
    older: bool = False

    # --- the files

    def file(self, path: Path, cancelled: Callable[[], bool]) -> None:
        """What a scan, a PDF or a workbook says."""
        if qr_scan.is_picture(path) or qr_scan.is_pdf(path):
            self._paper(path, cancelled)
            return
        filled = read(path)
        held = content(filled)
        verdict = verify.workbook(filled, held=held)
        if not verdict.match:
            self.faults.append(Sentence("{file}：{why}", file=path.name, why=verdict.sentence))
        self.sources.append(statements.of_workbook(filled, held, verdict.check_code, self.known))

    def _paper(self, path: Path, cancelled: Callable[[], bool]) -> None:
        pages = qr_scan.PAGES
        if qr_scan.is_pdf(path) and not qr_scan.of_pictures(path):  # the program's own: its text says whether the pages agree
            with suppress(Trouble):  # a code that stands nowhere as text may still be drawn
                verdict, pages = verify.verify(path), 1
                if not verdict.match:
                    self.faults.append(Sentence("{file}：{why}", file=path.name, why=verdict.sentence))
        found = qr_scan.read(path, pages, cancelled)
        self.sources += statements.of_scan(found)
        if found.unread:
            told = Sentence("{file}：第 {pages} 页没有读出二维码，请看一眼那一页的校验码。", file=path.name, pages=tuple(found.unread))
            self.notes.append(told)
        if found.more and pages > 1:
            self.notes.append(Sentence("{file}：只读了前 {n} 页。", file=path.name, n=found.pages))

    # --- the office file

    def office(self, office: Office, conn: Any) -> None:
        """The same return in the office file: by whose it is, else by its check code."""
        full = next((one for one in self.sources if one.unit), None)
        wanted = full or next(iter(self.sources), None)
        if wanted is None:
            raise Trouble("要核对什么：给出扫描件、工作簿或 PDF，或者校验码。")
        one = next(iter(lookup.with_code(conn, wanted.check_code)), None) if full is None else None
        if full is None and one is None:
            self.faults.append(Sentence("工作库里没有校验码为 {code} 的报送件。", code=wanted.check_code))
            return
        self.names |= lookup.unit_names(conn)
        key = (one.unit, one.programme, one.period) if one else (wanted.unit, wanted.programme, wanted.period)
        versions = lookup.versions(conn, *key)
        self.newest = max((each.version for each in versions), default=0)
        number = one.version if one else wanted.version
        one = one or next((each for each in versions if each.version == number), None)
        if one is None:
            self.faults.append(_absent(number, versions))
            return
        self.sources.append(statements.of_return(office.path.name, lookup.as_return(office, conn, one)))
        self.notes.append(_came(one))
        if number < self.newest:
            self.older = True
            self.faults.append(_older(wanted, number, self.newest))

    # --- side by side

    def comparison(self) -> Comparison:
        """What is not said alike."""
        self.names |= {one.unit: one.unit_name for one in self.sources if one.unit_name}
        lines = []
        for key in FACTS:
            texts = tuple(_fact(one, key) for one in self.sources)
            if len({text for text in texts if text}) > 1:
                called = tuple(self._called(key, text) for text in texts)
                lines.append(Discrepancy(key, _titles()[key], called if len(set(called)) == len(set(texts)) else texts))
        lines += self._totals()
        outdated = self.older and not lines and len(self.faults) == 1
        found = (tuple(self.sources), tuple(lines), tuple(self.faults), tuple(self.notes))
        return Comparison(*found, self._whose(), self.newest, outdated)

    def _totals(self) -> list[Discrepancy]:
        """The control totals that differ: those a paper prints, as far as each says them."""
        givers = [one for one in self.sources if one.own] or self.sources
        lines = []
        for key in dict.fromkeys(key for one in givers for key in one.totals):
            told = [_total(one, key) for one in self.sources]
            if not _alike([number for number in told if number != ""]):
                title = next((one.titles[key] for one in reversed(self.sources) if key in one.titles), "") or self._title(key)
                lines.append(Discrepancy(key, Sentence("{column} 合计", column=title), tuple(_text(one) for one in told)))
        return lines

    def _title(self, key: str) -> str:
        """A column by the catalogue, for papers alone."""
        id, _, name = key.partition(".")
        for form in self.known.packs[self.sources[0].programme].forms if self.sources[0].programme in self.known.packs else ():
            if form.id == id and form.has(name):
                return f"{form.title} {form.field(name).title}"
        return key

    def _whose(self) -> dict[str, object]:
        one = next((one for one in self.sources if one.unit), None)
        if one is None:
            return {}
        called = {key: self._called(key, _fact(one, key)) for key in ("unit", "programme", "period", "version")}
        return {**called, "code": one.check_code}

    def _called(self, key: str, text: str) -> str:
        """A fact as people call it."""
        if key == "programme" and text in self.known.packs:
            return self.known.packs[text].short or self.known.packs[text].title
        return self.names.get(text, text) if key == "unit" else text


def _titles() -> dict[str, Sentence]:
    return {
        "unit": Sentence("单位"), "programme": Sentence("方案"), "period": Sentence("报告期"), "version": Sentence("版本"),
        "check_code": Sentence("校验码"), "rows": Sentence("行数"),
    }  # fmt: skip


def _fact(one: Statement, key: str) -> str:
    found = getattr(one, key)
    return "" if found is None or key == "version" and not found else str(found)


def _total(one: Statement, key: str) -> Decimal | str:
    """The sum, nothing where it does not say, 没有 where it should and does not."""
    if key in one.totals:
        return one.totals[key]
    return "" if one.some or one.where == "typed" else MISSING


def _alike(told: Sequence[Decimal | str]) -> bool:
    """Whether all say the same sum."""
    first, *others = told or [""]
    return all(one == first or isinstance(one, Decimal) and isinstance(first, Decimal) and same_sum(one, first) for one in others)


def _text(found: Decimal | str) -> str:
    return found if isinstance(found, str) else f"{found:f}"


def _absent(number: int, versions: Sequence[FrozenVersion]) -> Sentence:
    if not versions:
        return Sentence("工作库里没有这个单位这一期的报送件。")
    there = tuple(one.version for one in versions)
    return Sentence("工作库里没有第 {version} 版，有第 {there} 版。", version=number, there=there)


def _came(one: FrozenVersion) -> Sentence:
    if one.received:
        return Sentence("工作库里的第 {version} 版：{at} 收到，文件“{file}”。", version=one.version, at=show_moment(one.at), file=one.file)
    return Sentence("工作库里的第 {version} 版：{at} 定稿。", version=one.version, at=show_moment(one.at))


def _older(wanted: Statement, version: int, newest: int) -> Sentence:
    if wanted.where == "paper":
        return Sentence("纸面是第 {version} 版，工作库里最新是第 {newest} 版。", version=version, newest=newest)
    if wanted.where == "workbook":
        return Sentence("工作簿是第 {version} 版，工作库里最新是第 {newest} 版。", version=version, newest=newest)
    return Sentence("这个校验码是第 {version} 版，工作库里最新是第 {newest} 版。", version=version, newest=newest)
