"""`taizhang receive`, `rollup` and `why`: returns in from below, totals up, every number traced to its cell."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from db.messages import Trouble
from db.office.office import Office, open_office
from db.packs.catalogue import Catalogue
from db.periods import report_period
from db.received import questions
from db.received.verdict import VERDICTS, Verdict
from db.rollup import adjustments
from db.rollup.rollup import Rollup
from db.rollup.why import explain, explain_json
from db.values.numbers import write_number
from desktop.cli.arguments import named
from desktop.cli.output import document, say


def receive(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Take files and folders into the office; exit 1 where any was not taken."""
    from desktop.exchange.intake.receive import receive as received

    found: list[Verdict] = []
    only = report_period.parse(arguments.period) if arguments.period else None
    with open_office(arguments.file, catalogue) as office:
        for verdict in received(office, arguments.sources, period=only, annotate=arguments.annotate):
            found.append(verdict)
            if verdict.unmarked:
                say(str(verdict.unmarked))
            if not arguments.json:
                _say(verdict)
    if arguments.json:
        document({"files": [one.as_json() for one in found]})
    else:
        counts = {word: sum(one.verdict == word for one in found) for word in VERDICTS}
        print("，".join(f"{VERDICTS[word]} {n}" for word, n in counts.items() if n) or "没有文件")
    return int(any(one.verdict in ("refused", "held") for one in found))


def _say(one: Verdict) -> None:
    who = " ".join(part for part in (one.unit_name, one.programme, one.period) if part)
    word = "零报" if one.nil and one.verdict == "accepted" else VERDICTS[one.verdict]
    print(f"{word}  {one.file}  {who}  {one.reason}")
    if one.marked:
        say(f"    待改清单：{one.marked}")
    for mark in one.marks:
        if mark.severity == "error":
            say(f"    {mark.sheet}!{mark.cell} {mark.row} {mark.field}：{mark.message}。{mark.mend}")


def rollup(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """The totals; with `--out` the return for the level above and the 汇总表, each as workbook and PDF."""
    with open_office(arguments.file, catalogue, write=arguments.out is not None) as office:
        pack, period = named(office, arguments)
        with Rollup(office, pack, period, wanted=_units(arguments), level=arguments.level) as made:
            files = _written(office, made, arguments) if arguments.out else []
            if arguments.json:
                document(made.as_json() | {"files": files})
            else:
                _tell(made)
                print("\n".join(files), end="\n" if files else "")
    return 0


def _units(arguments: argparse.Namespace) -> list[str]:
    return [one for one in arguments.units.replace("，", ",").replace("、", ",").split(",") if one]


def _written(office: Office, made: Rollup, arguments: argparse.Namespace) -> list[str]:
    from desktop.exchange.rollup_files import write_rollup

    files, errors = write_rollup(office, made, arguments.out, whole=not arguments.units and not arguments.level)
    for one in errors:
        say(f"{one.place}：{one.message}。{one.mend}")
    if errors:
        say(f"汇总件有 {len(errors)} 个必须改的问题，写成草稿；改好后再汇总。")
    return [str(one) for one in files]


def _tell(made: Rollup) -> None:
    print(f"{made.pack.title} {made.period.title}：{'；'.join(map(str, made.lines))}")
    for form in made.pack.forms:
        for row, values in made.totals(form).items():
            shown = "  ".join(f"{form.field(id).title} {_value(value)}" for id, value in values.items() if not form.field(id).const)
            note = "" if shown or not form.fixed else made.note(form, row, form.field("current")) if form.has("current") else ""
            title = found.title if (found := form.row(row)) else ""
            print(f"{form.title}  {row} {title}  {shown or note or ''}")
        for one in made.notes(form):
            print(f"{form.title}  {one}")
    for unit in made.chosen.beside:
        print(f"不计入合计：{unit.name}")


def why(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """What stands behind one total: unit, file, sheet, cell, version, check code, who and when."""
    with open_office(arguments.file, catalogue, write=False) as office:
        pack, period = named(office, arguments)
        form = next((one for one in pack.forms if one.id == arguments.form), None)
        if form is None:
            raise Trouble("这个方案没有表“{form}”，有：{known}。", form=arguments.form, known="、".join(one.id for one in pack.forms))
        with Rollup(office, pack, period, wanted=_units(arguments), level=arguments.level) as made:
            found = explain(made, form, arguments.row, arguments.field)
            whole = explain_json(made, form, arguments.row, arguments.field) if arguments.json else {}
    if arguments.json:
        document(whole)
        return 0
    print(f"{form.title} {arguments.row} {form.field(arguments.field).title}：{_value(found.value)}")
    for one in found.sources:
        cell = f"{one.sheet}!{one.cell}" if one.cell else "由本单位计算"
        place = f"{one.file} {cell}  第 {one.version} 版  {one.check_code}" if one.file else one.reason
        printed = f"（经舍位平衡印作 {one.printed}）" if one.printed else ""
        print(f"  {one.unit_name}  {one.value}{printed}  {place}  {one.who}  {one.at}".rstrip())
        for part in one.computed_from:
            print(f"    {part.period}  {part.value}  {part.file} {part.sheet}!{part.cell}  第 {part.version} 版")
    for row, name in found.of:
        print(f"  由 {row} {form.field(name).title} 计算")
    if found.said:
        print(f"  {found.said}")
    return 0


def adjust(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """The adjustments, those taken back too; with `--amount` a new one, with `--withdraw` one taken back."""
    change = bool(arguments.amount or arguments.withdraw)
    with open_office(arguments.file, catalogue, write=change) as office:
        pack, period = named(office, arguments)
        db, who = office.db, office.who
        if arguments.withdraw:
            adjustments.withdraw(db, who, pack, period, arguments.withdraw, arguments.reason)
        elif arguments.amount:
            from desktop.exchange.book import blank_workbooks

            unit = blank_workbooks.called(office, period, arguments.of).code if arguments.of else office.unit_at(period.last).code
            cell = (arguments.form, arguments.row, arguments.field)
            adjustments.adjust(db, who, pack, period, unit, *cell, arguments.amount, arguments.name, arguments.reason)
        found = adjustments.adjustments(db.conn, pack, period, gone=True)
    if arguments.json:
        document([one.as_json() for one in found])
        return 0
    for one in found:
        gone = f"  已撤回：{one.gone.detail.get('text', '')}" if one.gone else ""
        where = f"{one.unit}  {one.form} {one.row} {one.field}"
        print(f"{one.key}  {one.name}  {where}  {one.amount:+f}  {one.reason}（{one.who} {one.at[:10]}）{gone}")
    if not found:
        print("没有调整")
    return 0


def answer(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """The questions and reasons of the level above about this office's return; with `--key` and `--text` the answer to one."""
    with open_office(arguments.file, catalogue, write=bool(arguments.key)) as office:
        pack, period = named(office, arguments)
        unit = office.unit_at(period.last).code
        if arguments.key:
            questions.answer(office.db, office.who, unit, pack.id, period.label, arguments.key, arguments.text)
        found = questions.thread(office.db.conn, unit, pack.id, period.label)
    if arguments.json:
        document([asdict(one) | {"open": one.open} for one in found])
        return 0
    words = {"questioned": "质询", "returned": "退回"}
    for one in found:
        print(f"{one.key}  {words[one.kind]}  第 {one.version} 版  {one.text}（{one.who} {one.at[:10]}）")
        for reply in one.answers:
            print(f"    答复：{reply.text}（{reply.who} {reply.at[:10]}）")
    if not found:
        print("没有质询")
    return 0


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{word} {n}" for word, n in value.items())
    return "没有" if value is None else write_number(round(value, 4)) if isinstance(value, float) else str(value)
