"""The commands about this office's own returns: `demo`, `new`, `blank`, `fill`, `check`, `finalise`, `doctor`."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from db.messages import Trouble
from db.office.office import Office, create, open_office
from db.packs import schedule
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.returns.model import Return
from db.rules import engine, problem
from db.rules.problem import Problem
from desktop.cli.arguments import named
from desktop.cli.output import document, say

ALL = "all"  # value of --for: all units below


def demo(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Make a filled demo office, its workbook and its PDF; print their paths."""
    from desktop.demo import make

    for path in make(arguments.dir, catalogue):
        print(path)
    return 0


def new(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Make a new, empty office file."""
    if arguments.units:
        from desktop.exchange import unit_table

        catalogue = replace(catalogue, units=tuple(unit_table.take(arguments.units)))
    chosen = arguments.pack or list(catalogue.packs)
    first = report_period.parse(arguments.first) if arguments.first else None
    with create(arguments.file, catalogue, arguments.unit, chosen) as office:
        if arguments.name:
            office.set({"name": arguments.name})
        for pack in office.packs:
            own = schedule.own_period(pack, first) if first else None
            if own and pack.runs_in(own):
                office.begin(pack, own)
        say(f"{office.name}：{len(office.packs)} 个任务包")
    print(arguments.file)
    return 0


def blank(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Write a blank workbook, or one for each unit below into a folder."""
    from desktop.exchange.book import blank_workbooks

    with open_office(arguments.file, catalogue, write=False) as office:
        pack, period = named(office, arguments)
        if arguments.unit == ALL:
            _room_for(arguments.out)
            for path in blank_workbooks.write_all(office, pack, period, arguments.out, progress=_counted):
                print(path)
            return 0
        unit = blank_workbooks.find_unit(office, period, arguments.unit) if arguments.unit else None
        blank_workbooks.write_one(office, pack, period, arguments.out, unit)
    print(arguments.out)
    return 0


def _counted(name: str, done: int, of: int) -> None:
    say(f"{done}/{of}  {name}")


def fill(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Read a filled workbook into this office's own draft."""
    from desktop.exchange.intake import draft_import as filling
    from desktop.exchange.reading.any_workbook import read_own

    with open_office(arguments.file, catalogue) as office:
        filled = read_own(arguments.workbook, office)
        filled = replace(filled, period=filled.period or arguments.period)
        report = filling.fill(office, filled, accept_proposals=arguments.accept_proposals)
    left = [cell for cell in report.read if cell.kind == "refused" or (cell.kind == "proposed" and not arguments.accept_proposals)]
    if arguments.json:
        document(report.as_json())
    else:
        print(f"写入 {report.stored} 格" + (f"，上级质询、退回 {report.asked} 条" if report.asked else ""))
        for cell in left:
            print(
                f"{cell.place}：“{cell.raw}” → {cell.value}，{cell.note}，没有写入"
                if cell.kind == "proposed"
                else f"{cell.place}：“{cell.raw}” {cell.note}"
            )
        print("\n".join(report.problems), end="\n" if report.problems else "")
    return int(bool(left or report.problems))


def check(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Print the problems of a programme in a period."""
    with open_office(arguments.file, catalogue, write=False) as office:
        pack, period = named(office, arguments)
        problems = engine.problems(office, pack, period)
        counts = problem.counts(problems)
        final = _judged_by_other_pack(office, pack, period)
        if arguments.json:
            document({"unit": office.unit.code, "programme": pack.id, "period": period.label,
                      "problems": [_problem(item) for item in problems], "counts": counts, "pack_version": pack.version,
                      "finalised": {"version": final.version, "pack_version": final.pack_version} if final else None})  # fmt: skip
        else:
            if final:
                print(f"定稿的第 {final.version} 版是按任务包 {final.pack_version} 版审核的；以下按现用的 {pack.version} 版审核。")
            for item in problems:
                print(
                    f"{problem.severity_word(item.severity)}  {item.place}：{item.message}。{item.mend}"
                    + (f"（说明：{item.note}）" if item.note else "")
                )
            print(f"必须改 {counts['error']}，需说明 {counts['warning']}（未写说明 {counts['open']}），提示 {counts['hint']}")
    return int(counts["error"] > 0)


def _judged_by_other_pack(office: Office, pack: Pack, period: Period) -> Return | None:
    """The newest frozen version, if it was judged by another version of the pack."""
    from db.returns import versions

    if not versions.standing(office.db.conn, pack, period).version:
        return None
    final = versions.load(office, pack, period)
    return final if final.pack is not pack else None


def _problem(item: Problem) -> dict[str, Any]:
    as_json = {"severity": item.severity, "form": item.form, "row": item.row, "field": item.field, "rule": item.rule,
             "message": f"{item.place}：{item.message}。{item.mend}", "values": dict(item.values)}  # fmt: skip
    return {**as_json, "note": item.note} if item.note else as_json


def finalise(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Finalise a version and write workbook and PDF."""
    from db.returns import finalise, nil
    from desktop.exchange.handing_up import with_thread, write_lead_form_copy, write_pair

    with open_office(arguments.file, catalogue) as office:
        pack, period = named(office, arguments)
        _room_for(arguments.out)  # checked before a version is made
        try:
            if arguments.nil is not None:
                ret = nil.finalise(office, pack, period, arguments.nil, arguments.reason)
            else:
                ret = finalise.finalise(office, pack, period, arguments.reason)
        except finalise.Blocked as blocked:
            for item in blocked.problems:
                say(f"{problem.severity_word(item.severity)}  {item.place}：{item.message}。{item.mend}")
            say(str(blocked))
            if arguments.json:
                document(
                    {
                        "version": None,
                        "check_code": None,
                        "workbook": None,
                        "pdf": None,
                        "problems": [_problem(item) for item in blocked.problems],
                    }
                )
            return 1
        book, paper = write_pair(with_thread(office.db.conn, ret), arguments.out)
        theirs = write_lead_form_copy(ret, arguments.out)
    for remark in theirs.remarks if theirs else ():
        say(f"对方的表：{remark}")
    if arguments.json:
        own = {"version": ret.version, "check_code": ret.check_code, "workbook": str(book), "pdf": str(paper)}
        document(own | ({"their_form": str(theirs.file)} if theirs and theirs.file else {}))
    else:
        print(f"第 {ret.version} 版  校验码 {ret.check_code}\n{book}\n{paper}" + (f"\n{theirs.file}" if theirs and theirs.file else ""))
    return 0


def _room_for(folder: Path) -> None:
    """Raises `Trouble` if `folder`, which need not exist yet, cannot be written to."""
    there = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    if not there.is_dir():
        raise Trouble("“{folder}”是文件，不是文件夹，换一个文件夹。", folder=there)
    if not os.access(there, os.W_OK):
        raise Trouble("文件夹“{folder}”不能写入，换一个文件夹。", folder=there)


def doctor(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Examine an office file and list its backups, or restore one."""
    from db.office import backup

    if arguments.restore is not None:
        chosen = backup.restore(arguments.file, arguments.restore)
        print(f"已用备份恢复：{chosen.name}")
        return 0
    if not arguments.file.is_file():
        raise Trouble("没有文件“{file}”。", file=str(arguments.file))
    finding = backup.examine(arguments.file)
    copies = [path.name for path in backup.copies(arguments.file)]
    if arguments.json:
        document(
            {"whole": finding.whole, "faults": list(finding.faults), "rows": finding.rows, "returns": finding.returns, "copies": copies}
        )
    else:
        print(f"{'完好' if finding.whole else '已损坏'}：{finding.rows} 行，{finding.returns} 份定稿")
        print("\n".join([*finding.faults, *(f"备份 {n}：{name}" for n, name in enumerate(copies, 1))]) or "没有备份")
    return int(not finding.whole)
