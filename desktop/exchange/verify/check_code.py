"""Whether a workbook or a PDF is still as it was finalised: the check code is recomputed from its content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.messages import Sentence, Trouble, why
from db.returns import check_code
from desktop.exchange.book.filled import Filled
from desktop.exchange.files import pdf_document
from desktop.exchange.reading.workbook_reader import read
from desktop.exchange.verify.changed_cells import ADDED, GONE, changed_cells, wrong_totals
from desktop.exchange.verify.cover_check import CODE, Difference, contradictions
from desktop.exchange.verify.frozen_rows import FrozenRows, content

DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
LISTED = 1000


@dataclass(frozen=True)
class CodeCheck:
    """The check code shown in the file, whether it matches the content (and the given code), and what differs."""

    check_code: str
    match: bool
    differences: tuple[Difference, ...]
    sentence: Sentence


def verify(path: Path | str, code: str | None = None) -> CodeCheck:
    """Check a workbook or PDF, also against `code` (read from the paper) if given. Raises `Trouble` if it cannot be read."""
    path = Path(path)
    if code is not None and not check_code.code_ok(code):
        raise Trouble("校验码“{code}”不对：应像 A7K2-9QMD-4，末位是校验位，请核对有没有看错。", code=code)
    wanted = check_code.tidy_code(code) if code else ""
    try:
        with path.open("rb") as file:
            paper = file.read(5) == b"%PDF-"
    except OSError as fault:
        raise Trouble("“{file}”读不了：{why}。", file=path.name, why=why(fault)) from fault
    return _paper(path, wanted) if paper else _workbook(path, wanted)


# --- workbooks


def _workbook(path: Path, wanted: str) -> CodeCheck:
    return workbook(read(path), wanted)


def workbook(filled: Filled, wanted: str = "", held: FrozenRows | None = None) -> CodeCheck:
    """Check a workbook that was read; `held` is its content, if already computed. Raises `Trouble` for a draft."""
    shown = _shown(filled)
    if not filled.version:
        if filled.blank:
            raise Trouble("“{file}”是空白表，没有校验码；定稿后导出的才有。", file=filled.file)
        raise Trouble("“{file}”是草稿，没有校验码；定稿后导出的才有。", file=filled.file)
    if filled.nil and (added := [Difference(form, row.row, "", ADDED, row.where()) for form, rows in filled.forms.items() for row in rows]):
        sentence = Sentence(
            "不一致：{about}是零报，不带数，工作簿里却有 {n} 行，第一行在{place}；校验码 {code}。",
            about=_about(filled), n=len(added), place=added[0].place, code=shown,
        )  # fmt: skip
        return CodeCheck(shown, False, tuple(added[:LISTED]), sentence)
    pack, lines, digest = held or content(filled)
    code = check_code.code(digest)
    if code == shown and code == (filled.check_code or code) and (not filled.digest or digest == filled.digest):
        if totals := [*wrong_totals(pack, lines, filled), *contradictions(filled, code)]:
            return CodeCheck(code, False, tuple(totals), _changed_sentence(filled, shown, code, totals))
        if filled.problems:
            sentence = Sentence(
                "不一致：{about}定稿后被改动，{why}校验码 {code}。", about=_about(filled), why=filled.problems[0], code=code
            )
            return CodeCheck(code, False, (), sentence)
        if wanted and wanted != code:
            sentence = Sentence("不一致：工作簿没有被改动，它的校验码是 {code}，您给的是 {wanted}，不是同一版。", code=code, wanted=wanted)
            return CodeCheck(code, False, (), sentence)
        return CodeCheck(code, True, (), Sentence("一致：{about}，校验码 {code}，内容与定稿时相同。", about=_about(filled), code=code))
    differences = changed_cells(pack, lines, filled)
    return CodeCheck(shown, False, tuple(differences[:LISTED]), _changed_sentence(filled, shown, code, differences))


def _shown(filled: Filled) -> str:
    """The check code on the cover, else the hidden one."""
    match = CODE.search(filled.cover.get("check_code", "").upper())
    return match[0] if match else filled.check_code


def _about(filled: Filled) -> Sentence:
    return Sentence("{unit} {period} 第 {version} 版", unit=filled.unit_name or filled.unit, period=filled.period, version=filled.version)


def _changed_sentence(filled: Filled, shown: str, code_now: str, differences: list[Difference]) -> Sentence:
    if not differences:
        if shown == code_now:
            return Sentence("不一致：校验码 {code} 与内容相符，但隐藏的核对记录被改动。", code=shown)
        return Sentence(
            "不一致：校验码 {code}，按内容应为 {found}，{why}。",
            code=shown or Sentence("（缺）"),
            found=code_now,
            why=_why(filled, code_now),
        )
    difference, n = differences[0], len(differences)
    more = Sentence("等 {n} 处", n=n) if n > 1 else ""
    code = (
        Sentence("校验码 {code}，按现在的内容应为 {found}", code=shown, found=code_now)
        if code_now != shown
        else Sentence("校验码 {code}", code=shown)
    )
    now: dict[str, object] = {"about": _about(filled), "place": difference.place or difference.row, "more": more, "code": code}
    if difference.text == GONE:
        return Sentence("不一致：{about}定稿后被改动，{place}整行缺失{more}；{code}。", **now)
    if difference.text == ADDED:
        return Sentence("不一致：{about}定稿后被改动，{place}多出一行{more}；{code}。", **now)
    return Sentence("不一致：{about}定稿后被改动，{place}现为“{found}”{more}；{code}。", **now, found=difference.text)


def _why(filled: Filled, code_now: str) -> Sentence:
    """What was changed when no cell differs."""
    if filled.nil:
        return Sentence("零报的原因、单位、方案、报告期或版本被改动")
    if not filled.manifest.marks:
        return Sentence("核对用的隐藏工作表已丢失，说不出改了哪一格")
    if filled.digest and check_code.code(filled.digest) == code_now:
        return Sentence("封面上的校验码与内容不符")
    return Sentence("单位、方案、报告期或版本被改动")


# --- papers


def _paper(path: Path, wanted: str) -> CodeCheck:
    pages, keywords = _texts(path)
    codes = [sorted(set(CODE.findall(page))) for page in pages]
    every = sorted({code for page in codes for code in page})
    if not every:
        raise Trouble("“{file}”上没有校验码：是草稿、扫描件，或不是台账打印的。", file=path.name)
    bare = [n for n, page in enumerate(codes, 1) if not page]
    shown = every[0]
    if len(every) > 1:
        return CodeCheck(shown, False, (), Sentence("不一致：各页的校验码不同（{codes}），不是同一份。", codes=tuple(every)))
    if bare:
        return CodeCheck(shown, False, (), Sentence("不一致：第 {pages} 页没有校验码。", pages=tuple(bare)))
    if not check_code.code_ok(shown):
        return CodeCheck(shown, False, (), Sentence("不一致：校验码 {code} 的校验位不对。", code=shown))
    digests = DIGEST.findall(keywords)
    if any(check_code.code(digest) != shown for digest in digests):
        other = check_code.code(digests[0])
        return CodeCheck(shown, False, (), Sentence("不一致：页面上的校验码是 {code}，文件属性里的是 {other}。", code=shown, other=other))
    if wanted and wanted != shown:
        sentence = Sentence("不一致：这份是 {code}，您给的是 {wanted}，不是同一版。", code=shown, wanted=wanted)
        return CodeCheck(shown, False, (), sentence)
    return CodeCheck(shown, True, (), Sentence("一致：共 {n} 页，每页校验码都是 {code}。", n=len(pages), code=shown))


def _texts(path: Path) -> tuple[list[str], str]:
    """The text of every page and the keywords."""
    import pypdfium2

    try:
        data = path.read_bytes()
        with pdf_document.opened(data) as document:
            keywords: Any = document.get_metadata_value("Keywords") or ""
        pages = pdf_document.texts(data)
    except pypdfium2.PdfiumError as fault:
        raise Trouble("“{file}”已经损坏或加了密码，读不出来。", file=path.name) from fault
    return pages, str(keywords)
