"""Typed titles 补录题目: where the source text only gives a number of tasks, an office that has the document types their titles.

A typed title is one more row in the pack this office uses, below the row that the announcement names, with the document as its source;
the shipped pack stays as it is.
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
from db.yaml_reader import Reader, as_builtins, as_node


def typed(pack: Pack, announced: Announced) -> list[Row]:
    """The rows typed for one announcement, in their order."""
    form = next((form for form in pack.forms if form.id == announced.form and form.fixed), None)
    return [row for row in form.rows if row.typed and _of(row.code, announced)] if form else []


def missing_titles(pack: Pack, announced: Announced) -> int:
    """How many parts still have no title."""
    return announced.count - announced.titled - len(typed(pack, announced))


def type_titles(office: Office, pack: Pack, announced: Announced, titles: Sequence[str], document: str) -> Pack:
    """Set the titles typed for one announcement; returns the pack as the office then has it.

    Raises `Trouble` where there are more than announced, where the document is not named, where a title occurs twice, or where a row
    that already holds data would be removed.
    """
    wanted = [title.strip() for title in titles if title.strip()]
    room = announced.count - announced.titled
    if len(wanted) > room:
        raise Trouble("原文公布{count}{unit}，已列{titled}{unit}，最多还能补{room}{unit}，现在有{n}{unit}。", count=announced.count,
                      unit=announced.unit, titled=announced.titled, room=room, n=len(wanted))  # fmt: skip
    if wanted and not document.strip():
        raise Trouble("请写明题目出自哪份文件，例如文号。")
    twice = next((title for n, title in enumerate(wanted) if title in wanted[:n]), "")
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
    """`new` with the titles typed into `old`, for the announcements of both."""
    rows = {}
    for announced in new.announced:
        before = next((other for other in old.announced if other.code == announced.code), None)
        typed_before = typed(old, before) if before else []
        if typed_before and len(typed_before) <= announced.count - announced.titled:
            rows[announced.code] = [{"code": row.code, "title": row.title, "source": row.source, "typed": True} for row in typed_before]
    return _with_rows(new, rows, ledgers) if rows else new


def _of(code: str, announced: Announced) -> bool:
    return code.startswith(f"{_prefix(announced)}.")


def _prefix(announced: Announced) -> str:
    return f"{announced.under}.{announced.code}" if announced.under else announced.code


def _codes(pack: Pack, announced: Announced, wanted: Sequence[str]) -> tuple[dict[str, str], list[Row]]:
    """The code of each title, and the rows to remove: a known title keeps its code, a new one takes the code of a removed one first."""
    known = typed(pack, announced)
    codes = {row.title: row.code for row in known if row.title in wanted}
    left = [row for row in known if row.title not in wanted]
    free = (code for n in range(1, announced.count + 1) if (code := f"{_prefix(announced)}.{n:02}") not in {row.code for row in known})
    for title in wanted:
        if title not in codes:
            codes[title] = left.pop(0).code if left else next(free)
    return codes, left


def _with_rows(pack: Pack, rows: Mapping[str, Iterable[Mapping[str, Any]]], ledgers: Mapping[str, Any]) -> Pack:
    """The pack built anew with these typed rows, for each announcement below a heading row."""
    tree = copy.deepcopy(as_builtins(pack.tree))
    for announced in pack.announced:
        if announced.code not in rows:
            continue
        other_rows = [
            row
            for row in tree.get(announced.form, ())
            if not (row.get("typed") and (_of(row["code"], announced) or row["code"] == _prefix(announced)))
        ]
        added = list(rows[announced.code])
        head = {"code": _prefix(announced), "title": announced.title, "heading": True, "typed": True, "source": announced.source}
        tree[announced.form] = _placed(other_rows, [head, *added] if added else [], announced.under)
    faults: list[str] = []
    known = {form.id: form for form in packs_in_use.shared(pack)}
    packs, _ = catalogues.build([Reader(pack.id, faults, as_node(tree))], (), {**ledgers, **known})
    if faults:
        raise Troubles(faults)
    return packs[pack.id]


def _placed(rows: list[Any], added: list[Any], under: str) -> list[Any]:
    """The rows with `added` after the last row below `under`, or at the end."""
    below = [n for n, row in enumerate(rows) if under and (row["code"] == under or row["code"].startswith(under + "."))]
    place = max(below) + 1 if below else len(rows)
    return [*rows[:place], *added, *rows[place:]]
