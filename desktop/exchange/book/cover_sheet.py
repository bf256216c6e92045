"""The cover sheet 封面: unit, programme and period of the return, its check code, its forms and how they are filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.worksheet.hyperlink import Hyperlink

from db.packs import schedule
from db.packs.model import Form
from db.returns.model import Return, report_date
from desktop.exchange.book.cell_styles import Look, lines
from desktop.exchange.book.check_column import open_rows
from desktop.exchange.book.form_layout import page_setup, protect
from desktop.exchange.book.form_sheet import Written
from desktop.exchange.book.sheet_map import BESIDE, COVER_TAG
from desktop.exchange.xlsx.streamed_sheet import StreamSheet

WIDTHS = {"C": 16, "D": 44, "E": 16, "F": 30}
INSTRUCTIONS = (
    "白底的格子可以填写；灰底的格子由程序计算或已固定，不用填。带*的栏必填。",
    "没有发生的填 0；没有此项业务的填“不适用”；数字尚未核实的写“待核”，或写成“35（待核）”。不要留空。",
    "日期写成 2026-10-31、2026-10 或 2026；身份证号、电话、编号按文本填写。",
    "台账可以在表内插入行。请不要删除隐藏的行、列和工作表，程序靠它们认出每一行。",
)
LIVE_CHECKS = ("表的右边“还差什么 / 看着不对”一列随填随变，有话的行左边变色；它和“上期”各栏只供对照，不打印，也不读入。",)
UNCLASSIFIED = "本工作簿只用于非涉密数据，涉密内容不得填写。"


class CoverWriter:
    """Writes the cover. Its sheet is made before the others; it is written after them, when the number of their rows is known."""

    def __init__(self, sheet: StreamSheet, look: Look, ret: Return, *, blank: bool) -> None:
        self.sheet, self.look, self.ret, self.blank = sheet, look, ret, blank
        for letter in "AB":
            sheet.column_dimensions[letter].hidden = True
        for letter, width in WIDTHS.items():
            sheet.column_dimensions[letter].width = width
        if blank:
            sheet.column_dimensions["G"].width = 12
        page_setup(sheet, "portrait", 1)
        protect(sheet)

    def write(self, written: Mapping[Form, Sequence[Written]]) -> None:
        """`written`: the sheets of each form."""
        ret = self.ret
        self.sheet.row([(1, "s", COVER_TAG, self.look.hidden)], hidden=True)
        self._wide(ret.pack.title, self.look.title, 60)
        self._wide(f"{ret.when.title}{self._kind_title()}", self.look.period, 30)
        self.sheet.row([], height=12, fixed=True)
        self._facts()
        self.sheet.row([], height=12, fixed=True)
        if not ret.nil:
            self._forms(written)
            self.sheet.row([], height=12, fixed=True)
        self._instructions()

    def _kind_title(self) -> str:
        return "空白表" if self.blank else "零报" if self.ret.nil else "报送件" if self.ret.version else "报送件（草稿）"

    def _facts(self) -> None:
        ret = self.ret
        first, last = schedule.window(ret.pack, ret.when)
        self._fact("unit", ret.unit, "填报单位", ret.office_name)
        self._fact("programme", ret.programme, "方案", ret.pack.title)
        begun = "" if first.year == last.year else f"{first.year}年"  # 21st to 20th may begin in the year before
        self._fact("period", ret.period, "报告期", f"{ret.when.title}（{begun}{_day(first)}至{_day(last)}）")
        if due := ret.due:
            minute = f"{due.minute}分" if due.minute else ""
            self._fact("due", due.isoformat(), "报送期限", f"{due.year}年{due.month}月{due.day}日{due.hour}时{minute}前")
        if not self.blank:
            self._fact("version", str(ret.version), "版本", f"第 {ret.version} 版" if ret.version else "草稿，尚未定稿")
            self._fact("check_code", ret.check_code, "校验码", ret.check_code or "定稿后才有", big=bool(ret.check_code))
        self._fact("pack_version", ret.pack_version, "任务包版本", ret.pack_version)
        people = (("填表人", "preparer"), ("审核人", "reviewer"), ("单位负责人", "head"), ("联系电话", "phone"))
        for title, key in people:
            if ret.people.get(key):
                self._fact(key, "", title, ret.people[key])
        if ret.version:
            self._fact("at", ret.at, "报出日期", report_date(ret))
        if ret.nil:
            self._fact("nil", ret.nil, "零报原因", ret.nil)
        if ret.reason:
            self._fact("reason", "", "更正原因", ret.reason)

    def _fact(self, key: str, machine: str, label: str, text: str, *, big: bool = False) -> None:
        style = self.look.code if big else self.look.value
        hidden = self.look.hidden
        cells = [(1, "s", f"#{key}", hidden), (2, "s", machine, hidden), (3, "s", label, self.look.label), (4, "s", text, style)]
        row = self.sheet.row([*cells, (5, "", "", style), (6, "", "", style)], height=48 if big else 15 * lines(text, 88) + 8, fixed=True)
        self.sheet.merged_cells.add(f"D{row}:F{row}")

    def _forms(self, written: Mapping[Form, Sequence[Written]]) -> None:
        titles = ("序号", "报表", "行数", "计量单位", *(("还差几行",) if self.blank else ()))
        heads = [(n, "s", text, self.look.head) for n, text in enumerate(titles, 3)]
        self.sheet.row([(1, "s", BESIDE, self.look.hidden), *heads], height=24, fixed=True)
        number = 0
        for form, sheets in written.items():
            for title, rows, checks in sheets:
                number += 1
                units = "、".join(form.units)
                cells = [(3, "n", str(number), self.look.number), (4, "s", title, self.look.link), (5, "n", str(rows), self.look.number)]
                cells.append((6, "s", units, self.look.value))
                if self.blank:
                    cells.append((7, "f" if checks else "", open_rows(checks) if checks else "", self.look.number))
                row = self.sheet.row([(1, "s", BESIDE, self.look.hidden), *cells],
                                     height=15 * lines(units, 29) + 8, fixed=True)  # fmt: skip
                self.sheet._hyperlinks.append(Hyperlink(ref=f"D{row}", location=f"'{title}'!B2", display=title))

    def _instructions(self) -> None:
        how = (*INSTRUCTIONS, *(LIVE_CHECKS if self.blank else ())) if not self.ret.version else ()
        own = [*(() if self.ret.nil else self.ret.pack.instructions), *how, UNCLASSIFIED]
        self._wide("填表说明", self.look.section, 22)
        for n, text in enumerate(own, 1):
            self._wide(f"{n}. {text}", self.look.text, 15 * lines(f"{n}. {text}", 100) + 4)

    def _wide(self, text: str, style: int, height: float) -> None:
        row = self.sheet.row([(1, "s", BESIDE, self.look.hidden), (3, "s", text, style)], height=height, fixed=True)
        self.sheet.merged_cells.add(f"C{row}:F{row}")


def _day(day: object) -> str:
    return f"{day.month}月{day.day}日"  # type: ignore[attr-defined]
