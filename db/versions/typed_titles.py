"""Typed titles 补录题目: where a text only prints a count, the office that holds the document types the titles of what is counted.

A typed title is one more row in the pack this office uses, below the row the announcement names, with the document it was read in
as its source; the shipped pack stays as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from db.clock import now
from db.messages import Trouble, Troubles
from db.office import packs_in_use
from db.office.office import Office
from db.packs import catalogue as catalogues
from db.packs.model import Announced, Pack, Row
from db.yaml_reader import Reader, as_node, as_plain


def typed(pack: Pack, announced: Announced) -> list[Row]:
    """The titles typed for one announcement, in their order."""
    form = next((one for one in pack.forms if one.id == announced.form and one.fixed), None)
    return [row for row in form.rows if row.typed and _of(row.code, announced)] if form else []


def open_places(pack: Pack, announced: Announced) -> int:
    """How many parts still have no title."""
    return announced.count - announced.titled - len(typed(pack, announced))


def type_titles(office: Office, pack: Pack, announced: Announced, titles: Sequence[str], document: str) -> Pack:
    """Set the titles typed for one announcement; gives the pack as the office now has it.

    Raises `Trouble` where there are more than announced, where the document is not named, where one stands twice, or where a title
    that already holds data would go.
    """
    wanted = [one.strip() for one in titles if one.strip()]
    room = announced.count - announced.titled
    if len(wanted) > room:
        raise Trouble("原文公布{count}{unit}，已列{titled}{unit}，最多还能补{room}{unit}，现在有{n}{unit}。", count=announced.count,
                      unit=announced.unit, titled=announced.titled, room=room, n=len(wanted))  # fmt: skip
    if wanted and not document.strip():
        raise Trouble("请写明题目出自哪份文件，例如文号。")
    twice = next((one for n, one in enumerate(wanted) if one in wanted[:n]), "")
    if twice:
        raise Trouble("“{title}”写了两次。", title=twice)
    codes, gone = _codes(pack, announced, wanted)
    form = pack.form(announced.form)
    for row in gone:
        if office.db.execute("SELECT 1 FROM history WHERE form = ? AND row = ? LIMIT 1", [form.key, row.code]).fetchone():
            raise Trouble("{code}“{title}”已经填报过，不能去掉，可以改它的题目。", code=row.code, title=row.title)
    rows = [
        {"code": code, "title": title, "source": document.strip(), "typed": True}
        for title, code in sorted(codes.items(), key=itemgetter(1))
    ]
    new = _with_rows(pack, {announced.code: rows}, office.offered.ledgers)
    with office.db.atomic():
        packs_in_use.keep(office.db, new, office.who, now())
        office.take_packs()
        office.fit()
    return office.catalogue.pack(pack.id)


def with_typed_titles(new: Pack, old: Pack, ledgers: Mapping[str, Any]) -> Pack:
    """`new` with the titles typed into `old`, for what both announce."""
    rows = {}
    for one in new.announced:
        before = next((other for other in old.announced if other.code == one.code), None)
        found = typed(old, before) if before else []
        if found and len(found) <= one.count - one.titled:
            rows[one.code] = [{"code": row.code, "title": row.title, "source": row.source, "typed": True} for row in found]
    return _with_rows(new, rows, ledgers) if rows else new


def _of(code: str, announced: Announced) -> bool:
    return code.startswith(f"{_prefix(announced)}.")


def _prefix(announced: Announced) -> str:
    return f"{announced.under}.{announced.code}" if announced.under else announced.code


def _codes(pack: Pack, announced: Announced, wanted: Sequence[str]) -> tuple[dict[str, str], list[Row]]:
    """The code of each title, and the rows that go: a title known keeps its code, one typed anew in its place takes it over."""
    known = typed(pack, announced)
    codes = {row.title: row.code for row in known if row.title in wanted}
    left = [row for row in known if row.title not in wanted]
    free = (code for n in range(1, announced.count + 1) if (code := f"{_prefix(announced)}.{n:02}") not in {row.code for row in known})
    for title in wanted:
        if title not in codes:
            codes[title] = left.pop(0).code if left else next(free)
    return codes, left


def _with_rows(pack: Pack, rows: Mapping[str, Iterable[Mapping[str, Any]]], ledgers: Mapping[str, Any]) -> Pack:
    """The pack made again with these typed rows for the announcements named, below a heading row each."""
    tree = copy.deepcopy(as_plain(pack.tree))
    for one in pack.announced:
        if one.code not in rows:
            continue
        kept = [row for row in tree.get(one.form, ()) if not (row.get("typed") and (_of(row["code"], one) or row["code"] == _prefix(one)))]
        added = list(rows[one.code])
        head = {"code": _prefix(one), "title": one.title, "heading": True, "typed": True, "source": one.source}
        tree[one.form] = _placed(kept, [head, *added] if added else [], one.under)
    faults: list[str] = []
    known = {form.id: form for form in packs_in_use.shared(pack)}
    made, _ = catalogues.build([Reader(pack.id, faults, as_node(tree))], (), {**ledgers, **known})
    if faults:
        raise Troubles(faults)
    return made[pack.id]


def _placed(rows: list[Any], added: list[Any], under: str) -> list[Any]:
    """`added` behind the last row below `under`, or at the end."""
    below = [n for n, row in enumerate(rows) if under and (row["code"] == under or row["code"].startswith(under + "."))]
    place = max(below) + 1 if below else len(rows)
    return [*rows[:place], *added, *rows[place:]]
