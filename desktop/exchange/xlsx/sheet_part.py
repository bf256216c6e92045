"""The XML of one sheet: only rows that change are parsed, all others stay bytes.

So a sheet of 100 MB needs its bytes and a list of rows, not a tree. The XML around the rows is a small tree of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl.formula.translate import Translator

from desktop.exchange.xlsx.cell_address import Area, address, area, place
from desktop.exchange.xlsx.package import declared, local, parsed
from desktop.exchange.xlsx.row_split import ORDER, searchable, split
from desktop.exchange.xlsx.streamed_sheet import tidy

OFFICE_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Value = str | int | float | bool | None


class SheetPart:
    """Reads and changes one sheet."""

    def __init__(self, content: bytes) -> None:
        self._head, self._tail, self._pre = split(searchable(content))
        self._data = self._pre.whole
        self.root = parsed(self._head + self._pre.empty + self._tail)
        self.ns = f"{{{etree.QName(self.root).namespace}}}"
        self._start = re.search(rb"<" + self._pre.prefix + rb"worksheet\b[^>]*>", self._head)[0]  # type: ignore[index]
        self._rows = list(self._pre.rows)  # (number, start, end)
        self._numbers = [row[0] for row in self._rows]
        self._open: dict[int, Any] = {}  # parsed rows, each inside its own root
        self._dropped: set[int] = set()
        self._frame_changed = False
        self.lost_formula = False  # then the calculation chain is no longer valid
        self._merges: dict[int, list[Area]] | None = None

    # --- reading

    def numbers(self) -> list[int]:
        """The numbers of the existing rows, in order."""
        return [n for n in sorted({*self._numbers, *self._open}) if n not in self._dropped]

    def peek(self, number: int) -> Any:
        """The row as an element for reading, or None."""
        return self._open[number][0] if number in self._open else self._parsed(number)

    def rows(self) -> Iterator[tuple[int, Any]]:
        """Yield all rows as elements for reading."""
        for number in self.numbers():
            yield number, self.peek(number)

    def find(self, ref: str) -> Any:
        """The cell as an element, or None."""
        row, _ = place(ref)
        row_element = self.peek(row)
        return None if row_element is None else next((cell for cell in row_element if cell.get("r") == ref), None)

    def formula(self, ref: str) -> bool:
        """Whether the cell holds a formula."""
        cell = self.find(ref)
        return cell is not None and cell.find(f"{self.ns}f") is not None

    def has_formula(self, number: int) -> bool:
        """Whether a row holds a formula; rows that are not parsed are searched as bytes."""
        if number in self._open:
            return any(cell.find(f"{self.ns}f") is not None for cell in self._open[number][0])
        n = bisect_left(self._numbers, number)
        if number in self._dropped or n >= len(self._numbers) or self._numbers[n] != number:
            return False
        _, start, end = self._rows[n]
        return re.search(rb"<" + self._pre.prefix + rb"f[\s/>]", self._data[start:end]) is not None

    def formula_text(self, cell: Any) -> str:
        """The formula of a cell, shared ones translated; "" for array formulas."""
        own = cell.find(f"{self.ns}f")
        if own is None or own.get("t") not in (None, "normal", "shared"):
            return ""
        if own.text or own.get("t") != "shared":
            return own.text or ""
        for number in self.numbers():
            for other_cell in self.peek(number) if self.has_formula(number) else ():
                other = other_cell.find(f"{self.ns}f")
                if other is not None and other.text and other.get("t") == "shared" and other.get("si") == own.get("si"):
                    return str(Translator(f"={other.text}", other_cell.get("r")).translate_formula(cell.get("r"))[1:])
        return ""

    def style(self, ref: str) -> int:
        """The style of a cell: its own, else its row's, else its column's."""
        row, column = place(ref)
        cell = self.find(ref)
        if cell is not None:
            return int(cell.get("s") or 0)
        row_element = self.peek(row)
        if row_element is not None and row_element.get("customFormat") in ("1", "true") and row_element.get("s"):
            return int(row_element.get("s"))
        for cols in self.parts("cols"):
            for col in cols:
                if int(col.get("min", 0)) <= column <= int(col.get("max", 0)):
                    return int(col.get("style", "0"))
        return 0

    def styled(self, styles: set[int]) -> list[str]:
        """The addresses of the cells that have one of these styles."""
        wanted = {str(style) for style in styles}
        mention = re.compile(rb"""\bs\s*=\s*["'](?:%s)["']""" % b"|".join(style.encode() for style in wanted))
        there = {number for number, start, end in self._rows if mention.search(self._data, start, end)} if wanted else set()
        rows = (self.peek(number) for number in sorted(there | set(self._open)) if number not in self._dropped)
        return [cell.get("r") for row in rows for cell in row if (cell.get("s") or "0") in wanted]

    def top_left(self, ref: str) -> str:
        """The cell displayed at `ref`: the first of its merged range."""
        row, column = place(ref)
        if self._merges is None:
            self._merges = {}
            for merged in self.merges():
                for n in range(merged.top, min(merged.bottom, merged.top + 10_000) + 1):
                    self._merges.setdefault(n, []).append(merged)
        return next((address(merged.top, merged.left) for merged in self._merges.get(row, ()) if merged.holds(row, column)), ref)

    def merges(self) -> list[Area]:
        """The merged ranges."""
        return [area(merge.get("ref")) for part in self.parts("mergeCells") for merge in part if merge.get("ref")]

    def parts(self, name: str) -> list[Any]:
        """The elements of this name outside the rows, for reading."""
        return [element for element in self.root if element.tag == f"{self.ns}{name}"]

    # --- changing

    def frame(self) -> Any:
        """The XML tree around the rows, to be changed."""
        self._frame_changed = True
        return self.root

    def part(self, name: str) -> Any:
        """The element of this name outside the rows, to be changed; it is created at its place if missing."""
        root = self.frame()
        if elements := self.parts(name):
            return elements[0]
        rank = ORDER.index(name)
        element = etree.Element(f"{self.ns}{name}")
        for n, child in enumerate(root):
            own = local(child)
            # Elements not in the list (AlternateContent around controls) take the place of controls.
            if own and (ORDER.index(own) if own in ORDER else ORDER.index("controls")) > rank:
                root.insert(n, element)
                return element
        root.append(element)
        return element

    def set(self, ref: str, value: Value, *, style: int | None = None, over: bool = False) -> bool:
        """Set the value of a cell (None empties it). A formula is replaced only with `over`; else False is returned."""
        if self.formula(ref) and not over:
            return False
        cell = self.cell(ref)
        self._lose_formula(cell)
        for part in [part for part in cell if local(part) in ("f", "v", "is")]:
            cell.remove(part)
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        if style is not None:
            cell.set("s", str(style))
        if value is None:
            return True
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.Element(f"{self.ns}t")
            text.text = tidy(value)
            if value != value.strip() or "\n" in value:
                text.set(SPACE, "preserve")
            holder = etree.Element(f"{self.ns}is")
            holder.append(text)
            cell.insert(0, holder)
            return True
        if isinstance(value, bool):
            cell.set("t", "b")
        number = etree.Element(f"{self.ns}v")
        number.text = str(int(value)) if isinstance(value, bool) else repr(value)
        cell.insert(0, number)
        return True

    def restyle(self, ref: str, style: int) -> None:
        """Set the style of a cell; its content stays."""
        cell = self.cell(ref)
        if style:
            cell.set("s", str(style))
        else:
            cell.attrib.pop("s", None)

    def forget(self, ref: str) -> None:
        """Remove a cell if it is empty, and its row if that is empty then."""
        row, _ = place(ref)
        cell = self.find(ref)
        if cell is None or len(cell):
            return
        line = self._row(row)
        line.remove(next(cell for cell in line if cell.get("r") == ref))
        if not len(line) and set(line.attrib) <= {"r", "spans"}:
            self._dropped.add(row)
            self._open.pop(row, None)

    def row(self, number: int) -> Any:
        """A row to be changed; created if missing."""
        return self._row(number)

    def link(self, ref: str, location: str, text: str) -> None:
        """Link a cell to a place in the workbook."""
        links = self.part("hyperlinks")
        etree.SubElement(links, f"{self.ns}hyperlink", {"ref": ref, "location": location, "display": text})

    def insert_rows(self, after: int, count: int) -> None:
        """Move the rows below `after` down by `count`: only rows and their cells, references to them are left to the caller."""
        for number in reversed([n for n in self.numbers() if n > after]):
            line = self._row(number)
            line.set("r", str(number + count))
            for cell in line:
                letters, _ = re.match(r"([A-Z]+)(\d+)", cell.get("r")).groups()  # type: ignore[union-attr]
                cell.set("r", f"{letters}{number + count}")
            self._open[number + count] = self._open.pop(number)
            self._dropped.discard(number + count)
            self._dropped.add(number)

    # --- writing

    @property
    def changed(self) -> bool:
        """Whether anything differs from what was read."""
        return self._frame_changed or bool(self._open) or bool(self._dropped)

    def pieces(self) -> list[Any]:
        """The part as a list of pieces."""
        head, tail = self._head, self._tail
        if self._frame_changed:
            frame = declared(self.root)
            cut = re.search(rb"<" + self._pre.prefix + rb"sheetData\s*/>", frame)
            assert cut
            head, tail = frame[: cut.start()], frame[cut.end() :]
        out: list[Any] = [head, b"<" + self._pre.prefix + b"sheetData>"]
        view, spans = memoryview(self._data), {row[0]: row for row in self._rows}
        for number in self.numbers():
            if number in self._open:
                out.append(self._text(number))
            elif number in spans and number not in self._dropped:
                out.append(view[spans[number][1] : spans[number][2]])
        return [*out, b"</" + self._pre.prefix + b"sheetData>", tail]

    # --- inside

    def _text(self, number: int) -> bytes:
        whole = etree.tostring(self._open[number], encoding="UTF-8")
        whole = whole[whole.index(b"?>") + 2 :] if whole.startswith(b"<?xml") else whole
        return whole[whole.index(b">") + 1 : whole.rindex(b"</")]

    def _parsed(self, number: int) -> Any:
        if number in self._dropped:
            return None
        n = bisect_left(self._numbers, number)
        here = n < len(self._numbers) and self._numbers[n] == number
        return self._apart(n)[0] if here else None

    def _apart(self, n: int) -> Any:
        number, start, end = self._rows[n]
        whole = parsed(self._start + bytes(self._data[start:end]) + b"</" + self._pre.prefix + b"worksheet>")
        row, column = whole[0], 0
        row.set("r", str(number))
        for cell in row:  # programs may omit the addresses
            if ref := cell.get("r"):
                column = place(ref)[1]
            else:
                column += 1
                cell.set("r", address(number, column))
        return whole

    def _row(self, number: int) -> Any:
        if number not in self._open:
            n = bisect_left(self._numbers, number)
            here = n < len(self._numbers) and self._numbers[n] == number
            if here and number not in self._dropped:
                self._open[number] = self._apart(n)
            else:
                whole = parsed(self._start + b"</" + self._pre.prefix + b"worksheet>")
                etree.SubElement(whole, f"{self.ns}row", {"r": str(number)})
                self._open[number] = whole
                self._dropped.discard(number)
                self._grow(number, None)
        return self._open[number][0]

    def cell(self, ref: str) -> Any:
        """A cell to be changed; created if missing, with the style shown there."""
        number, column = place(ref)
        style = self.style(ref)
        line = self._row(number)
        after = 0
        for n, cell in enumerate(line):
            own = place(cell.get("r"))[1] if local(cell) == "c" else 2**20
            if own == column:
                return cell
            if own < column:
                after = n + 1
        new_cell = etree.Element(f"{self.ns}c", {"r": ref} | ({"s": str(style)} if style else {}))
        line.insert(after, new_cell)
        if spans := line.get("spans"):
            ends = [int(end) for part in spans.split() for end in part.split(":")]
            if ends and not min(ends) <= column <= max(ends):
                line.set("spans", f"{min(*ends, column)}:{max(*ends, column)}")
        self._grow(number, column)
        return new_cell

    def _grow(self, row: int, column: int | None) -> None:
        for dimension in self.parts("dimension"):
            try:
                old = area(dimension.get("ref", ""))
            except ValueError:
                continue
            wide = old.left if column is None else column
            grown = Area(min(old.top, row), min(old.left, wide), max(old.bottom, row), max(old.right, wide))
            if grown != old:
                self._frame_changed = True
                dimension.set("ref", grown.text)

    def _lose_formula(self, cell: Any) -> None:
        """Remove the formula of a cell; a shared formula defined there is written out in the other cells."""
        formula = cell.find(f"{self.ns}f")
        if formula is None:
            return
        self.lost_formula = True
        if formula.get("t") != "shared" or not formula.get("ref") or not formula.text:
            return
        shared, text, span = formula.get("si"), formula.text, area(formula.get("ref"))
        for number in [n for n in self.numbers() if span.top <= n <= span.bottom]:
            for other_cell in self._row(number):
                other = other_cell.find(f"{self.ns}f")
                if other_cell is not cell and other is not None and other.get("t") == "shared" and other.get("si") == shared:
                    other.text = Translator(f"={text}", cell.get("r")).translate_formula(other_cell.get("r"))[1:]
                    for name in ("t", "si", "ref"):
                        other.attrib.pop(name, None)
