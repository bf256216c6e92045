"""A workbook changed at XML level: cells, styles, notes and whole sheets; everything else stays as other programs wrote it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from db.messages import Trouble
from desktop.exchange.xlsx.notes_part import SheetNotes
from desktop.exchange.xlsx.package import Package, link_id, local, unpacked
from desktop.exchange.xlsx.sheet_part import OFFICE_ID, SheetPart
from desktop.exchange.xlsx.styles_part import StylesPart

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
APP = "docProps/app.xml"


@dataclass(frozen=True)
class SheetName:
    """A sheet as the workbook lists it; `state` is visible, hidden or veryHidden, `part` empty for charts."""

    name: str
    part: str
    state: str = "visible"


class PatchedWorkbook:
    """A workbook being changed; nothing is written before `save`."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.workbook = package.related("", "officeDocument") or "xl/workbook.xml"
        self.ns = f"{{{etree.QName(package.tree(self.workbook)).namespace}}}"
        self._open: dict[str, SheetPart] = {}
        self._names: list[SheetName] | None = None

    @cached_property
    def styles(self) -> StylesPart:
        """Its styles."""
        return StylesPart(self.package, self.workbook)

    @property
    def macros(self) -> bool:
        """Whether it holds macros, whatever its name and content type."""
        return self.macro_type or any("vbaproject" in name.lower() for name in self.package.names())

    @property
    def macro_type(self) -> bool:
        """Whether its content type is that of an .xlsm: programs refuse to open it under another extension."""
        return "macroEnabled" in self.package.type_of(self.workbook)

    @cached_property
    def texts(self) -> list[str]:
        """The shared strings, without phonetic readings."""
        name = self.package.related(self.workbook, "sharedStrings")
        return [_text(text) for text in self.package.tree(name)] if name else []

    # --- sheets

    @property
    def names(self) -> list[SheetName]:
        """The sheets in order."""
        if self._names is None:
            targets = dict(self.package.relations(self.workbook, "worksheet"))
            sheets = ((sheet.get("name", ""), targets.get(link_id(sheet), ""), sheet.get("state", "visible")) for sheet in self._list())
            self._names = [SheetName(*facts) for facts in sheets]
        return self._names

    def sheet(self, name: str) -> SheetPart:
        """The sheet of this name; raises `Trouble` if there is none."""
        part = self.part(name)
        if part not in self._open:
            self._open[part] = SheetPart(self.package.read(part))
        return self._open[part]

    def part(self, name: str) -> str:
        """The part of a sheet."""
        part = next((sheet.part for sheet in self.names if sheet.name == name), "")
        if not part or part not in self.package:
            raise Trouble("“{file}”里没有工作表“{sheet}”。", file=self.package.path.name, sheet=name)
        return part

    def notes(self, name: str, mark: str) -> SheetNotes:
        """The notes of a sheet."""
        return SheetNotes(self.package, self.part(name), self.sheet(name), mark)

    def release(self, name: str) -> None:
        """Free the memory of a sheet; its changes are stored as bytes."""
        part = self.part(name)
        if (sheet := self._open.pop(part, None)) is not None:
            self._keep(part, sheet)

    def add_first(self, name: str, content: bytes) -> SheetPart:
        """Put a new sheet before the others and open the workbook on it."""
        folder = posixpath.dirname(self.workbook)
        numbered = (posixpath.join(folder, "worksheets", f"sheet{n}.xml") for n in range(1, 10_000))
        part = next(free for free in numbered if free not in self.package)
        self.package.write(part, content)
        self.package.declare(part, SHEET_TYPE)
        id = self.package.relate(self.workbook, "worksheet", part)
        root = self.package.change(self.workbook)
        sheets = self._list()
        used = {int(sheet.get("sheetId", 0)) for sheet in sheets}
        key = next((key for sheet in sheets for key in sheet.attrib if key.endswith("elationships}id")), OFFICE_ID)
        element = etree.Element(f"{self.ns}sheet", {"name": name, "sheetId": str(max(used, default=0) + 1), key: id})
        self._titles(0, name)
        sheets.insert(0, element)
        self._names = None
        self._shift(root, 0, 1)
        return self.sheet(name)

    def remove(self, name: str) -> None:
        """Remove a sheet."""
        part, place = self.part(name), [sheet.name for sheet in self.names].index(name)
        root = self.package.change(self.workbook)
        self._titles(place, "")
        self._list().remove(self._list()[place])
        self._names = None
        self._open.pop(part, None)
        self.package.unrelate(self.workbook, part)
        for _, other in list(self.package.relations(part)):
            self.package.remove(other)
        self.package.remove(part)
        self._shift(root, place, -1)

    @property
    def view(self) -> dict[str, str]:
        """Which sheet the workbook opens on, as stored: activeTab, firstSheet, and tabSelected of each sheet by its index."""
        own = next(self.package.tree(self.workbook).iter(f"{self.ns}workbookView"), None)
        view = {name: own.get(name) for name in ("activeTab", "firstSheet") if own is not None and own.get(name) is not None}
        chosen = {str(n): self._selected(sheet.name) for n, sheet in enumerate(self.names) if sheet.part in self.package}
        return view | {n: text for n, text in chosen.items() if text}

    @view.setter
    def view(self, wanted: Mapping[str, str]) -> None:
        """Typing goes into all selected sheets at once, so only those named stay selected."""
        own = next(self.package.change(self.workbook).iter(f"{self.ns}workbookView"), None)
        for name in ("activeTab", "firstSheet") if own is not None else ():
            _put(own, name, wanted.get(name, ""))
        for n, sheet in enumerate(self.names):
            if sheet.part in self.package and self._selected(sheet.name) != wanted.get(str(n), ""):
                for n_th, sheet_view in enumerate(self.sheet(sheet.name).frame().iter(f"{self.ns}sheetView")):
                    _put(sheet_view, "tabSelected", wanted.get(str(n), "") if n_th == 0 else "")

    def _selected(self, name: str) -> str:
        part = self.part(name)
        if part not in self._open:  # searched without parsing the sheet
            match = re.search(rb"""<(?:\w+:)?sheetView\b[^>]*tabSelected=["'](\w+)""", self.package.start(part, 20_000))
            return match[1].decode() if match and match[1] not in (b"0", b"false") else ""
        own = next((element.get("tabSelected", "") for element in self._open[part].root.iter(f"{self.ns}sheetView")), "")
        return "" if own in ("0", "false") else own

    # --- formulas

    def recalculate(self) -> None:
        """Have every formula recalculated when the workbook is opened."""
        root = self.package.change(self.workbook)
        own = root.find(f"{self.ns}calcPr")
        if own is None:
            own = etree.Element(f"{self.ns}calcPr")
            behind = ("definedNames", "externalReferences", "functionGroups", "sheets")
            after = next(element for name in behind if (element := root.find(f"{self.ns}{name}")) is not None)
            after.addnext(own)
        own.set("fullCalcOnLoad", "1")

    # --- leaving

    def save(self, out: Path) -> None:
        """Write the workbook; unchanged parts are copied byte for byte."""
        for part, sheet in self._open.items():
            self._keep(part, sheet)
        self.package.save(out)

    def _keep(self, part: str, sheet_part: SheetPart) -> None:
        if sheet_part.lost_formula:
            self.drop_chain()
        if sheet_part.changed:
            self.package.write(part, sheet_part.pieces())

    def drop_chain(self) -> None:
        """Remove the calculation chain: an entry for a missing formula would make the file damaged; a missing chain is rebuilt."""
        if chain := self.package.related(self.workbook, "calcChain"):
            self.package.unrelate(self.workbook, chain)
            self.package.remove(chain)

    # --- inside

    def _list(self) -> Any:
        sheets = self.package.tree(self.workbook).find(f"{self.ns}sheets")
        if sheets is None:
            raise Trouble("“{file}”已经损坏，读不出来，请用 WPS 或 Excel 打开后另存为 xlsx 再试。", file=self.package.path.name)
        return sheets

    def _shift(self, root: Any, place: int, by: int) -> None:
        """Defined names and views refer to sheets by index: shift those from `place` on."""
        for name in list(root.iter(f"{self.ns}definedName")):
            if (number := name.get("localSheetId")) is None:
                continue
            if by < 0 and int(number) == place:
                name.getparent().remove(name)
            elif int(number) >= place:
                name.set("localSheetId", str(int(number) + by))
        for view in root.iter(f"{self.ns}workbookView"):
            for name in ("activeTab", "firstSheet"):
                if (number := view.get(name)) and int(number) >= place:
                    view.set(name, str(max(0, int(number) + by)))

    def _titles(self, place: int, name: str) -> None:
        """Update the sheet titles in the document properties: insert `name` at `place`, or remove the title there."""
        if APP not in self.package:
            return
        root = self.package.tree(APP)
        known = {local(element): element for element in root}
        if not {"TitlesOfParts", "HeadingPairs"} <= set(known):
            return
        titles = known["TitlesOfParts"][0]
        pairs = [element for element in known["HeadingPairs"].iter() if local(element) == "i4"]
        count = len(self._list())
        if [title.text for title in titles[:count]] != [sheet.name for sheet in self.names] or not pairs or pairs[0].text != str(count):
            return
        root = self.package.change(APP)
        if name:
            own = etree.Element(etree.QName(etree.QName(titles).namespace, "lpstr"))
            own.text = name
            titles.insert(place, own)
        else:
            titles.remove(titles[place])
        pairs[0].text = str(count + (1 if name else -1))
        titles.set("size", str(len(titles)))


@contextmanager
def opened_book(path: Path) -> Iterator[PatchedWorkbook]:
    """Open an .xlsx or .xlsm to change it; raises `Trouble` for anything else and for damaged files."""
    with unpacked(path) as package:
        yield PatchedWorkbook(package)


def _text(element: Any) -> str:
    """The text of a shared or inline string."""
    if any(local(part) == "r" for part in element):
        return "".join(word.text or "" for part in element if local(part) == "r" for word in part if local(word) == "t")
    return "".join(part.text or "" for part in element if local(part) == "t")


def _put(element: Any, name: str, text: str) -> None:
    if text:
        element.set(name, text)
    else:
        element.attrib.pop(name, None)


def cell_text(book: PatchedWorkbook, cell: Any) -> str:
    """The value of a cell as text; "" for empty cells and formulas without a result."""
    kind = cell.get("t", "n")
    for part in cell:
        if kind == "inlineStr" and local(part) == "is":
            return _text(part)
        if local(part) == "v" and part.text:
            return book.texts[int(part.text)] if kind == "s" and int(part.text) < len(book.texts) else part.text
    return ""
