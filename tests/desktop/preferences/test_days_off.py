"""The days off on the page 设置: a year's list, and a notice read in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt

from desktop.widgets import dialogs


def test_days_off_of_a_year(qtbot, commit, page, office):
    card = page.days
    assert card.year.currentData() == 2026
    assert card.list.count() == 39
    assert "国办发明电〔2025〕7号" in card.note.text()
    card.year.setCurrentIndex(card.year.findData(2027))
    assert card.list.count() == 0
    assert card.note.text() == "2027年放假安排未录入，只按双休日推算。"
    card.day.setDate(QDate(2027, 1, 1))
    commit(card.name, "元旦")
    with qtbot.waitSignal(page.session.changed):
        qtbot.mouseClick(card.add, Qt.MouseButton.LeftButton)
    assert not office.calendar.is_workday(date(2027, 1, 1))
    assert [card.list.item(n).text() for n in range(card.list.count())] == ["01-01  周五  放假  元旦  本库录入"]
    card.list.setCurrentRow(0)
    qtbot.mouseClick(card.remove, Qt.MouseButton.LeftButton)
    assert office.calendar.is_workday(date(2027, 1, 1))
    card.year.setCurrentIndex(card.year.findData(2026))
    card.list.setCurrentRow(0)
    qtbot.mouseClick(card.remove, Qt.MouseButton.LeftButton)
    assert card.list.count() == 38, "an announced day can be taken back too"
    card.day.setDate(QDate(2026, 11, 7))
    card.kind.setCurrentIndex(1)
    qtbot.mouseClick(card.add, Qt.MouseButton.LeftButton)
    assert office.calendar.is_workday(date(2026, 11, 7))


def test_a_notice_is_read_in(qtbot, page, office, answers, tmp_path):
    file = tmp_path / "2027.yaml"
    text = "years:\n  - {year: 2027, source: 通知, holidays: [{name: 元旦, from: 2027-01-01, to: 2027-01-03}], workdays: [2027-01-09]}\n"
    file.write_text(text.replace("2027-01-09", "2027-01-32"), encoding="utf-8")
    answers.append(file)
    qtbot.mouseClick(page.days.take, Qt.MouseButton.LeftButton)
    assert "不是日期" in dialogs.said[-1]
    assert not office.calendar.covers(2027)
    file.write_text(text, encoding="utf-8")
    answers.append(file)
    qtbot.mouseClick(page.days.take, Qt.MouseButton.LeftButton)
    assert office.calendar.covers(2027)
    assert page.days.year.currentData() == 2027
    assert page.days.list.count() == 4
