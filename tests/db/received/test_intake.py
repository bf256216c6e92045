"""Receiving: one verdict a file, nothing of a refused one, twice like once, versions in any order."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.messages import Trouble
from db.office.office import Office
from db.received import compare, intake_log, questions, store
from db.received.intake_log import IntakeEvent
from db.received.questions import About
from db.returns import check_code, versions
from db.rollup.rollup import Rollup
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.receive import files, receive
from tests import upward
from tests.db.received.received_books import cell_of, own_office, patched, stored, take
from tests.upward import OCTOBER, ZONE, Districts


def test_ten_districts_once_and_twice(city: Office, districts: Districts) -> None:
    found = take(city, *districts.books)
    assert [one.verdict for one in found] == ["accepted"] * 10, [one.reason for one in found]
    assert {one.unit for one in found} == set(upward.DISTRICTS)
    assert {(one.programme, one.period, one.version) for one in found} == {("works", "2026-10", 1)}
    before = stored(city)
    assert before["received"] == 10
    assert [one.verdict for one in take(city, *districts.books)] == ["duplicate"] * 10
    assert stored(city) == before, "running twice changes nothing"


def test_a_file_that_fails_while_it_is_stored_leaves_nothing(city: Office, districts: Districts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even an open transaction, which would stop the files behind it."""
    with monkeypatch.context() as failing:
        failing.setattr(questions, "add_entries", lambda *_, **__: [][0])
        refused = take(city, districts.books[0])
    assert [one.verdict for one in refused] == ["refused"]
    assert stored(city) == {"received": 0, "received_row": 0, "intake_event": 0}
    assert [one.verdict for one in take(city, *districts.books[:2])] == ["accepted"] * 2


def test_a_received_return_is_the_return_that_was_sent(city: Office, districts: Districts, tmp_path: Path) -> None:

    (verdict,) = take(city, districts.books[0])
    one = store.by_id(city.db.conn, verdict.received)
    with own_office(districts, tmp_path) as own:
        sent = versions.load(own, districts.pack, OCTOBER)
        came = store.as_return(city.db.conn, one, districts.pack, OCTOBER)
        assert (came.check_code, came.digest, came.people) == (sent.check_code, sent.digest, sent.people)
        for form in districts.pack.forms:
            assert [(row, list(map(check_code.canonical, cells))) for row, cells in came.lines(form)] == [
                (row, list(map(check_code.canonical, cells))) for row, cells in sent.lines(form)
            ]
    row = store.placed(city.db.conn, one, districts.pack.form("indicators"), "K01")
    sheet, cell = one.cell("indicators", "current", row[2])
    assert openpyxl.load_workbook(districts.books[0])[sheet][cell].value == 12.1


def test_versions_in_the_wrong_order(city: Office, districts: Districts, tmp_path: Path) -> None:
    with own_office(districts, tmp_path) as own:
        second = upward.written(upward.handed(own, 0, K01=99.5), tmp_path)
    assert [one.verdict for one in take(city, second)] == ["accepted"]
    (late,) = take(city, districts.books[0])
    assert (late.verdict, late.version) == ("older", 1)
    assert "已有第 2 版" in late.reason
    state = intake_log.states(city.db.conn, "works", "2026-10")["370202"]
    assert (state.word, state.version, state.older) == ("accepted", 2, (1,))
    assert store.standing(city.db.conn, "works", "2026-10")["370202"].version == 2
    assert [one.verdict for one in take(city, districts.books[0], second)] == ["duplicate", "duplicate"]


def test_two_versions_compared_and_printed(city: Office, districts: Districts, tmp_path: Path) -> None:
    with own_office(districts, tmp_path) as own:
        books = [districts.books[0], *(upward.written(upward.handed(own, 0, K01=one), tmp_path) for one in (99.5, 12.1))]
    ids = [one.received for one in take(city, *books)]
    first, second, third = (store.by_id(city.db.conn, id) for id in ids)
    assert compare.base_of(city.db.conn, second, third) == first
    found = list(compare.compare(city.db.conn, districts.pack, second, third, first))
    assert {(one.row, one.field, one.kind) for one in found} == {("K01", "current", "back"), ("K01", "ytd", "back")}
    assert found[0].difference == -87.4
    paper = compare.explanation(districts.pack, OCTOBER, second, third, found)
    workbook_writer.write(paper, tmp_path / "更正说明.xlsx")
    shown = [cell.value for row in openpyxl.load_workbook(tmp_path / "更正说明.xlsx")["更正说明"].iter_rows() for cell in row]
    assert {99.5, "99.5", "12.1", "改回", -87.4} & set(shown) >= {"99.5", "12.1", "改回", -87.4}


def test_a_flipped_digit_is_refused_with_its_cell(city: Office, districts: Districts, tmp_path: Path) -> None:
    def flip(book: openpyxl.Workbook) -> None:
        cell_of(book, "indicators", "K01", "current").value = 12.2

    (found,) = take(city, patched(districts.books[0], tmp_path, flip))
    assert found.verdict == "refused"
    assert "校验码" in found.reason
    assert found.counts["error"] == len(found.marks) > 0
    mark = found.marks[0]
    assert (mark.sheet, mark.field) == ("指标完成情况表", "本期")
    assert openpyxl.load_workbook(tmp_path / "改过.xlsx")[mark.sheet][mark.cell].value == 12.2
    assert stored(city) == {"received": 0, "received_row": 0, "intake_event": 0}


def test_rules_are_judged_again(city: Office, districts: Districts, tmp_path: Path) -> None:
    """A sender whose pack did not hold the rule is told, in its own cells."""
    from dataclasses import replace

    from db.returns import finalise

    with own_office(districts, tmp_path) as own:
        loose = replace(districts.pack, rules=(), blocking=False)
        own.apply(upward.edits(districts.pack, OCTOBER, {"K03": 500}, 0))
        made = finalise.finalise(own, loose, OCTOBER, "更正")
        book = tmp_path / "多.xlsx"
        workbook_writer.write(made, book)
    (found,) = take(city, book)
    assert (found.verdict, found.counts["error"]) == ("refused", 1)
    assert "已办 500 件多于应办 100 件" in found.reason
    mark = next(one for one in found.marks if one.severity == "error")
    assert openpyxl.load_workbook(book)[mark.sheet][mark.cell].value == 500
    assert stored(city)["received"] == 0


def test_what_is_not_taken(city: Office, districts: Districts, tmp_path: Path) -> None:
    from db.periods.report_period import parse
    from db.returns import finalise

    with own_office(districts, tmp_path) as own:
        draft, blank = tmp_path / "草稿.xlsx", tmp_path / "空白.xlsx"
        workbook_writer.write(finalise.draft(own, districts.pack, OCTOBER), draft)
        workbook_writer.write_blank(own, districts.pack, parse("2027-01"), blank)
    (tmp_path / "图片.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    found = {one.file: one for one in take(city, draft, blank, tmp_path / "图片.xlsx")}
    assert {name: one.verdict for name, one in found.items()} == dict.fromkeys(found, "refused")
    assert "草稿" in found["草稿.xlsx"].reason
    assert "图片" in found["图片.xlsx"].reason
    assert take(city, districts.books[0], period=OCTOBER.next)[0].reason == "报的是2026年10月，现在收的是2026年11月。"
    with own_office(districts, tmp_path, 1) as neighbour:
        assert "不归" in take(neighbour, districts.books[0])[0].reason
        assert "本单位自己的" in take(neighbour, districts.books[1])[0].reason
    city.enable([])
    assert "没有启用" in take(city, districts.books[0])[0].reason
    assert stored(city)["received"] == 0


def test_another_pack_version_is_held(city: Office, districts: Districts, tmp_path: Path) -> None:
    from dataclasses import replace

    from db.returns import finalise

    with own_office(districts, tmp_path) as own:
        newer = replace(districts.pack, version="2027.1")
        made = finalise.draft(own, newer, OCTOBER)
        digest = check_code.versioned(
            check_code.digest(check_code.header(made.unit, newer, "2026-10"), [(f, made.lines(f)) for f in newer.forms]), 1
        )
        final = replace(made, version=1, digest=digest, check_code=check_code.code(digest), pack_version="2027.1")
        workbook_writer.write(final, tmp_path / "新.xlsx")
    (found,) = take(city, tmp_path / "新.xlsx")
    assert found.verdict == "held"
    assert "第 2027.1 版" in found.reason
    assert "第 2026.1 版" in found.reason


def test_questions_and_answers_travel(city: Office, districts: Districts, tmp_path: Path) -> None:
    take(city, districts.books[0])
    whose = ("370202", "works", "2026-10")
    asked = questions.ask(city.db, "市局", *whose, 1, About("indicators", "K01", "current"), "比上月多一倍，请核实。")
    assert intake_log.states(city.db.conn, "works", "2026-10")["370202"].word == "questioned"
    assert "370202" in store.standing(city.db.conn, "works", "2026-10"), "what is asked about still counts"
    with own_office(districts, tmp_path) as own:
        carried = questions.entries_to_send(city.db.conn, *whose)
        assert questions.add_entries(own.db, *whose, carried) == 1
        assert questions.add_entries(own.db, *whose, carried) == 0
        questions.answer(own.db, "李敏", *whose, asked, "新增一个小区，数字无误。")
        back = questions.entries_to_send(own.db.conn, *whose)
    forged = [{"key": intake_log.new_key(), "version": 1, "kind": "withdrawn", "detail": {"of": asked}}]
    assert questions.add_entries(city.db, *whose, [*back, *forged], kinds=("answered",)) == 1
    (question,) = questions.thread(city.db.conn, *whose)
    assert [one.text for one in question.answers] == ["新增一个小区，数字无误。"]
    assert intake_log.states(city.db.conn, "works", "2026-10")["370202"].word == "accepted"
    with pytest.raises(Trouble, match="写明原因"):
        questions.send_back(city.db, "市局", *whose, 1, [(About(), " ")])
    (key,) = questions.send_back(city.db, "市局", *whose, 1, [(About("indicators", "K01", "current"), "单位应为万平方米")])
    assert "370202" not in store.standing(city.db.conn, "works", "2026-10")
    questions.take_back(city.db, "市局", *whose, key)
    assert "370202" in store.standing(city.db.conn, "works", "2026-10")


def test_a_zone_inside_a_district_reports_to_the_city(city: Office, districts: Districts, tmp_path: Path) -> None:
    with upward.office(tmp_path, districts.catalogue, ZONE) as zone:
        (found,) = take(city, upward.written(upward.handed(zone, 5), tmp_path))
    assert (found.verdict, found.unit) == ("accepted", ZONE)


def test_folders_are_looked_through(districts: Districts, tmp_path: Path) -> None:
    inside = tmp_path / "收件" / "一组"
    inside.mkdir(parents=True)
    shutil.copy(districts.books[0], inside)
    (inside / "说明.txt").write_text("x", encoding="utf-8")
    assert [one.name for one in files([tmp_path / "收件", inside])] == [districts.books[0].name]


def test_cancelling_stops_between_two_files(city: Office, districts: Districts) -> None:
    done: list[str] = []
    for one in receive(city, districts.books, cancelled=lambda: len(done) >= 3):
        done.append(one.verdict)
    assert done == ["accepted"] * 3
    assert stored(city)["received"] == 3


def test_an_older_pack_version_the_office_once_used_is_received(city: Office, districts: Districts, tmp_path: Path) -> None:
    """The city took a newer version meanwhile; the district's return is kept by its own and still rolls up."""
    from db.packs import catalogue
    from db.versions import adoption

    folder = tmp_path / "newer"
    for kind, name, text in (
        ("ledgers", "lg-works", upward.LEDGER + "  - {id: extra, title: 新增栏, kind: integer, total: true, source: practice 1}\n"),
        ("packs", "works", upward.PACK.replace("2026.1", "2027.1").replace("  - {code: K05", "  - {code: K06, title: 新指标, unit: 户, "
         'source: "000:1", phrase: 样本}\n  - {code: K05')),
    ):  # fmt: skip
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    city.offer(catalogue.load(folder))
    new = adoption.adopt(city, city.offered.pack("works"), copy=False)
    assert [one.verdict for one in take(city, districts.books[0])] == ["accepted"], "this file once used that version"
    assert new.version == "2027.1"
    with Rollup(city, new, OCTOBER) as made:
        assert made.value(new.form("indicators"), "K01", "current") == 12.1
        assert made.value(new.form("indicators"), "K06", "current") is None
        assert made.value(new.form("lg-works"), "合计", "homes") == 1


@pytest.mark.parametrize(
    "junk",
    [
        {"version": 10**30},
        {"version": -1},
        {"version": True},
        {"key": "\ud800"},
        {"detail": {"of": "x", "text": "\ud800"}},
        {"who": "\ud800"},
        {"at": "\ud800"},
        {"detail": {"of": "x", "text": "长" * 100_000}},
        {"detail": {"of": "x", "text": object()}},
        {"key": "accepted:0123"},
    ],
    ids=("huge", "negative", "flag", "key", "of", "who", "at", "long", "no-text", "taken"),
)
def test_what_cannot_be_an_entry_is_passed_over(city: Office, junk: dict[str, Any]) -> None:
    entry = {"key": intake_log.new_key(), "version": 1, "kind": "answered", "detail": {"of": "x", "text": "无误"}, "at": "", "who": "李"}
    whose = ("370202", "works", "2026-10")
    assert questions.add_entries(city.db, *whose, [entry | junk]) == 0
    assert questions.add_entries(city.db, *whose, [entry | junk, entry]) == 1


def test_the_key_of_an_acceptance_cannot_be_taken_before_it(city: Office, districts: Districts, tmp_path: Path) -> None:
    with own_office(districts, tmp_path) as own:
        digest = versions.load(own, districts.pack, OCTOBER).digest
    taken = {"version": 1, "kind": "answered", "detail": {"of": "x", "text": "t"}}
    assert questions.add_entries(city.db, "370203", "works", "2026-09", [{"key": f"accepted:{digest}", **taken}], kinds=("answered",)) == 0
    older = IntakeEvent(f"accepted:{digest}", "370203", "works", "2026-09", 1, "answered", {}, "2026-10-01T00:00:00", "x")
    assert intake_log.write(city.db, older), "as a file of before may have left it"
    (found,) = take(city, districts.books[0])
    assert found.verdict == "accepted"
    assert "370202" in store.standing(city.db.conn, "works", "2026-10")


def test_a_row_without_a_place_has_no_cell(city: Office, districts: Districts) -> None:
    take(city, districts.books[0])
    one = store.standing(city.db.conn, "works", "2026-10")["370202"]
    assert one.cell("indicators", "current", ("", 0)) == ("", "")
