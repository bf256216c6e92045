"""The command line as a script uses it: one process, its exit code, its one document."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.packs.catalogue import Catalogue
from desktop.cli import own_office
from tests.terminal import run

URBAN, OCTOBER = "urban-renewal-3yr", "2026-10"


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new office of 市南区 with one programme."""
    made = tmp_path / "市南区.taizhang"
    code, out, _ = run(capsys, "new", made, "--unit", "370202", "--pack", URBAN)
    assert (code, out.strip()) == (0, str(made))
    return made


def programme(*rest: object) -> tuple[object, ...]:
    return ("--programme", URBAN, "--period", OCTOBER, *rest)


def test_blank_typed_filled_checked_finalised_verified(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "空白.xlsx"
    assert run(capsys, "blank", file, *programme("--for", "市南区", "--out", book))[0] == 0
    type_tasks(book)
    code, report, _ = run(capsys, "fill", file, book, "--json")
    assert code == 1, "one proposal is left"
    assert {one["kind"] for one in report["read"]} == {"same", "read", "proposed"}
    assert [one["raw"] for one in report["read"] if one["kind"] == "proposed"] == ["约40"]
    assert report["stored"] == 77
    code, report, _ = run(capsys, "fill", file, book, "--accept-proposals", "--json")
    assert (code, report["stored"]) == (0, 1)
    assert run(capsys, "fill", file, book, "--accept-proposals", "--json")[1]["stored"] == 0, "twice changes nothing"

    code, checked, _ = run(capsys, "check", file, *programme("--json"))
    assert (code, checked["unit"], checked["programme"], checked["period"], checked["counts"]["error"]) == (0, "370202", URBAN, OCTOBER, 0)

    code, final, _ = run(capsys, "finalise", file, *programme("--out", tmp_path / "out", "--json"))
    assert (code, final["version"]) == (0, 1)
    for name in ("workbook", "pdf"):
        code, verdict, _ = run(capsys, "verify", final[name], "--code", final["check_code"], "--json")
        assert (code, verdict) == (0, {"check_code": final["check_code"], "match": True, "differences": []})
    code, verdict, _ = run(capsys, "verify", flipped(Path(final["workbook"])), "--json")
    assert (code, verdict["match"]) == (1, False)
    assert [(one["form"], one["row"], one["field"]) for one in verdict["differences"]] == [("tasks", "A1.T2", "percent")]


def type_tasks(book: Path) -> None:
    """What a clerk types into the progress form: each task begun, one percentage with a word in front."""
    opened = openpyxl.load_workbook(book)
    sheet, head = tagged(opened)
    for row in sheet.iter_rows(min_row=head + 1):
        code = row[0].value
        if code and str(code)[0] == "A":
            percent = {"A1": "约40", "A1.T1": "４０％"}.get(str(code), 40)
            for name, typed in {"status": "推进中", "percent": percent, "progress": f"{code} 已进场施工。"}.items():
                row[columns(sheet, head)[name]].value = typed
    opened.save(book)


def flipped(book: Path) -> Path:
    """A copy with one digit changed."""
    opened = openpyxl.load_workbook(book)
    sheet, head = tagged(opened)
    for row in sheet.iter_rows(min_row=head + 1):
        if row[0].value == "A1.T2":
            row[columns(sheet, head)["percent"]].value = 41
    other = book.with_name("改过.xlsx")
    opened.save(other)
    return other


def tagged(book: openpyxl.Workbook) -> tuple[Any, int]:
    """The sheet of the progress form and the row of its tags."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_col=1):
            if str(row[0].value or "").startswith("#taizhang") and "form=tasks" in str(row[0].value):
                return sheet, row[0].row
    raise AssertionError("no tags")


def columns(sheet: Any, head: int) -> dict[str, int]:
    return {str(cell.value): n for n, cell in enumerate(sheet[head])}


def test_finalising_with_problems_lists_them_and_exits_1(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, document, err = run(capsys, "finalise", file, *programme("--out", tmp_path / "out", "--json"))
    assert (code, document["version"], document["check_code"]) == (1, None, None)
    assert len(document["problems"]) >= 26
    assert "还不能定稿" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "FILE", "--programme", "x", "--period", OCTOBER], "没有任务包“x”"),
        (["check", "FILE", "--programme", URBAN, "--period", "2026/10"], "不是报告期"),
        (["check", "FILE", "--programme", URBAN, "--period", "2026-Q4"], "按月报"),
        (["check", "FILE", "--programme", "employment-talent", "--period", OCTOBER], "没有启用"),
        (["check", "nowhere.taizhang", "--programme", URBAN, "--period", OCTOBER], "没有文件"),
        (["new", "FILE", "--unit", "370202"], "已经存在"),
        (["new", "other.taizhang", "--unit", "北京市"], "没有填报单位“北京市”"),
        (["blank", "FILE", "--programme", URBAN, "--period", OCTOBER, "--for", "市北区", "--out", "x.xlsx"], "不能给“市北区”写空白表"),
        (["check", "FILE"], "--programme"),
        (["nonsense"], "nonsense"),
        (["verify", "FILE"], ""),
        (["doctor", "nowhere.taizhang"], "没有文件"),
    ],
)
def test_unusable_arguments_are_one_sentence(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *[str(file) if one == "FILE" else one for one in arguments])
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.strip().splitlines()) == 1


def test_blanks_for_all_below(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    city, out = tmp_path / "市.taizhang", tmp_path / "空白表"
    run(capsys, "new", city, "--unit", "370200", "--pack", URBAN)
    code, printed, told = run(capsys, "blank", city, *programme("--for", "all", "--out", out))
    paths = [Path(one) for one in printed.splitlines()]
    assert code == 0
    assert sorted(paths) == sorted(out.iterdir())
    assert out / f"370202_{URBAN}_{OCTOBER}_空白表.xlsx" in paths
    assert told.splitlines()[0].startswith(f"1/{len(paths)}  ")
    assert run(capsys, "blank", city, *programme("--for", "市北区", "--out", tmp_path / "one.xlsx"))[0] == 0
    code, _, told = run(capsys, "blank", city, *programme("--for", "all", "--out", city))
    assert (code, "不是文件夹" in told) == (2, True)


def test_packs_and_their_faults(capsys: pytest.CaptureFixture[str], catalogue: Catalogue, tmp_path: Path) -> None:
    code, found, _ = run(capsys, "packs", "--json")
    assert code == 0
    assert [one["id"] for one in found] == list(catalogue.packs)
    assert all(row["source"] for one in found for form in ("tasks", "indicators") for row in one[form])
    assert all(field["source"] for one in found for ledger in one["ledgers"] for field in ledger["fields"])
    assert run(capsys, "packs", "list", URBAN, "--json")[1] == [one for one in found if one["id"] == URBAN]
    assert run(capsys, "packs", "check", "--json")[:2] == (0, [])
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "new-one.yaml").write_text("id: new-one\ntitel: 新\n", encoding="utf-8")
    code, faults, _ = run(capsys, "packs", "check", tmp_path, "--json")
    assert code == 1
    assert any("titel" in one and "第 2 行" in one for one in faults)


def test_a_broken_file_is_told_and_restored(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from db.office.backup import copy

    copy(file)
    assert run(capsys, "doctor", file, "--json")[1]["whole"] is True
    data = bytearray(file.read_bytes())
    data[4096 : len(data) // 2] = bytes(len(data) // 2 - 4096)
    file.write_bytes(data)
    code, found, _ = run(capsys, "doctor", file, "--json")
    assert (code, found["whole"]) == (1, False)
    assert run(capsys, "doctor", file, "--restore", "1")[0] == 0
    assert run(capsys, "doctor", file, "--json")[1]["whole"] is True


def test_no_command_imports_qt(file: Path) -> None:
    program = (
        "import sys; from desktop.__main__ import main; "
        f"code = main(['check', {str(file)!r}, '--programme', {URBAN!r}, '--period', {OCTOBER!r}, '--json']); "
        "assert not [name for name in sys.modules if name.startswith('PySide6')], 'Qt'; sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["counts"]["error"] > 0


def test_places_that_do_not_do(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "blank", file, *programme("--out", tmp_path))
    assert (code, "是文件夹" in err) == (2, True)
    code, _, err = run(capsys, "finalise", file, *programme("--out", file))
    assert (code, "不是文件夹" in err) == (2, True)
    code, _, err = run(capsys, "packs", "check", tmp_path / "none")
    assert (code, "没有“" in err) == (2, True)
    code, _, err = run(capsys, "packs", "check", tmp_path)
    assert (code, "没有 packs 或 ledgers" in err) == (2, True)


def test_ctrl_c_is_one_sentence(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(own_office.engine, "problems", stop)
    code, _, err = run(capsys, "check", file, *programme())
    assert (code, "已中断" in err) == (130, True)


def test_a_reader_that_has_read_enough() -> None:
    with subprocess.Popen([sys.executable, "-m", "desktop", "packs"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
