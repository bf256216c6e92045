"""The receipt 回执 of one accepted return: one page with its check code, version and time, as paper and workbook."""

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


def receipt(office: Office, pack: Pack, period: Period, received: Received, conn: Any = None) -> Return:
    """The receipt for one version. It contains the check code of the return, and has a check code of its own."""
    reader = conn or office.db.conn
    frozen = store.as_return(reader, received, pack, period)
    rows = [
        ("报送单位", received.unit_name),
        ("方案", pack.title),
        ("报告期", period.title),
        ("版本", f"第 {received.version} 版" + ("（空白表填报）" if received.head.get("by_hand") else "")),
        ("报送件校验码", received.check_code),
        ("定稿时间", show_moment(received.made_at)),
        ("收到时间", show_moment(received.at)),
        ("是否按时", "迟报" if store.late(reader, received) else "按时"),
        ("收报人", received.who),
        ("文件", received.file),
        *([("零报", received.nil)] if received.nil else ((form.title, f"{frozen.count(form)} 行") for form in frozen.pack.forms)),
    ]
    fields = (column("item", "项目", width=12), column("content", "内容", "longtext", width=30))
    notes = ("已收到上述报送件并通过审核。数字以报送件校验码为准。",)
    sheet = PrintedList("receipt", "回执", fields, rows, notes, paper="portrait")
    return statement(pack, period, [sheet], unit=received.unit, unit_name=received.unit_name,
                     office_name=office.name_at(clock.today(), conn), id=f"{pack.id}-receipt",
                     version=received.version, people={"preparer": office.who})  # fmt: skip
