"""`taizhang packs …` and `taizhang adopt`: listing and checking packs, packs as workbooks, adopting a new version."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db import clock
from db.atomic_file import replacing
from db.messages import Trouble
from db.office import programme_span
from db.office.office import Office, open_office
from db.packs import schedule
from db.packs.catalogue import Catalogue, load
from db.packs.coverage import coverage
from db.packs.model import Form, Pack, Row
from db.rules import engine, examples
from db.versions import adoption, trial
from db.versions.trial import Trial
from desktop.cli.output import document, say

HEADS = {
    "actions": "行动", "topics": "任务", "items": "事项", "targets": "目标", "figures": "结果等", "parts": "公布数", "no_number": "无数值",
    "ledgers": "台账", "rules": "关系", "examples": "样例",
}  # fmt: skip


def packs(arguments: argparse.Namespace, catalogue: Catalogue | None) -> int:
    """`list`, `check`, `coverage`, `to-excel` or `from-excel`."""
    act: Callable[[argparse.Namespace], int] = ACTS[arguments.what]
    return act(arguments)


def known(arguments: argparse.Namespace) -> Catalogue:
    """The catalogue with the folders of the arguments; the user's own packs that are left out are reported."""
    catalogue = load(*map(Path, arguments.packs_from))
    for line in catalogue.left_out:
        say(f"自己的任务包有误，没有读入：{line}")
    return catalogue


def _list(arguments: argparse.Namespace) -> int:
    catalogue = known(arguments)
    chosen = [catalogue.pack(str(arguments.target))] if arguments.target else list(catalogue.packs.values())
    if arguments.json:
        document([_described(pack) for pack in chosen])
        return 0
    for pack in chosen:
        counts = coverage(pack)
        rows = {form.kind: sum(not row.heading for row in form.rows) for form in pack.forms if form.fixed}
        over = "（已结束）" if programme_span.ended(pack, clock.today()) else ""
        print(f"{pack.id}  {pack.title}{over}  任务 {rows.get('tasks', 0)}  指标 {rows.get('indicators', 0)}  台账 {counts.ledgers}"
              f"  审核关系 {counts.rules}")  # fmt: skip
        for announced in pack.announced:
            counted = (
                f"计 {announced.count} {announced.unit}（原文未印总数）"
                if announced.counted
                else f"公布 {announced.count} {announced.unit}"
            )
            print(f"    {announced.title}：{counted}，列出题目 {announced.titled} {announced.unit}（{announced.source}）")
    return 0


def _described(pack: Pack) -> dict[str, Any]:
    """The content of a pack, with the source of each task, figure and column."""
    rows = {form.kind: [_row(row) for row in form.rows] for form in pack.forms if form.fixed}
    return {
        "id": pack.id, "title": pack.title, "version": pack.version, "first": pack.first.label if pack.first else None,
        "last": pack.last.label if pack.last else None, "grade": pack.grade, "issuer": pack.issuer, "source": pack.source,
        "phrase": pack.phrase, "period": pack.period_type, "tasks": rows.get("tasks", []), "indicators": rows.get("indicators", []),
        "announced": [{**asdict(announced), "titled": announced.titled} for announced in pack.announced],
        "ledgers": [_ledger(form) for form in pack.forms if not form.fixed], "rules": len(pack.all_rules),
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    filled = {name: value for name, value in asdict(row).items() if value not in ("", None, (), False)}
    return {**filled, "code": row.code, "title": row.title, "source": row.source}


def _ledger(form: Form) -> dict[str, Any]:
    fields = [{"id": field.id, "title": field.title, "kind": field.kind, "unit": field.unit, "source": field.source, "phrase": field.phrase,
               "practice": field.practice} for field in form.fields]  # fmt: skip
    return {"id": form.id, "title": form.title, "source": form.source, "fields": fields, "rules": len(form.rules)}


# --- check


def _check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with the packs, or with the pack in a file; with `--seeds` also quotations missing in their source."""
    proved = 0
    if arguments.target and (file := _single(Path(arguments.target))):
        from desktop.exchange.packs.pack_reader import read_pack

        faults = list(read_pack(file, known(arguments)).faults)
    else:
        faults, proved = _faults_of_all(arguments)
    if arguments.json:
        document(faults)
    else:
        print("\n".join(faults) or "任务包没有问题" + (f"，{proved} 处引文与原文一致" if arguments.seeds else ""))
    return int(bool(faults))


def _faults_of_all(arguments: argparse.Namespace) -> tuple[list[str], int]:
    """What is wrong with the packs of all folders, and how many quotations were verified."""
    given = [*arguments.packs_from, *([_pack_folder(Path(arguments.target))] if arguments.target else [])]
    folders = dict.fromkeys(Path(folder).resolve() for folder in given)  # a folder given twice is read once
    try:
        catalogue = load(*folders, prove=True)
    except Trouble as trouble:
        return str(trouble).splitlines(), 0
    from desktop.exchange.lead_form import form_map

    faults = [*catalogue.left_out]
    tried: set[str] = set()
    for pack in catalogue.packs.values():
        wrong = [*engine.faults(pack), *form_map.faults(pack)]
        new = [
            form for form in pack.forms if not form.fixed and form.id not in tried
        ]  # a shared ledger is tried with the first pack that has it
        tried |= {form.id for form in new}
        faults += wrong or examples.faults(pack, new)
    wrong_quotations: list[str] = []
    proved = 0
    if arguments.seeds:
        proved, wrong_quotations = _proved(catalogue, arguments.seeds)
    return [*faults, *wrong_quotations], proved


def _single(given: Path) -> Path | None:
    """The path if it is a file outside packs/ and ledgers/, else None."""
    return given if given.is_file() and given.resolve().parent.name not in ("packs", "ledgers") else None


def _proved(known: Catalogue, seeds: Path) -> tuple[int, list[str]]:
    from db.packs.quotations import quotations_in, read_texts, wrong_quotations

    texts = read_texts(seeds)
    definitions: list[Pack | Form] = [*known.packs.values(), *known.ledgers.values()]
    trees = {f"{definition.id}.yaml": definition.tree for definition in definitions}
    count = sum(1 for tree in trees.values() for _ in quotations_in(tree))
    return count, [line for file, tree in trees.items() for line in wrong_quotations(tree, texts, file)]


def _pack_folder(given: Path) -> Path:
    """The folder that holds packs/ and ledgers/, given itself, one of the two, or a file in them; else raises `Trouble`."""
    place = given.resolve()
    if not place.exists():
        raise Trouble("没有“{path}”。", path=given)
    for folder in (place, place.parent, place.parent.parent)[: 3 if place.is_file() else 2]:
        if (folder / "packs").is_dir() or (folder / "ledgers").is_dir():
            return folder
    raise Trouble("“{path}”里没有 packs 或 ledgers 文件夹。", path=given)


# --- coverage


def _coverage(arguments: argparse.Namespace) -> int:
    """Print the counts of each pack and their sum."""
    every_pack = known(arguments).packs.values()
    counted = {pack.id: coverage(pack).as_dict() for pack in every_pack}
    if arguments.json:
        document(counted)
        return 0
    lines = [[id, *(str(counts[name]) for name in HEADS), _announced(counts)] for id, counts in counted.items()]
    total = {name: sum(counts[name] for counts in counted.values()) for name in next(iter(counted.values()))}
    lines.append([f"合计 {len(lines)} 个方案", *(str(total[name]) for name in HEADS), _announced(total)])
    _print_table([["方案", *HEADS.values(), "公布/列出"], *lines])
    distinct = {form.id for pack in every_pack for form in pack.forms if not form.fixed}
    print(f"台账去掉重复的共 {len(distinct)} 本")
    return 0


def _announced(counts: dict[str, int]) -> str:
    return f"{counts['announced']}/{counts['titled']}" if counts["announced"] else "-"


def _print_table(lines: Sequence[Sequence[str]]) -> None:
    widths = [max(_wide(line[n]) for line in lines) for n in range(len(lines[0]))]
    for line in lines:
        first = line[0] + " " * (widths[0] - _wide(line[0]))
        print("  ".join([first, *(" " * (width - _wide(cell)) + cell for cell, width in zip(line[1:], widths[1:], strict=True))]))


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


# --- packs as workbooks


def _to_excel(arguments: argparse.Namespace) -> int:
    from desktop.exchange.lead_form.form_map import carrying
    from desktop.exchange.packs.pack_writer import write_pack

    target, out = _both(arguments, "taizhang packs to-excel 编号 --out X.xlsx")
    pack, remark = carrying(known(arguments).pack(target))
    write_pack(pack, out)
    if remark:
        say(str(remark))
    print(out)
    return 0


def _from_excel(arguments: argparse.Namespace) -> int:
    from desktop.exchange.packs.pack_reader import read_pack

    target, out = _both(arguments, "taizhang packs from-excel X.xlsx --out pack.yaml")
    pack_read = read_pack(Path(target), known(arguments))
    if arguments.json:
        document(list(pack_read.faults))
    else:
        for line in pack_read.faults:
            print(line)
    if pack_read.pack is None:
        say(f"有 {len(pack_read.faults)} 处错误，没有写出。")
        return 1
    if out.stem != pack_read.pack.id:
        raise Trouble("文件名应与编号相同，没有写出；请写 --out {name}。", name=str(out.with_name(f"{pack_read.pack.id}.yaml")))
    with replacing(out) as part:
        part.write_text(pack_read.text, encoding="utf-8")
    if not arguments.json:
        print(out)
    return 0


def _both(arguments: argparse.Namespace, usage: str) -> tuple[str, Path]:
    if not arguments.target or not arguments.out:
        raise Trouble("用法：{usage}", usage=usage)
    return str(arguments.target), arguments.out


ACTS = {"list": _list, "check": _check, "coverage": _coverage, "to-excel": _to_excel, "from-excel": _from_excel}


# --- another version


def adopt(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Print what new versions in the catalogue would change and find; adopt them unless --try is given."""
    with open_office(arguments.file, catalogue) as office:
        news = {id: pack for id, pack in adoption.newer_versions(office).items() if not arguments.pack or id in arguments.pack}
        documents = [_followed(office, catalogue.pack(id), arguments) for id in _following(office, catalogue, arguments.pack)]
        for id, new in news.items():
            old = office.catalogue.pack(id)
            changes = [str(change.sentence) for change in adoption.changes(old, new)]
            tried = trial.try_out(office.path, catalogue, new)
            documents.append(
                {"programme": id, "old": old.version, "new": new.version, "changes": changes, "trials": [_trial(trial) for trial in tried]}
            )
            if not arguments.json:
                _print_news(new, old, changes, tried)
            if not arguments.dry:
                adoption.adopt(office, new)
    if arguments.json:
        document(documents)
    elif not documents:
        print("各任务包都是目录里的版本")
    return 0


def _following(office: Office, catalogue: Catalogue, asked: Sequence[str] | None) -> list[str]:
    """The requested packs that succeed a pack this office reports on."""
    enabled = {pack.id for pack in office.packs}
    return [id for id in asked or () if id not in enabled and catalogue.pack(id).was in enabled]


def _followed(office: Office, new: Pack, arguments: argparse.Namespace) -> dict[str, Any]:
    """Follow on with a new year's pack and print what changes."""
    old = office.catalogue.pack(new.was)
    changes = [str(change.sentence) for change in adoption.changes(old, new)]
    if not arguments.dry:
        adoption.follow(office, new, schedule.open_period(new, clock.today()))
    if not arguments.json:
        print(f"{old.title} → {new.title}")
        for line in changes:
            print(f"  {line}")
    return {"programme": new.id, "old": old.id, "new": new.version, "changes": changes, "trials": []}


def _print_news(new: Pack, old: Pack, changes: Iterable[str], tried: Sequence[Trial]) -> None:
    print(f"{new.title}：{old.version} → {new.version}")
    for line in changes:
        print(f"  {line}")
    other = [of_unit for of_unit in tried if of_unit.differs]
    print(f"  试算了 {len(tried)} 份报表，{len(other)} 份的结果不同")
    for of_unit in other:
        print(f"  {of_unit.unit} {of_unit.period.title}：必须改 {of_unit.now['error']} → {of_unit.then['error']}，"
              f"需说明 {of_unit.now['warning']} → {of_unit.then['warning']}")  # fmt: skip
        for line in of_unit.new[:20]:
            print(f"    {line}")


def _trial(of_unit: Trial) -> dict[str, Any]:
    return {
        "unit": of_unit.unit,
        "period": of_unit.period.label,
        "now": dict(of_unit.now),
        "then": dict(of_unit.then),
        "new": list(of_unit.new),
    }
