"""The window in English: no Chinese but what the packs, the units and the office themselves say."""

from __future__ import annotations

import errno
import re

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListWidget, QTabBar, QTableWidget, QTreeWidget, QWidget

from db.messages import Sentence, Trouble
from db.office.writing import Edit
from db.periods.report_period import parse
from db.values.cell import Cell, State, value
from desktop import app
from desktop.shell.window import Window
from desktop.words import i18n
from desktop.work import settings
from resources import path
from tests.desktop.shell.test_window import PAGES

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
UNREAD = Cell(State.RAW, None, "many")
OWN = {"中文", "台账", "李敏", "市南区"}


@pytest.fixture(scope="module")
def said_by_packs():
    folders = ("packs", "ledgers", "units", "forms", "calendar")
    return "".join(file.read_text(encoding="utf-8") for name in folders for file in path(name).rglob("*.y*ml"))


def texts(widget):
    for one in [widget, *widget.findChildren(QWidget)]:
        yield from (one.toolTip(), one.accessibleName())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QLineEdit):
            yield from (one.placeholderText(), one.text())
        elif isinstance(one, QTreeWidget):
            lines = (one.topLevelItem(n) for n in range(one.topLevelItemCount()))
            yield from (item.text(n) for item in (one.headerItem(), *lines) for n in range(3))
        elif isinstance(one, QComboBox):
            yield from (one.itemText(n) for n in range(one.count()))
        elif isinstance(one, QTabBar):
            yield from (one.tabText(n) for n in range(one.count()))
        elif isinstance(one, QListWidget):
            yield from (text for n in range(one.count()) for text in (one.item(n).text(), one.item(n).toolTip()))
        elif isinstance(one, QTableWidget):
            cells = (one.item(row, column) for row in range(one.rowCount()) for column in range(one.columnCount()))
            heads = (one.horizontalHeaderItem(column) for column in range(one.columnCount()))
            yield from (text for item in (*heads, *cells) if item is not None for text in (item.text(), item.toolTip()))


@pytest.mark.parametrize("page", PAGES)
def test_no_chinese_is_left(qtbot, session, urban, said_by_packs, page):
    settings.put("language", "en")
    app.dress(app.QApplication.instance())
    window = Window(session)
    qtbot.addWidget(window)
    session.look_at(urban, parse("2026-10"))
    works = urban.form("lg-old-community")
    session.save([Edit(works, parse("2026-10"), "r1", one, cell) for one, cell in (("community", value("A")), ("buildings", UNREAD))])
    window.go(page)
    window.show()
    if page == "entry":
        qtbot.waitUntil(window.page_of("entry").settled, timeout=20_000)
        qtbot.wait(200)
    found = window.page_of(page)
    left = {one for text in texts(window) for one in CHINESE.findall(text or "") if one not in said_by_packs and one not in OWN}
    assert not left, (left, found)
    ours = re.compile(r"\d年\d+月|^(强制|核实|提示)[：　]")  # such words stand in packs too
    assert not [text for text in texts(window) if ours.search(text or "")]
    window.close()


def test_what_the_system_refuses(qapp):
    fault = OSError(errno.ENOSPC, "No space left on device", "a.xlsx")
    assert i18n.sentence(fault) == "“a.xlsx”：磁盘已满。"
    i18n.use("en")
    try:
        assert i18n.sentence(fault) == "“a.xlsx”: the disk is full."
    finally:
        i18n.use("zh")


def test_sentences_within_sentences(qapp):
    told = Sentence("“{file}”{why}", file="a.xlsx", why=Trouble("没有写成：{why}", why=Sentence("磁盘已满")))
    names = Sentence("零报：{names}", names=("甲", Sentence("第{n}行", n=3)))
    assert (str(told), str(names)) == ("“a.xlsx”没有写成：磁盘已满", "零报：甲、第3行")
    i18n.use("en")
    try:
        assert i18n.sentence(told) == "“a.xlsx” Not written: the disk is full"
        assert i18n.sentence(names) == "Nil returns: 甲, row 3"
        assert i18n.sentence(str(told)) == str(told), "what was stored as text stays"
    finally:
        i18n.use("zh")
