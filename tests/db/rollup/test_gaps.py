"""What months that never came mean for a total: named where a number is computed from them, together and as ranges, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from db import clock
from db.office import programme_span
from db.office.office import Office, create
from db.packs import catalogue as catalogues
from db.packs.model import Form, Pack
from db.periods.report_period import parse, ranges
from db.received.incoming import Incoming
from db.received.intake import Intake
from db.received.store import Placed
from db.rollup.rollup import Rollup
from db.values.cell import EMPTY, NA, Cell, value

PACK = """
id: px
title: 方案
version: "2026.1"
blocking: false
period: {type: month}
indicators:
"""
ROWS = {
    ("flow", "ytd"): "  - {code: K01, title: 甲, unit: 户, nature: flow, entry: ytd}\n",
    ("flow", "current"): "  - {code: K02, title: 乙, unit: 户, nature: flow, entry: current}\n",
    ("stock", "ytd"): "  - {code: K03, title: 丙, unit: 户, nature: stock, entry: ytd}\n",
    ("stock", "current"): "  - {code: K04, title: 丁, unit: 户, nature: stock, entry: current}\n",
    ("rate", "current"): '  - {code: K05, title: 戊, unit: "%", nature: rate, entry: current}\n',
}
UNITS = {"370202": "市南区", "370203": "市北区", "370213": "李沧区", "370215": "即墨区"}
CAME = {"370202": (1, 2, 3, 6), "370203": (1, 2, 3, 6), "370213": (1, 3, 5, 6), "370215": (1, 2, 3, 4, 5, 6)}  # the months of each


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 31))


def by_hand(pack: Pack, unit: str, month: int, changed: Mapping[str, Cell]) -> Incoming:
    """A return filled by hand, each row in the column it is typed in."""

    def rows(form: Form) -> Iterator[Placed]:
        for n, row in enumerate(form.rows if form.kind == "indicators" else ()):
            typed = changed.get(row.code, value(10 * month))
            cells = tuple(typed if field.id in ("current", "ytd") and form.typed(field, row.code) else EMPTY for field in form.fields)
            yield Placed(row.code, cells, ("s", 8 + n))

    return Incoming(
        file=f"{unit}-{month}.xlsx", size=1, sha256=f"{unit}-{month}", unit=unit, unit_name="", programme=pack.id,
        period=f"2026-{month:02}", rows=rows, pack_version=pack.version, by_hand=True,
        fields={form.id: tuple(field.id for field in form.fields) for form in pack.forms},
        columns={form.id: {"s": {field.id: "A" for field in form.fields}} for form in pack.forms},
    )  # fmt: skip


def city(folder: Path, rows: Sequence[str], changed: Mapping[tuple[str, int], Mapping[str, Cell]] | None = None) -> Office:
    """The city with the months that came."""
    (folder / "packs").mkdir(parents=True)
    (folder / "packs" / "px.yaml").write_text(PACK + "".join(rows), encoding="utf-8")
    office = create(folder / "a.taizhang", catalogues.load(folder), "370200", ["px"], who="市局")
    programme_span.set_first(office.db, "市局", office.packs[0], parse("2026-01"))
    with Intake(office) as intake:
        for unit, months in CAME.items():
            for month in months:
                cells = (changed or {}).get((unit, month), {})
                assert intake.receive(by_hand(office.packs[0], unit, month, cells)).verdict == "accepted"
    return office


def said(office: Office, month: int) -> tuple[list[str], list[str]]:
    """What is said of months that never came: over the whole, and under the indicators."""
    pack = office.packs[0]
    with Rollup(office, pack, parse(f"2026-{month:02}")) as made:
        whole, form = map(str, made.lines[1:]), map(str, made.notes(pack.form("indicators")))
        return [one for one in whole if "本年累计" in one], [one for one in form if "本期" in one]


@pytest.mark.parametrize("kind", ROWS)
def test_a_gap_is_named_where_a_number_is_computed_from_it(tmp_path: Path, kind: tuple[str, str]) -> None:
    with city(tmp_path, [ROWS[kind]]) as office:
        whole, form = said(office, 6)
        assert whole == (["本年累计里缺：市南区、市北区2026年4—5月；李沧区2026年2月、2026年4月"] if kind == ("flow", "current") else [])
        assert form == (["没有上一期的累计、算不出本期，本期合计没有计入：市南区、市北区"] if kind == ("flow", "ytd") else [])
        assert said(office, 1) == ([], []), "January begins the year"


def test_one_row_without_the_month_before_is_named_with_its_code(tmp_path: Path) -> None:
    rows = [ROWS["flow", "ytd"], ROWS["flow", "ytd"].replace("K01", "K06"), ROWS["flow", "current"]]
    with city(tmp_path, rows, {("370215", 5): {"K06": NA}}) as office:
        assert said(office, 6)[1] == ["没有上一期的累计、算不出本期，本期合计没有计入：市南区、市北区、即墨区 K06"]
        figures = office.packs[0].form("indicators")
        with Rollup(office, office.packs[0], parse("2026-06")) as made:
            assert [made.value(figures, row, "current") for row in ("K01", "K06")] == [20, 10]


@pytest.mark.parametrize(("labels", "text"), [
    (["2026-01"], "2026年1月"), (["2026-01", "2026-02", "2026-03"], "2026年1—3月"),
    (["2026-01", "2026-02", "2026-04"], "2026年1—2月、2026年4月"),
    (["2026-Q1", "2026-Q2"], "2026年第1—2季度"), (["2026-H1"], "2026年上半年"), (["2025-H2", "2026-H1"], "2025年下半年、2026年上半年"),
    (["2026-T02", "2026-T03"], "截至2026年2—3月"), (["2025-12", "2026-01"], "2025年12月、2026年1月"), (["2025", "2026"], "2025年、2026年"),
    ([], ""),
])  # fmt: skip
def test_periods_as_ranges(labels: list[str], text: str) -> None:
    assert "、".join(map(str, ranges([parse(label) for label in labels]))) == text
