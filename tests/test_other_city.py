"""Another city: its units and its programme come as two workbooks, written by hand, and the whole main job runs with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.terminal import run

PLAN = [
    ("编号", "river-chief"), ("方案名称", "河湖管护年度工作方案"), ("简称", "河湖管护"), ("版本", "2026.1"), ("发文单位", "示例市水务局"),
    ("报告期·类型", "季"), ("报送时限·起算后天数", 10), ("报送时限·几点前", 12), ("报送时限·遇双休日", "顺延"),
    ("填表说明", "长度单位为公里，金额单位为万元。"), ("填表说明", "没有发生的填0。"),
]  # fmt: skip
TASKS = [("编号", "任务名称", "记录什么", "来源"), ("A1", "河道清障", "清障处数和做法", "示水〔2026〕3号"),
         ("A2", "岸线巡查", "巡查次数", "示水〔2026〕3号")]  # fmt: skip
INDICATORS = [("指标名称", "编号", "计量单位", "小数位", "性质", "目标·数值", "目标·比较", "目标·口径", "来源"),
              ("整治河道长度", "K01", "公里", 2, "时期数", 120, "以上", "每年", "示水〔2026〕3号")]  # fmt: skip
LEDGERS = [("台账编号", "台账名称", "登记什么", "靠哪些栏认行", "共用"), ("lg-river", "河道台账", "一条河段一行", "river", "否")]
FIELDS = [
    ("台账编号", "栏编号", "栏名", "填什么", "计量单位", "必填", "合计", "可选项"),
    ("lg-river", "river", "河段", "文字", None, "是", None, None), ("lg-river", "cleared", "清障长度", "数", "公里", None, "是", None),
    ("lg-river", "state", "状态", "单选", None, "是", None, "未开工、施工、完工"),
]  # fmt: skip
RULES = [
    ("写在", "关系编号", "级别", "哪张表", "哪些行", "错在哪一栏", "应当成立", "问题的说法", "怎么改"),
    ("方案", "length-of-ledger", "强制", "指标", "K01", "current", "current = sum(lg_river.cleared)",
     "本期{current}公里，台账合计{sum(lg_river.cleared)}公里", "核对台账"),
]  # fmt: skip
EXAMPLES = [
    ("写在", "关系编号", "哪张表", "类别", "组", "哪一行", "第几行", "栏编号", "栏名", "值"),
    ("lg-river", None, None, "样例行", 1, "本行", None, None, "河段", "甲河上段"),
    ("lg-river", None, None, "样例行", 1, "本行", None, None, "状态", "施工"),
    ("方案", "length-of-ledger", "指标", "正例", 1, "本行", None, "code", None, "K01"),
    ("方案", "length-of-ledger", "指标", "正例", 1, "本行", None, "current", None, 3.5),
    ("方案", "length-of-ledger", "指标", "正例", 1, "lg-river", 1, None, "清障长度", 3.5),
    ("方案", "length-of-ledger", "指标", "反例", 1, "本行", None, "code", None, "K01"),
    ("方案", "length-of-ledger", "指标", "反例", 1, "本行", None, "current", None, 5),
    ("方案", "length-of-ledger", "指标", "反例", 1, "lg-river", 1, None, "清障长度", 3.5),
]  # fmt: skip
UNITS = [
    ("代码", "名称", "简称", "级别", "上级", "计入汇总"),
    ("X00", "示例市", "示例", "市", None, "是"),
    ("X01", "东山区", "东山", "区市", "X00", "是"),
]


def sheets(path: Path, tables: dict[str, list[tuple[Any, ...]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def pack_book(tmp_path: Path) -> Path:
    plan: list[tuple[Any, ...]] = [("项目", "内容"), *PLAN]
    tables = {"方案": plan, "任务": TASKS, "指标": INDICATORS, "台账": LEDGERS, "台账栏目": FIELDS, "审核关系": RULES, "样例": EXAMPLES}
    return sheets(tmp_path / "方案.xlsx", tables)


def test_a_year_of_another_city(pack_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, units = tmp_path / "own", sheets(tmp_path / "单位.xlsx", {"填报单位": UNITS})
    (own / "packs").mkdir(parents=True)
    code, told, _ = run(capsys, "packs", "from-excel", pack_book, "--out", own / "packs" / "river-chief.yaml", "--json")
    assert (code, told) == (1, ["方案.xlsx 工作表“指标” G2：“以上”不在可用的词里，应为：≥、≤、≈、=、>"])
    book = openpyxl.load_workbook(pack_book)
    book["指标"]["G2"].value = "≥"
    book.save(pack_book)
    assert run(capsys, "packs", "from-excel", pack_book, "--out", own / "packs" / "river-chief.yaml", "--json")[:2] == (0, [])

    file, with_own = tmp_path / "东山区.taizhang", ("--packs-from", own)
    assert run(capsys, *with_own, "new", file, "--unit", "东山区", "--units", units, "--pack", "river-chief")[0] == 0
    which = ("--programme", "river-chief", "--period", "2026-Q3")
    blank = tmp_path / "空白.xlsx"
    assert run(capsys, *with_own, "blank", file, *which, "--out", blank)[0] == 0
    typed(blank)
    code, report, _ = run(capsys, "fill", file, blank, "--json")  # the office file knows the pack: its own folder is not needed
    assert (code, report["stored"]) == (0, 10)
    assert run(capsys, "check", file, *which, "--json")[1]["counts"] == {"error": 0, "warning": 0, "hint": 0, "open": 0}
    code, final, _ = run(capsys, "finalise", file, *which, "--out", tmp_path / "out", "--json")
    assert code == 0
    for name in ("workbook", "pdf"):
        assert run(capsys, "verify", final[name], "--json")[1]["match"] is True
    assert run(capsys, "due", file, *which[:2], "--period", "2026-Q3")[1].startswith("2026-Q3  2026-10-12 12:00  周一")


def typed(path: Path) -> None:
    """What the clerk types into the blank: two tasks, one indicator, one row of the ledger."""
    values = {
        "tasks": {
            "A1": {"status": "推进中", "percent": 60, "progress": "清障12处。"},
            "A2": {"status": "长期推进", "progress": "巡查40次。"},
        },
        "indicators": {"K01": {"current": 12.5, "target": 50}},
        "lg-river": {"": {"river": "甲河上段", "cleared": 12.5, "state": "施工"}},
    }
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_col=1):
            tag = str(row[0].value or "")
            form = next((id for id in values if tag.startswith("#taizhang") and f"form={id} " in tag + " "), None)
            if form:
                _type(sheet, row[0].row, dict(values[form]))
    book.save(path)


def _type(sheet: Any, head: int, rows: dict[str, dict[str, Any]]) -> None:
    columns = {str(cell.value): cell.column for cell in sheet[head]}
    for row in sheet.iter_rows(min_row=head + 1):
        code = str(row[0].value or "")
        found = rows.pop(code, None) or (rows.pop("", None) if code and not code.startswith("#") else None)
        for name, value in (found or {}).items():
            row[columns[name] - 1].value = value
