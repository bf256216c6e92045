"""The catalogue 目录: all packs, ledgers and reporting units, read once from YAML and frozen.

Every unknown key, wrong word and unknown reference is reported with file, line and path in the file, all in one pass.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from db.atomic_file import replacing
from db.messages import Sentence, Trouble, Troubles
from db.packs import reader as pack_reader
from db.packs.model import Form, Pack
from db.periods.workdays import Calendar, load_calendar
from db.units.model import Unit
from db.units.reader import load_units
from db.yaml_cache import Trees
from db.yaml_reader import Node, Reader, load_yaml
from resources import own, path

OWN_TABLES = (  # of the office file; a form cannot be called so
    "setting", "unit", "period", "form_row", "history", "note", "return", "return_row", "event", "definition", "workday", "moved_due",
    "received", "received_row", "intake_event",
)  # fmt: skip


@dataclass(frozen=True)
class Catalogue:
    """All packs by id, all shared ledgers by id, the units shipped with the program, and the days off as announced.

    `left_out` are the faults of the user's own packs and ledgers that were left out.
    """

    packs: Mapping[str, Pack]
    ledgers: Mapping[str, Form]
    units: tuple[Unit, ...]
    calendar: Calendar = Calendar()
    left_out: tuple[str, ...] = ()

    def pack(self, id: str) -> Pack:
        """The pack `id`; raises `Trouble` with the known ids where there is none."""
        if id not in self.packs:
            raise Trouble("没有任务包“{id}”，现有：{known}。", id=id, known="、".join(self.packs))
        return self.packs[id]


def load(*folders: Path, prove: bool = False) -> Catalogue:
    """The shipped resources, the user's own, and those of more `folders`; raises `Trouble` with all faults.

    A faulty file of the user's own is left out and listed in `left_out`; the shipped one it would replace is used.
    Expressions and examples of shipped packs were checked before release; `prove` checks them again.
    """
    return _load([path(""), own(), *folders], prove)


def save_own(id: str, text: str) -> Path:
    """Save a pack among the user's own, replacing one with the same id. The catalogue has it after the next `load`.

    The text is read back first; raises `Trouble` where it could not be read at the next start.
    """
    file = own() / "packs" / f"{id}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file) as part:
        part.write_text(text, encoding="utf-8")
        try:
            load_yaml(part)
        except Trouble as fault:
            raise Trouble("任务包“{id}”存下以后会读不出来，没有保存：{why}", id=id, why=fault) from fault
    return file


def load_shipped() -> Catalogue:
    """The shipped resources alone, for use where the user's own packs are faulty."""
    return _load([path("")])


def build(
    packs: Iterable[Reader], ledgers: Iterable[Reader], known: Mapping[str, Form] | None = None
) -> tuple[dict[str, Pack], dict[str, Form]]:
    """Packs and shared ledgers built from their trees; packs may also use the ledgers `known`. The readers collect the faults."""
    forms: dict[str, Form] = {}
    readers: list[tuple[Form, Reader]] = []
    for reader in ledgers:
        form = pack_reader.ledger(reader)
        _add(forms, form, reader)
        readers.append((form, reader))
    built: dict[str, Pack] = {}
    for reader in packs:
        pack = pack_reader.pack(reader, {**(known or {}), **forms}, _standard())
        _add(built, pack, reader)
        readers += [(form, reader) for form in pack.forms if form.key not in forms]
    _tables_apart(readers)
    return built, forms


def _tables_apart(forms: Iterable[tuple[Form, Reader]]) -> None:
    """Add a fault for each form whose tables would have the name of one of the office file's own tables, or of another form's."""
    owners: dict[str, Form] = {}
    for form, reader in forms:
        for name in (form.table, form.table + "_rows"):
            other = owners.setdefault(name, form)
            if name in OWN_TABLES or name.startswith("sqlite_"):
                fault = Sentence("“{name}”是工作库自己用的名字，请换一个编号，例如“lg-{name}”", name=form.id)
            elif other.key != form.key:
                fault = Sentence("“{name}”和“{other}”在工作库里会是同一张表，请换一个编号", name=form.key, other=other.key)
            else:
                continue
            reader.fault(fault, "own_ledgers" if "own_ledgers" in reader.node else "id")
            break


@cache
def _standard() -> Mapping[str, Form]:
    """The standard progress and indicator forms, without rows."""
    faults: list[str] = []
    forms = {kind: pack_reader.standard_form(_open(path(f"forms/{kind}.yaml"), faults), kind) for kind in ("tasks", "indicators")}
    _raise_faults(faults)
    return forms


def _load(roots: list[Path], prove: bool = False) -> Catalogue:
    roots = list(dict.fromkeys(roots))
    skipped: dict[Path, list[str]] = {}  # faulty files of the user's own, with their faults
    while True:
        trees = Trees(use=not prove)
        packs, ledgers, noted = _opened(roots, skipped.keys(), trees, prove)
        built = build(packs, ledgers)
        faulty = {file: file_faults for file, file_faults in noted.items() if file_faults and file.is_relative_to(own())}
        if not faulty:
            break
        skipped |= faulty
    faults = [fault for file_faults in noted.values() for fault in file_faults]
    calendar = load_calendar(roots, faults)
    left_out = [fault for file_faults in skipped.values() for fault in file_faults]
    _raise_faults([*left_out, *faults] if faults else [])
    trees.save()
    return Catalogue(MappingProxyType(built[0]), MappingProxyType(built[1]), load_units(), calendar, tuple(left_out))


def _opened(
    roots: list[Path], skipped: Container[Path], trees: Trees, prove: bool
) -> tuple[list[Reader], list[Reader], dict[Path, list[str]]]:
    """Readers of the packs and of the ledgers that are not `skipped`, and for each file the list its reader adds faults to."""
    shipped = path("")
    noted: dict[Path, list[str]] = {}

    def read(file: Path, root: Path) -> Reader:
        return _open(file, noted.setdefault(file, []), trees, proved=root == shipped and not prove)

    files = [(file, root) for root in roots for file in _files(root, "packs") if file not in skipped]
    own_first = {file.stem: (file, root) for file, root in files}  # a user's own pack replaces the shipped one
    packs = [read(*entry) for entry in own_first.values()]
    ledgers = [read(file, root) for root in roots for file in _files(root, "ledgers") if file not in skipped]
    return packs, ledgers, noted


def _raise_faults(faults: list[str]) -> None:
    if faults:
        raise Troubles(faults)


def _files(root: Path, folder: str) -> list[Path]:
    return sorted((root / folder).glob("*.yaml")) if (root / folder).is_dir() else []


def _open(file: Path, faults: list[str], trees: Trees | None = None, *, proved: bool = True) -> Reader:
    try:
        reader = Reader(file.name, faults, trees.read(file) if trees else load_yaml(file), proved=proved)
    except Trouble as trouble:
        faults.append(Sentence("{told}", told=trouble))
        return Reader(file.name, [], Node())
    id = reader.node.get("id")
    if id and id != file.stem:
        faults.append(Sentence("{file}：id 是“{name}”，与文件名不同", file=file.name, name=id))
    return reader


def _add(known: dict[str, Any], item: Form | Pack, reader: Reader) -> None:
    if item.id in known and item.id:
        reader.faults.append(Sentence("{file}：“{name}”已经有了", file=reader.file, name=item.id))
    known[item.id] = item
