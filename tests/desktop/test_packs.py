"""The page 任务包: enabling by tick, and what each pack asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.packs.describe import describe, target
from desktop.packs.page import PacksPage


@pytest.fixture
def page(qtbot, session):
    found = PacksPage(session)
    qtbot.addWidget(found)
    found.resize(1200, 700)
    found.show()
    return found


def item_of(page, id):
    return next(page.list.item(n) for n in range(page.list.count()) if page.list.item(n).data(Qt.ItemDataRole.UserRole) == id)


def test_all_packs_are_listed(page, catalogue, office):
    assert page.list.count() == len(catalogue.packs)
    assert len(page.ticked()) == len(office.packs)


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
