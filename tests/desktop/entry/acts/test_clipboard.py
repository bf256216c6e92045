"""Blocks as Calc, WPS, Excel and Notepad put them on the clipboard, with real names, pasted by key."""

from __future__ import annotations

import html
import re
import time
from itertools import count

import pytest
from hypothesis import assume, given, strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from db.values.cell import EMPTY, State, value
from desktop.entry.acts.clipboard import read_html
from tests.desktop.entry.conftest import at, cell

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = [
    "浮山后四小区",
    "延吉路131号院",
    "洛阳路第二社区",
    "㛃园小区",
    "河西社区（一期）",
    "海琴花园",
    "南京路8号",
    "䶮泉里",
    "四方机厂宿舍",
    "劲松三路",
]

CALC = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<meta name="generator" content="LibreOffice 24.2.7.2 (Linux)"/>
<style type="text/css">body,div,table,thead,tbody,tfoot,tr,th,td,p {{ font-family:"Noto Sans CJK SC"; font-size:x-small }}
 a.comment-indicator:hover + comment {{ background:#ffd; position:absolute; display:block; }}</style></head>
<body><table cellspacing="0" border="0"><colgroup width="153"></colgroup><colgroup span="7" width="85"></colgroup>
{rows}</table></body></html>"""
EXCEL = """Version:1.0\r\nStartHTML:0000000105\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name=ProgId content=Excel.Sheet>
<style><!--table {{mso-displayed-decimal-separator:"\\.";}}
.xl65 {{mso-number-format:"0\\.00";}}--></style></head>
<body link=blue><table border=0 cellpadding=0 width=576 style='border-collapse:collapse;width:432pt'>
<!--StartFragment--><col width=72 span=8 style='width:54pt'>{rows}<!--EndFragment--></table></body></html>"""


def _text(field, n, name):
    if field.id == "community":
        return name
    if field.kind in ("integer", "number", "year"):
        return str({"year": 1985 + n}.get(field.kind, 1200 + n))
    if field.choices:
        return field.choices[n % len(field.choices)]
    return f"{field.title}{n}"


def calc(rows):
    def td(text):
        exact = f' sdval="{text}" sdnum="2052;"' if text.isdigit() else ""
        shown = f"{int(text):,}" if text.isdigit() and len(text) > 4 else text
        return f'<td height="20" align="left" valign=middle{exact}><font face="宋体">{shown}</font></td>\n'

    return CALC.format(rows="".join(f"<tr>\n{''.join(map(td, row))}</tr>\n" for row in rows))


def excel(rows):
    def td(text):
        return f"<td class=xl65 align=right x:num>{text}</td>" if text.isdigit() else f"<td class=xl66 style='border-left:none'>{text}</td>"

    return EXCEL.format(rows="".join(f"<tr height=19 style='height:14.25pt'>{''.join(map(td, row))}</tr>\r\n" for row in rows))


def put(html="", text=""):
    mime = QMimeData()
    if html:
        mime.setHtml(html)
    mime.setText(text)
    QApplication.clipboard().setMimeData(mime)


def columns_of(grid, form):
    """The grid's columns from the first on that are typed; the block must fit them side by side."""
    return [grid.cells.field_at(grid.cells.index(0, n)).id for n in range(8)]


@pytest.mark.parametrize("source", [calc, excel])
def test_ten_rows_of_eight_columns(qtbot, page, open_form, office, ledger, october, source):
    grid = open_form(ledger.id)
    names = columns_of(grid, ledger)
    typed = [name for name in names if ledger.typed(ledger.field(name), "")]
    rows = [[_text(ledger.field(name), n, community) for name in names] for n, community in enumerate(NAMES)]
    grid.go(0, 0)
    put(html=source(rows), text="not this")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert office.count(ledger, october) == 10
    kept = list(office.rows(ledger, october))
    assert [one.cells["community"] for one in kept] == [value(name) for name in NAMES]
    assert all(one.cells[name].state is State.VALUE for one in kept for name in typed), page.drawer.message.text()
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert office.count(ledger, october) == 0
    assert not office.can_undo


def test_text_with_line_breaks_in_quotes(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "address")
    put(text='"宁夏路\n122号"\r\n"金口三路""东"""\r\n')
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert "122号" in str(cell(office, filled, october, 0, "address").value)
    assert cell(office, filled, october, 1, "address").value == '金口三路"东"'


def test_shifted_over_locked_columns_nothing_is_lost_or_misplaced(qtbot, page, open_form, office, filled, october):
    """The block begins two columns early: locked cells are passed over, what does not fit a field waits, undo takes all back."""
    grid = open_form(filled.id)
    place = grid.cells.place(0, "area")
    before = [list(office.rows(filled, october))[n].cells for n in range(3)]
    grid.go(0, place.column() - 2)
    put(html=calc([["12", "120", "1.5"], ["8", "许多", "2.5"], ["9", "90", "2万"]]))
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    doubts = [one.reading.raw for one in page.review.doubts]
    assert "许多" in doubts
    assert cell(office, filled, october, 0, "area") == value(1.5)
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert [list(office.rows(filled, october))[n].cells for n in range(3)] == before


def test_the_review_by_keyboard(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "investment_total")
    put(text="2000万\n许多\n500万\n300万")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    page.drawer.open(False)
    qtbot.keyClick(grid, Qt.Key.Key_F6)
    assert page.review.table.hasFocus()
    qtbot.keyClick(page.review.table, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "investment_total") == value(2000)
    qtbot.keyClick(page.review.table, Qt.Key.Key_Return)
    assert cell(office, filled, october, 1, "investment_total").raw == "许多"
    qtbot.keyClick(page.review.table, Qt.Key.Key_Delete)
    assert cell(office, filled, october, 2, "investment_total") == EMPTY
    qtbot.keyClick(page.review.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.review.table, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: cell(office, filled, october, 3, "investment_total") == value(300), timeout=30_000)
    assert not page.review.isVisible()
    assert grid.hasFocus(), "keys go on in the grid"


WAYS = {
    "breaks": "{0}<br>{1}",
    "paragraphs": "<p>{0}</p><p>{1}</p>",
    "boxes": "<div>{0}</div><div>{1}</div>",
    "a space": "{0}<br/>\r\n  {1}",
}


@pytest.mark.parametrize("way", WAYS)
def test_lines_of_a_cell(way):
    table = read_html(f"<table><tr><td><font face='宋体'>{WAYS[way].format('宁夏路', '&amp;&nbsp;122号')}</font></td></tr></table>")
    assert [[one.text for one in row] for row in table] == [["宁夏路\n& 122号"]]


TEXTS = st.text(st.sampled_from("甲㛃𠮷a1,.%<>&\"' \n"), max_size=6)


@given(
    st.lists(st.lists(st.tuples(TEXTS, st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4), min_size=1, max_size=5),
    st.booleans(),
)
def test_every_cell_stands_where_a_browser_shows_it(rows, closed):
    """Cells of any size, with and without the ends that HTML may leave out; the places are counted here one by one."""
    taken, wanted, body = set(), {}, ""
    for y, row in enumerate(rows):
        body += "<tr>"
        for text, columns, deep in row:
            x = next(x for x in count() if (y, x) not in taken)
            # Where a tall cell of an earlier row stands further right, a wide one would be laid over it.
            assume(not any((y, x + n) in taken for n in range(columns)))
            taken |= {(y + m, x + n) for m in range(deep) for n in range(columns)}
            wanted[y, x] = re.sub(" *\n *", "\n", re.sub(" +", " ", text)).strip()
            shown = html.escape(text).replace("\n", "<br>")
            body += f"<td colspan={columns} rowspan='{deep}'>{shown}{'</td>' * closed}"
        body += "</tr>" * closed
    table = read_html(f"<html><body><table border=1>{body}</table></body></html>")
    assert {(y, x): one.text for y, row in enumerate(table) for x, one in enumerate(row) if one} == wanted


MANY = 50_000


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("<table><tr><td>" * MANY, None),
        ("<table><tr><td>" * MANY + "甲" + "</td></tr></table>" * MANY, None),
        ("<table><tr><td>" + "<div>" * MANY + "甲", None),
        ("<table><tr><td" + " a" * MANY, None),
        ("<table><tr><td>" + "<!--" * MANY, ""),
        ("<table>" + "<tr>" * MANY + "<td>甲", "甲"),
        ("<table><tr><td>甲<td>" + "<" * MANY, "甲"),
        ("<table><tr><td x='" + "y" * 100 * MANY + "'>甲", "甲"),
        ("<table><tr><td>" + "甲" * MANY, "甲" * MANY),
        ("<table><tr><td>甲<tr><td>" + "乙" * 100 * MANY, None),
        ("<table><tr><td>甲<tr><td>" + "<b>" * MANY + "乙" + "</b>" * MANY + "<tr><td>丙", None),
        ("<table><tr><td colspan=" + "9" * MANY + " rowspan=²>甲", "甲"),
        ("<table><tr><td data-sheets-value='" + "[" * MANY + "'>甲", "甲"),
        ("<table><tr><td>甲\0\ud800</td></tr></table>", "甲?"),
        ("<?xml version='1.0' encoding='gb2312'?><meta charset=gbk><table><tr><td>甲", "甲"),
        ("</table><table><tr><td>甲", "甲"),
        ("<table><tr><td>甲<table><tr><td>乙</table>丙<td>丁</table>", "甲乙丙"),
        ("<table></table>", None),
        ("<table", None),
    ],
)  # fmt: skip
def test_html_that_nobody_writes(text, first, plain_seconds):
    """A table or none, never an error, and no slower than a plain table of many rows."""
    seconds, table = clocked(text)
    assert (table[0][0].text if table else None) == first
    assert seconds < 3 * plain_seconds


@pytest.fixture(scope="module")
def plain_seconds():
    seconds, table = clocked("<table>" + "<tr><td>甲</td></tr>" * MANY + "</table>")
    assert len(table) == MANY
    return seconds


def clocked(text):
    start = time.process_time()
    table = read_html(text)
    return time.process_time() - start, table
