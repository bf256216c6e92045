"""The page 报送: the draft's paper, refusing, finalising, exporting, printing, handing in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel

from db.office.log import events
from db.office.writing import Edit
from db.periods.report_period import parse
from db.received import questions
from db.returns import finalise, versions
from db.values.cell import value
from desktop.exchange.files.pdf_document import texts
from desktop.handoff import output_files, page_pictures, printing
from desktop.handoff.page import HandoffPage
from desktop.handoff.questions import HIGH
from desktop.widgets import dialogs
from desktop.work import tasks
from tests.desktop.showing import shown

LONG = 60_000


@pytest.fixture
def page(qtbot, session):
    with shown(qtbot, HandoffPage(session)) as found:
        qtbot.waitUntil(lambda: found.view.paper is not None, timeout=LONG)
        yield found


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def finalised(qtbot, page):
    with qtbot.waitSignal(page.finalised, timeout=LONG) as done:
        click(qtbot, page.finalise)
    version = done.args[0].version
    qtbot.waitUntil(lambda: page.view.paper is not None and page.view.paper.version == page.shown == version, timeout=LONG)


def test_the_draft_is_shown_with_its_mark(qtbot, page):
    made = page.view.paper
    assert made.version == 0
    assert page.view.preview.count == len(made.sizes) > 0
    text = texts(made.file)[0]
    assert "任务进展表" in text
    assert page.code.code.text() == "—"
    assert not page.export.isEnabled()
    assert not page.mark.isEnabled()
    qtbot.waitUntil(lambda: len(page.view.preview._pictures) > 0, timeout=LONG)


def test_what_is_wrong_is_listed_and_leads_to_its_cell(qtbot, page):
    click(qtbot, page.finalise)
    qtbot.waitUntil(page.blocked.isVisible, timeout=LONG)
    assert "个必须改" in page.blocked.title.text()
    item = page.blocked.list.item(0)
    with qtbot.waitSignal(page.go_wanted) as wanted:
        page.blocked.list.setCurrentItem(item)
        qtbot.keyClick(page.blocked.list, Qt.Key.Key_Return)
    page_name, cell = wanted.args
    assert (page_name, cell["form"], cell["field"]) == ("entry", "tasks", "status")


def test_finalising_gives_the_code(qtbot, page, finish, office, urban, session):
    finish(parse("2026-10"))
    session.refresh()
    finalised(qtbot, page)
    code = versions.load(office, urban, parse("2026-10")).check_code
    assert page.code.code.text() == code
    assert page.view.paper.version == 1
    assert not page.finalise.isEnabled()
    assert list(page.timeline.buttons) == [1]
    text = texts(page.view.paper.file)[0]
    assert code in text


def test_the_second_version_wants_its_reason(qtbot, page, finish, session, urban, answers, office):
    finish(parse("2026-10"))
    finalised(qtbot, page)
    session.save([Edit(urban.form("tasks"), parse("2026-10"), "A1", "person", value("张伟"))])
    qtbot.waitUntil(lambda: page.standing.word == "stale", timeout=LONG)
    assert "原纸质件作废" in page.heading.line.text()
    qtbot.waitUntil(lambda: page.view.paper.version == page.shown == 0, timeout=LONG)
    answers.append(None)
    click(qtbot, page.finalise)
    assert page.standing.version == 1
    answers.append("责任人换了。")
    finalised(qtbot, page)
    assert list(page.timeline.buttons) == [2, 1]
    assert any("责任人换了。" in label.text() for label in page.timeline.findChildren(QLabel))
    click(qtbot, page.timeline.buttons[1])
    qtbot.waitUntil(lambda: page.view.paper.version == 1, timeout=LONG)
    assert "作废" in page.code.state.text()
    answers.extend([False, False])
    click(qtbot, page.print)
    click(qtbot, page.export)
    assert dialogs.said[-2:] == ["第 1 版已作废或被退回，不能再报送。"] * 2


def test_exporting_and_handing_in(qtbot, page, finish, tmp_path, answers, office, urban):
    finish(parse("2026-10"))
    finalised(qtbot, page)
    folder = tmp_path / "报送"
    folder.mkdir()
    answers.append(str(folder))
    with qtbot.waitSignal(page.exported, timeout=LONG):
        click(qtbot, page.export)
    assert sorted(one.name for one in folder.iterdir()) == [
        "370202_urban-renewal-3yr_2026-10_v1.pdf",
        "370202_urban-renewal-3yr_2026-10_v1.xlsx",
    ]
    qtbot.waitUntil(page.mark.isEnabled, timeout=LONG)
    click(qtbot, page.mark)
    qtbot.waitUntil(lambda: page.standing.word == "handed", timeout=LONG)
    assert [one.kind for one in events(office.db.conn, urban, parse("2026-10"))] == ["handed", "exported", "finalised"]
    assert any(label.text().startswith("✓ 已报") for label in page.timeline.findChildren(QLabel))


def test_a_folder_that_cannot_be_written_is_said(qtbot, page, finish, tmp_path, answers):
    finish(parse("2026-10"))
    finalised(qtbot, page)
    (tmp_path / "文件").write_text("")
    answers.append(str(tmp_path / "文件"))
    click(qtbot, page.export)
    qtbot.waitUntil(lambda: page.note.text().startswith("✕"), timeout=LONG)


def test_printing_draws_every_page(qtbot, page, tmp_path, monkeypatch):
    target = tmp_path / "printed.pdf"

    def ask(parent, printer, title, count):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(96)
        printer.setFromTo(1, 2)
        return True

    monkeypatch.setattr(printing, "ask", ask)
    with qtbot.waitSignal(page.printed, timeout=LONG) as done:
        click(qtbot, page.print)
    assert done.args == [2]
    found = page_pictures.sizes(target)
    assert len(found) == 2
    first = page.view.paper.sizes[0]
    assert (found[0][0] > found[0][1]) == (first[0] > first[1])
    picture = page_pictures.draw(target, 0, 0.5)
    assert any(picture.pixelColor(x, y).lightness() < 128 for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2))


def test_paper_and_direction_are_remembered(dressed):
    printer = printing.new_printer("x", (842, 595))
    assert printer.pageLayout().orientation().name == "Landscape"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    from PySide6.QtGui import QPageLayout, QPageSize

    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printing.remember("x", printer)
    again = printing.new_printer("x", (842, 595))
    assert again.pageLayout().pageSize().id() is QPageSize.PageSizeId.A3
    assert again.pageLayout().orientation() is QPageLayout.Orientation.Portrait


def test_zoom(qtbot, page):
    preview = page.view.preview
    fitted = preview.zoom
    page.view.findChild(type(page.view.preview)).zoom_by(2)
    assert preview.zoom == pytest.approx(fitted * 2)
    assert preview.horizontalScrollBar().maximum() > 0
    preview.fit_width()
    assert preview.zoom == pytest.approx(fitted)
    preview.setFocus()
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.verticalScrollBar().value() > 0


def test_a_long_draft_waits_to_be_asked(qtbot, page, session, urban, monkeypatch):
    monkeypatch.setattr(output_files, "MANY", 10)
    session.refresh()
    qtbot.waitUntil(page.view.large.isVisible, timeout=LONG)
    with qtbot.waitSignal(page.view.ready, timeout=LONG):
        click(qtbot, page.view.large.button)


def test_another_period_starts_anew(qtbot, page, session):
    with qtbot.waitSignal(page.view.ready, timeout=LONG):
        session.look_at(period=parse("2026-09"))
    assert page.heading.line.text().startswith("2026年9月")


def test_an_answer_that_comes_late_is_written_down_where_it_belongs(qtbot, page, finish, session, tmp_path, answers, office, urban):
    finish(parse("2026-10"))
    finish(parse("2026-09"))
    finalise.finalise(office, urban, parse("2026-09"), "")
    finalised(qtbot, page)
    folder = tmp_path / "a<b>&'c"
    folder.mkdir()
    answers.append(str(folder))
    click(qtbot, page.export)
    with qtbot.waitSignal(page.exported, timeout=LONG):
        session.look_at(period=parse("2026-09"))
    assert [one.kind for one in events(office.db.conn, urban, parse("2026-10"))] == ["exported", "finalised"]
    assert [one.kind for one in events(office.db.conn, urban, parse("2026-09"))] == ["finalised"]
    assert page.note.textFormat() is Qt.TextFormat.RichText
    assert "<b>" not in page.note.text()
    page.say("<b>大</b>")
    assert page.note.textFormat() is Qt.TextFormat.PlainText


def test_what_stands_in_the_way_is_not_listed_for_another_period(qtbot, page, session):
    click(qtbot, page.finalise)
    session.look_at(period=parse("2026-09"))
    qtbot.waitUntil(lambda: page.note.text().startswith("✕ 还不能定稿"), timeout=LONG)
    assert not page.blocked.isVisible()


def test_nothing_is_read_while_something_runs(qtbot, page):
    click(qtbot, page.finalise)
    assert not page.read.isEnabled()
    qtbot.waitUntil(page.blocked.isVisible, timeout=LONG)
    assert page.read.isEnabled()


def test_an_answer_after_the_end_is_not_waited_for(qtbot, page):
    click(qtbot, page.finalise)
    page.stop()
    tasks.finish()
    assert not page.blocked.isVisible()


def test_many_questions_leave_room_for_the_paper(qtbot, page, session, office, urban):
    unit = office.unit_at(session.period.last).code
    for n in range(9):
        questions.ask(office.db, "市局", unit, urban.id, "2026-10", 1, questions.About(), f"<b>第 {n} 问</b>" * 9)
    session.refresh()
    assert len(page.questions.buttons) == 9
    assert page.questions.area.height() == HIGH
    assert page.questions.area.verticalScrollBar().maximum() > 0
    assert {one.textFormat() for one in page.questions.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


# --- what came back from above


def came_back(session, kind):
    """The first version is asked about or sent back."""
    office, pack, about = session.office, session.pack, questions.About("tasks", "A1")
    whose = (office.db, "市局", office.unit_at(session.period.last).code, pack.id, session.period.label, 1)
    if kind == "questioned":
        questions.ask(*whose, about, "是否填错？")
    else:
        questions.send_back(*whose, [(about, "请改正。")])
    session.refresh()


def test_a_question_is_answered_and_goes_up_with_another_export(qtbot, page, session, finish, answers):
    finish(parse("2026-10"))
    finalised(qtbot, page)
    came_back(session, "questioned")
    qtbot.waitUntil(lambda: "有 1 条待答复" in page.heading.line.text(), timeout=LONG)
    assert page.shown == 1
    answers.append("没有填错。")
    qtbot.keyClick(page.questions.buttons[0], Qt.Key.Key_Space)
    assert "再导出一次报送" in page.note.text()
    qtbot.waitUntil(lambda: "待答复" not in page.heading.line.text(), timeout=LONG)
    assert not page.finalise.isEnabled()


def test_a_return_sent_back_is_mended_and_finalised_again(qtbot, page, session, finish, urban, answers):
    finish(parse("2026-10"))
    finalised(qtbot, page)
    came_back(session, "returned")
    qtbot.waitUntil(lambda: "第 1 版被退回" in page.heading.line.text(), timeout=LONG)
    assert "有 1 条待答复" in page.heading.line.text()
    assert (page.shown, page.code.state.text()) == (1, "↩ 此版被退回，不计入汇总")
    assert not page.mark.isEnabled()
    answers.append("改好了。")
    qtbot.keyClick(page.questions.buttons[0], Qt.Key.Key_Space)
    assert "改正后再次定稿" in page.note.text()
    qtbot.waitUntil(lambda: "待答复" not in page.heading.line.text(), timeout=LONG)
    qtbot.keyClick(page.finalise, Qt.Key.Key_Space)
    assert "还没有改动" in page.note.text(), "the same figures are not sent up again"
    session.save([Edit(urban.form("tasks"), parse("2026-10"), "A1", "person", value("张伟"))])
    qtbot.waitUntil(lambda: page.standing.word == "stale", timeout=LONG)
    answers.append("责任人换了。")
    finalised(qtbot, page)
    assert page.standing.version == 2
    assert "第 2 版已定稿" in page.heading.line.text()
