"""The receipt 回执 of one accepted return: one page with its check code, version and moment, as paper and workbook."""

from __future__ import annotations

from typing import Any

from db import clock
from db.office.office import Office
from db.packs.model import Pack
from db.periods.report_period import Period
from db.received import store
from db.received.store import Received
from db.returns.lists import PrintedList, column, statement
from db.returns.model import Return
from db.values.dates import show_moment


def receipt(office: Office, pack: Pack, period: Period, one: Received, conn: Any = None) -> Return:
    """What was received of a unit, said back to it; its own check code is over the receipt, the return's stands in it."""
    reader = conn or office.db.conn
    kept = store.as_return(reader, one, pack, period)
    rows = [
        ("报送单位", one.unit_name),
        ("方案", pack.title),
        ("报告期", period.title),
        ("版本", f"第 {one.version} 版" + ("（空白表填报）" if one.head.get("by_hand") else "")),
        ("报送件校验码", one.check_code),
        ("定稿时间", show_moment(one.made_at)),
        ("收到时间", show_moment(one.at)),
        ("是否按时", "迟报" if store.late(reader, one) else "按时"),
        ("收报人", one.who),
        ("文件", one.file),
        *([("零报", one.nil)] if one.nil else ((form.title, f"{kept.count(form)} 行") for form in kept.pack.forms)),
    ]
    fields = (column("item", "项目", width=12), column("content", "内容", "longtext", width=30))
    notes = ("已收到上述报送件并通过审核。数字以报送件校验码为准。",)
    sheet = PrintedList("receipt", "回执", fields, rows, notes, paper="portrait")
    return statement(pack, period, [sheet], unit=one.unit, unit_name=one.unit_name, office_name=office.name_at(clock.today(), conn),
                     id=f"{pack.id}-receipt", version=one.version, people={"preparer": office.who})  # fmt: skip
