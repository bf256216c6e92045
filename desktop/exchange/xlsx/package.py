"""An .xlsx or .xlsm as a zip of parts: some are changed, all others are copied byte for byte.

Entities are never resolved; the check of the file kind has limited all sizes before anything is unpacked.
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
HEAVIEST = 400 * 2**20  # bytes, the largest part that is read into memory
# What broken files raise; the cause tells what is wrong.
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
Content = bytes | list[Any]  # a part as bytes, or as pieces to avoid joining it in memory


class Package:
    """The parts of one workbook; `change` returns a tree that will be written back, `tree` one for reading only."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path, self._zip = path, file
        self._infos = {zip_info.filename: zip_info for zip_info in file.infolist()}
        self._written: dict[str, Content | None] = {}  # None: removed
        self._trees: dict[str, Any] = {}
        self._changed: dict[str, None] = {}
        self._own_names = {_folded(info): info for info in self._infos}

    # --- parts

    def own(self, name: str) -> str:
        """The name as the package spells it; case and slashes are not significant."""
        return self._own_names.get(_folded(name), name)

    def __contains__(self, name: str) -> bool:
        name = self.own(name)
        if name in self._written:
            return self._written[name] is not None
        return name in self._trees or name in self._infos

    def names(self) -> list[str]:
        """All part names, those from the file in its order."""
        own = [name for name in (*self._infos, *self._written, *self._changed)]
        return [name for name in dict.fromkeys(own) if name in self]

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        name = self.own(name)
        content = self._written.get(name)
        if content is not None:
            return content if isinstance(content, bytes) else b"".join(map(bytes, content))
        if name not in self or self._infos[name].file_size > HEAVIEST:
            raise Trouble("“{file}”里缺少部件或部件太大（{part}），不能在里面标注或填写。", file=self.path.name, part=name)
        return self._zip.read(name)

    def start(self, name: str, length: int) -> bytes:
        """The first bytes of a part, without decompressing the rest."""
        name = self.own(name)
        if name in self._written or name in self._changed:
            return self.read(name)[:length]
        with self._zip.open(name) as file:
            return file.read(length)

    def write(self, name: str, content: Content) -> None:
        """Add or replace a part."""
        name = self._own_names.setdefault(_folded(name), name)
        self._written[name] = content
        self._trees.pop(name, None)
        self._changed.pop(name, None)

    def remove(self, name: str) -> None:
        """Remove a part with its relations and its content type."""
        name = self.own(name)
        for part in (name, self.own(relations_part(name))):
            self._written[part] = None
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
        """The root element of a part, for reading."""
        name = self.own(name)
        if name not in self._trees:
            self._trees[name] = parsed(self.read(name))
        return self._trees[name]

    def change(self, name: str) -> Any:
        """The root element of a part, to be changed."""
        name = self.own(name)
        root = self.tree(name)
        self._changed[name] = None
        self._written.pop(name, None)
        return root

    # --- relations and types

    def relations(self, name: str, kind: str = "") -> Iterator[tuple[str, str]]:
        """(id, target part) of the internal relations of a part whose type ends with `kind`."""
        if relations_part(name) not in self:
            return
        for relation in self.tree(relations_part(name)):
            if relation.get("TargetMode") == "External" or not relation.get("Type", "").endswith(f"/{kind}" if kind else ""):
                continue
            target = relation.get("Target", "")
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(name.replace("\\", "/")), target.replace("\\", "/")))
            yield relation.get("Id", ""), self.own(path.lstrip("/"))

    def related(self, name: str, kind: str) -> str:
        """The first related part of this kind, or ""."""
        return next((target for _, target in self.relations(name, kind) if target in self), "")

    def relate(self, name: str, kind: str, target: str) -> str:
        """Relate two parts; returns the id of the relation."""
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
        """Remove the relations to `target`, and the relations part if it is empty then."""
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
            self._written[rels] = None

    def declare(self, name: str, type: str) -> None:
        """Declare the content type of a part; by its extension unless that is xml."""
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
        """The declared content type of a part."""
        entries = self._types(f"{TYPES}Override", "PartName", f"/{name}")
        return entries[0].get("ContentType", "") if entries else ""

    def _types(self, tag: str, key: str, value: str) -> list[Any]:
        return [entry for entry in self.tree(TYPES_PART).iter(tag) if _folded(entry.get(key, "")) == _folded(value)]

    # --- saving

    def save(self, out: Path) -> None:
        """Write the workbook to a temporary file and move it to `out`."""
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
        content = declared(self._trees[name]) if name in self._changed else self._written.get(name)
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
    """Open an .xlsx or .xlsm; raises `Trouble` for anything else and for damaged files."""
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
    """The name of the part that holds the relations of a part."""
    folder, _, base = name.replace("\\", "/").rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def parsed(content: bytes) -> Any:
    """Parse XML; libxml2's limits against entity expansion stay on."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False))


def declared(root: Any) -> bytes:
    """Serialise a tree as a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def link_id(element: Any) -> str:
    """The r:id of an element, in the ordinary or the strict namespace."""
    return next((value for name, value in element.attrib.items() if name.endswith("elationships}id")), "")
