"""The packs in use: stored inside the office file as they were when the office took them, so that the file needs no folder beside it.

A newer version in the catalogue is offered and not forced; a return keeps the definition it was made by. A `Definition` is one pack or one
shared ledger as it was written, with the digest of its content.
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
    """What is kept of a pack or ledger; `text` is its tree as JSON."""

    kind: str
    id: str
    digest: str
    version: str
    text: str

    def reader(self, faults: list[str]) -> Reader:
        """To make the pack or ledger again."""
        return Reader(f"{self.id}（{self.version or self.digest[:6]}）", faults, as_node(json.loads(self.text)), proved=True)


_made: WeakKeyDictionary[Pack | Form, Definition] = WeakKeyDictionary()  # each is made once: a digest takes its time


def definition(one: Pack | Form) -> Definition:
    """What is kept of a pack or a shared ledger."""
    if one not in _made:
        _made[one] = _definition(one)
    return _made[one]


def _definition(one: Pack | Form) -> Definition:
    text = json.dumps(tidy(one.tree), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    kind, version = ("pack", one.version) if isinstance(one, Pack) else ("ledger", "")
    return Definition(kind, one.id, hashlib.sha256(text.encode()).hexdigest()[:16], version, text)


def of(pack: Pack) -> list[Definition]:
    """What is kept of a pack: its own definition and those of the ledgers it shares."""
    return [definition(pack), *map(definition, shared(pack))]


def shared(pack: Pack) -> list[Form]:
    """The ledgers a pack has from the catalogue and not of its own."""
    own = {one.get("id") for one in pack.tree.get("own_ledgers") or ()}
    return [form for form in pack.forms if not form.fixed and form.id not in own]


def marks(pack: Pack) -> dict[str, str]:
    """The digests of a pack and its shared ledgers, by id: which definition a return was made by."""
    return {one.id: one.digest for one in of(pack)}


def kept(db: Database) -> set[str]:
    """The ids of the packs and ledgers in use in this file."""
    return {line[0] for line in db.execute("SELECT id FROM definition WHERE in_use = 1").fetchall()}


def keep(db: Database, pack: Pack, who: str, at: str, *, again: bool = True) -> None:
    """Put a pack and its shared ledgers in use; those used before stay in the file for the returns made by them.

    Without `again` a ledger that is in use already is left as it is.
    """
    there = set() if again else kept(db)
    with db.atomic():
        for one in of(pack):
            if one.id in there:
                continue
            db.execute("UPDATE definition SET in_use = 0 WHERE kind = ? AND id = ?", [one.kind, one.id])
            db.execute(
                "INSERT INTO definition (kind, id, digest, version, text, who, at, in_use) VALUES (?, ?, ?, ?, ?, ?, ?, 1) "
                "ON CONFLICT (kind, id, digest) DO UPDATE SET in_use = 1",
                [one.kind, one.id, one.digest, one.version, one.text, who, at],
            )


def in_use(db: Database, offered: Catalogue, enabled: Iterable[str]) -> Catalogue:
    """The offered catalogue with the enabled packs, and the ledgers they share, as this file keeps them.

    What the file keeps and the catalogue has too is the catalogue's own object. Raises `Trouble` where a kept definition cannot be read.
    """
    kept = {kind: {one.id: one for one in _kept(db, kind)} for kind in KINDS}
    ids = [id for id in enabled if id in kept["pack"]]
    same = {id: form for id, form in offered.ledgers.items() if _same(form, kept["ledger"])}
    faults: list[str] = []
    _, own = catalogues.build((), (one.reader(faults) for id, one in kept["ledger"].items() if id not in same))
    ledgers = {**offered.ledgers, **own}
    packs = dict(offered.packs)
    for id in ids:
        mine = offered.packs.get(id)
        if mine is None or definition(mine) != kept["pack"][id] or any(form.id in own for form in shared(mine)):
            packs.update(catalogues.build([kept["pack"][id].reader(faults)], (), ledgers)[0])
    if faults:
        raise Trouble("工作库里的任务包读不出：\n{faults}", faults=Troubles(faults))
    return replace(offered, packs=MappingProxyType(packs), ledgers=MappingProxyType(ledgers))


def made_by(db: Any, pack: Pack, wanted: Mapping[str, str]) -> Pack:
    """The pack with the digests `wanted` (see `marks`): `pack` itself where it is that one, else as the file keeps it."""
    return pack if not wanted or marks(pack) == wanted else by_digests(db, pack.id, wanted)


def by_digests(db: Any, id: str, wanted: Mapping[str, str]) -> Pack:
    """The pack `id` as this file keeps it under the digests `wanted`; raises `Trouble` where it does not."""
    sql = "SELECT kind, id, digest, version, text FROM definition WHERE id = ? AND digest = ?"
    found = tuple(Definition(*line) for one, digest in wanted.items() for line in db.execute(sql, [one, digest]).fetchall())
    return _pack(found, id)


@lru_cache(maxsize=64)  # one object for a hundred returns: what is made for a pack is kept by it
def _pack(found: tuple[Definition, ...], id: str) -> Pack:
    faults: list[str] = []
    packs, ledgers = ([one.reader(faults) for one in found if one.kind == kind] for kind in KINDS)
    made, _ = catalogues.build(packs, ledgers)
    if faults or id not in made:
        raise Trouble("“{title}”定稿时用的任务包版本不在工作库里。{faults}", title=id, faults=Troubles(faults))
    return made[id]


def of_version(db: Any, pack: Pack, version: str, columns: Mapping[str, tuple[str, ...]]) -> Pack | None:
    """The pack of that version number as this file once used it, its ledgers by the `columns` a return has; None where it is not known."""
    found = db.execute(
        "SELECT digest, text FROM definition WHERE kind = 'pack' AND id = ? AND version = ? ORDER BY at DESC LIMIT 1", [pack.id, version]
    ).fetchone()
    if found is None:
        return None
    wanted, tree = {pack.id: found[0]}, json.loads(found[1])
    own = {one.get("id") for one in tree.get("own_ledgers") or ()}
    for id in (one for one in tree.get("ledgers") or () if one not in own):
        kept = db.execute(
            "SELECT digest, text FROM definition WHERE kind = 'ledger' AND id = ? ORDER BY in_use DESC, at DESC", [id]
        ).fetchall()
        digests = [digest for digest, text in kept if tuple(one["id"] for one in json.loads(text)["fields"]) == columns.get(id)]
        if kept:
            wanted[id] = digests[0] if digests else kept[0][0]
    return made_by(db, pack, wanted)


def _kept(db: Database, kind: str) -> list[Definition]:
    found = db.execute("SELECT kind, id, digest, version, text FROM definition WHERE kind = ? AND in_use = 1", [kind])
    return [Definition(*line) for line in found.fetchall()]


def _same(form: Form, kept: Mapping[str, Definition]) -> bool:
    return form.id not in kept or definition(form) == kept[form.id]
