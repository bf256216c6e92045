"""What the fast reader does not tell of binary workbooks (.xls, .et, .xlsb): percentages, errors, formulas that were never computed."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from db.values.kinds import UNCOMPUTED
from desktop.exchange.files.binary_records import BOF, MANY, ROW_B, ROWS_B, SHEET, records, wide_records
from desktop.exchange.files.cell_marks import BUILT_IN, CellMarks, shows_percent

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#N/A"}
Styles = frozenset[int]  # numbers of the cell styles that show percentages

# --- .xls, .et

FORMAT, STYLE = 0x041E, 0x00E0
FORMULA, NUMBER, SHORT, TRUTH_OR_ERROR, TEXT_RESULT = 0x0006, 0x0203, 0x027E, 0x0205, 0x0207
SHARED = (0x04BC, 0x0221, 0x0236)  # may stand between a formula and its text
NO_NUMBER = b"\xff\xff"
TEXT, ERROR, EMPTY = 0, 2, 3  # the first byte of a result that is no number
# How LibreOffice and xlwt begin. LibreOffice writes 0 for the text of a formula, xlwt an empty text for every formula.
CARELESS = struct.pack("<HHHHI", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0)


def old_marks(stream: bytes) -> list[CellMarks]:
    """The marks of every sheet of an .xls, in the order in which the workbook lists its sheets."""
    wide = stream[4:6] == b"\x00\x06"
    formats, styles, starts = set(BUILT_IN), list[int](), list[int]()
    for kind, at, length in records(stream, 0):
        if kind == FORMAT and length >= 5 and shows_percent(_format_code(stream[at : at + length], wide)):
            formats.add(struct.unpack_from("<H", stream, at)[0])
        elif kind == STYLE and length >= 4:
            styles.append(struct.unpack_from("<H", stream, at + 2)[0])
        elif kind == SHEET and length >= 4:
            starts.append(struct.unpack_from("<I", stream, at)[0])
    shown = frozenset(n for n, number in enumerate(styles) if number in formats)
    careless = stream[:2] == struct.pack("<H", BOF) and stream[4 : 4 + len(CARELESS)] == CARELESS
    sheets = [_OldSheet(stream, start, shown, careless) for start in starts]
    unknown = careless and not any(sheet.computed for sheet in sheets)
    return [sheet.marks(empty_is_a_result=not unknown) for sheet in sheets]


def _format_code(content: bytes, wide: bool) -> str:
    if not wide:
        return content[3:].decode("latin-1")
    return content[5:].decode("utf-16-le" if content[4] & 1 else "latin-1", "replace")


class _OldSheet:
    """The cells of one sheet; `computed` is whether any formula has a result that is not an empty text."""

    def __init__(self, stream: bytes, start: int, styles: Styles, careless: bool) -> None:
        self.stream, self.styles, self.careless = stream, styles, careless
        self.percents: set[tuple[int, int]] = set()
        self.faults: dict[tuple[int, int], str] = {}
        self.empty: list[tuple[int, int]] = []
        self.computed = False
        waiting: tuple[int, int] | None = None  # a formula whose text has to follow
        for kind, at, length in records(stream, start):
            if waiting and kind not in SHARED:
                if kind != TEXT_RESULT:
                    self.faults[waiting] = UNCOMPUTED
                waiting = None
            if kind in (FORMULA, NUMBER, SHORT, TRUTH_OR_ERROR, MANY) and length >= 8:
                waiting = self._cell(kind, at, length)

    def marks(self, *, empty_is_a_result: bool) -> CellMarks:
        """What was seen; where nothing at all was computed, an empty text is no result."""
        more = {} if empty_is_a_result else dict.fromkeys(self.empty, UNCOMPUTED)
        return CellMarks(frozenset(self.percents), self.faults | more)

    def _cell(self, kind: int, at: int, length: int) -> tuple[int, int] | None:
        row, column, style = struct.unpack_from("<3H", self.stream, at)
        place = row + 1, column + 1
        if kind == MANY:
            for n in range((length - 6) // 6):
                if struct.unpack_from("<H", self.stream, at + 4 + 6 * n)[0] in self.styles:
                    self.percents.add((row + 1, column + 1 + n))
        elif kind == TRUTH_OR_ERROR:
            if self.stream[at + 7]:
                self.faults[place] = ERRORS.get(self.stream[at + 6], "#N/A")
        else:
            if style in self.styles:
                self.percents.add(place)
            if kind == FORMULA and length >= 22:
                return self._formula(place, self.stream[at + 6 : at + 14], self.stream[at + 22 : at + length])
        return None

    def _formula(self, place: tuple[int, int], result: bytes, tokens: bytes) -> tuple[int, int] | None:
        number = result[6:] != NO_NUMBER
        self.computed = self.computed or number or result[0] != EMPTY
        if number:
            if self.careless and not any(result) and may_be_text(tokens):
                self.faults[place] = UNCOMPUTED
        elif result[0] == TEXT:
            return place
        elif result[0] == ERROR:
            self.faults[place] = ERRORS.get(result[2], "#N/A")
        elif result[0] == EMPTY:
            self.empty.append(place)
        return None


# Bytes of the tokens of a formula, which stand in reverse Polish order: the last one gives the result.
SIZES = {0x01: 5, 0x02: 5, 0x18: 1, 0x1C: 2, 0x1D: 2, 0x1E: 3, 0x1F: 9, 0x20: 8, 0x21: 3, 0x22: 4, 0x23: 5, 0x24: 5, 0x25: 9, 0x26: 7,
         0x27: 7, 0x28: 7, 0x29: 3, 0x2A: 5, 0x2B: 9, 0x2C: 5, 0x2D: 9, 0x39: 7, 0x3A: 7, 0x3B: 11, 0x3C: 7, 0x3D: 11}  # fmt: skip
SIZES |= dict.fromkeys(range(0x03, 0x17), 1)
PAREN, STRING, ATTRIBUTE, FIXED_ARGUMENTS, ANY_ARGUMENTS = 0x15, 0x17, 0x19, 0x21, 0x22
CHOOSE, SUM = 0x04, 0x10  # of attributes
ALWAYS_NUMBERS = {*range(0x03, 0x08), *range(0x09, 0x0F), 0x12, 0x13, 0x14, 0x1D, 0x1E, 0x1F}
# COUNT SUM AVERAGE MIN MAX ABS INT ROUND COUNTA PRODUCT ROUNDUP ROUNDDOWN SUMPRODUCT SUMIF COUNTIF
NUMBER_FUNCTIONS = {0, 4, 5, 6, 7, 24, 25, 27, 169, 183, 212, 213, 228, 345, 346}


def may_be_text(tokens: bytes) -> bool:
    """Whether the result of a formula may be a text: unless its last operation always gives a number."""
    at, number = 0, False
    while at < len(tokens):
        token = tokens[at]
        base = token & 0x1F | 0x20 if token >= 0x40 else token
        size = SIZES.get(base, 0)
        if token == ATTRIBUTE:
            flags = tokens[at + 1] if at + 1 < len(tokens) else 0
            count = int.from_bytes(tokens[at + 2 : at + 4], "little")
            size = 4 + (2 * (count + 1) if flags & CHOOSE else 0)
            number = number or bool(flags & SUM)
        elif token == STRING:
            size, number = 3 + tokens[at + 1] * (1 + (tokens[at + 2] & 1)) if at + 2 < len(tokens) else 0, False
        elif base in (FIXED_ARGUMENTS, ANY_ARGUMENTS):
            which = at + 1 + (base == ANY_ARGUMENTS)
            number = int.from_bytes(tokens[which : which + 2], "little") & 0x7FFF in NUMBER_FUNCTIONS
        elif token != PAREN:
            number = token in ALWAYS_NUMBERS
        if not size:
            return True
        at += size
    return not number


# --- .xlsb

STYLES_BEGIN, STYLES_END, STYLE_B, FORMAT_B = 617, 618, 47, 44
SHEET_B, MERGE_B = 156, 176
NUMBERS_B, ERRORS_B = (2, 5, 9), (3, 11)


def percent_styles(content: bytes) -> Styles:
    """Numbers of the cell styles of an .xlsb that show percentages; `content` is its part with the styles."""
    formats, numbers, inside = set(BUILT_IN), list[int](), False
    for kind, at, length in wide_records(content):
        inside = kind == STYLES_BEGIN or inside and kind != STYLES_END
        if kind == FORMAT_B and length >= 6 and shows_percent(content[at + 6 : at + length].decode("utf-16-le", "replace")):
            formats.add(struct.unpack_from("<H", content, at)[0])
        elif kind == STYLE_B and inside and length >= 4:
            numbers.append(struct.unpack_from("<H", content, at + 2)[0])
    return frozenset(n for n, number in enumerate(numbers) if number in formats)


def wide_marks(content: bytes, styles: Styles) -> CellMarks:
    """The marks of one sheet of an .xlsb."""
    percents: set[tuple[int, int]] = set()
    faults: dict[tuple[int, int], str] = {}
    row = 0
    for kind, at, length in wide_records(content):
        if kind == ROW_B and length >= 4:
            row = struct.unpack_from("<I", content, at)[0] + 1 if at + 4 <= len(content) else 0
            if row > ROWS_B:
                break
        elif kind in (*NUMBERS_B, *ERRORS_B) and length >= 9 and at + 9 <= len(content):
            column, style = struct.unpack_from("<II", content, at)
            if kind in ERRORS_B:
                faults[row, column + 1] = ERRORS.get(content[at + 8], "#N/A")
            elif style & 0xFFFFFF in styles:
                percents.add((row, column + 1))
    return CellMarks(frozenset(percents), faults)


def merges(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, right and bottom of the merged cells of one sheet of an .xlsb."""
    for kind, at, length in wide_records(content):
        if kind == MERGE_B and length >= 16 and at + 16 <= len(content):
            top, bottom, left, right = struct.unpack_from("<4I", content, at)
            yield left + 1, top + 1, right + 1, bottom + 1


def sheet_links(content: bytes) -> Iterable[tuple[str, str]]:
    """(name, relation) of the sheets that the part with the workbook of an .xlsb lists."""
    for kind, at, length in wide_records(content):
        if kind == SHEET_B and length >= 12:
            link, behind = _wide_text(content, at + 8)
            yield _wide_text(content, behind)[0], link


def _wide_text(content: bytes, at: int) -> tuple[str, int]:
    count = int.from_bytes(content[at : at + 4], "little")
    end = at + 4 + 2 * min(count, len(content))
    return content[at + 4 : end].decode("utf-16-le", "replace"), end
