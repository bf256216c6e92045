"""An .xlsx or .xlsm as a zip of parts: some are changed, every other one leaves byte for byte as it came.

Entities are never resolved, and the check of the file's kind has bounded all sizes before anything is unpacked.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import etree

from db.atomic_file import replacing
from db.messages import Trouble
from desktop.exchange.files import file_kind

OPC = "http://schemas.openxmlformats.org/package/2006"
RELATION, TYPES = f"{{{OPC}/relationships}}", f"{{{OPC}/content-types}}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES_PART = "[Content_Types].xml"
HEAVIEST = 400 * 2**20  # bytes of one part that is still taken into memory
# What odd files do to those who read them; what is wrong with them stands in the cause.
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    EOFError,
    NotImplementedError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
)
Content = bytes | list[Any]  # a part, or the pieces of one that is not put together in memory


class Package:
    """The parts of one workbook; `change` gives a tree that will be written back, `tree` one that is only looked at."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path, self._zip = path, file
        self._infos = {zip_info.filename: zip_info for zip_info in file.infolist()}
        self._made: dict[str, Content | None] = {}  # None: taken away
        self._trees: dict[str, Any] = {}
        self._changed: dict[str, None] = {}
        self._called = {_folded(info): info for info in self._infos}

    # --- parts

    def own(self, name: str) -> str:
        """The name as the package writes it: capitals and slashes make no other part."""
        return self._called.get(_folded(name), name)

    def __contains__(self, name: str) -> bool:
        name = self.own(name)
        if name in self._made:
            return self._made[name] is not None
        return name in self._trees or name in self._infos

    def names(self) -> list[str]:
        """All parts, those from the file in its order."""
        own = [name for name in (*self._infos, *self._made, *self._changed)]
        return [name for name in dict.fromkeys(own) if name in self]

    def read(self, name: str) -> bytes:
        """A part as bytes."""
        name = self.own(name)
        content = self._made.get(name)
        if content is not None:
            return content if isinstance(content, bytes) else b"".join(map(bytes, content))
        if name not in self or self._infos[name].file_size > HEAVIEST:
            raise Trouble("“{file}”里缺少部件或部件太大（{part}），不能在里面标注或填写。", file=self.path.name, part=name)
        return self._zip.read(name)

    def start(self, name: str, length: int) -> bytes:
        """The first bytes of a part, without unpacking the rest."""
        name = self.own(name)
        if name in self._made or name in self._changed:
            return self.read(name)[:length]
        with self._zip.open(name) as file:
            return file.read(length)

    def write(self, name: str, content: Content) -> None:
        """Put a part in place, new or instead of the one there."""
        name = self._called.setdefault(_folded(name), name)
        self._made[name] = content
        self._trees.pop(name, None)
        self._changed.pop(name, None)

    def remove(self, name: str) -> None:
        """Take a part away, with its relations and its content type."""
        name = self.own(name)
        for part in (name, self.own(relations_part(name))):
            self._made[part] = None
            self._trees.pop(part, None)
            self._changed.pop(part, None)
        for entry in self._types(f"{TYPES}Override", "PartName", f"/{name}"):
            self.change(TYPES_PART).remove(entry)
        ending = name.rpartition(".")[2]
        users = [name for name in self.names() if name.endswith(f".{ending}") and not self.type_of(name)]
        if ending != "xml" and not users:
            for entry in self._types(f"{TYPES}Default", "Extension", ending):
                self.change(TYPES_PART).remove(entry)

    def tree(self, name: str) -> Any:
        """The root of a part, to look at."""
        name = self.own(name)
        if name not in self._trees:
            self._trees[name] = parsed(self.read(name))
        return self._trees[name]

    def change(self, name: str) -> Any:
        """The root of a part, to change."""
        name = self.own(name)
        root = self.tree(name)
        self._changed[name] = None
        self._made.pop(name, None)
        return root

    # --- relations and types

    def relations(self, name: str, kind: str = "") -> Iterator[tuple[str, str]]:
        """(id, target part) of a part's inner relations whose type ends with `kind`."""
        if relations_part(name) not in self:
            return
        for relation in self.tree(relations_part(name)):
            if relation.get("TargetMode") == "External" or not relation.get("Type", "").endswith(f"/{kind}" if kind else ""):
                continue
            target = relation.get("Target", "")
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(name.replace("\\", "/")), target.replace("\\", "/")))
            yield relation.get("Id", ""), self.own(path.lstrip("/"))

    def related(self, name: str, kind: str) -> str:
        """The first related part of this kind, or nothing."""
        return next((target for _, target in self.relations(name, kind) if target in self), "")

    def relate(self, name: str, kind: str, target: str) -> str:
        """Relate two parts; the id."""
        rels = relations_part(name)
        if rels not in self:
            self.write(rels, declared(etree.Element(f"{RELATION}Relationships", nsmap={None: RELATION[1:-1]})))
        root = self.change(rels)
        used = {relation.get("Id") for relation in root}
        id = next(text for n in range(1, len(used) + 2) if (text := f"rId{n}") not in used)
        reach = posixpath.relpath(target.replace("\\", "/"), posixpath.dirname(name.replace("\\", "/")) or ".")
        etree.SubElement(root, f"{RELATION}Relationship", {"Id": id, "Type": f"{OFFICE}/{kind}", "Target": reach})
        return id

    def unrelate(self, name: str, target: str) -> None:
        """Take the relations to `target` away, and the part of relations when it is empty then."""
        ids = {id for id, path in self.relations(name) if path == target}
        if not ids:
            return
        root = self.change(relations_part(name))
        for relation in [relation for relation in root if relation.get("Id") in ids]:
            root.remove(relation)
        if not len(root):
            rels = self.own(relations_part(name))
            self._changed.pop(rels, None)
            self._trees.pop(rels, None)
            self._made[rels] = None

    def declare(self, name: str, type: str) -> None:
        """Say of which type a part is; by its ending where the ending is not xml."""
        ending = name.rpartition(".")[2]
        tag, key, value = (f"{TYPES}Override", "PartName", f"/{name}") if ending == "xml" else (f"{TYPES}Default", "Extension", ending)
        if self._types(tag, key, value):
            return
        root = self.change(TYPES_PART)
        entry = etree.Element(tag, {key: value, "ContentType": type})
        if ending == "xml":
            root.append(entry)
        else:
            root.insert(0, entry)

    def type_of(self, name: str) -> str:
        """The declared type of a part."""
        entries = self._types(f"{TYPES}Override", "PartName", f"/{name}")
        return entries[0].get("ContentType", "") if entries else ""

    def _types(self, tag: str, key: str, value: str) -> list[Any]:
        return [entry for entry in self.tree(TYPES_PART).iter(tag) if _folded(entry.get(key, "")) == _folded(value)]

    # --- saving

    def save(self, out: Path) -> None:
        """Write beside `out` and put it in place whole."""
        with replacing(out) as part:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as package:
                for name in self.names():
                    self._write(package, name)
            self._zip.close()  # `out` may be the file itself

    def _write(self, package: zipfile.ZipFile, name: str) -> None:
        old = self._infos.get(name)
        info = zipfile.ZipInfo(name, old.date_time if old else (1980, 1, 1, 0, 0, 0))
        info.compress_type = old.compress_type if old else zipfile.ZIP_DEFLATED
        if old:
            info.external_attr = old.external_attr
        content = declared(self._trees[name]) if name in self._changed else self._made.get(name)
        with package.open(info, "w", force_zip64=bool(old and old.file_size > 2**31)) as target:
            if content is None:
                with self._zip.open(name) as source:
                    while chunk := source.read(2**20):
                        target.write(chunk)
            else:
                for chunk in [content] if isinstance(content, bytes) else content:
                    target.write(chunk)


@contextmanager
def unpacked(path: Path) -> Iterator[Package]:
    """The parts of an .xlsx or .xlsm; raises `Trouble` for everything else and for damaged ones."""
    if file_kind.kind(path) != "xlsx":
        raise Trouble("“{file}”不是 xlsx 格式，不能在里面标注或填写，请用 WPS 或 Excel 另存为 xlsx。", file=path.name)
    try:
        with zipfile.ZipFile(path) as file:
            yield Package(path, file)
    except FAULTS as fault:
        raise Trouble("“{file}”已经损坏，读不出来，请用 WPS 或 Excel 打开后另存为 xlsx 再试。", file=path.name) from fault


def _folded(name: str) -> str:
    return name.replace("\\", "/").casefold()


def relations_part(name: str) -> str:
    """The part that holds a part's relations."""
    folder, _, base = name.replace("\\", "/").rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def parsed(content: bytes) -> Any:
    """The root of an XML text; libxml2's own bounds against swelling entities stay on."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False))


def declared(root: Any) -> bytes:
    """A tree as a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def link_id(element: Any) -> str:
    """The r:id of an element, in the ordinary or the strict namespace."""
    return next((value for name, value in element.attrib.items() if name.endswith("elationships}id")), "")
