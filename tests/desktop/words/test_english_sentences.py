"""What comes from files, rules and other offices is told in the language of the window: only names and values stay as they are."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.office.writing import Edit
from db.packs.model import Pack
from db.returns import nil
from db.units.model import Unit
from db.values.cell import value
from db.values.field import Field
from db.values.kinds import read
from desktop.exchange.book import workbook_writer
from desktop.exchange.packs.pack_reader import read_pack
from desktop.exchange.packs.pack_sheets import BY_NAME
from desktop.exchange.reading import workbook_reader
from desktop.handoff.page import HandoffPage
from desktop.intake.page import IntakePage
from desktop.intake.paper_check import PaperCheck
from desktop.overview.page import OverviewPage
from desktop.received.page import ReceivedPage
from desktop.words import i18n
from desktop.work import tasks
from desktop.work.session import Session
from tests import upward
from tests.desktop.mapping.typed_tables import plain_book
from tests.desktop.showing import shown
from tests.desktop.words.test_english import CHINESE, texts
from tests.upward import OCTOBER, Districts

LONG = 30_000  # ms; two busy cores
WRONG_PACK = """
id: Wrong
title: [a]
nobody: 1
period: {type: weekly, due: {after_days: 5, working_days: 3, by: {9: {hour: 99}}}}
lights: {low: 5}
tasks: [{code: A1.T1, title: A}, {code: "#", title: B}, {code: A2, title: C}, {code: A2, title: D}]
ledgers: [lg-none]
own_ledgers:
  - id: lg-own
    title: E
    name: [none]
    fields:
      - {id: Name, title: F, kind: choice, minimum: 3, maximum: 1, const: none}
      - {id: sum, title: G, kind: number, derive: "none + 1"}
    rules: [{id: r1, level: error, at: none, check: "sum >", message: H, good: {row: 1}}]
    examples: [{sum: many}]
announced: [{code: Q1, title: I, count: 1, form: none, rows: [X]}]
"""
READ = {
    "number": ("约5", "1,2", "3-5", "1e9", "12345678901234567", "-(3)", "㎡", "3人", "5。2", "百分之五", "二十", True),
    "integer": ("2.5",),
    "date": ("3月", "24年3月底", "2025-02-30", "2024.1", "2025年上半年", "二〇二五年三月", "45000", "202503", "1800"),
    "year": ("no", "2025-03"),
    "citizen_id": ("123", "370202199013013414", "370202199001011234"),
    "credit_code": ("91370200", "9137020MA3CXXXXX1", "91370200MA3C123451"),
    "phone": ("82600056", "13812345678 13812345679", "1"),
    "choice": ("E", "A1"), "choices": ("E",), "yesno": ("1", "E"), "text": ("E" * 40_000,),
}  # fmt: skip


@pytest.fixture
def english(dressed: Any) -> None:
    """The window speaks English; `dressed` takes it back."""
    i18n.use("en")


def names(pack: Pack, units: Iterable[Unit], *more: str) -> list[str]:
    """What a programme, its units and the office call things, the longest first."""
    found = {pack.title, pack.short, *more}
    found |= {name for one in units for name in (one.name, one.short)}
    for form in pack.forms:
        found |= {form.title, *(row.title for row in form.rows), *(field.title for field in form.fields)}
        found |= {choice for field in form.fields for choice in field.choices}
        found |= {part for rule in form.rules for text in (rule.message, rule.mend) for part in re.split(r"\{[^}]*\}", text)}
    found |= {part for rule in pack.rules for text in (rule.message, rule.mend) for part in re.split(r"\{[^}]*\}", text)}
    return sorted(filter(None, found), key=len, reverse=True)


def chinese(said: Iterable[str], known: list[str]) -> list[str]:
    """The texts in which Chinese is left when what is only called so is taken away."""
    left = []
    for text in said:
        bare = text
        for name in known:
            bare = bare.replace(name, "")
        if CHINESE.search(bare):
            left.append(text)
    return left


def put(book: Path, cells: dict[str, Any]) -> Path:
    """The workbook with other values in the first row of its ledger."""
    found = openpyxl.load_workbook(book)
    (map_,) = (one for one in workbook_reader.read(book).maps if one.form == "lg-works")
    sheet = found[map_.sheet]
    number = next(n for n in range(map_.head + 1, sheet.max_row) if str(sheet.cell(n, map_.ids).value or "").startswith("r"))
    for field, content in cells.items():
        sheet[f"{map_.letters[field]}{number}"].value = content
    found.save(book)
    return book


@pytest.fixture
def files(districts: Districts, tmp_path: Path) -> list[Path]:
    """One of each kind: taken, changed since, no workbook, a table nobody knows, empty, with a problem, nil, of another month."""
    (tmp_path / "files").mkdir()
    good, broken, late = (Path(shutil.copy(one, tmp_path / "files" / f"{n}.xlsx")) for n, one in enumerate(districts.books[:3]))
    odd = tmp_path / "files" / "odd.xlsx"
    odd.write_text("no workbook", encoding="utf-8")
    plain = plain_book(tmp_path / "files" / "plain.xlsx", "2026年10月")
    with upward.office(tmp_path, districts.catalogue, upward.DISTRICTS[3]) as own:
        empty = tmp_path / "files" / "blank.xlsx"
        workbook_writer.write_blank(own, districts.pack, OCTOBER, empty)
        below = put(Path(shutil.copy(empty, tmp_path / "files" / "below.xlsx")), {"name": "A", "homes": -3})
        other = upward.written(nil.finalise(own, districts.pack, OCTOBER, "nothing"), tmp_path / "files")
        early = upward.written(upward.handed(own, 3, OCTOBER.previous), tmp_path / "files")
    return [good, put(broken, {"money": 99.5}), late, odd, plain, empty, below, other, early]


def test_verdicts(qtbot: Any, intake: Any, english: None, city: Any, districts: Districts, files: list[Path]) -> None:
    session = Session(city, today=date(2026, 11, 7))
    session.look_at(districts.pack, OCTOBER)
    page: IntakePage = intake(session)
    with qtbot.waitSignal(page.received, timeout=LONG):
        page.take(files[:1])
    with qtbot.waitSignal(page.received, timeout=LONG):
        page.take(files)
    known = names(districts.pack, city.units(), "370200填表", "市局", "数字", "工程", "任务")
    assert {one.verdict for _, one in page.verdicts} >= {"accepted", "duplicate", "refused", "held"}
    reasons = [one.reason for _, one in page.verdicts]
    assert any("现为“99.5”" in one for one in reasons), "the reason itself is Chinese, for the file and the terminal"
    assert any("个必须改的问题，第一个：" in one for one in reasons)
    shown = [page.tray.item(row, 5).text() for row in range(page.tray.rowCount())]
    assert any("problems must be mended, the first: " in one for one in shown), shown
    assert chinese(texts(page), known) == []


def test_a_paper_check(qtbot: Any, english: None, city: Any, districts: Districts, files: list[Path]) -> None:
    box = PaperCheck(city)
    qtbot.addWidget(box)
    box.take(files[1:3])
    qtbot.waitUntil(lambda: box.verdict.isVisibleTo(box) or box.fault.isVisibleTo(box), timeout=LONG)
    assert "99.5" in box.verdict.text()
    assert chinese(texts(box), names(districts.pack, city.units())) == []


def test_what_stands_in_the_way(qtbot: Any, english: None, districts: Districts, tmp_path: Path) -> None:
    with upward.office(tmp_path, districts.catalogue, upward.DISTRICTS[0]) as own:
        session = Session(own, today=date(2026, 11, 3))
        session.look_at(own.packs[0], OCTOBER)
        form = own.packs[0].form("lg-works")
        typed = {"name": value("A"), "homes": read("many", form.field("homes")).cell, "money": value(1.0), "paid": value(-1.0)}
        own.apply([Edit(form, OCTOBER, "r1", name, cell) for name, cell in typed.items()])
        with shown(qtbot, HandoffPage(session)) as page:
            qtbot.waitUntil(lambda: page.view.paper is not None, timeout=LONG)
            page.make_final()
            qtbot.waitUntil(page.blocked.isVisible, timeout=LONG)
            assert page.blocked.list.count() > 0
            page.make_nil()
            qtbot.waitUntil(lambda: "no nil return" in page.note.text(), timeout=LONG)
            assert chinese(texts(page), names(own.packs[0], own.units(), "370202填表")) == []


def test_one_return_and_who_is_in(qtbot: Any, english: None, intake: Any, city: Any, districts: Districts, files: list[Path]) -> None:
    session = Session(city, today=date(2026, 11, 7))
    session.look_at(districts.pack, OCTOBER)
    tray: IntakePage = intake(session)
    with qtbot.waitSignal(tray.received, timeout=LONG):
        tray.take([files[0], files[-2]])
    known = names(districts.pack, city.units(), "370200填表", "市局", "370202填表", "370212填表")
    overview = OverviewPage(session)
    qtbot.addWidget(overview)
    overview.show()
    qtbot.waitUntil(lambda: overview.matrix.rowCount() > 0, timeout=LONG)
    assert any(overview.matrix.item(row, 10).text().endswith("nil") for row in range(overview.matrix.rowCount()))
    assert chinese(texts(overview), known) == []
    review = ReceivedPage(session)
    qtbot.addWidget(review)
    review.show()
    review.arrive(upward.DISTRICTS[0])
    qtbot.waitUntil(lambda: review.panel.problems.count() > 0, timeout=LONG)
    assert chinese(texts(review), known) == []
    for page in (overview, review):
        page.stop()
    tasks.finish()


def test_what_is_wrong_with_a_pack(english: None, catalogue: Any, tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text(WRONG_PACK, encoding="utf-8")
    faults = read_pack(tmp_path / "wrong.yaml", catalogue).faults
    assert len(faults) > 20
    assert "wrong.yaml 第 4 行 nobody：不认识的键“nobody”" in "".join(faults), "in the terminal"
    assert chinese(map(i18n.sentence, faults), []) == []
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.save(tmp_path / "wrong.xlsx")
    told = read_pack(tmp_path / "wrong.xlsx", catalogue).faults
    heads = {*BY_NAME, "说明", *(title for one in BY_NAME.values() for title in one.by_title)}
    assert chinese(map(i18n.sentence, told), sorted(heads, key=len, reverse=True)) == []


@pytest.mark.parametrize("kind", READ)
def test_why_a_text_was_not_read_as_it_stands(english: None, kind: str) -> None:
    field = Field("one", "One", kind, unit="m" if kind in ("number", "integer") else "", choices=("A", "B"))
    for raw in READ[kind]:
        note = read(raw, field).note
        assert chinese([i18n.sentence(note)], ["约", "百分之", "底", "二", "是", "否", "。", "人", "米"]) == [], (raw, note)
