"""Notes on cells (批注): added beside notes of others, and removed again by the mark they begin with."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from desktop.exchange.xlsx.cell_address import place
from desktop.exchange.xlsx.package import Package, declared, link_id, local, relations_part
from desktop.exchange.xlsx.sheet_part import OFFICE_ID, SPACE, SheetPart
from desktop.exchange.xlsx.streamed_sheet import tidy

NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
AUTHOR = "台账"
SHAPE = re.compile(r"<(\w+:)shape\b[^>]*(?<!/)>(?:(?!</\1shape>).)*</\1shape>\s*", re.DOTALL)  # other programs use other prefixes
SPACES = " ".join(
    f'xmlns:{prefix}="urn:schemas-microsoft-com:{name}"' for prefix, name in (("v", "vml"), ("o", "office:office"), ("x", "office:excel"))
)
KIND = (
    f'<v:shapetype {SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
DRAWING = f'<xml {SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
# The box is to the right of its cell and holds six lines of twenty characters.
BOX = (
    f'<v:shape {SPACES} id="_x0000_s{{id}}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:100pt;'
    'z-index:{id};visibility:hidden" fillcolor="#fffbe6" o:insetmode="auto"><v:fill color2="#fffbe6"/><v:shadow obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 12, {top}, 4, {right}, 40, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class SheetNotes:
    """The notes of one sheet; our notes begin with `mark`."""

    def __init__(self, package: Package, part: str, sheet: SheetPart, mark: str) -> None:
        self._package, self._part, self._sheet, self._mark = package, part, sheet, mark
        self._name = package.related(part, "comments")

    def add(self, texts: dict[str, str]) -> None:
        """Put notes on cells; an existing note stays and ours is appended to it."""
        if not texts:
            return
        self._open()
        root = self._package.change(self._name)
        ns = f"{{{etree.QName(root).namespace}}}"
        author = self._author(root.find(f"{ns}authors"), ns)
        comments = root.find(f"{ns}commentList")
        there = {note.get("ref"): note for note in comments}
        new = []
        for ref, text in texts.items():
            if (own := there.get(ref)) is not None:
                _append(own.find(f"{ns}text"), f"\n{self._mark}{text}", ns)
            else:
                note = etree.SubElement(comments, f"{ns}comment", {"ref": ref, "authorId": str(author)})
                _append(etree.SubElement(note, f"{ns}text"), f"{self._mark}{text}", ns)
                new.append(ref)
        self._draw(new)

    def strip(self) -> bool:
        """Remove what `add` wrote; returns whether there was anything."""
        if not self._name:
            return False
        root = self._package.tree(self._name)
        ns = f"{{{etree.QName(root).namespace}}}"
        comments = root.find(f"{ns}commentList")
        ours = [note for note in comments if self._mark in "".join(note.itertext())] if comments is not None else []
        if not ours:
            return False
        self._package.change(self._name)
        gone = [note.get("ref") for note in ours if _cut(note.find(f"{ns}text"), self._mark, ns)]
        for note in ours:
            if note.get("ref") in gone:
                comments.remove(note)
        self._erase(gone)
        authors = root.find(f"{ns}authors")
        if len(authors) and authors[-1].text == AUTHOR and not any(note.get("authorId") == str(len(authors) - 1) for note in comments):
            authors.remove(authors[-1])
        if not len(comments):
            self._package.unrelate(self._part, self._name)
            self._package.remove(self._name)
            self._name = ""
        return True

    # --- the parts

    def _open(self) -> None:
        if self._name:
            return
        self._name = _free(self._package, "xl/comments{}.xml")
        ns = self._sheet.ns[1:-1]
        self._package.write(self._name, declared(etree.fromstring(f'<comments xmlns="{ns}"><authors/><commentList/></comments>')))
        self._package.relate(self._part, "comments", self._name)
        self._package.declare(self._name, NOTES_TYPE)

    def _author(self, authors: Any, ns: str) -> int:
        names = [author.text for author in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{ns}author").text = AUTHOR
            names.append(AUTHOR)
        return names.index(AUTHOR)

    # --- the boxes: VML of other programs is not always well-formed XML, so it is edited as text

    def _drawing(self) -> str:
        wanted = next((link_id(element) for element in self._sheet.parts("legacyDrawing")), "")
        return next((target for id, target in self._package.relations(self._part) if id == wanted and target in self._package), "")

    def _draw(self, refs: list[str]) -> None:
        if not refs:
            return
        name = self._drawing()
        if not name:
            name = _free(self._package, "xl/drawings/vmlDrawing{}.vml")
            self._package.write(name, DRAWING.encode())
            self._package.declare(name, DRAWING_TYPE)
            self._sheet.part("legacyDrawing").set(OFFICE_ID, self._package.relate(self._part, "vmlDrawing", name))
        text = self._package.read(name).decode("utf-8", "surrogateescape")
        used = [int(number) for number in re.findall(r'_x0000_s(\d+)"', text)]
        block = re.search(r'<\w+:idmap\b[^>]*\bdata="(\d+)', text)
        id = max([*used, 1024 * int(block[1]) if block else 1024])
        boxes = []
        for ref in refs:
            id += 1
            row, column = (number - 1 for number in place(ref))
            top = max(row - 1, 0)
            boxes.append(BOX.format(id=id, row=row, column=column, left=column + 1, right=column + 4, top=top, bottom=top + 6))
        kind = "" if "_x0000_t202" in text else KIND
        at = text.rindex("</xml>")
        self._package.write(name, (text[:at] + kind + "".join(boxes) + text[at:]).encode("utf-8", "surrogateescape"))

    def _erase(self, refs: list[str]) -> None:
        name = self._drawing()
        if not name or not refs:
            return
        cells = {tuple(number - 1 for number in place(ref)) for ref in refs}

        def without_ours(shape: re.Match[str]) -> str:
            row, column = re.search(r"<\w+:Row>\s*(\d+)", shape[0]), re.search(r"<\w+:Column>\s*(\d+)", shape[0])
            ours = 'ObjectType="Note"' in shape[0] and row and column and (int(row[1]), int(column[1])) in cells
            return "" if ours else shape[0]

        text = SHAPE.sub(without_ours, self._package.read(name).decode("utf-8", "surrogateescape"))
        if not re.search(r"<\w+:shape\b[^>]*#_x0000_t202", text):
            text = text.replace(KIND, "")
        if re.search(r"<\w+:shape\b", text) or relations_part(name) in self._package:
            self._package.write(name, text.encode("utf-8", "surrogateescape"))
            return
        root = self._sheet.frame()
        for element in [element for element in root if local(element) == "legacyDrawing"]:
            root.remove(element)
        self._package.unrelate(self._part, name)
        self._package.remove(name)


def _append(text: Any, words: str, ns: str) -> None:
    """Append words to a note, as a run of their own."""
    words_alone = [part for part in text if local(part) == "t"]
    for word in words_alone:  # plain text and runs must not be mixed
        run = etree.Element(f"{ns}r")
        text.replace(word, run)
        run.append(word)
    run = etree.Element(f"{ns}r")
    own = etree.SubElement(run, f"{ns}t")
    own.text = tidy(words)
    own.set(SPACE, "preserve")
    last = max((n for n, part in enumerate(text) if local(part) == "r"), default=-1)
    text.insert(last + 1, run)


def _cut(text: Any, mark: str, ns: str) -> bool:
    """Remove the words from the mark on; returns whether nothing is left."""
    reached = False
    for run in list(text):
        own = run if local(run) == "t" else run.find(f"{ns}t")
        words = (own.text or "") if own is not None else ""
        if reached or mark in words:
            before = "" if reached else words[: words.index(mark)].removesuffix("\n")
            reached = True
            if before and own is not None:
                own.text = before
            elif local(run) in ("r", "t"):
                text.remove(run)
    runs = [part for part in text if local(part) == "r"]
    if len(runs) == 1 and len(runs[0]) == 1:
        text.replace(runs[0], runs[0][0])
    return not "".join(text.itertext()).strip()


def _free(package: Package, pattern: str) -> str:
    """A part name that is not in use."""
    n = 1
    while pattern.format(n) in package:
        n += 1
    return pattern.format(n)
