"""Compares scans, workbooks, a typed check code and an office file with each other.

A `Comparison` holds what was compared, what differs, and a sentence on the result.
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
    """A fact or total that differs: its key, its title, and the text of each source ("" if the source does not state it)."""

    key: str
    title: Sentence
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """The result of a comparison. `faults` are other reasons why the sources differ, `notes` are remarks.

    `identity` is the return as the first source names it; `newest` is its newest version in the office file (0: none known).
    """

    sources: tuple[Statement, ...]
    lines: tuple[Discrepancy, ...]
    faults: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    identity: Mapping[str, object]
    newest: int = 0
    outdated: bool = False  # the only fault is that there is a newer version

    @property
    def same(self) -> bool:
        """Whether all sources agree."""
        return not self.lines and not self.faults

    @property
    def sentence(self) -> Sentence:
        """The result in one sentence."""
        if not self.identity:
            return Sentence("不一致：不知道校验码 {code} 是哪一份。", code=self.sources[0].check_code)
        if self.outdated:
            return Sentence("与这一版一致，但有更新的一版：{unit} {programme} {period} 第 {version} 版，校验码 {code}。", **self.identity)
        if not self.same:
            return Sentence("不一致：{unit} {programme} {period} 第 {version} 版，校验码 {code}。", **self.identity)
        if len(self.sources) == 1:
            return Sentence(
                "{unit} {programme} {period} 第 {version} 版，校验码 {code}。没有可比的：再给出工作簿或工作库。", **self.identity
            )
        return Sentence("一致：{unit} {programme} {period} 第 {version} 版，校验码 {code}。", **self.identity)

    def as_json(self) -> dict[str, Any]:
        """The JSON document of the command line."""
        differences = [{"what": line.key, "title": str(line.title), "said": [text or None for text in line.texts]} for line in self.lines]
        return {"match": self.same, "newest": self.newest or None, "sources": [source.as_json() for source in self.sources],
                "differences": differences, "faults": list(map(str, self.faults)), "notes": list(map(str, self.notes))}  # fmt: skip


def compare(
    paths: Iterable[Path],
    code: str,
    known: Catalogue,
    office: Office | None = None,
    conn: Any = None,  # to read the office file
    cancelled: Callable[[], bool] = lambda: False,
) -> Comparison:
    """Read every file and compare it with the others, the code, and the office file.

    Raises `Trouble` if a file cannot be read, is a draft, or the code is mistyped.
    """
    if code and not check_code.code_ok(code):
        raise Trouble("校验码“{code}”不对：应像 A7K2-9QMD-4，末位是校验位，请核对有没有看错。", code=code)
    known = office.catalogue if office else known
    reading = _Reading(known, names={unit.code: unit.name for unit in known.units})
    for path in paths:
        reading.file(path, cancelled)
    if code:
        reading.sources.append(Statement("typed", "", check_code.tidy_code(code)))
    if office is not None:
        reading.office(office, conn)
    return reading.comparison()


@dataclass
class _Reading:
    """Collects the statements of the sources."""

    known: Catalogue
    sources: list[Statement] = field(default_factory=list)
    faults: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # of units
    newest: int = 0
    older: bool = False

    # --- the files

    def file(self, path: Path, cancelled: Callable[[], bool]) -> None:
        """Add the statements of a scan, a PDF or a workbook."""
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
        if qr_scan.is_pdf(path) and not qr_scan.of_pictures(path):  # written by this program: its text tells whether the pages agree
            with suppress(Trouble):  # a code missing in the text may still be drawn
                verdict, pages = verify.verify(path), 1
                if not verdict.match:
                    self.faults.append(Sentence("{file}：{why}", file=path.name, why=verdict.sentence))
        scan = qr_scan.read(path, pages, cancelled)
        self.sources += statements.of_scan(scan)
        if scan.unread:
            sentence = Sentence("{file}：第 {pages} 页没有读出二维码，请看一眼那一页的校验码。", file=path.name, pages=tuple(scan.unread))
            self.notes.append(sentence)
        if scan.more and pages > 1:
            self.notes.append(Sentence("{file}：只读了前 {n} 页。", file=path.name, n=scan.pages))

    # --- the office file

    def office(self, office: Office, conn: Any) -> None:
        """Add the same return of the office file: by unit, programme and period, else by its check code."""
        full = next((source for source in self.sources if source.unit), None)
        wanted = full or next(iter(self.sources), None)
        if wanted is None:
            raise Trouble("要核对什么：给出扫描件、工作簿或 PDF，或者校验码。")
        version = next(iter(lookup.with_code(conn, wanted.check_code)), None) if full is None else None
        if full is None and version is None:
            self.faults.append(Sentence("工作库里没有校验码为 {code} 的报送件。", code=wanted.check_code))
            return
        self.names |= lookup.unit_names(conn)
        key = (version.unit, version.programme, version.period) if version else (wanted.unit, wanted.programme, wanted.period)
        versions = lookup.versions(conn, *key)
        self.newest = max((frozen.version for frozen in versions), default=0)
        number = version.version if version else wanted.version
        version = version or next((frozen for frozen in versions if frozen.version == number), None)
        if version is None:
            self.faults.append(_absent(number, versions))
            return
        self.sources.append(statements.of_return(office.path.name, lookup.as_return(office, conn, version)))
        self.notes.append(_came(version))
        if number < self.newest:
            self.older = True
            self.faults.append(_older(wanted, number, self.newest))

    # --- side by side

    def comparison(self) -> Comparison:
        """Compare the statements collected."""
        self.names |= {source.unit: source.unit_name for source in self.sources if source.unit_name}
        lines = []
        for key in FACTS:
            texts = tuple(_fact(source, key) for source in self.sources)
            if len({text for text in texts if text}) > 1:
                called = tuple(self._called(key, text) for text in texts)
                lines.append(Discrepancy(key, _titles()[key], called if len(set(called)) == len(set(texts)) else texts))
        lines += self._totals()
        outdated = self.older and not lines and len(self.faults) == 1
        facts = (tuple(self.sources), tuple(lines), tuple(self.faults), tuple(self.notes))
        return Comparison(*facts, self._identity(), self.newest, outdated)

    def _totals(self) -> list[Discrepancy]:
        """The control totals that differ, among those printed on paper."""
        sources = [source for source in self.sources if source.as_printed] or self.sources
        lines = []
        for key in dict.fromkeys(key for source in sources for key in source.totals):
            numbers = [_total(source, key) for source in self.sources]
            if not _alike([number for number in numbers if number != ""]):
                title = next((source.titles[key] for source in reversed(self.sources) if key in source.titles), "") or self._title(key)
                lines.append(Discrepancy(key, Sentence("{column} 合计", column=title), tuple(_text(number) for number in numbers)))
        return lines

    def _title(self, key: str) -> str:
        """The title of a column by the catalogue, if only papers were given."""
        id, _, name = key.partition(".")
        for form in self.known.packs[self.sources[0].programme].forms if self.sources[0].programme in self.known.packs else ():
            if form.id == id and form.has(name):
                return f"{form.title} {form.field(name).title}"
        return key

    def _identity(self) -> dict[str, object]:
        statement = next((statement for statement in self.sources if statement.unit), None)
        if statement is None:
            return {}
        called = {key: self._called(key, _fact(statement, key)) for key in ("unit", "programme", "period", "version")}
        return {**called, "code": statement.check_code}

    def _called(self, key: str, text: str) -> str:
        """A fact as shown to people: names instead of codes."""
        if key == "programme" and text in self.known.packs:
            return self.known.packs[text].short or self.known.packs[text].title
        return self.names.get(text, text) if key == "unit" else text


def _titles() -> dict[str, Sentence]:
    return {
        "unit": Sentence("单位"), "programme": Sentence("方案"), "period": Sentence("报告期"), "version": Sentence("版本"),
        "check_code": Sentence("校验码"), "rows": Sentence("行数"),
    }  # fmt: skip


def _fact(statement: Statement, key: str) -> str:
    fact = getattr(statement, key)
    return "" if fact is None or key == "version" and not fact else str(fact)


def _total(statement: Statement, key: str) -> Decimal | str:
    """The sum; "" if the source does not have to state it, 没有 if it should and does not."""
    if key in statement.totals:
        return statement.totals[key]
    return "" if statement.partial or statement.where == "typed" else MISSING


def _alike(totals: Sequence[Decimal | str]) -> bool:
    """Whether all sources state the same sum."""
    first, *others = totals or [""]
    return all(other == first or isinstance(other, Decimal) and isinstance(first, Decimal) and same_sum(other, first) for other in others)


def _text(total: Decimal | str) -> str:
    return total if isinstance(total, str) else f"{total:f}"


def _absent(number: int, versions: Sequence[FrozenVersion]) -> Sentence:
    if not versions:
        return Sentence("工作库里没有这个单位这一期的报送件。")
    there = tuple(version.version for version in versions)
    return Sentence("工作库里没有第 {version} 版，有第 {there} 版。", version=number, there=there)


def _came(version: FrozenVersion) -> Sentence:
    if version.received:
        return Sentence(
            "工作库里的第 {version} 版：{at} 收到，文件“{file}”。", version=version.version, at=show_moment(version.at), file=version.file
        )
    return Sentence("工作库里的第 {version} 版：{at} 定稿。", version=version.version, at=show_moment(version.at))


def _older(wanted: Statement, version: int, newest: int) -> Sentence:
    if wanted.where == "paper":
        return Sentence("纸面是第 {version} 版，工作库里最新是第 {newest} 版。", version=version, newest=newest)
    if wanted.where == "workbook":
        return Sentence("工作簿是第 {version} 版，工作库里最新是第 {newest} 版。", version=version, newest=newest)
    return Sentence("这个校验码是第 {version} 版，工作库里最新是第 {newest} 版。", version=version, newest=newest)
