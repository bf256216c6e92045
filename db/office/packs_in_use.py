"""The packs in use: stored inside the office file as they were when the office adopted them, so that the file needs no other files.

A newer version in the catalogue is offered and never adopted by itself; a return refers to the definition it was made by. A `Definition`
is one pack or one shared ledger as it was written, with the digest of its content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from db.messages import Trouble, Troubles
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.yaml_reader import Reader, as_node, tidy

if TYPE_CHECKING:
    from sqlite_utils import Database

KINDS = ("pack", "ledger")


@dataclass(frozen=True)
class Definition:
    """A pack or shared ledger as stored; `text` is its tree as JSON."""

    kind: str
    id: str
    digest: str
    version: str
    text: str

    def reader(self, faults: list[str]) -> Reader:
        """A reader from which the catalogue builds the pack or ledger again."""
        return Reader(f"{self.id}（{self.version or self.digest[:6]}）", faults, as_node(json.loads(self.text)), proved=True)


_definitions: WeakKeyDictionary[Pack | Form, Definition] = WeakKeyDictionary()  # each is computed once: a digest takes long


def definition(source: Pack | Form) -> Definition:
    """The definition of a pack or a shared ledger."""
    if source not in _definitions:
        _definitions[source] = _definition(source)
    return _definitions[source]


def _definition(source: Pack | Form) -> Definition:
    text = json.dumps(tidy(source.tree), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    kind, version = ("pack", source.version) if isinstance(source, Pack) else ("ledger", "")
    return Definition(kind, source.id, hashlib.sha256(text.encode()).hexdigest()[:16], version, text)


def of(pack: Pack) -> list[Definition]:
    """The definitions of a pack: its own and those of its shared ledgers."""
    return [definition(pack), *map(definition, shared(pack))]


def shared(pack: Pack) -> list[Form]:
    """The ledgers that a pack takes from the catalogue, without those of its own."""
    own = {ledger.get("id") for ledger in pack.tree.get("own_ledgers") or ()}
    return [form for form in pack.forms if not form.fixed and form.id not in own]


def marks(pack: Pack) -> dict[str, str]:
    """The digests of a pack and its shared ledgers, by id; a return stores them to know by which definitions it was made."""
    return {entry.id: entry.digest for entry in of(pack)}


def ids_in_use(db: Database) -> set[str]:
    """The ids of the packs and ledgers that this file uses."""
    return {line[0] for line in db.execute("SELECT id FROM definition WHERE in_use = 1").fetchall()}


def keep(db: Database, pack: Pack, who: str, at: str, *, again: bool = True) -> None:
    """Put a pack and its shared ledgers in use; those used before stay in the file for the returns made by them.

    Without `again` what is in use already stays as it is.
    """
    unchanged = set() if again else ids_in_use(db)
    with db.atomic():
        for entry in of(pack):
            if entry.id in unchanged:
                continue
            db.execute("UPDATE definition SET in_use = 0 WHERE kind = ? AND id = ?", [entry.kind, entry.id])
            db.execute(
                "INSERT INTO definition (kind, id, digest, version, text, who, at, in_use) VALUES (?, ?, ?, ?, ?, ?, ?, 1) "
                "ON CONFLICT (kind, id, digest) DO UPDATE SET in_use = 1",
                [entry.kind, entry.id, entry.digest, entry.version, entry.text, who, at],
            )


def in_use(db: Database, offered: Catalogue, enabled: Iterable[str]) -> Catalogue:
    """The offered catalogue, with the enabled packs and their shared ledgers as this file stores them.

    Where both hold the same, it is the catalogue's own object. Raises `Trouble` where a stored definition cannot be read.
    """
    stored = {kind: {entry.id: entry for entry in _stored(db, kind)} for kind in KINDS}
    ids = [id for id in enabled if id in stored["pack"]]
    same = {id: form for id, form in offered.ledgers.items() if _same(form, stored["ledger"])}
    faults: list[str] = []
    _, own = catalogues.build((), (ledger.reader(faults) for id, ledger in stored["ledger"].items() if id not in same))
    ledgers = {**offered.ledgers, **own}
    packs = dict(offered.packs)
    for id in ids:
        pack = offered.packs.get(id)
        if pack is None or definition(pack) != stored["pack"][id] or any(form.id in own for form in shared(pack)):
            packs.update(catalogues.build([stored["pack"][id].reader(faults)], (), ledgers)[0])
    if faults:
        raise Trouble("工作库里的任务包读不出：\n{faults}", faults=Troubles(faults))
    return replace(offered, packs=MappingProxyType(packs), ledgers=MappingProxyType(ledgers))


def made_by(db: Any, pack: Pack, wanted: Mapping[str, str]) -> Pack:
    """The pack with the digests `wanted` (see `marks`): `pack` itself where it has them, else the pack as the file stores it."""
    return pack if not wanted or marks(pack) == wanted else by_digests(db, pack.id, wanted)


def by_digests(db: Any, id: str, wanted: Mapping[str, str]) -> Pack:
    """The pack `id` as this file stores it under the digests `wanted`; raises `Trouble` where it does not."""
    sql = "SELECT kind, id, digest, version, text FROM definition WHERE id = ? AND digest = ?"
    definitions = tuple(Definition(*line) for key in wanted.items() for line in db.execute(sql, key).fetchall())
    return _pack(definitions, id)


@lru_cache(maxsize=64)  # returns share one object, since other caches have the pack as their key
def _pack(definitions: tuple[Definition, ...], id: str) -> Pack:
    faults: list[str] = []
    packs, ledgers = ([entry.reader(faults) for entry in definitions if entry.kind == kind] for kind in KINDS)
    built, _ = catalogues.build(packs, ledgers)
    if faults or id not in built:
        raise Trouble("“{title}”定稿时用的任务包版本不在工作库里。{faults}", title=id, faults=Troubles(faults))
    return built[id]


def of_version(db: Any, pack: Pack, version: str, columns: Mapping[str, tuple[str, ...]]) -> Pack | None:
    """The pack with that version number as this file once used it; None where it never did.

    Of each shared ledger it takes the definition that has the `columns` of a return.
    """
    line = db.execute(
        "SELECT digest, text FROM definition WHERE kind = 'pack' AND id = ? AND version = ? ORDER BY at DESC LIMIT 1", [pack.id, version]
    ).fetchone()
    if line is None:
        return None
    wanted, tree = {pack.id: line[0]}, json.loads(line[1])
    own = {ledger.get("id") for ledger in tree.get("own_ledgers") or ()}
    for id in (ledger for ledger in tree.get("ledgers") or () if ledger not in own):
        stored = db.execute(
            "SELECT digest, text FROM definition WHERE kind = 'ledger' AND id = ? ORDER BY in_use DESC, at DESC", [id]
        ).fetchall()
        digests = [digest for digest, text in stored if tuple(field["id"] for field in json.loads(text)["fields"]) == columns.get(id)]
        if stored:
            wanted[id] = digests[0] if digests else stored[0][0]
    return made_by(db, pack, wanted)


def _stored(db: Database, kind: str) -> list[Definition]:
    """The definitions in use, of packs or of ledgers."""
    lines = db.execute("SELECT kind, id, digest, version, text FROM definition WHERE kind = ? AND in_use = 1", [kind])
    return [Definition(*line) for line in lines.fetchall()]


def _same(form: Form, stored: Mapping[str, Definition]) -> bool:
    return form.id not in stored or definition(form) == stored[form.id]
