"""Tables from other programs, with real names of communities; a paste is one act."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from db.values.cell import EMPTY, Cell, State, value
from db.values.field import Field
from desktop.entry.acts import clipboard, paste_plan
from desktop.entry.acts.clipboard import Pasted
from desktop.entry.acts.paste_plan import plan
from desktop.entry.beside.paste_review import MOST
from desktop.words import i18n
from desktop.words.names import act_title
from tests.desktop.entry.conftest import at, cell, type_text
from tests.many_rows import load_rows

NUMBER, MASK = "370202199003078515", "370202********8515"
CTRL = Qt.KeyboardModifier.ControlModifier
EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-number-format:General}</style></head><body>
<table><col width=72><tr height=19><td>浮山后二小区</td><td>八大湖街道</td><td></td><td x:num="1.23456">1.23</td></tr>
<tr><td>福州南路<br>63号院</td><td>香港中路&nbsp;街道</td><td><img src="file:///a.png"></td><td x:num>2</td></tr></table></body></html>"""


def texts(table):
    return [[one.text if one else None for one in row] for row in table]


def put(text="", html=""):
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    QApplication.clipboard().setMimeData(mime)


def test_html_of_excel_and_wps():
    table = clipboard.read_html(EXCEL)
    assert texts(table) == [["浮山后二小区", "八大湖街道", "", "1.23"], ["福州南路\n63号院", "香港中路 街道", "", "2"]]
    assert table[0][3].raw(True) == "1.23456"
    assert table[0][3].raw(False) == "1.23"


def test_html_of_libreoffice_and_web_sheets():
    libre = (
        '<table><tr><td sdval="0.85123" sdnum="2052;0;0%">85%</td><td sdval="46296" sdnum="2052;0;YYYY-MM-DD">2026-10-01</td></tr></table>'
    )
    sheets = '<table><tr><td data-sheets-value=\'{"1":3,"3":145.7503}\'>145.75</td></tr></table>'
    row = clipboard.read_html(libre)[0]
    assert row[0].raw(True) == "85.123%"
    assert row[1].raw(True) == "2026-10-01", "a day is not its serial number"
    assert clipboard.read_html(sheets)[0][0].raw(True) == "145.7503"


def test_merged_cells_keep_the_columns_in_line():
    table = "<table><tr><td rowspan=2>浮山所</td><td colspan=2>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>"
    assert texts(clipboard.read_html(table)) == [["浮山所", "甲", None], [None, "乙", "丙"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"两行\n说明"\tb\n', [["两行\n说明", "b"]]),
        ('"他说""好"""\tb', [['他说"好"', "b"]]),
        ('"共建共治\tb\n', [['"共建共治', "b"]]),
        ('5" 管\t3', [['5" 管', "3"]]),
        ("a\t\t\n\t\t\n\n", [["a"]]),
        ("", []),
    ],
)
def test_text_with_tabs(text, rows):
    assert texts(clipboard.trimmed(clipboard.read_text(text))) == rows


def test_what_is_written_is_read_back(qapp):
    rows = [["浮山所小区", "1,200.5", '含"引号"\n和换行']]
    mime = clipboard.write(rows)
    assert texts(clipboard.read(mime)) == rows
    assert texts(clipboard.read_html(mime.html())) == rows
    assert texts(clipboard.read_text(mime.text())) == rows
    assert json.loads(bytes(mime.data(clipboard.OURS).data())) == rows


def test_html_paste_adds_rows_with_all_digits(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 6, "community")
    put(text="not this", html=EXCEL)
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert office.count(filled, october) == 8
    assert cell(office, filled, october, 6, "community") == value("浮山后二小区")
    assert cell(office, filled, october, 7, "community").value.startswith("福州南路")
    at(grid, 6, "area")
    put(html='<table><tr><td x:num="1.23456">1.23</td></tr></table>')
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert cell(office, filled, october, 6, "area") == value(1.23456)


def test_paste_is_one_act_and_passes_over_locked_cells(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "area")
    put(text="1.5\t99\t99\t2600\n1.6\t\t\t2700\n1.7\t\t\t2800")
    with qtbot.waitSignal(page.message, check_params_cb=lambda text: "跳过 6 格" in text):
        qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert [cell(office, filled, october, n, "investment_total").value for n in range(3)] == [2600, 2700, 2800]
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert [cell(office, filled, october, n, f) for n in range(3) for f in ("area", "investment_total")] == [EMPTY] * 6
    qtbot.keyClick(grid, Qt.Key.Key_Y, CTRL)
    assert cell(office, filled, october, 2, "area") == value(1.7)


def test_undo_takes_back_added_rows(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 6, "community")
    put(text="宁夏路小区\n银川西路小区\n闽江二路小区")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert grid.model().rowCount() == 10
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert office.count(filled, october) == 6
    assert grid.model().rowCount() == 7


def test_one_value_fills_what_is_chosen(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "street")
    for _ in range(3):
        qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    put(text="金门路街道")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert [cell(office, filled, october, n, "street").value for n in range(5)] == ["金门路街道"] * 4 + ["八大湖街道"]


def test_doubtful_texts_wait_in_the_review(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "investment_total")
    put(text="2000万\n1，234\n许多\n500万")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    kinds = [one.reading.kind for one in page.review.doubts]
    assert page.review.isVisible()
    assert cell(office, filled, october, 1, "investment_total") == value(1234), "what is sure is written at once"
    assert cell(office, filled, october, 0, "investment_total") == EMPTY
    assert kinds == ["proposed", "refused", "proposed"]
    page.review.all.click()
    assert [cell(office, filled, october, n, "investment_total") for n in (0, 3)] == [value(2000), value(500)]
    assert cell(office, filled, october, 2, "investment_total") == EMPTY, "left unchanged"
    page.review.keep.click()
    assert cell(office, filled, october, 2, "investment_total") == Cell(State.RAW, None, "许多")
    assert not page.review.isVisible()
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert [cell(office, filled, october, n, "investment_total") for n in (0, 3)] == [EMPTY, EMPTY]


def test_refusing_leaves_the_cell(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    put(text="2000万")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    page.review.refuse(page.review.doubts[0])
    assert cell(office, filled, october, 0, "households") == value(100)
    assert not page.review.isVisible()


def test_picture_only_is_no_table(qtbot, page, open_form, filled):
    grid = open_form(filled.id)
    mime = QMimeData()
    mime.setImageData(grid.grab().toImage())
    QApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(page.message) as said:
        qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert "没有文字或表格" in said.args[0]


def test_cut_copy_and_fill_down(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "buildings")
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_X, CTRL)
    assert QApplication.clipboard().text() == "2\n3"
    assert cell(office, filled, october, 0, "buildings") == EMPTY
    at(grid, 2, "buildings")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert [cell(office, filled, october, n, "buildings").value for n in range(4)] == [None, None, 2, 3]
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_D, CTRL)
    assert cell(office, filled, october, 3, "buildings") == value(2)


@pytest.fixture
def people(session, office, open_form):
    """Two artisans with identity numbers, the number of the first the current cell."""
    session.look_at(office.catalogue.packs["island-artisan-training"])
    form = session.pack.form("lg-craftsman")
    rows = [{"name": value(name), "citizen_id": value(number)} for name, number in (("甲", NUMBER), ("乙", "370202198510011239"))]
    load_rows(office, form, session.period, rows)
    at(open_form(form.id), 0, "citizen_id")
    return form


def test_numbers_leave_with_stars_in_every_format(qtbot, page, people):
    qtbot.keyClick(page.grid, Qt.Key.Key_C, CTRL)
    mime = QApplication.clipboard().mimeData()
    for format in mime.formats():
        assert NUMBER not in bytes(mime.data(format).data()).decode(errors="ignore"), format
    page.model.reveal()
    qtbot.keyClick(page.grid, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == NUMBER
    assert texts(clipboard.read(QApplication.clipboard().mimeData())) == [[NUMBER]]


def test_a_mask_pasted_back_keeps_the_number(qtbot, page, people, office, session):
    qtbot.keyClick(page.grid, Qt.Key.Key_C, CTRL)
    with qtbot.waitSignal(page.message, check_params_cb=lambda text: "没有改动" in text):
        qtbot.keyClick(page.grid, Qt.Key.Key_V, CTRL)
    assert cell(office, people, session.period, 0, "citizen_id") == value(NUMBER)
    assert not office.can_undo
    at(page.grid, 1, "citizen_id")
    qtbot.keyClick(page.grid, Qt.Key.Key_V, CTRL)
    assert cell(office, people, session.period, 1, "citizen_id") == value(MASK), "elsewhere it is only the masked text"


def test_cutting_leaves_what_has_stars(qtbot, page, people, office, session):
    with qtbot.waitSignal(page.message, check_params_cb=lambda text: "没有清空" in text):
        qtbot.keyClick(page.grid, Qt.Key.Key_X, CTRL)
    assert cell(office, people, session.period, 0, "citizen_id") == value(NUMBER)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_file_names_acts_in_chinese(qtbot, page, open_form, office, filled, language):
    i18n.use(language)
    try:
        grid = open_form(filled.id)
        at(grid, 0, "households")
        put(text="7")
        qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
        type_text(grid, "8")
        qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
        at(grid, 0, "households")
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
        assert [line.what for line in office.history(filled, field="households")[:3]] == ["清空", "录入", "粘贴"]
        qtbot.waitUntil(lambda: ("Paste" if language == "en" else "粘贴") in page.panel.text())
        assert act_title("撤销：粘贴") == ("撤销：粘贴" if language == "zh" else "Undo：Paste")
    finally:
        i18n.use("zh")


def test_a_large_paste_is_read_beside_and_stays_one_act(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 6, "community")
    put(text="\n".join(f"第{n}小区" for n in range(400)))
    page.tools.by_name["paste"].trigger()
    assert page.commands.busy
    assert not page.isEnabled()
    qtbot.waitUntil(lambda: not page.commands.busy, timeout=30_000)
    assert page.isEnabled()
    assert office.count(filled, october) == 406
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert office.count(filled, october) == 6


def test_of_many_doubts_the_first_are_listed(page, open_form, filled):
    grid = open_form(filled.id)
    table = [[Pasted("许多")] for _ in range(MOST + 50)]
    page.review.show_doubts(plan(grid.cells, table, (0, grid.cells.place(0, "households").column(), 0, 0)).doubts)
    assert page.review.table.rowCount() == MOST
    assert str(MOST + 50) in page.review.title.text()
    page.review.refuse_all()
    assert not page.review.isVisible()


def test_exact_numbers_only_where_they_agree():
    assert Pasted("2000万", 2000.0).raw(True) == "2000万"
    assert Pasted("1,234.57", 1234.5678).raw(True) == "1234.5678"
    assert Pasted("370202199001011234", 3.702021990010112e17).raw(False) == "370202199001011234"


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("0.85", "proposed", 85),
        ("0.85%", "same", 0.85),
        ("85%", "read", 85),
        ("85", "same", 85),
        ("0", "same", 0),
        ("-0.1", "proposed", -10),
    ],
)
def test_a_bare_fraction_in_a_percent_column_is_asked_about(text, kind, number):
    reading = paste_plan.read(Field("f", "完成率", "percent"), Pasted(text), "%")
    assert (reading.kind, reading.cell.value) == (kind, number)
