"""The commands units and due, as a script uses them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from db.office.office import open_office
from db.packs.catalogue import Catalogue
from tests.terminal import run

URBAN = "urban-renewal-3yr"


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    made = tmp_path / "市南区.taizhang"
    assert run(capsys, "new", made, "--unit", "370202", "--pack", URBAN, "--first", "2025-01")[0] == 0
    return made


def test_units_out_changed_and_in_again(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], catalogue: Catalogue) -> None:
    code, out, _ = run(capsys, "units", file)
    assert (code, len(out.splitlines())) == (0, 17)
    assert "370203  市北区  区市  370200  计入汇总" in out
    book = tmp_path / "单位表.xlsx"
    assert run(capsys, "units", file, "--out", book)[0] == 0
    opened = openpyxl.load_workbook(book)
    opened["填报单位"]["B4"] = "市北新区"
    opened.save(book)
    code, out, _ = run(capsys, "units", file, "--from", book)
    assert (code, out.splitlines()) == (0, ["单位表 17 行，原来 17 行", "改动：370203 市北区：名称 市北区 → 市北新区"])
    assert any(one["name"] == "市北新区" for one in run(capsys, "units", file, "--json")[1])
    opened["填报单位"]["A5"] = ""
    opened["填报单位"]["E6"] = "县"
    opened.save(book)
    code, out, err = run(capsys, "units", file, "--from", book)
    assert (code, out) == (2, "")
    assert "A5" in err
    assert "E6" in err
    with open_office(file, catalogue) as office:
        assert len(office.units()) == 17, "nothing half stored"


def test_two_years_of_due_moments(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found, _ = run(capsys, "due", file, "--programme", URBAN, "--period", "2025-01", "--months", "24", "--json")
    assert (code, len(found)) == (0, 24)
    assert (found[0]["period"], found[0]["due"]) == ("2025-01", "2025-02-05T17:00")
    assert (found[-1]["period"], found[-1]["due"]) == ("2026-12", "2027-01-05T17:00")
    code, out, _ = run(capsys, "due", file, "--programme", URBAN)
    assert (code, len(out.splitlines())) == (0, 12), "a year from now where nothing is said"
    assert run(capsys, "due", file, "--programme", URBAN, "--period", "2026-10")[1] == "2026-10  2026-11-05 17:00  周四\n"


def test_the_first_period_is_said_and_moved(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("due", file, "--programme", URBAN, "--period", "2026-09", "--months", "2")
    found = run(capsys, *asked, "--json")[1]
    assert [(one["owed"], one["first"], one["last"]) for one in found] == [(True, "2025-01", None)] * 2
    out = run(capsys, *asked, "--first", "2026-10")[1]
    assert [line.endswith("不用报：起报期是 2026-10") for line in out.splitlines()] == [True, False]
    assert [one["owed"] for one in run(capsys, *asked, "--json")[1]] == [False, True]
    assert run(capsys, *asked, "--first", "2026-Q4")[0] == 2


def test_the_periods_after_the_last_one_are_not_owed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "office.taizhang"
    assert run(capsys, "new", made, "--unit", "370202", "--pack", "industrial-green-145", "--first", "2025-10")[0] == 0
    out = run(capsys, "due", made, "--programme", "industrial-green-145", "--period", "2025-12", "--months", "2")[1]
    assert [line.endswith("不用报：已结束，止报期是 2025-12") for line in out.splitlines()] == [False, True]
    assert "（已结束）" in run(capsys, "packs", "list", "industrial-green-145")[1]


def test_a_due_day_in_a_holiday_is_marked(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "due", file, "--programme", URBAN, "--period", "2026-03", "--months", "7")
    lines = {line.split()[0]: line for line in out.splitlines()}
    assert code == 0
    assert lines["2026-04"] == "2026-04  2026-05-05 17:00  周二  在劳动节假期内"
    assert lines["2026-09"] == "2026-09  2026-10-05 17:00  周一  在国庆节假期内"
    assert [label for label, line in lines.items() if "假期" in line] == ["2026-04", "2026-09"]
    found = run(capsys, "due", file, "--programme", URBAN, "--period", "2026-04", "--months", "2", "--json")[1]
    assert [one["holiday"] for one in found] == ["劳动节", ""]


def test_a_due_moment_is_moved_and_put_back(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("due", file, "--programme", URBAN, "--period", "2026-10")
    code, out, _ = run(capsys, *asked, "--set", "2026-11-10 09:30", "--reason", "市局推迟")
    assert code == 0
    assert out.startswith("2026-10  2026-11-10 09:30  周二  按规定为 2026-11-05 17:00，已改：市局推迟")
    (found,) = run(capsys, *asked, "--json")[1]
    assert (found["due"], found["rule"], found["reason"]) == ("2026-11-10T09:30", "2026-11-05T17:00", "市局推迟")
    assert run(capsys, *asked, "--set", "rule")[1] == "2026-10  2026-11-05 17:00  周四\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--set", "2026-11-10 09:30"], "哪一期"),
        (["--period", "2026-10", "--set", "2026-11-10 09:30"], "原因"),
        (["--period", "2026-10", "--set", "明天", "--reason", "改"], "不是时限"),
        (["--period", "2026-10", "--set", "2026-11-31 09:30", "--reason", "改"], "不是时限"),
        (["--period", "2026-Q4"], "按月报"),
        (["--period", "2026-T10"], "按月报"),
        (["--months", "many"], "--months"),
    ],
)
def test_unusable_arguments(file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    code, out, err = run(capsys, "due", file, "--programme", URBAN, *arguments)
    assert (code, out) == (2, "")
    assert told in err


PACK = """
id: later
title: 顺延
version: "1"
period: {type: todate, due: {working_days: 3, by: {12: {after_days: 7, hour: 12}}}}
ledgers: [lg-job]
"""


def test_a_year_nobody_entered_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "later.yaml").write_text(PACK, encoding="utf-8")
    other, known = tmp_path / "b.taizhang", ("--packs-from", tmp_path)
    assert run(capsys, *known, "new", other, "--unit", "370202", "--pack", "later", "--first", "2026-11")[0] == 0
    out = run(capsys, *known, "due", other, "--programme", "later", "--period", "2026-T11", "--months", "3")[1]
    assert out.splitlines() == [
        "2026-T11  2026-12-03 17:00  周四",
        "2026-T12  2027-01-07 12:00  周四",
        "2027-T01  2027-02-03 17:00  周三  2027年放假安排未录入",
    ]
    code, out, _ = run(capsys, *known, "check", other, "--programme", "later", "--period", "2026-T11")
    assert "必须改 0" in out, "a period to date is filled and checked like a month"
