"""A foreign sheet: its texts, its merged cells, which cells are free for typing."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from desktop.exchange.book.sheet_map import bare
from desktop.exchange.xlsx.cell_address import Area, place
from desktop.exchange.xlsx.package import local
from desktop.exchange.xlsx.patch import PatchedWorkbook, cell_text

MOST = 200_000  # cells of a blank form; the rest is ignored
# Different words of offices for the same thing.
ALIKE = (
    (re.compile(r"^(?:\d+|[一二三四五六七八九十]+)[.、．]|^[（(](?:\d+|[一二三四五六七八九十]+)[)）]|^其中[：:]|^#"), ""),
    (re.compile(r"本月|当月|本季度?|当季|本期"), "本期"),
    (re.compile(r"^(?:自?年初(?:以来|至今)?|1-本期|1至本期|本年度?)(?=累计)"), ""),
    (re.compile(r"^(?:备注|备\s*注|情况说明|其他说明)$"), "说明"),
    (re.compile(r"(?:数|数据|数值|情况)$"), ""),
)
PUNCTUATION = re.compile(r"[\s*＊“”\"'‘’、，,。.：:；;—\-_/（）()《》]")
NUMBERING = re.compile(r"[甲乙丙丁戊己庚辛壬癸]|[（(]?\d{1,3}[)）]?|序号?")


@lru_cache(100_000)
def key(text: str) -> str:
    """A head or row name normalised for comparison: no numbering, no unit in brackets, synonyms replaced."""
    text = bare(text)
    for pattern, word in ALIKE:
        text = pattern.sub(word, text) or text
    return PUNCTUATION.sub("", text).lower()


class SheetGrid:
    """The cells of one sheet, read once."""

    def __init__(self, book: PatchedWorkbook, name: str) -> None:
        self.name = name
        self._styles = book.styles
        sheet = book.sheet(name)
        self.sheet = sheet
        self.merges = sheet.merges()
        self.protected = any(protection.get("sheet") in ("1", "true") for protection in sheet.parts("sheetProtection"))
        self.texts: dict[tuple[int, int], str] = {}
        self.formulas: set[tuple[int, int]] = set()
        self.style: dict[tuple[int, int], int] = {}
        self._heads: dict[tuple[int, int, int], list[str]] = {}
        for _, row in sheet.rows():
            for cell in row:
                if local(cell) == "c" and len(self.style) < MOST:
                    self._cell(book, cell)

    def _cell(self, book: PatchedWorkbook, cell: object) -> None:
        at = place(cell.get("r"))  # type: ignore[attr-defined]
        self.style[at] = int(cell.get("s") or 0)  # type: ignore[attr-defined]
        if any(local(part) == "f" for part in cell):  # type: ignore[attr-defined]
            self.formulas.add(at)
        elif text := cell_text(book, cell).strip():
            self.texts[at] = text

    @cached_property
    def _over(self) -> dict[tuple[int, int], Area]:
        return {(row, column): merge for merge in self.merges if (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) < MOST
                for row in range(merge.top, merge.bottom + 1) for column in range(merge.left, merge.right + 1)}  # fmt: skip

    @cached_property
    def bottom(self) -> int:
        """The last row with a cell."""
        return max((row for row, _ in self.style), default=0)

    @cached_property
    def right(self) -> int:
        """The last column with a cell."""
        return max((column for _, column in self.style), default=0)

    def merged(self, row: int, column: int) -> Area:
        """The merged range of a cell, or the cell itself."""
        return self._over.get((row, column), Area(row, column, row, column))

    def text(self, row: int, column: int) -> str:
        """The text displayed at a cell, merged ranges included."""
        area = self.merged(row, column)
        return self.texts.get((area.top, area.left), "")

    def open(self, row: int, column: int) -> bool:
        """Whether a value may be typed here: empty, no formula, visible, unlocked if the sheet is protected."""
        area = self.merged(row, column)
        if (area.top, area.left) != (row, column) or self.texts.get((row, column)) or (row, column) in self.formulas:
            return False
        return not self.protected or self._styles.unlocked(self.style.get((row, column), 0))

    def framed(self, row: int, column: int) -> bool:
        """Whether a cell has a border."""
        return self._styles.bordered(self.style.get((row, column), 0))

    def heads(self, row: int, column: int, deep: int = 4) -> list[str]:
        """The possible heads of a column that end at `row`: texts joined from top to bottom, the shortest first."""
        at = (row, column, deep)
        if at not in self._heads:
            self._heads[at] = self._joined(*at)
        return self._heads[at]

    def _joined(self, row: int, column: int, deep: int) -> list[str]:
        parts: list[str] = []
        seen: set[tuple[int, int]] = set()
        for number in range(row, max(0, row - deep), -1):
            area = self.merged(number, column)
            text = self.texts.get((area.top, area.left), "")
            if (area.top, area.left) in seen:
                continue
            seen.add((area.top, area.left))
            if text:
                parts.insert(0, text)
            elif parts:
                break
        return ["".join(parts[n:]) for n in range(len(parts) - 1, -1, -1)]

    def numbering(self, row: int) -> bool:
        """Whether a row only numbers the columns: 甲 乙 1 2 3."""
        texts = [text for (number, _), text in self.texts.items() if number == row]
        return len(texts) > 1 and all(NUMBERING.fullmatch(text) for text in texts)
