"""Units from day to day: names, parents, totals, merging and splitting, faults, and the table in the office file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from db.messages import Trouble
from db.office import driver, schema
from db.office.backup import copies
from db.office.office import Office, create, open_office
from db.packs.catalogue import Catalogue
from db.periods.report_period import parse
from db.returns import finalise
from db.units import changes, reader
from db.units.checks import faults
from db.units.hierarchy import at, children, counted, lineage, reporting, reporting_to, unit_on
from db.units.model import Unit
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.receive import receive
from desktop.exchange.reading import workbook_reader
from tests import upward
from tests.upward import Districts

CITY = Unit("c", "市", level="city", ord=1)
A, B, D = (Unit(code, f"{code}区", short=code, parent="c", ord=n) for n, code in enumerate("abd", 2))
TOWN = Unit("a1", "甲街道", level="town", parent="a", ord=9)
TABLE = [CITY, A, B, D, TOWN]
DAY, EVE, EARLY, LATE = date(2026, 7, 1), date(2026, 6, 30), date(2020, 1, 1), date(2030, 1, 1)


def codes(found: list[Unit]) -> list[str]:
    return [one.code for one in found]


def names(found: list[Unit]) -> list[str]:
    return [one.name for one in found]


def test_a_renaming_keeps_the_code_and_the_old_name() -> None:
    table = changes.renamed(TABLE, "a", DAY, "新甲区", "新甲")
    assert (unit_on(table, "a", EVE).name, unit_on(table, "a", DAY).name) == ("a区", "新甲区")
    assert unit_on(table, "a", DAY).called("a区"), "workbooks of before are still theirs"
    assert faults(table) == []
    assert codes(counted(table, "c", EVE)) == codes(counted(table, "c", DAY)) == ["a", "b", "d"]
    again = changes.renamed(table, "a", DAY, "更新甲区")
    assert len(again) == len(table), "on the same day it is the same line"


def test_a_merger_ends_both_and_takes_the_units_below_along() -> None:
    table = changes.merged(TABLE, ["a", "b"], DAY, Unit("e", "戊区", parent="c", ord=2))
    assert faults(table) == []
    assert codes(counted(table, "c", EVE)) == ["a", "b", "d"]
    assert codes(counted(table, "c", DAY)) == ["d", "e"]
    assert (codes(children(table, "a", EVE)), codes(children(table, "e", DAY)), children(table, "a", DAY)) == (["a1"], ["a1"], [])
    assert names(lineage(table, "a", DAY)) == names(lineage(table, "b", LATE)) == ["戊区"]
    assert names(lineage(table, "e", EVE)) == ["a区", "b区"]
    assert names(lineage(table, "a", EVE)) == ["a区"]


def test_one_may_go_on_and_take_in_the_other() -> None:
    """市北区 took in 四方区 in 2012."""
    table = changes.merged(TABLE, ["a", "b"], DAY, A)
    assert faults(table) == []
    assert codes(counted(table, "c", DAY)) == ["a", "d"]
    assert names(lineage(table, "b", DAY)) == ["a区"]
    assert sum(one.code == "a" for one in table) == 1
    table = changes.merged(TABLE, ["a", "b"], DAY, replace(A, name="大甲区", short=""))
    assert [one.name for one in table if one.code == "a"] == ["a区", "大甲区"]
    assert faults(table) == []


def test_another_code_for_the_same_unit() -> None:
    """即墨市 370282 became 即墨区 370215."""
    table = changes.merged(TABLE, ["b"], DAY, Unit("b9", "b新区", parent="c"))
    assert faults(table) == []
    assert codes(counted(table, "c", DAY)) == ["a", "d", "b9"]
    assert codes(lineage(table, "b", DAY)) == ["b9"]


def test_a_split_says_where_the_units_below_go() -> None:
    parts = [replace(A, name="甲一区"), Unit("n", "甲二区", parent="c")]
    table = changes.split([*TABLE, Unit("a2", "乙街道", level="town", parent="a")], "a", DAY, parts, {"a2": "n"})
    assert faults(table) == []
    assert names(counted(table, "c", EVE)) == ["a区", "b区", "d区"]
    assert names(counted(table, "c", DAY)) == ["b区", "d区", "甲一区", "甲二区"]
    assert (codes(children(table, "a", DAY)), codes(children(table, "n", DAY))) == (["a1"], ["a2"])
    assert names(lineage(table, "a", DAY)) == ["甲一区", "甲二区"]
    assert names(lineage(table, "n", EVE)) == ["a区"]


def test_a_zone_reports_to_the_city_and_is_not_counted_twice() -> None:
    zone = Unit("z", "高新区", level="zone", parent="a", in_total=True)
    own = Unit("y", "功能区", level="zone", parent="c", in_total=True)
    out = Unit("x", "示范区", level="zone", parent="c", in_total=False)
    table = [*TABLE, zone, own, out]
    assert codes(reporting_to(table, "c", DAY)) == ["a", "b", "d", "z", "y", "x"]
    assert codes(reporting_to(table, "a", DAY)) == ["a1"]
    assert codes(children(table, "a", DAY)) == ["a1", "z"]
    assert codes(counted(table, "c", DAY)) == ["a", "b", "d", "y"]
    aside = [replace(one, in_total=False) if one.code == "a" else one for one in table]
    assert codes(counted(aside, "c", DAY)) == ["b", "d", "z", "y"], "the zone counts where its district does not"


def test_the_shipped_units(catalogue: Catalogue) -> None:
    assert faults(catalogue.units) == []
    assert len(counted(catalogue.units, "370200", DAY)) == 10
    assert len(reporting_to(catalogue.units, "370200", DAY)) == 16


def test_what_an_office_reports_as() -> None:
    table = changes.merged(TABLE, ["a", "b"], DAY, Unit("e", "戊区", parent="c"))
    assert (reporting(table, "a", EVE).name, reporting(table, "a", DAY).name) == ("a区", "戊区")
    assert reporting(table, "e", EVE).name == "戊区", "two stood there: its own line is the nearest"
    halved = changes.split(TABLE, "a", DAY, [Unit("m", "甲一区", parent="c"), Unit("n", "甲二区", parent="c")])
    assert reporting(halved, "a", DAY).name == "a区"
    assert reporting(TABLE, "nobody", DAY) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: changes.merged(TABLE, ["a"], DAY, A), "至少要选两个"),
        (lambda: changes.merged(TABLE, ["a", "q"], DAY, A), "没有代码是“q”"),
        (lambda: changes.merged([replace(A, since="2026-07-01"), B], ["a", "b"], DAY, D), "从 2026-07-01 起才有"),
        (lambda: changes.merged([replace(A, until="2027-01-01"), B], ["a", "b"], DAY, D), "写明到 2027-01-01 为止"),
        (lambda: changes.split(TABLE, "a", DAY, [A]), "至少要有两个代码不同"),
        (lambda: changes.renamed(TABLE, "q", DAY, "丁"), "没有代码是“q”"),
        (lambda: changes.removed(TABLE, A), "下面还有 1 个单位"),
    ],
)
def test_what_cannot_be_changed(change, told: str) -> None:
    with pytest.raises(Trouble, match=told):
        change()


def test_all_faults_in_one_pass() -> None:
    table = [
        CITY,
        A,
        replace(A, name="又一区", since="2026-01-01"),
        replace(B, name="d区"),
        D,
        Unit("p", "无上级", parent="nobody"),
        Unit("r1", "环一", parent="r2"),
        Unit("r2", "环二", parent="r1", level="zone"),
        Unit("s", "已撤", until="2025-12-31", successors=("gone", "late")),
        Unit("t", "未撤", successors=("a",)),
        Unit("late", "后来", since="2026-03-01"),
        Unit("u", "倒", since="2026-02-01", until="2026-01-01"),
        Unit("v", "错", since="2026-2-1", level="village"),
        Unit("", ""),
        Unit("w", "早", parent="late", level="town"),
        Unit("self", "自己", parent="self"),
        Unit("top", "上面", level="town"),
        Unit("low", "下面", parent="top"),
    ]
    found = [(one.place, one.field, str(one)) for one in faults(table)]
    for place, field, word in [
        (2, "since", "有效日期重叠"),
        (4, "name", "名称“d区”已经有了"),
        (5, "parent", "“nobody”不在表里"),
        (6, "parent", "自己的下级"),
        (7, "parent", "自己的下级"),
        (8, "successors", "“gone”不在表里"),
        (8, "successors", "“late”在 2026-01-01 无效"),
        (9, "successors", "要有终止日期"),
        (11, "until", "晚于终止日期"),
        (12, "since", "“2026-2-1”不是日期"),
        (12, "level", "级别“village”不认识"),
        (13, "code", "代码“”不能用"),
        (13, "name", "要有代码和名称"),
        (14, "parent", "从 2026-03-01 起才有效"),
        (15, "parent", "自己的下级"),
        (17, "parent", "“下面”是区市，不能是“上面”（镇街）的下级"),
    ]:
        assert any(one[:2] == (place, field) and word in one[2] for one in found), (place, field, word, found)
    assert all("{" not in one[2] for one in found)


def test_a_parent_that_ends_too_early() -> None:
    table = [CITY, replace(A, until="2026-06-30"), replace(A, name="甲二", since="2026-08-01"), TOWN]
    gap, one = faults(table)
    assert "从 2026-07-01 到 2026-07-31 没有有效的行" in str(gap)
    assert "从 2026-08-01 起才有效" in str(one)
    (one,) = faults([CITY, replace(A, until="2026-06-30"), TOWN])
    assert "到 2026-06-30 为止" in str(one)
    assert faults([CITY, replace(A, until="2026-06-30"), replace(A, name="甲二", since="2026-07-01"), TOWN]) == []


def test_names_of_others_second_tops_and_gaps() -> None:
    alias = replace(D, aliases=("旧d", A.name))
    assert [(one.field, str(one)) for one in faults([CITY, A, alias])] == [("aliases", f"“{D.name}”又叫“{A.name}”，这是代码 a 的名称。")]
    assert [one.field for one in faults([CITY, A, replace(D, short=A.name)])] == ["short"]
    assert faults([CITY, replace(A, until="2026-06-30"), replace(alias, since="2026-07-01")]) == [], "one after the other"
    (top,) = faults([CITY, A, Unit("z", "另一市", level="city")])
    assert (top.place, top.field, str(top)) == (2, "parent", f"“另一市”没有写上级；不用写上级的只有“{CITY.name}”。")
    ended = replace(A, until="2026-03-31")
    (gap,) = faults([CITY, ended, replace(A, since="2026-06-01")])
    assert (gap.place, gap.field, str(gap)) == (2, "since", "代码“a”从 2026-04-01 到 2026-05-31 没有有效的行。")
    assert faults([CITY, replace(ended, successors=("b",)), B, replace(A, since="2026-06-01")]) == [], "it was another unit in between"


def test_a_unit_with_returns_is_not_removed(city: Office, districts: Districts) -> None:
    list(receive(city, districts.books[:1]))
    table = city.units()
    line = next(one for one in table if one.code == upward.DISTRICTS[0])
    told = f"“{line.name}”有 1 份报送件，不要删行或改代码；不再有的单位请填终止日期和去向。"
    for broken in ([one for one in table if one is not line], changes.recoded(table, line.code, "x9")):
        with pytest.raises(Trouble) as refused:
            city.set_units(broken)
        assert str(refused.value) == told
    assert city.units() == table
    city.set_units([replace(one, until="2026-12-31") if one is line else one for one in table])
    city.set_units([one for one in city.units() if one.code != upward.DISTRICTS[1]])  # no return of it is here


# --- totals stay right whatever is merged and split


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Unit], dict[tuple[str, str], frozenset[int]], list[date]]:
    """A table after some mergers and splits, the ground each line covers, and the days on which something changed."""
    count = draw(st.integers(2, 6))
    table = [CITY, *(Unit(f"u{n}", f"单位{n}", parent="c", ord=n) for n in range(count))]
    ground = {(f"u{n}", ""): frozenset((2 * n, 2 * n + 1)) for n in range(count)}
    day, days, fresh = date(2020, 1, 1), [], count
    for _ in range(draw(st.integers(0, 6))):
        day += timedelta(days=draw(st.integers(1, 400)))
        now = counted(table, "c", day)
        days.append(day)
        if draw(st.booleans()) and len(now) > 1:
            chosen = draw(st.lists(st.sampled_from(now), min_size=2, max_size=3, unique=True))
            keep = draw(st.booleans())
            into = chosen[0] if keep else Unit(f"u{fresh}", f"单位{fresh}", parent="c", ord=fresh)
            if keep:
                into = replace(into, name=f"单位{fresh}")
            table = changes.merged(table, codes(chosen), day, into)
            ground[into.code, day.isoformat()] = frozenset().union(*(ground[one.key] for one in chosen))
            fresh += 1
        else:
            splittable = [one for one in now if len(ground[one.key]) > 1]
            if not splittable:
                continue
            whole = draw(st.sampled_from(splittable))
            parts = [Unit(f"u{fresh + n}", f"单位{fresh + n}", parent="c", ord=fresh + n) for n in (0, 1)]
            if draw(st.booleans()):
                parts[0] = replace(whole, name=f"单位{fresh}")
            cells = sorted(ground[whole.key])
            table = changes.split(table, whole.code, day, parts)
            ground[parts[0].code, day.isoformat()] = frozenset(cells[:1])
            ground[parts[1].code, day.isoformat()] = frozenset(cells[1:])
            fresh += 2
    return table, ground, days


@given(stories(), st.integers(-3, 3))
def test_each_unit_is_counted_exactly_once_on_any_day(story, shift: int) -> None:
    table, ground, days = story
    assert faults(table) == []
    everything = frozenset().union(*(ground[one.key] for one in counted(table, "c", EARLY - timedelta(days=1))))
    for day in [EARLY, LATE, *(one + timedelta(days=shift) for one in days)]:
        found = [ground[one.key] for one in counted(table, "c", day)]
        assert sum(map(len, found)) == len(everything), "nobody twice"
        assert frozenset().union(*found) == everything, "nobody left out"
        for one in at(table, EARLY - timedelta(days=1))[1:]:
            stands = frozenset().union(*(ground[other.key] for other in lineage(table, one.code, day)))
            assert ground[one.key] <= stands, "what stands there now covers it all"


# --- in the office file


def test_old_periods_show_old_names(office: Office, tmp_path: Path) -> None:
    pack = office.packs[0]
    office.set_units(changes.renamed(office.units(), "370202", date(2026, 10, 1), "新市南区"))
    before, after = parse("2026-09"), parse("2026-10")
    assert [finalise.draft(office, pack, one).unit_name for one in (before, after)] == ["市南区", "新市南区"]
    assert [finalise.draft(office, pack, one).office_name for one in (before, after)] == ["市南区", "新市南区"]
    office.set({"name": "市南区"})  # offered when the file was made: still the unit's
    assert [office.name_at(one.last) for one in (before, after)] == ["市南区", "新市南区"]
    workbook_writer.write_blank(office, pack, before, tmp_path / "九月.xlsx")
    workbook_writer.write_blank(office, pack, after, tmp_path / "十月.xlsx")
    found = [workbook_reader.read(tmp_path / f"{name}.xlsx") for name in ("九月", "十月")]
    assert [(one.unit, one.unit_name) for one in found] == [("370202", "市南区"), ("370202", "新市南区")]
    office.set({"name": "市南区住建局"})
    assert office.name_at(before.last) == "市南区住建局"


def test_a_merged_office_reports_as_what_it_became(office: Office) -> None:
    table = changes.merged(office.units(), ["370202", "370203"], date(2026, 10, 1), Unit("370299", "中心区", parent="370200"))
    office.set_units(table)
    pack = office.packs[0]
    assert finalise.draft(office, pack, parse("2026-09")).unit == "370202"
    assert finalise.draft(office, pack, parse("2026-10")).unit == "370299"


def test_a_faulty_table_is_not_kept(office: Office) -> None:
    before = office.units()
    broken = [*before, Unit("x1", "市南区", parent="370200"), Unit("x2", "乙", parent="x9")]
    with pytest.raises(Trouble) as told:
        office.set_units(broken)
    assert {"名称“市南区”已经有了（代码 370202）。", "“乙”的上级“x9”不在表里。"} == set(str(told.value).splitlines())
    with pytest.raises(Trouble, match="本单位"):
        office.set_units([one for one in before if one.code != "370202"])
    assert office.units() == before


def test_faults_of_long_ago_do_not_stop_today(office: Office) -> None:
    office.save_unit(Unit("x1", "旧错", parent="x9"))
    office.set_units([*office.units(), Unit("x2", "新", parent="370200")])
    assert unit_on(office.units(), "x2", DAY) is not None


def test_a_file_of_version_one_is_brought_up(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "旧.taizhang"
    older(file, catalogue, monkeypatch)
    with open_office(file, catalogue) as office:
        assert schema.version(office.db.conn) == len(schema.MIGRATIONS)
        kept = {one.code: one for one in office.units()}
        assert kept["370202"] == Unit("370202", "市南区", short="市南", parent="370200", gb_code="370202", ord=20, aliases=("南区",))
        assert not kept["qd-gxq"].in_total
        assert office.unit.code == "370202"
        labels = office.db.execute("SELECT count(*), min(label), max(label) FROM period WHERE type = 'todate'").fetchone()
        assert labels == (61 * 12, "2000-T01", "2060-T12")
        assert office.db.execute("SELECT prev, last_year, first FROM period WHERE label = '2026-T01'").fetchone() == (
            "2025-T12", "2025-T01", "2026-01-01",
        )  # fmt: skip
        office.set_units(changes.renamed(office.units(), "370202", DAY, "新市南区"))
        assert len([one for one in office.units() if one.code == "370202"]) == 2
    assert "升级前" in copies(file)[0].name


def older(file: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office file as the first version of the program left it."""
    db = driver.database(file)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (schema.create_own_tables,))
        schema.migrate(db)
    for one in (CITY, *catalogue.units):
        line = [one.code, one.name, one.short, one.level, one.parent, one.gb_code, int(one.in_total), one.ord]
        aliases = '["南区"]' if one.code == "370202" else "[]"
        db.execute("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [*line, aliases])
    db.execute("INSERT INTO setting VALUES ('unit', '370202'), ('packs', 'urban-renewal-3yr')")
    db.conn.commit()
    db.close()


def test_a_new_file_is_like_one_brought_up(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    older(tmp_path / "旧.taizhang", catalogue, monkeypatch)
    create(tmp_path / "新.taizhang", catalogue, "370202", ["urban-renewal-3yr"]).close()
    tables = []
    for name in ("旧", "新"):
        with open_office(tmp_path / f"{name}.taizhang", catalogue) as office:
            tables.append(sorted(office.db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()))
    assert tables[0] == tables[1]


def test_a_copy_opens(office_files: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    shutil.copy(office_files, tmp_path / "b.taizhang")
    with open_office(tmp_path / "b.taizhang", catalogue) as office:
        assert len(office.units()) == len(catalogue.units) == len(reader.load_units())
