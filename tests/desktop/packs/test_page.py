"""The page 任务包: enabling by tick, and what each pack asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl

from db.office.writing import Edit
from db.packs.model import Target
from db.periods.report_period import parse
from db.values.cell import value
from desktop.packs.pack_description import FIRST_PERIOD, describe, target
from desktop.packs.page import PacksPage
from tests.desktop.showing import shown

LONG = 20_000  # ms; two busy cores


@pytest.fixture
def page(qtbot, session):
    with shown(qtbot, PacksPage(session)) as found:
        yield found


def item_of(page, id):
    return next(page.list.item(n) for n in range(page.list.count()) if page.list.item(n).data(Qt.ItemDataRole.UserRole) == id)


def test_all_packs_are_listed(page, catalogue, office):
    assert page.list.count() == len(catalogue.packs)
    assert len(page.ticked()) == len(office.packs)


def test_the_first_pack_is_read_when_the_page_opens(page):
    assert page.pack.title in page.text.toPlainText()
    assert not any(one.isVisible() for one in (page.look, page.take, page.back, page.news))


def test_a_tick_taken_away_and_given_back(qtbot, page, office, session):
    item = item_of(page, "urban-renewal-3yr")
    page.list.setCurrentItem(item)
    with qtbot.waitSignals([session.changed, session.moved]):
        qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert "urban-renewal-3yr" not in [pack.id for pack in office.packs]
    assert session.pack.id != "urban-renewal-3yr"
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert "urban-renewal-3yr" in [pack.id for pack in office.packs]


def test_the_last_tick_leaves_no_programme(page, office, session, catalogue):
    for id in catalogue.packs:
        item_of(page, id).setCheckState(Qt.CheckState.Unchecked)
    assert session.pack is None
    assert office.packs == []
    item_of(page, "urban-renewal-3yr").setCheckState(Qt.CheckState.Checked)
    assert session.pack.id == "urban-renewal-3yr"


def test_the_first_period_is_shown_and_changed(qtbot, page, office, answers, urban):
    item = item_of(page, urban.id)
    page.list.setCurrentItem(item)
    assert "2026年10月（李敏" in page.text.toPlainText()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert "改起报期" not in page.text.toPlainText()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)

    def work(box):
        assert box.choice.currentText() == "2026年10月"
        box.choice.setCurrentText("2026年8月")
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)

    answers.append(work)
    page.text.anchorClicked.emit(QUrl(FIRST_PERIOD))
    assert office.span(urban).first.label == "2026-08"
    assert "2026年8月（李敏" in page.text.toPlainText()


def test_a_programme_that_ended_is_named_so_in_the_list(page, office):
    item = item_of(page, "industrial-green-145")
    assert item.text().endswith("（已结束）")
    page.list.setCurrentItem(item)
    assert "2025年12月" in page.text.toPlainText()
    assert sum("已结束" in page.list.item(n).text() for n in range(page.list.count())) == 1


def test_what_the_chosen_pack_asks_is_shown(page, catalogue):
    page.list.setCurrentItem(item_of(page, "urban-renewal-3yr"))
    text = page.text.toPlainText()
    for word in ("老旧小区改造", "000:337", "填表说明", "审核关系"):
        assert word in text


def test_every_pack_can_be_described(catalogue):
    for pack in catalogue.packs.values():
        text = describe(pack)
        for form in pack.forms:
            assert form.title in text
            for row in form.rows:
                assert row.code in text
                assert (target(row.target, row.unit) == "–") == (row.target is None)
                assert row.practice or row.source in text
                for one in row.references:
                    assert one.source in text
            for field in form.fields:
                assert field.practice or not field.source or field.source in text
        for one in pack.announced:
            said = f"计 {one.count} {one.unit}（原文未印总数）" if one.counted else f"公布 {one.count} {one.unit}"
            assert f"{said}，列出题目 {one.titled} {one.unit}" in text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Target(35, "each-year"), "≥ 35 万人 每年"),
        (Target(15, "by-date", "2025"), "≥ 15 万人 到 2025"),
        (Target(350, "stock", "未来五年"), "≥ 350 万人 总量 未来五年"),
        (None, "–"),
    ],
)
def test_a_target_is_told_with_its_basis_and_year(given: Target | None, told: str) -> None:
    assert target(given, "万人") == told


def test_the_list_is_narrowed_by_what_is_typed(qtbot, page, catalogue):
    qtbot.keyClicks(page.packs.filter, "UPSTAIRS")
    shown = [page.list.item(n) for n in range(page.list.count()) if not page.list.item(n).isHidden()]
    assert [one.data(Qt.ItemDataRole.UserRole) for one in shown] == ["industry-upstairs-ztr"]
    page.arrive("urban-renewal-3yr")
    assert page.pack.id == "urban-renewal-3yr"
    assert page.packs.filter.text() == ""


def test_how_to_write_a_pack_is_shown(qtbot, page):
    qtbot.mouseClick(page.guide, Qt.MouseButton.LeftButton)
    text = page.text.toPlainText()
    assert "怎样写任务包" in text
    assert "公布个数" in text
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert "怎样写任务包" not in page.text.toPlainText()


# --- in, out, another version

OWN = """
id: old-town
title: 老城更新
version: "{version}"
announced: [{{code: Q1, title: 重点任务, count: 3, form: tasks, source: "某发〔2026〕1号"}}]
tasks:
  - {{code: A1, title: 管网更新, source: 某发〔2026〕1号}}
{more}
"""


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TAIZHANG_OWN", str(tmp_path / "own"))
    return tmp_path / "own"


def yaml(folder, version="2026.1", more=""):
    file = folder / "old-town.yaml"
    file.write_text(OWN.format(version=version, more=more), encoding="utf-8")
    return file


def imported(qtbot, page, answers, file):
    answers.append(str(file))
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._offered is not None or page.back.isVisible(), timeout=LONG)


def taken(qtbot, page, answers, file):
    imported(qtbot, page, answers, file)
    qtbot.waitUntil(page.take.isVisible, timeout=LONG)
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)


def test_a_pack_is_imported_ticked_and_renewed(qtbot, page, answers, tmp_path, own_folder, office, session, catalogue):
    taken(qtbot, page, answers, yaml(tmp_path))
    assert (own_folder / "packs" / "old-town.yaml").is_file()
    assert page.pack.title == "老城更新"
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    pack = office.packs[-1]
    assert pack.id == "old-town"
    session.look_at(pack, parse("2026-10"))
    session.save([Edit(pack.form("tasks"), parse("2026-10"), "A1", "progress", value("完成三条"))])
    more = "  - {code: A2, title: 电梯加装, source: 某发〔2026〕1号}"
    page.list.setCurrentRow(0)
    imported(qtbot, page, answers, yaml(tmp_path, "2027.1", more))
    assert page.pack.id == "old-town"
    assert page.focusWidget() is page.take
    qtbot.waitUntil(lambda: "需说明" in page.text.toPlainText(), timeout=LONG)
    text = page.text.toPlainText()
    assert "2026.1 → 2027.1" in text
    assert "新增 A2 电梯加装" in text
    assert "A2 电梯加装 · 状态：状态未填" in text
    assert office.catalogue.pack("old-town").version == "2026.1", "looking changes nothing"
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    assert session.pack.version == office.catalogue.pack("old-town").version == "2027.1"
    assert office.record(session.pack.form("tasks"), parse("2026-10"), "A1").value("progress") == "完成三条"


def test_other_content_under_the_same_number_is_refused_where_it_is_used(qtbot, page, answers, tmp_path, own_folder, office):
    taken(qtbot, page, answers, yaml(tmp_path))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    answers.append(str(yaml(tmp_path, more="  - {code: A2, title: 电梯加装}")))
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "内容改了，版本号没有改，仍是 2026.1" in page.text.toPlainText(), timeout=LONG)
    assert not page.take.isVisible()
    assert office.offered.pack("old-town").form("tasks").row("A2") is None


def test_a_new_years_pack_takes_over(qtbot, page, answers, tmp_path, own_folder, office, session):
    taken(qtbot, page, answers, yaml(tmp_path))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    pack = office.catalogue.pack("old-town")
    october = parse("2026-10")
    session.save([Edit(pack.form("tasks"), october, "A1", "person", value("王某"))])
    file = tmp_path / "old-town-2027.yaml"
    text = OWN.format(version="2027.1", more="  - {code: A2, title: 电梯加装, source: 某发〔2026〕1号}")
    file.write_text(text.replace("id: old-town", "id: old-town-2027\nwas: old-town"), encoding="utf-8")
    taken(qtbot, page, answers, file)
    answers.append(True)
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert "新增 A2 电梯加装" in page.text.toPlainText()
    assert "old-town" not in [one.id for one in office.packs]
    assert session.pack.id == "old-town-2027"
    assert office.record(session.pack.form("tasks"), parse("2026-12"), "A1").value("person") == "王某"


def test_what_is_wrong_with_a_file_is_listed(qtbot, page, answers, tmp_path, own_folder):
    imported(qtbot, page, answers, yaml(tmp_path, more="  - {code: B1.T1, titel: 错}"))
    text = page.text.toPlainText()
    assert "有 3 处错误，没有导入" in text
    assert "缺少“title”" in text
    assert not own_folder.exists()
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert "填表说明" in page.text.toPlainText()


def test_a_file_that_is_no_pack_is_said(qtbot, page, answers, tmp_path):
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"\x89PNG....")
    answers.append(str(file))
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.fault.isVisible, timeout=LONG)
    assert "图片" in page.fault.text()


def test_a_pack_is_written_as_a_workbook_and_imported_again(qtbot, page, answers, tmp_path, catalogue, own_folder):
    page.arrive("urban-renewal-3yr")
    answers.append(str(tmp_path / "x.xlsx"))
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / "x.xlsx").is_file, timeout=LONG)
    qtbot.waitUntil(lambda: "✓" in page.news.text(), timeout=LONG)
    imported(qtbot, page, answers, tmp_path / "x.xlsx")
    qtbot.waitUntil(lambda: "没有变化" in page.text.toPlainText(), timeout=LONG)


def test_titles_are_typed_in_a_box(qtbot, page, answers, tmp_path, own_folder, office):
    taken(qtbot, page, answers, yaml(tmp_path))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)

    def work(box):
        box.titles.setPlainText("雨污分流\n电梯加装\n停车\n绿化")
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
        assert "最多还能补3项" in box.fault.text()
        box.titles.setPlainText("雨污分流\n电梯加装")
        box.document.setText("某发〔2026〕1号")
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)

    answers.append(work)
    page.text.anchorClicked.emit(QUrl("titles:Q1"))
    assert "列出题目 2 项" in page.text.toPlainText()
    assert [row.title for row in office.catalogue.pack("old-town").form("tasks").rows] == ["管网更新", "重点任务", "雨污分流", "电梯加装"]
