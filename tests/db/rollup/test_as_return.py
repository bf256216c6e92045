"""What an office hands up of a roll-up: a draft says which cells of its own are missing; the statement of what came is final by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.office.office import Office, open_office
from db.office.writing import Edit
from db.packs.model import Pack
from db.returns.model import Return
from db.rollup.as_return import hand_up, why_draft
from db.rollup.rollup import Rollup
from db.values.cell import value
from desktop.exchange.intake.receive import receive
from desktop.exchange.rollup_files import write_rollup
from desktop.exchange.verify.check_code import verify
from tests.upward import OCTOBER, Districts

TASKS = "任务进展表“状态”：A1（状态未填，每项任务都要填写状态）"
RATES = "指标完成情况表“本期”：K05（本期未填）"


@pytest.fixture
def city(districts: Districts, tmp_path: Path) -> Iterator[Office]:
    """The city with three districts received."""
    shutil.copy(districts.city, tmp_path / "city.taizhang")
    with open_office(tmp_path / "city.taizhang", districts.catalogue, "市局") as office:
        assert {one.verdict for one in receive(office, districts.books[:3])} == {"accepted"}
        yield office


def typed(city: Office, pack: Pack, *, status: bool, rate: bool) -> None:
    """What the city types itself."""
    edits = [Edit(pack.form("tasks"), OCTOBER, "A1", "status", value("未启动"))] if status else []
    city.apply(edits + ([Edit(pack.form("indicators"), OCTOBER, "K05", "current", value(93))] if rate else []))


def notes(ret: Return) -> list[str]:
    """What the forms of a return say of its own cells."""
    return [note.message for note in ret.notes if "本单位自己" in note.message]


@pytest.mark.parametrize(("status", "rate", "missing"), [(False, False, [TASKS, RATES]), (True, False, [RATES]), (False, True, [TASKS]),
                                                         (True, True, [])])  # fmt: skip
def test_a_draft_says_which_cells_of_its_own_are_missing(
    city: Office, districts: Districts, status: bool, rate: bool, missing: list[str]
) -> None:
    typed(city, districts.pack, status=status, rate=rate)
    with Rollup(city, districts.pack, OCTOBER) as made:
        ret, errors = hand_up(city, made)
        told = str(why_draft(made, errors))
    assert ret.version == (0 if missing else 1)
    assert told == (f"本单位自己要填的还没有填好：{'；'.join(missing)}。在“填报”里补上再汇总" if missing else "")
    assert notes(ret) == [f"本表还是草稿，本单位自己要填的还没有填好：{cells}。在“填报”里补上再汇总。" for cells in missing]


def test_what_is_wrong_below_is_told_apart(city: Office, districts: Districts, monkeypatch: pytest.MonkeyPatch) -> None:
    works = districts.pack.form("lg-works")
    typed(city, districts.pack, status=False, rate=True)
    city.apply([Edit(works, OCTOBER, "rown", "homes", value(5))])  # its own row, without its required name
    with Rollup(city, districts.pack, OCTOBER) as made:
        original = made.totals(districts.pack.form("indicators"))["K03"]
        monkeypatch.setitem(original, "current", 400)  # more than were due
        told = str(why_draft(made, hand_up(city, made)[1]))
    assert told.startswith(f"本单位自己要填的还没有填好：{TASKS}；工程台账“名称”：rown（")
    assert told.endswith("。在“填报”里补上再汇总；下级报的数有 1 个必须改的问题")


def files(city: Office, districts: Districts, folder: Path, *, whole: bool = True) -> dict[str, Path]:
    """The workbooks and papers written, by what they are and their ending."""
    folder.mkdir()
    with Rollup(city, districts.pack, OCTOBER) as made:
        written, _ = write_rollup(city, made, folder, all_units=whole)
    return {("summary" if "summary" in path.name else "return") + path.suffix: path for path in written}


def test_the_statement_of_what_came_is_final_by_itself(city: Office, districts: Districts, tmp_path: Path) -> None:
    first = files(city, districts, tmp_path / "1")
    assert [first[name].stem.rsplit("_", 1)[1] for name in ("return.xlsx", "summary.xlsx", "summary.pdf")] == ["草稿", "v1", "v1"]
    assert verify(first["summary.xlsx"]).match
    assert files(city, districts, tmp_path / "2")["summary.xlsx"].name == first["summary.xlsx"].name, "the same again"
    typed(city, districts.pack, status=True, rate=True)
    same = files(city, districts, tmp_path / "3")
    assert [same[name].stem.rsplit("_", 1)[1] for name in ("return.xlsx", "summary.xlsx")] == ["v1", "v1"], "nothing else came"
    list(receive(city, districts.books[3:4]))
    more = files(city, districts, tmp_path / "4")
    assert [more[name].stem.rsplit("_", 1)[1] for name in ("return.xlsx", "summary.xlsx")] == ["v2", "v2"]
    assert verify(more["summary.xlsx"]).match
    part = files(city, districts, tmp_path / "5", whole=False)
    assert all("草稿" in path.name for path in part.values()), "a part of the units is only looked at"
