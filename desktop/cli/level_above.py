"""The commands of the level above: `receive`, `rollup`, `why`, `adjust`, `answer`."""

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
from db.rollup.as_return import why_draft
from db.rollup.rollup import Rollup
from db.rollup.why import explain, explain_json
from db.values.numbers import write_number
from desktop.cli.arguments import named
from desktop.cli.output import document, say


def receive(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Receive files and folders; exit 1 if any was refused or held."""
    from desktop.exchange.intake.receive import receive as received

    verdicts: list[Verdict] = []
    only = report_period.parse(arguments.period) if arguments.period else None
    with open_office(arguments.file, catalogue) as office:
        for verdict in received(office, arguments.sources, period=only, annotate=arguments.annotate):
            verdicts.append(verdict)
            if verdict.unmarked:
                say(str(verdict.unmarked))
            if not arguments.json:
                _say(verdict)
    if arguments.json:
        document({"files": [verdict.as_json() for verdict in verdicts]})
    else:
        counts = {word: sum(verdict.verdict == word for verdict in verdicts) for word in VERDICTS}
        print("，".join(f"{VERDICTS[word]} {n}" for word, n in counts.items() if n) or "没有文件")
    return int(any(verdict.verdict in ("refused", "held") for verdict in verdicts))


def _say(verdict: Verdict) -> None:
    who = " ".join(part for part in (verdict.unit_name, verdict.programme, verdict.period) if part)
    word = "零报" if verdict.nil and verdict.verdict == "accepted" else VERDICTS[verdict.verdict]
    print(f"{word}  {verdict.file}  {who}  {verdict.reason}")
    if verdict.marked:
        say(f"    待改清单：{verdict.marked}")
    for mark in verdict.marks:
        if mark.severity == "error":
            say(f"    {mark.sheet}!{mark.cell} {mark.row} {mark.field}：{mark.message}。{mark.mend}")


def rollup(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Print the totals; with `--out` also write the return for the level above and the 汇总表, each as workbook and PDF."""
    with open_office(arguments.file, catalogue, write=arguments.out is not None) as office:
        pack, period = named(office, arguments)
        with Rollup(office, pack, period, wanted=_units(arguments), level=arguments.level) as rollup:
            files = _written(office, rollup, arguments) if arguments.out else []
            if arguments.json:
                document(rollup.as_json() | {"files": files})
            else:
                _tell(rollup)
                print("\n".join(files), end="\n" if files else "")
    return 0


def _units(arguments: argparse.Namespace) -> list[str]:
    return [part for part in arguments.units.replace("，", ",").replace("、", ",").split(",") if part]


def _written(office: Office, rollup: Rollup, arguments: argparse.Namespace) -> list[str]:
    from desktop.exchange.rollup_files import write_rollup

    files, errors = write_rollup(office, rollup, arguments.out, all_units=not arguments.units and not arguments.level)
    for error in errors:
        say(f"{error.place}：{error.message}。{error.mend}")
    if errors:
        say(f"汇总件有 {len(errors)} 个必须改的问题，写成草稿：{why_draft(rollup, errors)}。")
    return [str(path) for path in files]


def _tell(rollup: Rollup) -> None:
    print(f"{rollup.pack.title} {rollup.period.title}：{'；'.join(map(str, rollup.lines))}")
    for form in rollup.pack.forms:
        for row, values in rollup.totals(form).items():
            shown = "  ".join(f"{form.field(id).title} {_value(value)}" for id, value in values.items() if not form.field(id).const)
            note = "" if shown or not form.fixed else rollup.note(form, row, form.field("current")) if form.has("current") else ""
            title = form_row.title if (form_row := form.row(row)) else ""
            print(f"{form.title}  {row} {title}  {shown or note or ''}")
        for sentence in rollup.notes(form):
            print(f"{form.title}  {sentence}")
    for unit in rollup.chosen.beside:
        print(f"不计入合计：{unit.name}")


def why(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Print the sources of a total: unit, file, sheet, cell, version, check code, who and when."""
    with open_office(arguments.file, catalogue, write=False) as office:
        pack, period = named(office, arguments)
        form = next((form for form in pack.forms if form.id == arguments.form), None)
        if form is None:
            raise Trouble("这个方案没有表“{form}”，有：{known}。", form=arguments.form, known="、".join(form.id for form in pack.forms))
        with Rollup(office, pack, period, wanted=_units(arguments), level=arguments.level) as rollup:
            explained = explain(rollup, form, arguments.row, arguments.field)
            as_json = explain_json(rollup, form, arguments.row, arguments.field) if arguments.json else {}
    if arguments.json:
        document(as_json)
        return 0
    print(f"{form.title} {arguments.row} {form.field(arguments.field).title}：{_value(explained.value)}")
    for source in explained.sources:
        cell = f"{source.sheet}!{source.cell}" if source.cell else "由本单位计算"
        place = f"{source.file} {cell}  第 {source.version} 版  {source.check_code}" if source.file else source.reason
        printed = f"（经舍位平衡印作 {source.printed}）" if source.printed else ""
        print(f"  {source.unit_name}  {source.value}{printed}  {place}  {source.who}  {source.at}".rstrip())
        for part in source.computed_from:
            print(f"    {part.period}  {part.value}  {part.file} {part.sheet}!{part.cell}  第 {part.version} 版")
    for row, name in explained.of:
        print(f"  由 {row} {form.field(name).title} 计算")
    if explained.said:
        print(f"  {explained.said}")
    return 0


def adjust(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """List the adjustments, withdrawn ones too; with `--amount` add one, with `--withdraw` withdraw one."""
    change = bool(arguments.amount or arguments.withdraw)
    with open_office(arguments.file, catalogue, write=change) as office:
        pack, period = named(office, arguments)
        db, who = office.db, office.who
        if arguments.withdraw:
            adjustments.withdraw(db, who, pack, period, arguments.withdraw, arguments.reason)
        elif arguments.amount:
            from desktop.exchange.book import blank_workbooks

            unit = blank_workbooks.find_unit(office, period, arguments.of).code if arguments.of else office.unit_at(period.last).code
            cell = (arguments.form, arguments.row, arguments.field)
            adjustments.adjust(db, who, pack, period, unit, *cell, arguments.amount, arguments.name, arguments.reason)
        listed = adjustments.adjustments(db.conn, pack, period, gone=True)
    if arguments.json:
        document([adjustment.as_json() for adjustment in listed])
        return 0
    for adjustment in listed:
        gone = f"  已撤回：{adjustment.gone.detail.get('text', '')}" if adjustment.gone else ""
        where = f"{adjustment.unit}  {adjustment.form} {adjustment.row} {adjustment.field}"
        why = f"{adjustment.reason}（{adjustment.who} {adjustment.at[:10]}）"
        print(f"{adjustment.key}  {adjustment.name}  {where}  {adjustment.amount:+f}  {why}{gone}")
    if not listed:
        print("没有调整")
    return 0


def answer(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """List the questions and return reasons of the level above; with `--key` and `--text` answer one."""
    with open_office(arguments.file, catalogue, write=bool(arguments.key)) as office:
        pack, period = named(office, arguments)
        unit = office.unit_at(period.last).code
        if arguments.key:
            questions.answer(office.db, office.who, unit, pack.id, period.label, arguments.key, arguments.text)
        thread = questions.thread(office.db.conn, unit, pack.id, period.label)
    if arguments.json:
        document([asdict(question) | {"open": question.open} for question in thread])
        return 0
    words = {"questioned": "质询", "returned": "退回"}
    for question in thread:
        print(f"{question.key}  {words[question.kind]}  第 {question.version} 版  {question.text}（{question.who} {question.at[:10]}）")
        for reply in question.answers:
            print(f"    答复：{reply.text}（{reply.who} {reply.at[:10]}）")
    if not thread:
        print("没有质询")
    return 0


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{word} {n}" for word, n in value.items())
    return "没有" if value is None else write_number(round(value, 4)) if isinstance(value, float) else str(value)
