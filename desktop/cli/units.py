"""`taizhang units` and `taizhang due`: the unit table, and when returns are due."""

from __future__ import annotations

import argparse
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from db import clock
from db.messages import Trouble
from db.office import programme_span
from db.office.due_dates import Deadline
from db.office.office import Office, open_office
from db.office.programme_span import Span
from db.packs import schedule
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.units.hierarchy import at
from db.units.model import LEVELS
from desktop.cli.arguments import asked_period, owed

WEEKDAYS = "一二三四五六日"
BACK = "rule"  # given instead of a moment: back to the rule


def units(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Print the unit table, write it to a workbook, or replace it from one."""
    with open_office(arguments.file, catalogue, write=arguments.source is not None) as office:
        if arguments.source:
            take_units(office, arguments.source)
        elif arguments.out:
            write_units(office, arguments.out)
        else:
            print_units(office, arguments.json)
    return 0


def due(arguments: argparse.Namespace, catalogue: Catalogue) -> int:
    """Print the due moments of a programme, after moving one of them with --set, or its first period with --first."""
    if arguments.set and not arguments.period:
        raise Trouble("改时限要写明是哪一期（--period）。")
    with open_office(arguments.file, catalogue, write=bool(arguments.set or arguments.first)) as office:
        pack = owed(office, arguments.programme)
        if arguments.first:
            office.begin(pack, asked_period(pack, arguments.first))
        first = asked_period(pack, arguments.period) if arguments.period else None
        if arguments.set and first:
            office.move_due(pack, first, None if arguments.set == BACK else moment(arguments.set), arguments.reason)
        months = arguments.months or (1 if first else 12)
        print_due(office, pack, span(pack, first, months, clock.today()), arguments.json)
    return 0


def print_units(office: Office, as_json: bool) -> None:
    """Print the units of today, or with `as_json` every line of the table."""
    if as_json:
        print(json.dumps([vars(unit) for unit in office.units()], ensure_ascii=False, indent=1))
        return
    for unit in at(office.units(), clock.today()):
        print("  ".join([unit.code, unit.name, LEVELS[unit.level], unit.parent or "–", "计入汇总" if unit.in_total else "不计入汇总"]))


def write_units(office: Office, path: Path) -> None:
    """Write the whole table to a workbook."""
    from desktop.exchange import unit_table

    unit_table.write(office.units(), path)
    print(path)


def take_units(office: Office, path: Path) -> None:
    """Replace the unit table by that of a workbook; raises `Trouble` listing every mistake."""
    from desktop.exchange import unit_table

    units = unit_table.take(path)
    before = office.units()
    office.set_units(units)
    print(f"单位表 {len(units)} 行，原来 {len(before)} 行")
    for change in unit_table.changes(before, units):
        print(change)


def moment(text: str) -> datetime:
    """2026-11-10 17:00 as a moment; raises `Trouble` for anything else."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}", text.strip()):
            raise ValueError(text)
        return datetime.fromisoformat(text.strip())
    except ValueError as fault:
        raise Trouble("“{text}”不是时限，请写成 2026-11-10 17:00。", text=text) from fault


def span(pack: Pack, first: Period | None, months: int, today: date) -> list[Period]:
    """The periods of `months` months from `first`, or from the open one."""
    start = first or schedule.open_period(pack, today)
    return [start.shifted(n) for n in range(max(1, -(-months // report_period.LENGTH[start.type])))]


def print_due(office: Office, pack: Pack, wanted: list[Period], as_json: bool) -> None:
    """Print the due moments of these periods, one line each."""
    deadlines = [
        (period, office.deadline(pack, period)) for period in wanted if report_period.FIRST_YEAR <= period.year <= report_period.LAST_YEAR
    ]
    span, units, unit = office.span(pack), office.units(), office.setting("unit")
    rows = [(period, deadline, programme_span.owed(span, units, unit, period)) for period, deadline in deadlines]
    if as_json:
        bounds = {"first": span.first.label, "last": span.last.label if span.last else None}
        print(json.dumps([_document(*row[:2]) | {"owed": row[2]} | bounds for row in rows], ensure_ascii=False, indent=1))
        return
    for period, deadline, is_owed in rows:
        print("  ".join([*_line(period, deadline), *([] if is_owed else [_why_not(span, period)])]))


def _why_not(span: Span, period: Period) -> str:
    if period < span.first:
        return f"不用报：起报期是 {span.first.label}"
    return f"不用报：已结束，止报期是 {span.last.label}" if span.last and period > span.last else "不用报：那时没有本单位"


def _document(period: Period, deadline: Deadline) -> dict[str, Any]:
    moments = {"due": deadline.moment, "rule": deadline.rule}
    as_json: dict[str, Any] = {"period": period.label} | {name: moment.isoformat(timespec="minutes") for name, moment in moments.items()}
    return as_json | {
        "reason": deadline.reason,
        "who": deadline.who,
        "at": deadline.at,
        "unknown_year": deadline.unknown or None,
        "holiday": deadline.holiday,
    }


def _line(period: Period, deadline: Deadline) -> list[str]:
    texts = [period.label, f"{deadline.moment:%Y-%m-%d %H:%M}", f"周{WEEKDAYS[deadline.moment.weekday()]}"]
    if deadline.holiday:
        texts.append(f"在{deadline.holiday}假期内")
    if deadline.moved:
        texts.append(f"按规定为 {deadline.rule:%Y-%m-%d %H:%M}，已改：{deadline.reason}（{deadline.who} {deadline.at[:10]}）")
    if deadline.unknown:
        texts.append(f"{deadline.unknown}年放假安排未录入")
    return texts
