"""Packs, ledgers and units: read once, and every mistake told with file, line and path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import create
from db.packs.catalogue import OWN_TABLES, Catalogue, load
from db.packs.model import Due
from db.packs.views import OWN_COLUMNS
from db.rules import engine

PACK = """
id: town-visits
title: 走访服务
version: "1"
period: {type: month}
tasks:
  - {code: A1, title: 入户走访, record: 走访户数}
ledgers: [lg-visit]
"""
LEDGER = """
id: lg-visit
title: 走访台账
name: [household]
fields:
  - {id: household, title: 户主, required: true}
  - {id: visits, title: 次数, kind: integer, unit: 次, minimum: 0, total: true}
"""


def folder(tmp_path: Path, pack: str = PACK, ledger: str = LEDGER) -> Path:
    """A folder with one pack and one ledger."""
    for name, text in (("packs/town-visits.yaml", pack), ("ledgers/lg-visit.yaml", ledger)):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_pack_is_one_file_more(tmp_path: Path) -> None:
    found = load(folder(tmp_path))
    assert found.packs["town-visits"].form("lg-visit").field("visits").unit == "次"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: 走访服务", "titel: 走访服务", "不认识的键“titel”"),
        ("title: 走访服务", "title: 走访服务", ""),
        ("code: A1", "code: A1.T1", "A1.T1 的上级 A1 不在表中"),
        ("lg-visit]", "lg-visits]", "没有台账“lg-visits”"),
        ("{type: month}", "{type: week}", "“week”不在可用的词里，应为：month、quarter、half、year"),
        ("version:", "version: [1]\nissuer:", "应为文字，实为 列表"),
        ("tasks:", "tasks: &a\n  - *a\nx:", "不是正确的 YAML"),
        ("id: town-visits", "id: town_visits", "应由小写字母、数字和 - 组成"),
    ],
)
def test_mistakes_in_a_pack_are_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    place = folder(tmp_path, pack=PACK.replace(old, new))
    if not told:
        load(place)
        return
    with pytest.raises(Trouble) as fault:
        load(place)
    assert told in str(fault.value)
    assert "town-visits.yaml" in str(fault.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: integer", "kind: whole", "fields[2].kind：“whole”不在可用的词里"),
        ("id: visits", "id: household", "栏“household”写了两次"),
        ("id: visits", "id: period", "不能作栏名"),
        ("minimum: 0", "minimum: none", "应为数，实为 “none”"),
        ("name: [household]", "name: [house]", "没有栏“house”"),
        ("minimum: 0", "minimum: .nan", "应为数"),
        ("minimum: 0", "minimum: 5, maximum: 1", "下限 5 大于上限 1"),
        ("total: true", "derive: nope + 1", "fields[2].derive：算式“nope + 1”：没有栏 nope"),
        ("total: true", "derive: visits, derive_for: {nature: 3}", "derive_for.nature：应为文字的列表"),
        ("total: true}", "total: true}\nexamples: [1]", "examples[1]：应为“键: 值”"),
    ],
)
def test_mistakes_in_a_ledger_are_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(Trouble, match="lg-visit.yaml 第") as fault:
        load(folder(tmp_path, ledger=LEDGER.replace(old, new)))
    assert told in str(fault.value)


def test_every_rule_of_every_pack_can_be_read(catalogue: Catalogue) -> None:
    assert [line for pack in catalogue.packs.values() for line in engine.faults(pack)] == []


def test_units_are_the_ten_districts_in_the_order_of_city_documents(catalogue: Catalogue) -> None:
    districts = [one for one in catalogue.units if one.level == "district"]
    assert [one.short for one in districts] == ["市南", "市北", "李沧", "崂山", "西海岸新区", "城阳", "即墨", "胶州", "平度", "莱西"]
    assert next(one for one in catalogue.units if one.called("黄岛区")).gb_code == "370211"
    assert not any(one.in_total for one in catalogue.units if one.level == "zone")


def test_a_rule_that_cannot_be_read_is_told_with_file_and_line(tmp_path: Path) -> None:
    rule = "rules:\n  - {id: r1, level: error, at: visits, check: nope > 1, message: m}\n"
    found = load(folder(tmp_path, ledger=LEDGER + rule))
    (told,) = engine.faults(found.packs["town-visits"])
    assert told.startswith("lg-visit.yaml 第 9 行 rules[1] 走访台账 审核关系 r1：")


@pytest.mark.parametrize("window", ["{from: 21, to: abc}", "{from: 99, to: 20}", "{from: 0, to: 20}"])
def test_a_window_is_made_of_days(tmp_path: Path, window: str) -> None:
    with pytest.raises(Trouble, match="应为.*整数"):
        load(folder(tmp_path, pack=PACK.replace("{type: month}", f"{{type: month, window: {window}}}")))


# --- first and last period


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("{type: month, first: 2026-01, last: 2028-12}", ("2026-01", "2028-12")),
        ("{type: quarter, first: 2026-02, last: 2026-Q4}", ("2026-Q1", "2026-Q4")),
        ("{type: year, first: 2026, last: 2028-06}", ("2026", "2028")),
        ("{type: todate, first: 2026-T03}", ("2026-T03", None)),
        ("{type: month}", (None, None)),
    ],
)
def test_first_and_last_period_are_labels_of_its_type_or_months(tmp_path: Path, text: str, bounds: tuple[str | None, ...]) -> None:
    pack = load(folder(tmp_path, pack=PACK.replace("{type: month}", text))).packs["town-visits"]
    assert tuple(bound and bound.label for bound in (pack.first, pack.last)) == bounds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{type: month, first: 2026-13}", "period.first：“2026-13”不是报告期"),
        ("{type: month, last: 2026-Q4}", "period.last：“2026-Q4”不是月报的报告期，也不是月份"),
        ("{type: month, first: 2026-05, last: 2026-04}", "period.last：止报期（2026-04）早于起报期（2026-05）"),
    ],
)
def test_mistakes_in_first_and_last_period_are_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Trouble) as fault:
        load(folder(tmp_path, pack=PACK.replace("{type: month}", text)))
    assert told in str(fault.value), str(fault.value)


# --- due rules


def due_of(tmp_path: Path, text: str) -> Due:
    return load(folder(tmp_path, pack=PACK.replace("{type: month}", text))).packs["town-visits"].due


def test_a_due_rule_with_everything(tmp_path: Path) -> None:
    """Practice, source S21: five days after the quarter, for the fourth the 7th of January before 12 o'clock."""
    text = "{type: quarter, due: {after_days: 5, anchor: period_end, weekend: none, holidays: later, by: {4: {after_days: 7, hour: 12}}}}"
    rule = due_of(tmp_path, text)
    assert (rule.after_days, rule.hour, rule.anchor, rule.weekend, rule.holidays) == (5, 17, "period_end", "none", "later")
    fourth = rule.of(4)
    assert (fourth.after_days, fourth.hour, fourth.anchor, fourth.weekend, fourth.holidays) == (7, 12, "period_end", "none", "later")
    assert rule.of(3) is rule


def test_days_and_working_days_take_each_others_place(tmp_path: Path) -> None:
    rule = due_of(tmp_path, "{type: todate, due: {working_days: 3, hour: 0, by: {12: {after_days: 0}, 1: {working_days: 9}}}}")
    assert (rule.working_days, rule.hour) == (3, 0)
    assert (rule.of(12).working_days, rule.of(12).after_days, rule.of(1).working_days) == (0, 0, 9)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{after_days: 3, working_days: 3}", "period.due.working_days：起算后天数（after_days）和工作日数（working_days）只能写一个"),
        ("{working_days: 0}", "应为 1 到 250 的整数，实为 0"),
        ("{anchor: month_end}", "“month_end”不在可用的词里，应为：window_end、period_end"),
        ("{holidays: skip}", "“skip”不在可用的词里，应为：none、earlier、later"),
        ("{by: {13: {hour: 12}}}", "“13”不是月报的期号，应为 1 到 12"),
        ("{by: {4: {hour: 25}}}", "period.due.by.4.hour：应为 0 到 23 的整数，实为 25"),
        ("{by: {4: {practice: true}}}", "不认识的键“practice”"),
        ("{by: [4]}", "period.due.by：应为“键: 值”"),
    ],
)
def test_mistakes_in_a_due_rule_are_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Trouble) as fault:
        due_of(tmp_path, f"{{type: month, due: {text}}}")
    assert told in str(fault.value), str(fault.value)


# --- names in the office file


def test_the_names_of_an_office_file_are_known(catalogue: Catalogue, tmp_path: Path) -> None:
    with create(tmp_path / "a.taizhang", catalogue, "370202", [], who="李敏") as office:
        assert {*office.db.table_names(), *office.db.view_names()} == set(OWN_TABLES)


def faults_of_ledgers(tmp_path: Path, ids: list[str]) -> str:
    """What is told of a pack with these ledgers of its own beside the shared one."""
    own = "".join(f"  - {{id: {id}, title: 台账, name: [name], fields: [{{id: name, title: 名称}}]}}\n" for id in ids)
    with pytest.raises(Trouble) as fault:
        load(folder(tmp_path, pack=PACK + "own_ledgers:\n" + own))
    return str(fault.value)


def test_no_ledger_is_called_as_a_table_of_the_file(tmp_path: Path) -> None:
    ids = [*(name.replace("_", "-") for name in OWN_TABLES), "sqlite-master"]
    told = faults_of_ledgers(tmp_path, ids)
    assert all(f"“{id}”是工作库自己用的名字" in told for id in ids)


def test_no_two_forms_are_one_table(tmp_path: Path) -> None:
    ids = ["lg-visit-rows", "town-visits-tasks", "town-visits-tasks-rows"]
    told = faults_of_ledgers(tmp_path, ids)
    assert all(f"“{id}”和" in told for id in ids)


def test_no_column_is_called_as_one_of_every_view(tmp_path: Path) -> None:
    columns = "".join(f"  - {{id: {name}, title: 栏}}\n" for name in OWN_COLUMNS)
    with pytest.raises(Trouble) as fault:
        load(folder(tmp_path, ledger=LEDGER + columns))
    assert all(f"“{name}”不能作栏名" in str(fault.value) for name in OWN_COLUMNS)


# --- the cache


def test_a_file_that_changed_under_the_same_time_and_size_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_CACHE", str(tmp_path / "cache"))
    place = folder(tmp_path)
    file = place / "packs" / "town-visits.yaml"
    for title in ("走访服务", "走访事务"):
        file.write_text(PACK.replace("走访服务", title), encoding="utf-8")
        os.utime(file, (1e9, 1e9))
        assert load(place).packs["town-visits"].title == title
        assert load(place).packs["town-visits"].title == title
    assert (tmp_path / "cache" / "trees.json").exists()
