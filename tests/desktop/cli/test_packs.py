"""Packs on the command line: proof of their quotations, what they cover, as workbooks, and taking a new version."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from db.messages import Trouble
from db.packs.catalogue import Catalogue, load, save_own
from tests.terminal import run

URBAN = "urban-renewal-3yr"
PACK = """
id: old-town
title: 老城更新
version: "{version}"
blocking: false
source: "001:1"
phrase: {phrase}
announced: [{{code: Q1, title: 重点任务, count: 22, form: tasks, rows: [A1], source: "001:2", phrase: 二十二项}}]
tasks:
  - {{code: A1, title: 管网更新, source: "001:2"}}
{more}
"""


def own(folder: Path, version: str = "2026.1", phrase: str = "老城更新", more: str = "") -> Path:
    """A folder with one pack of the user's own."""
    (folder / "packs").mkdir(parents=True, exist_ok=True)
    (folder / "packs" / "old-town.yaml").write_text(PACK.format(version=version, phrase=phrase, more=more), encoding="utf-8")
    return folder


def test_quotations_are_proved_against_a_folder_of_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "001_x.txt").write_text("老城\n更新二十二项\n", encoding="utf-8")
    code, faults, _ = run(capsys, "--packs-from", own(tmp_path), "packs", "check", "--seeds", texts, "--json")
    mine = [one for one in faults if "old-town" in one]
    assert (code, mine) == (1, []), "the others quote texts that are not in this folder"
    own(tmp_path, phrase="新城更新")
    _, faults, _ = run(capsys, "--packs-from", tmp_path, "packs", "check", "--seeds", texts, "--json")
    assert [one for one in faults if "old-town" in one] == ["old-town.yaml 第 7 行：原文 001 里没有“新城更新”"]


def test_what_is_announced_and_not_named_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--packs-from", own(tmp_path), "packs", "list", "old-town")
    assert code == 0
    assert "重点任务：公布 22 项，列出题目 1 项（001:2）" in out


def test_a_total_the_text_does_not_print_is_not_called_announced(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "packs", "list", "green-hq-major-items")
    assert code == 0
    assert "“1+3”协同工作体系：计 4 项（原文未印总数），列出题目 0 项（002:21）" in out
    assert "重大政策任务：公布 20 项，列出题目 3 项（002:100）" in out
    assert run(capsys, "packs", "coverage", "--json")[1]["green-hq-major-items"]["announced"] == 20 + 18 + 22 + 3


def test_coverage_is_one_line_a_programme(capsys: pytest.CaptureFixture[str], catalogue: Catalogue) -> None:
    code, out, _ = run(capsys, "packs", "coverage")
    assert code == 0
    assert len(out.splitlines()) == len(catalogue.packs) + 3
    assert f"合计 {len(catalogue.packs)} 个方案" in out
    assert f"台账去掉重复的共 {len(catalogue.ledgers)} 本" in out
    assert set(run(capsys, "packs", "coverage", "--json")[1]) == set(catalogue.packs)


def test_to_a_workbook_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str], catalogue: Catalogue) -> None:
    book, back = tmp_path / "x.xlsx", tmp_path / "own" / "packs" / "old-town.yaml"
    back.parent.mkdir(parents=True)
    assert run(capsys, "packs", "to-excel", URBAN, "--out", book)[0] == 0
    opened = openpyxl.load_workbook(book)
    for row in opened["方案"].iter_rows():
        if row[0].value == "编号":
            row[1].value = "old-town"
    opened.save(book)
    code, out, _ = run(capsys, "packs", "from-excel", book, "--out", back)
    assert (code, out.strip()) == (0, str(back))
    made = load(tmp_path / "own").pack("old-town")
    assert [form.title for form in made.forms] == [form.title for form in catalogue.pack(URBAN).forms]
    opened["任务"]["A5"].value = "B1.T1"
    opened.save(book)
    back.unlink()
    code, faults, err = run(capsys, "packs", "from-excel", book, "--out", back, "--json")
    assert code == 1
    assert not back.exists()
    assert any("工作表“任务” A5：B1.T1 的上级 B1 不在表中" in one for one in faults)
    assert "没有写出" in err


@pytest.mark.parametrize("arguments", [["to-excel", URBAN], ["from-excel"], ["to-excel", "nothing", "--out", "x.xlsx"]])
def test_arguments_that_lack_something_are_one_sentence(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, "packs", *arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_a_new_version_is_tried_then_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, file = own(tmp_path / "own"), tmp_path / "x.taizhang"
    assert run(capsys, "--packs-from", folder, "new", file, "--unit", "370202", "--pack", "old-town")[0] == 0
    assert "都是目录里的版本" in run(capsys, "--packs-from", folder, "adopt", file)[1]
    own(folder, "2027.1", more="  - {code: A2, title: 电梯加装}")
    told = [{"programme": "old-town", "old": "2026.1", "new": "2027.1", "changes": ["任务进展表：新增 A2 电梯加装"], "trials": []}]
    assert run(capsys, "--packs-from", folder, "adopt", file, "--try", "--json")[1] == told
    assert run(capsys, "--packs-from", folder, "adopt", file, "--json")[1] == told
    assert run(capsys, "--packs-from", folder, "adopt", file, "--json")[1] == []


def test_a_new_years_pack_follows_the_old_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, file = own(tmp_path / "own"), tmp_path / "x.taizhang"
    assert run(capsys, "--packs-from", folder, "new", file, "--unit", "370202", "--pack", "old-town")[0] == 0
    text = PACK.format(version="2027.1", phrase="老城更新", more="  - {code: A2, title: 电梯加装}").replace(
        "id: old-town", "id: old-town-2027\nwas: old-town"
    )
    (folder / "packs" / "old-town-2027.yaml").write_text(text, encoding="utf-8")
    asked = ("--packs-from", folder, "adopt", file, "--pack", "old-town-2027", "--json")
    told = run(capsys, *asked)[1]
    assert [(one["programme"], one["old"], one["changes"]) for one in told] == [
        ("old-town-2027", "old-town", ["任务进展表：新增 A2 电梯加装"])
    ]
    assert run(capsys, "check", file, "--programme", "old-town", "--period", "2025-10")[0] == 1, "its own periods are still there"
    code, _, err = run(capsys, "check", file, "--programme", "old-town", "--period", "2060-10")
    assert (code, "接替" in err) == (2, True), err


def test_a_faulty_pack_of_ones_own_stops_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAIZHANG_OWN", str(own(tmp_path / "mine")))
    (tmp_path / "mine" / "packs" / "broken.yaml").write_text("id: broken\ntitle: 坏的\n", encoding="utf-8")
    (tmp_path / "mine" / "packs" / f"{URBAN}.yaml").write_text("id: [", encoding="utf-8")
    code, out, err = run(capsys, "packs", "list", "--json")
    assert code == 0
    assert {"old-town", URBAN} <= {one["id"] for one in out}, "the other own pack, and the shipped one behind the faulty one"
    assert "broken" not in {one["id"] for one in out}
    assert "自己的任务包有误，没有读入：broken.yaml" in err
    assert run(capsys, "new", tmp_path / "x.taizhang", "--unit", "370202", "--pack", "old-town")[0] == 0
    assert run(capsys, "packs", "check", tmp_path / "mine", "--json")[0] == 1


def test_one_file_is_checked_wherever_it_lies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = own(tmp_path / "x") / "packs" / "old-town.yaml"
    alone = tmp_path / "old-town.yaml"
    alone.write_bytes(file.read_bytes())
    assert run(capsys, "packs", "check", alone, "--json")[:2] == (0, [])
    alone.write_text(file.read_text(encoding="utf-8").replace("rows: [A1]", "rows: [A9]"), encoding="utf-8")
    code, faults, _ = run(capsys, "packs", "check", alone, "--json")
    assert (code, ["没有行“A9”" in one for one in faults]) == (1, [True])


def test_a_pack_is_written_under_its_own_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(tmp_path)
    code, _, err = run(capsys, "packs", "from-excel", tmp_path / "packs" / "old-town.yaml", "--out", tmp_path / "other.yaml")
    assert code == 2
    assert "文件名应与编号相同" in err
    assert not (tmp_path / "other.yaml").exists()


def test_what_could_not_be_read_back_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_OWN", str(own(tmp_path)))
    before = (tmp_path / "packs" / "old-town.yaml").read_bytes()
    with pytest.raises(Trouble, match="没有保存"):
        save_own("old-town", "note: " + "长" * 2_000_000)
    assert (tmp_path / "packs" / "old-town.yaml").read_bytes() == before
