"""Versions of packs: a file keeps the one it uses, says what another would change, takes it without losing anything typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office import packs_in_use
from db.office.backup import copies
from db.office.office import Office, create, open_office
from db.office.writing import Edit
from db.packs.catalogue import Catalogue, load
from db.packs.model import Pack
from db.periods.report_period import Period, parse
from db.returns import check_code, finalise, versions
from db.rollup.rollup import Rollup
from db.rules import engine
from db.values.cell import value
from db.versions import adoption, trial as trials, typed_titles
from desktop.exchange.intake.receive import receive
from tests import upward
from tests.terminal import run
from tests.upward import OCTOBER, Districts

ANNOUNCED = """
announced:
  - {code: Q1, title: 重点任务, count: 3, form: tasks, under: A1, named: [甲事], source: "001:13"}
"""
FIRST = """
id: old-town
title: 老城更新
version: "2026.1"
blocking: false
tasks:
  - {code: A1, title: 管网更新}
  - {code: A2, title: 电梯加装}
ledgers: [lg-yard]
"""
YARD = """
id: lg-yard
title: 院落台账
name: [yard]
fields:
  - {id: yard, title: 院落}
  - {id: homes, title: 户数, kind: integer}
  - {id: remark, title: 备注}
"""
SECOND = FIRST.replace("2026.1", "2027.1").replace(
    "{code: A2, title: 电梯加装}", "{code: A3, title: 电梯加装, was: A2}\n  - {code: A4, title: 停车}"
)
YARD2 = """
id: lg-yard
title: 院落台账
name: [yard]
fields:
  - {id: yard, title: 院落}
  - {id: households, title: 户数, kind: integer, was: homes}
  - {id: area, title: 面积, kind: number}
rules:
  - {id: few, level: error, at: households, check: households >= 10, message: "户数{households}少于10", mend: 核对}
"""


def offered(folder: Path, pack: str, ledger: str) -> Catalogue:
    """A catalogue with one more pack and ledger."""
    for name, text in (("packs", pack), ("ledgers", ledger)):
        (folder / name).mkdir(parents=True)
        id = text.split("id: ")[1].split("\n")[0]
        (folder / name / f"{id}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


@pytest.fixture
def first(tmp_path: Path) -> Catalogue:
    return offered(tmp_path / "first", FIRST + ANNOUNCED, YARD)


@pytest.fixture
def second(tmp_path: Path) -> Catalogue:
    return offered(tmp_path / "second", SECOND + ANNOUNCED, YARD2)


@pytest.fixture
def filled(tmp_path: Path, first: Catalogue, october: Period) -> Iterator[Office]:
    """An office of the first version with a row, a task and a frozen return."""
    with create(tmp_path / "own.taizhang", first, "370202", ["old-town"], who="李敏") as office:
        pack = office.packs[0]
        yard, tasks = pack.form("lg-yard"), pack.form("tasks")
        row = office.new_row()
        office.apply([Edit(yard, october, row, name, value(one)) for name, one in (("yard", "一号院"), ("homes", 6), ("remark", "旧"))])
        office.apply([Edit(tasks, october, "A2", name, value(one)) for name, one in (("progress", "装了两部"), ("person", "王某"))])
        finalise.finalise(office, pack, october)
        yield office


def reopened(office: Office, catalogue: Catalogue) -> Office:
    office.close()
    return open_office(office.path, catalogue, "李敏")


def test_a_file_keeps_the_pack_it_was_made_with(filled: Office, second: Catalogue, catalogue: Catalogue) -> None:
    with reopened(filled, second) as office:
        assert office.packs[0].version == "2026.1"
        assert office.packs[0].form("lg-yard").has("homes")
        assert office.offered.pack("old-town").version == "2027.1"
    with open_office(filled.path, catalogue) as elsewhere:  # a computer without the pack's own files
        assert [pack.title for pack in elsewhere.packs] == ["老城更新"]
        assert elsewhere.count(elsewhere.packs[0].form("lg-yard"), parse("2026-10")) == 1


def test_the_same_pack_is_the_catalogues_own_object(filled: Office, first: Catalogue) -> None:
    assert filled.packs[0] is first.pack("old-town")
    assert adoption.newer_versions(filled) == {}


def test_what_changes_is_said_form_by_form(first: Catalogue, second: Catalogue) -> None:
    told = [str(one.sentence) for one in adoption.changes(first.pack("old-town"), second.pack("old-town"))]
    assert told == [
        "任务进展表：A2 改编为 A3 电梯加装，数据跟着走",
        "任务进展表：新增 A4 停车",
        "院落台账：栏“户数”改为“户数”，数据跟着走",
        "院落台账：新增栏“面积”",
        "院落台账：去掉栏“备注”，已填的内容留在工作库里",
        "院落台账：新增审核关系：户数〔户数〕少于10",
    ]
    assert adoption.changes(first.pack("old-town"), first.pack("old-town")) == []


def test_taking_a_version_loses_nothing(filled: Office, second: Catalogue, october: Period) -> None:
    with reopened(filled, second) as office:
        assert list(adoption.newer_versions(office)) == ["old-town"]
        pack = adoption.adopt(office, office.offered.pack("old-town"))
        assert office.packs == [pack]
        assert pack.version == "2027.1"
        (yard,) = office.rows(pack.form("lg-yard"), october)
        assert yard.value("households") == 6
        task = office.record(pack.form("tasks"), october, "A3")
        assert task is not None
        assert task.value("progress") == "装了两部"
        assert office.db.execute("SELECT remark FROM lg_yard_rows").fetchone()[0] == "旧"
        assert adoption.newer_versions(office) == {}
        assert not office.can_undo
        assert any("改用新版前" in one.name for one in copies(office.path))


def test_a_return_keeps_the_version_it_was_made_by(filled: Office, second: Catalogue, october: Period) -> None:
    code = versions.load(filled, filled.packs[0], october).check_code
    with reopened(filled, second) as office:
        pack = adoption.adopt(office, office.offered.pack("old-town"))
        again = versions.load(office, pack, october)
        assert (again.check_code, again.pack_version, again.pack.version) == (code, "2026.1", "2026.1")
        form = again.pack.form("lg-yard")
        assert [cell.value for _, cells in again.lines(form) for cell in cells] == ["一号院", 6, "旧"]
        content = check_code.digest(
            check_code.header(again.unit, again.pack, "2026-10"), [(one, again.lines(one)) for one in again.pack.forms]
        )
        assert check_code.code(check_code.versioned(content, 1)) == code
        renewed = finalise.finalise(office, pack, october, "改用新版")
        assert (renewed.version, renewed.pack.version) == (2, "2027.1")
        assert versions.load(office, pack, october, 1).pack.version == "2026.1"


def test_rules_are_tried_before_they_are_taken(filled: Office, second: Catalogue, october: Period) -> None:
    before = filled.path.read_bytes()
    (trial,) = trials.try_out(filled.path, second, second.pack("old-town"))
    assert (trial.period, trial.unit, trial.then["error"] - trial.now["error"]) == (october, "市南区", 2)  # 少于10, and A4 has no status
    # A2, which had no status, is A3 now: nothing new
    assert list(trial.new) == ["A4 停车 · 状态：状态未填，每项任务都要填写状态", "第1行 一号院 · 户数：户数6少于10"]
    assert filled.path.read_bytes() == before
    assert filled.packs[0].version == "2026.1"


def test_titles_are_typed_where_the_text_only_counts(filled: Office, first: Catalogue, second: Catalogue, october: Period) -> None:
    pack = filled.packs[0]
    (announced,) = pack.announced
    assert typed_titles.missing_titles(pack, announced) == 2
    pack = typed_titles.type_titles(filled, pack, announced, ["雨污分流", " "], "某发〔2026〕1号")
    assert [(row.code, row.title, row.source) for row in typed_titles.typed(pack, announced)] == [
        ("A1.Q1.01", "雨污分流", "某发〔2026〕1号")
    ]
    assert [row.code for row in pack.form("tasks").rows] == ["A1", "A1.Q1", "A1.Q1.01", "A2"]
    assert typed_titles.missing_titles(pack, announced) == 1
    assert first.pack("old-town").form("tasks").row("A1.Q1.01") is None, "the shipped pack stays as it is"
    assert adoption.newer_versions(filled) == {}
    filled.apply([Edit(pack.form("tasks"), october, "A1.Q1.01", "progress", value("完成初设"))])
    with pytest.raises(Trouble, match="已经填报过，不能去掉"):
        typed_titles.type_titles(filled, pack, announced, [], "某发〔2026〕1号")
    pack = typed_titles.type_titles(filled, pack, announced, ["绿化", "雨污分流"], "某发〔2026〕1号")
    assert [(row.code, row.title) for row in typed_titles.typed(pack, announced)] == [("A1.Q1.01", "雨污分流"), ("A1.Q1.02", "绿化")]
    pack = typed_titles.type_titles(filled, pack, announced, ["雨污分流改造"], "某发〔2026〕1号")
    assert [(row.code, row.title) for row in typed_titles.typed(pack, announced)] == [("A1.Q1.01", "雨污分流改造")]
    with reopened(filled, second) as office:
        taken = adoption.adopt(office, office.offered.pack("old-town"))
        record = office.record(taken.form("tasks"), october, "A1.Q1.01")
        assert record is not None
        assert record.value("progress") == "完成初设"


@pytest.mark.parametrize(
    ("wanted", "document", "told"),
    [
        (["a", "b", "c"], "某发", "原文公布3项，已列1项，最多还能补2项，现在有3项"),
        (["a"], " ", "请写明题目出自哪份文件"),
        (["a", "a"], "某发", "“a”写了两次"),
    ],
)
def test_titles_that_cannot_be_kept_are_refused(filled: Office, wanted: list[str], document: str, told: str) -> None:
    pack = filled.packs[0]
    with pytest.raises(Trouble, match=told):
        typed_titles.type_titles(filled, pack, pack.announced[0], wanted, document)
    assert filled.packs == [pack]


def test_a_new_years_pack_takes_over_what_carries_on(filled: Office, tmp_path: Path, october: Period) -> None:
    next_year = SECOND.replace("id: old-town", "id: old-town-2027\nwas: old-town").replace("老城更新", "老城更新续")
    known = offered(tmp_path / "next", next_year, YARD2)
    with reopened(filled, known) as office:
        told = [str(one.sentence) for one in adoption.follow(office, known.pack("old-town-2027"), parse("2027-01"))]
        assert "任务进展表：A2 改编为 A3 电梯加装，延续的内容跟着走，以前各期的数留在原方案里" in told
        assert [one.id for one in office.packs] == ["old-town-2027"]
        form = office.packs[0].form("tasks")
        found = {one.row: (one.value("person"), one.value("progress")) for one in office.rows(form, parse("2027-01"))}
        assert found == {"A1": (None, None), "A3": ("王某", None), "A4": (None, None)}


def test_a_definition_nobody_kept_is_said(filled: Office) -> None:
    with pytest.raises(Trouble, match="任务包版本不在工作库里"):
        packs_in_use.made_by(filled.db, filled.packs[0], {"old-town": "0" * 16})


def test_examples_of_the_new_rule_are_judged_by_the_pack_in_use(filled: Office, second: Catalogue, october: Period) -> None:
    pack: Pack = filled.packs[0]
    assert not any(one.rule == "few" for one in engine.problems(filled, pack, october))
    with reopened(filled, second) as office:
        taken = adoption.adopt(office, office.offered.pack("old-town"))
        assert any(one.rule == "few" for one in engine.problems(office, taken, october))


def test_a_programme_that_was_followed_is_received_and_rolled_up_to_its_end(
    city: Office, districts: Districts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [one.verdict for one in receive(city, districts.books[:1])] == ["accepted"]
    text = upward.PACK.replace("id: works", "id: works-2027\nwas: works").replace("2026.1", "2027.1")
    known, january, path = offered(tmp_path / "next", text, upward.LEDGER), parse("2027-01"), city.path
    with reopened(city, known) as office:
        adoption.follow(office, known.pack("works-2027"), january)
        assert [one.id for one in office.packs] == ["works-2027"]
        assert [one.verdict for one in receive(office, districts.books[1:2])] == ["accepted"]
        with Rollup(office, office.catalogue.pack("works"), OCTOBER) as made:
            assert len(made.parts) == 2
        with upward.office(tmp_path, districts.catalogue, upward.DISTRICTS[2]) as own:
            late = upward.written(upward.handed(own, 2, january), tmp_path)
        assert [str(one.why) for one in receive(office, [late])] == ["“改造方案”已由新的方案接替，2027年1月不再报。"]
    whose, offer = (path, "--programme", "works", "--period"), ("--packs-from", tmp_path / "next")
    code, found, _ = run(capsys, *offer, "rollup", *whose, "2026-10", "--json")
    assert (code, found["received"]) == (0, 2)
    assert run(capsys, *offer, "check", *whose, "2026-10")[0] == 1
    code, _, told = run(capsys, *offer, "rollup", *whose, "2027-01")
    assert (code, told.strip()) == (2, "“改造方案”已由新的方案接替，2027年1月不再报。")


def test_check_says_which_version_judged(filled: Office, second: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ("--packs-from", tmp_path / "second", "check", filled.path, "--programme", "old-town", "--period", "2026-10")
    with reopened(filled, second) as office:
        adoption.adopt(office, second.pack("old-town"), copy=False)
    _, text, _ = run(capsys, *where)
    assert text.startswith("定稿的第 1 版是按任务包 2026.1 版审核的；以下按现用的 2027.1 版审核。")
    _, found, _ = run(capsys, *where, "--json")
    assert (found["pack_version"], found["finalised"]) == ("2027.1", {"version": 1, "pack_version": "2026.1"})
