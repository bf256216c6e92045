"""`receive`, `rollup` and `why` as a script uses them."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.office.office import open_office
from db.received import questions
from desktop.cli import command_line
from desktop.exchange.reading import workbook_reader
from tests.upward import Districts

WORKS = ("--programme", "works", "--period", "2026-10")


@pytest.fixture
def city_file(districts: Districts, tmp_path: Path) -> Path:
    """An empty office of the city."""
    return Path(shutil.copy(districts.city, tmp_path))


def run(districts: Districts, capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any, str]:
    """Exit code, document or text, standard error."""
    capsys.readouterr()
    resources = districts.city.parent / "resources"
    code = command_line.main(["--packs-from", str(resources), *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, json.loads(out) if "--json" in arguments else out, err


def test_received_rolled_up_traced(districts: Districts, city_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    for book in districts.books[:9]:
        shutil.copy(book, folder)
    code, found, _ = run(districts, capsys, "receive", city_file, folder, "--json")
    assert (code, len(found["files"])) == (0, 9)
    first = found["files"][0]
    assert list(first) == ["file", "verdict", "reason", "unit", "programme", "period", "version", "check_code", "problems"]
    assert list(first["problems"]) == ["error", "warning", "hint"]
    code, found, _ = run(districts, capsys, "receive", city_file, folder, "--json")
    assert (code, {one["verdict"] for one in found["files"]}) == (0, {"duplicate"})

    code, made, _ = run(districts, capsys, "rollup", city_file, *WORKS, "--json")
    assert (code, made["expected"], made["received"], made["missing"]) == (0, 10, 9, ["370285"])
    total = next(one for one in made["forms"]["indicators"] if one["row"] == "K01" and "unit" not in one)
    detail = [one for one in made["forms"]["indicators"] if one["row"] == "K01" and "unit" in one]
    assert Decimal(str(total["values"]["current"])) == sum(Decimal(str(one["values"]["current"])) for one in detail)

    code, why, _ = run(districts, capsys, "why", city_file, *WORKS, "--form", "indicators", "--row", "K01", "--field", "ytd", "--json")
    assert code == 0
    assert sum(Decimal(str(one["value"])) for one in why["sources"]) == Decimal(str(why["value"])) == Decimal("303.5323")
    assert {"unit", "value", "file", "sheet", "cell", "version", "check_code"} <= set(why["sources"][0])
    moved = [one for one in why["sources"] if "printed" in one]
    assert [(one["value"], one["printed"]) for one in moved] == [(7.014, "7.02")]
    code, text, _ = run(districts, capsys, "why", city_file, *WORKS, "--form", "indicators", "--row", "K01", "--field", "ytd")
    assert "7.014（经舍位平衡印作 7.02）" in text
    code, text, _ = run(districts, capsys, "why", city_file, *WORKS, "--form", "indicators", "--row", "K04", "--field", "ytd")
    assert (code, "由 K03 本年累计 计算" in text) == (0, True)

    code, text, err = run(districts, capsys, "rollup", city_file, *WORKS, "--out", tmp_path / "out")
    assert code == 0
    assert "缺：莱西市" in text
    assert "写成草稿" in err
    assert sorted(one.suffix for one in (tmp_path / "out").iterdir()) == [".pdf", ".pdf", ".xlsx", ".xlsx"]


def test_refused_files_are_listed_and_exit_1(
    districts: Districts, city_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "图片.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    code, found, _ = run(districts, capsys, "receive", city_file, picture, districts.books[0], "--json")
    assert (code, [one["verdict"] for one in found["files"]]) == (1, ["refused", "accepted"])
    code, text, _ = run(districts, capsys, "receive", city_file, picture)
    assert (code, "未收 1" in text) == (1, True)


def test_a_nil_return_goes_up(districts: Districts, city_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, why = tmp_path / "own.taizhang", "本月无新开工项目"
    run(districts, capsys, "new", own, "--unit", "370285", "--pack", "works")
    code, out, err = run(districts, capsys, "finalise", own, *WORKS, "--out", tmp_path, "--nil", " ")
    assert (code, out, "零报要写明原因" in err) == (2, "", True)
    code, made, _ = run(districts, capsys, "finalise", own, *WORKS, "--out", tmp_path, "--nil", why, "--json")
    assert (code, made["version"]) == (0, 1)
    for name in ("workbook", "pdf"):
        code, found, _ = run(districts, capsys, "verify", made[name], "--code", made["check_code"], "--json")
        assert (code, found["match"]) == (0, True)
    code, found, _ = run(districts, capsys, "receive", city_file, made["workbook"], "--json")
    (one,) = found["files"]
    assert (code, one["verdict"], one["nil"]) == (0, "accepted", why)
    code, text, _ = run(districts, capsys, "rollup", city_file, *WORKS)
    assert (code, "已汇 1/10，缺：市南区、" in text, f"零报：莱西市（{why}）" in text) == (0, True, True)
    shutil.copy(districts.offices[0], tmp_path / "filled.taizhang")
    code, out, err = run(districts, capsys, "finalise", tmp_path / "filled.taizhang", *WORKS, "--out", tmp_path, "--nil", why)
    assert (code, out, "指标完成情况表 5 行，如 K01 改造面积“本期”12.1" in err) == (2, "", True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rollup", "FILE", *WORKS, "--units", "北京"], "没有“北京”"),
        (["rollup", "FILE", *WORKS, "--level", "村"], "可用的级别"),
        (["why", "FILE", *WORKS, "--form", "x", "--row", "K01", "--field", "ytd"], "没有表“x”"),
        (["why", "FILE", *WORKS, "--form", "indicators", "--row", "K01", "--field", "x"], "没有这一格"),
    ],
)
def test_unusable_arguments(
    districts: Districts, city_file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    code, out, err = run(districts, capsys, *[city_file if one == "FILE" else one for one in arguments])
    assert (code, out) == (2, "")
    assert told in err


def test_what_is_refused_comes_back_marked(
    districts: Districts, city_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sender's own workbook with a list in front and its cells marked; our reader reads it as before."""
    book = openpyxl.load_workbook(districts.books[0])
    sheet = book["指标完成情况表"]
    next(row for row in sheet.iter_rows() if row[0].value == "K02")[5].value = 7
    flipped = tmp_path / districts.books[0].name
    book.save(flipped)
    back = tmp_path / "退回"
    code, found, _ = run(districts, capsys, "receive", city_file, flipped, districts.books[2], "--annotate", back, "--json")
    assert (code, [one["verdict"] for one in found["files"]]) == (1, ["refused", "accepted"])
    (out,) = back.iterdir()
    assert out.name == f"待改_{flipped.name}"
    marked = openpyxl.load_workbook(out)
    assert marked.sheetnames[0] == "待改清单"
    shown = [str(cell.value) for row in marked.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert any("定稿后被改为" in one for one in shown)
    assert marked["指标完成情况表"]["F7"].comment is not None
    again = workbook_reader.read(out)
    assert again.forms.keys() == workbook_reader.read(flipped).forms.keys()


def test_what_was_taken_and_asked_about_comes_back_marked(
    districts: Districts, city_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, back = districts.books[0], tmp_path / "待答"
    assert run(districts, capsys, "receive", city_file, book, "--annotate", back)[0] == 0
    assert not back.exists(), "nothing is asked yet"
    with open_office(city_file, districts.catalogue, "市局") as office:
        questions.send_back(office.db, "市局", "370202", *WORKS[1::2], 1, [(questions.About("indicators", "K01", "current"), "单位不对")])
    code, text, err = run(districts, capsys, "receive", city_file, book, districts.books[1], "--annotate", back)
    assert (code, "已有 1" in text) == (0, True)
    (out,) = back.iterdir()
    assert str(out) in err
    assert [cell.value for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for cell in row].count("单位不对") == 1


def test_an_adjustment_is_added_listed_and_taken_back(districts: Districts, city_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(districts, capsys, "receive", city_file, districts.books[0])[0] == 0
    cell = ("--form", "indicators", "--row", "K01", "--field", "current")
    code, _, err = run(districts, capsys, "adjust", city_file, *WORKS, *cell, "--amount", "1.5", "--name", "漏报")
    assert (code, "写明原因" in err) == (2, True)
    more = ("--amount", "1.5", "--name", "漏报", "--reason", "区里来函", "--of", "市南区")
    code, (one,), _ = run(districts, capsys, "adjust", city_file, *WORKS, *cell, *more, "--json")
    assert (code, one["unit"], one["amount"], one["name"], one["reason"]) == (0, "370202", 1.5, "漏报", "区里来函")
    why = run(districts, capsys, "why", city_file, *WORKS, *cell, "--json")[1]
    assert [source["value"] for source in why["sources"]] == [12.1, 1.5]
    code, text, _ = run(districts, capsys, "adjust", city_file, *WORKS, "--withdraw", one["key"], "--reason", "区里已重报")
    assert (code, "已撤回：区里已重报" in text) == (0, True)
    assert len(run(districts, capsys, "why", city_file, *WORKS, *cell, "--json")[1]["sources"]) == 1
