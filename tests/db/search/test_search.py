"""Search: any part of a title, sounds with every reading, several words, rows of ledgers; nothing personal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from db.periods.report_period import parse
from db.search import search
from db.search.pinyin import letters, sounds
from db.search.query import EXACT, PART, SOUNDS_PART, SOUNDS_START, START, Query, normalised
from db.search.search import TitleIndex
from db.values.cell import value
from tests.conftest import PACKS
from tests.many_rows import load_rows


@pytest.fixture(scope="module")
def index(catalogue) -> TitleIndex:
    return TitleIndex(catalogue, PACKS)


def match(text, title, path=""):
    alphabet = {letter: "".join(char for char in title + path if letter in letters(char)) for letter in "abcdefghijklmnopqrstuvwxyz"}
    return Query(text, alphabet).match((normalised(title),), normalised(path))


@pytest.mark.parametrize(
    ("text", "title", "rank"),
    [
        ("老旧小区改造", "老旧小区改造", EXACT),
        ("岛城工匠培育", "“岛城工匠”培育", EXACT),
        ("老旧", "老旧小区改造", START),
        ("小区", "老旧小区改造", PART),
        ("ljxq", "老旧小区改造", SOUNDS_START),
        ("ＬＪＸＱ", "老旧小区改造", SOUNDS_START),
        ("xqgz", "老旧小区改造", SOUNDS_PART),
        ("老旧xq", "老旧小区改造", SOUNDS_START),
        ("dcgjpy", "“岛城工匠”培育", SOUNDS_START),
        ("cqxq", "重庆新区", SOUNDS_START),
        ("zdxm", "重点项目", SOUNDS_START),
        ("cqgh", "长期规划", SOUNDS_START),
        ("czqk", "成长情况", SOUNDS_START),
        ("yhgl", "银行管理", SOUNDS_START),
        ("yxgl", "运行管理", SOUNDS_START),
        ("laojiuxiaoqu", "老旧小区改造", SOUNDS_START),
        ("lao jiu xiao qu", "老旧小区改造", SOUNDS_START),
        ("LaoJiu xq", "老旧小区改造", SOUNDS_START),
        ("laojiuxia", "老旧小区改造", SOUNDS_START),
        ("ljxiaoqu", "老旧小区改造", SOUNDS_START),
        ("老旧xiaoq", "老旧小区改造", SOUNDS_START),
        ("laojiu小区", "老旧小区改造", SOUNDS_START),
        ("lao'jiu'xiao", "老旧小区改造", SOUNDS_START),
        ("xiaoqugaizao", "老旧小区改造", SOUNDS_PART),
        ("daochenggongjiang", "“岛城工匠”培育", SOUNDS_START),
        ("xian", "西安路", SOUNDS_START),
        ("xian", "县级", SOUNDS_START),
        ("chongqing", "重庆新区", SOUNDS_START),
        ("zhongdian", "重点项目", SOUNDS_START),
        ("zhd", "重点项目", SOUNDS_START),
        ("yinhang", "银行管理", SOUNDS_START),
        ("lvhua", "绿化提升", SOUNDS_START),
        ("lühua", "绿化提升", SOUNDS_START),
        ("nvgong", "女工", SOUNDS_START),
        ("shenglue", "省略", SOUNDS_START),
        ("shenglve", "省略", SOUNDS_START),
        ("todxiangmu", "ＴＯＤ项目", SOUNDS_START),
        ("tod", "ＴＯＤ项目", START),
        ("（二期）", "湛山(二期)", PART),
        ("14wgy", "14五工业", SOUNDS_START),
        ("城市 更新", "城市更新攻坚", START),
        ("更新 城市", "城市更新攻坚", PART),
    ],
)
def test_how_well_a_title_answers(text, title, rank):
    assert match(text, title).rank == rank


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("老小", "老旧小区"),
        ("xl", "老旧小区"),
        ("老旧 街道", "老旧小区"),
        ("", "老旧"),
        ("  ", "老旧"),
        ("laxq", "老旧小区"),
        ("laojio", "老旧小区"),
        ("laoxiao", "老旧小区"),
        ("iaoqu", "老旧小区"),
    ],
)
def test_what_does_not_answer(text, title):
    assert match(text, title) is None


def test_words_may_stand_in_the_path_but_not_all():
    assert match("湛山 老旧", "湛山五区", "城市更新 · 老旧小区改造台账").rank == START
    assert match("gx 湛山", "湛山五区", "城市更新").rank == START
    assert match("老旧", "湛山五区", "老旧小区改造台账") is None


def test_the_matched_part_is_told():
    assert match("小区", "老旧小区改造").parts == ((2, 4),)
    assert match("ljxq 台账", "老旧小区改造台账").parts == ((0, 4), (6, 8))
    assert match("工匠培", "“岛城工匠”培育").parts == ((3, 7),)


def test_initials_find_the_ledger_first(index):
    found = index.find("ljxq")
    assert (found[0].kind, found[0].title, found[0].programme, found[0].form) == (
        "ledger", "老旧小区改造台账", "urban-renewal-3yr", "lg-old-community",
    )  # fmt: skip
    assert found[0].enabled
    enabled = [one.enabled for one in found]
    assert enabled == sorted(enabled, reverse=True)
    assert not enabled[-1]


def test_a_whole_title_stands_before_what_is_enabled(index, catalogue):
    pack = catalogue.packs["soil-water-approval"]
    assert index.find(pack.title)[0].programme == pack.id
    assert index.find(pack.short)[0].kind == "programme"
    assert index.find(pack.id)[0].title == pack.title


def test_codes_columns_and_forms(index):
    task = next(one for one in index.find("A1.T2") if one.programme == "urban-renewal-3yr")
    assert (task.kind, task.row, task.field) == ("task", "A1.T2", "status")
    column = next(one for one in index.find("楼栋") if one.kind == "column")
    assert column.field
    assert not column.row
    assert any(one.kind == "form" and one.form == "indicators" for one in index.find("zbwcqkb jysbrc"))


def test_columns_stand_behind_what_is_named_as_well(index):
    kinds = [one.kind for one in index.find("小区") if one.enabled]
    assert kinds.index("task") < kinds.index("column")


def entries(index):
    return [entry.hit for entry in index._entries]


def place(hit):
    return hit.kind, hit.programme, hit.form, hit.row, hit.field


@given(st.data())
def test_every_title_is_found_by_every_part(index, data):
    hit = data.draw(st.sampled_from(entries(index)))
    start = data.draw(st.integers(0, max(len(hit.title) - 2, 0)))
    end = data.draw(st.integers(min(start + 2, len(hit.title)), len(hit.title)))
    part = hit.title[start:end]
    if part.strip():
        assert place(hit) in map(place, index.find(part, limit=10_000))


@given(st.data())
def test_every_title_is_found_by_its_initials(index, data):
    hit = data.draw(st.sampled_from(entries(index)))
    kept = re.sub(r"[\W_]", "", normalised(hit.title))
    typed = "".join(data.draw(st.sampled_from(sorted(letters(char)) or [char])) for char in kept)
    assert place(hit) in map(place, index.find(typed, limit=10_000))


@given(st.data())
def test_every_title_is_found_by_its_sounds(index, data):
    """Each character spelt in whole or by its first letter, as an input method takes them; the last one as far as it was typed."""
    hit = data.draw(st.sampled_from(entries(index)))
    kept = re.sub(r"[\W_]", "", normalised(hit.title))[:9]
    typed = [data.draw(st.sampled_from([*sounds(char), *letters(char)] or [char])) for char in kept]
    last = typed[-1][: data.draw(st.integers(1, len(typed[-1])))]
    assert place(hit) in map(place, index.find("".join([*typed[:-1], last]), limit=10_000))


@given(st.text(max_size=80))
def test_anything_may_be_typed(index, text):
    assert len(index.find(text)) <= search.LIMIT


# --- rows


@pytest.fixture
def people(office, october):
    form = office.catalogue.packs["employment-talent"].form("lg-skilled")
    load_rows(
        office,
        form,
        october,
        [
            {
                "name": value("重阳"),
                "occupation": value("焊工"),
                "citizen_id": value("11010519491231002X"),
                "contact_phone": value("13812345678"),
            },
            {"name": value("王䶮"), "occupation": value("电工（高压）"), "citizen_id": value("37020219900101121X")},
        ],
    )
    return form


def ask(office, text, period=None, packs=None):
    conn = office.reading()
    try:
        return search.rows(conn, packs or office.packs, period or parse("2026-10"), text)
    finally:
        conn.close()


@pytest.mark.parametrize("text", ["重阳", "cy", "zy", "重", "hg", "cyhg", "焊工 重阳", "重阳 技能人才", "jnrc cy"])
def test_a_row_is_found(office, people, text):
    found = ask(office, text)
    assert [(one.kind, one.title, one.form, one.field) for one in found] == [("row", "重阳 焊工", "lg-skilled", "name")]
    assert office.record(people, parse("2026-10"), found[0].row).value("name") == "重阳"


@pytest.mark.parametrize("text", ["11010519491231002X", "1101", "13812345678", "技能人才", "z", "1", ""])
def test_no_row_is_found(office, people, text):
    assert ask(office, text) == []


def test_personal_names_are_neither_searched_nor_shown(office, people):
    pack = office.catalogue.packs["employment-talent"]
    shown = replace(pack, forms=(replace(people, names=("citizen_id", "name")),))
    assert [one.title for one in ask(office, "重阳", packs=[shown])] == ["重阳"]
    hidden = replace(pack, forms=(replace(people, names=("citizen_id",)),))
    assert ask(office, "1101", packs=[hidden]) == []


def test_rows_are_those_of_the_period(office, people):
    assert ask(office, "重阳", parse("2026-09")) == []
    assert len(ask(office, "重阳", parse("2026-11"))) == 1
    assert len(ask(office, "重阳", parse("2026-Q4"))) == 1


def test_a_ledger_of_two_programmes_is_that_of_the_first(office, people):
    packs = sorted(office.packs, key=lambda pack: pack.id != "island-artisan-training")
    assert [one.programme for one in ask(office, "重阳", packs=packs)] == ["island-artisan-training"]


def test_many_rows_are_bounded_and_the_best_of_them_come(office, october, monkeypatch):
    form = office.catalogue.packs["urban-renewal-3yr"].form("lg-old-community")
    names = [f"湛山{n}号院" for n in range(300)] + ["湛山", "东湛山", "100%_湛山（西）"]
    load_rows(office, form, october, [{"community": value(name)} for name in names])
    for small in (search.SMALL, 100):  # read whole, and asked of SQLite
        monkeypatch.setattr(search, "SMALL", small)
        found = ask(office, "湛山")
        assert len(found) == search.PER_LEDGER
        assert [one.title for one in found[:2]] == ["湛山", "湛山0号院"]
        for text in ("100%_湛", "湛山(西)", "老旧 东湛", "100 西"):
            assert len(ask(office, text)) == 1, text
        assert ask(office, "没有") == []
    assert ask(office, "zsx") == []  # a large ledger is not read for initials
    monkeypatch.undo()
    assert len(ask(office, "zsx")) == 1


def test_rows_found_before_are_asked_again(office, people):
    found = ask(office, "工")
    assert len(found) == 2
    assert [one.title for one in search.still_matching(found, "电工 技能")] == ["王䶮 电工（高压）"]
    assert search.still_matching(found, "没有") == []
