"""A sample programme with every kind of value, for workbooks and papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.office.office import Office, create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.returns import finalise
from db.returns.model import Return
from db.values.cell import NA, Cell, State, value

LEDGER = """
id: lg-sample
title: 样本台账
source: "000:1"
name: [name]
fields:
  - {id: name, title: 名称, kind: text, required: true, key: true, width: 10, source: practice 1}
  - {id: code, title: 编号, kind: text, width: 8, source: practice 1}
  - {id: person, title: 证件号, kind: citizen_id, personal: true, width: 10, source: practice 1}
  - {id: whole, title: 联系人证件号, kind: citizen_id, personal: true, full: true, width: 10, source: practice 1}
  - {id: credit, title: 信用代码, kind: credit_code, width: 10, source: practice 1}
  - {id: phone, title: 电话, kind: phone, width: 8, source: practice 1}
  - {id: kind, title: 类别, kind: choice, choices: [甲, 乙, 丙（其他）], width: 5, source: practice 1, definition: 三选一。}
  - {id: works, title: 内容, kind: choices, choices: [道路, 照明, 绿化], width: 8, source: practice 1}
  - {id: done, title: 完成, kind: yesno, width: 4, source: practice 1}
  - {id: built, title: 年份, kind: year, width: 4, source: practice 1}
  - {id: day, title: 日期, kind: date, width: 7, group: 时间, source: practice 1}
  - {id: last_day, title: 完工, kind: date, width: 7, group: 时间, source: practice 1}
  - {id: homes, title: 户数, kind: integer, unit: 户, minimum: 0, total: true, width: 5, group: 规模, source: practice 1}
  - {id: money, title: 投资, kind: number, unit: 万元, decimals: 2, minimum: 0, total: true, width: 7, group: 规模, source: practice 1}
  - {id: each, title: 户均, kind: number, unit: 万元, decimals: 3, source: practice 1, derive: "1.0 * money / nullif(homes, 0)"}
  - {id: share, title: 比例, kind: percent, decimals: 2, minimum: 0, maximum: 100, width: 5, source: practice 1}
  - {id: note, title: 说明, kind: longtext, width: 16, source: practice 1}
"""
PACK = """
id: sample
title: 样本方案
version: "2026.1"
grade: B
issuer: ""
source: "000:1"
phrase: 样本
annex: 附件2
form_block: {表号: 样-01, 制定机关: 样本局}
period: {type: month, window: {from: 1, to: end}, due: {after_days: 5, hour: 17, weekend: earlier, practice: true}}
instructions: [每月填一次。]
tasks:
  - {code: A, title: 第一组, heading: true, source: "000:1", phrase: 样本}
  - {code: A.1, title: 任务一, record: 写清数量。, source: "000:1", phrase: 样本}
  - {code: A.2, title: 任务二, record: 写清数量。, source: "000:1", phrase: 样本}
indicators:
  - {code: K01, title: 新增就业, unit: 万人, decimals: 4, nature: flow, entry: current, source: "000:1", phrase: 样本}
  - {code: K02, title: 在册企业, unit: 家, nature: stock, entry: ytd, source: "000:1", phrase: 样本}
ledgers: [lg-sample]
"""
# Every shape that a workbook has to carry: floats, formulas as text, identity numbers, rare characters, states, partial dates.
ROWS: list[dict[str, Cell]] = [
    {"name": value("=1+1"), "code": value("007"), "person": value("11010519491231002X"), "whole": value("11010519491231002X"),
     "credit": value("91350100M000100Y43"), "phone": value("13812345678"), "kind": value("甲"), "works": value("道路、绿化"),
     "done": value("是"), "built": value(1996), "day": value("2026-10-31"), "last_day": value("2026-10"), "homes": value(120),
     "money": value(0.1 + 0.2), "share": value(12.34), "note": value("第一行\n第二行 _x000D_ <a> & \"b\"")},
    {"name": value("@SUM(A1)"), "code": value("+86"), "kind": NA, "works": NA, "day": value("2026"), "last_day": value("1900-01-15"),
     "homes": value(0), "money": Cell(State.CHECK, 35), "share": NA, "note": value("䶮𠮷" * 600)},
    {"name": value("-1"), "code": value("110105194912310021"), "built": Cell(State.CHECK), "homes": value(7), "money": value(100),
     "share": value(33.333333333333336), "note": value("末尾有字")},
]  # fmt: skip


@pytest.fixture(scope="session")
def sample_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The shipped packs and the sample."""
    folder = tmp_path_factory.mktemp("sample")
    for kind, name, text in (("ledgers", "lg-sample", LEDGER), ("packs", "sample", PACK)):
        (folder / kind).mkdir()
        (folder / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    return catalogues.load(folder)


@pytest.fixture
def sample(sample_catalogue: Catalogue) -> Pack:
    """The sample pack; nothing stands in the way of finalising it."""
    return replace(sample_catalogue.packs["sample"], blocking=False)


@pytest.fixture
def new_office(sample_catalogue: Catalogue, tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Makes empty offices of 市南区 with the sample pack."""
    made: list[Office] = []

    def make(name: str = "own") -> Office:
        office = create(tmp_path / f"{name}.taizhang", sample_catalogue, "370202", ["sample"], who="李敏")
        office.set({"preparer": "李敏", "reviewer": "王䶮", "head": "赵强", "phone": "0532-82600056"})
        made.append(office)
        return office

    yield make
    for office in made:
        office.close()


@pytest.fixture
def filled_office(new_office: Callable[[str], Office], sample: Pack, october: Period) -> Office:
    """An office whose sample is filled in."""
    office = new_office("filled")
    fill_in(office, sample, october)
    return office


@pytest.fixture
def final(filled_office: Office, sample: Pack, october: Period) -> Return:
    """Its first version."""
    return finalise.finalise(filled_office, sample, october)


def fill_in(office: Office, sample: Pack, period: Period) -> None:
    """Type the rows above, one task and two indicators."""
    ledger = sample.form("lg-sample")
    edits = [Edit(ledger, period, f"r{n:010}", name, cell) for n, row in enumerate(ROWS) for name, cell in row.items()]
    edits += typed(sample.form("tasks"), period, "A.1", status="推进中", percent=60, progress="完成2处。", due="2026-12")
    edits += typed(sample.form("indicators"), period, "K01", current=0.7503)
    edits += typed(sample.form("indicators"), period, "K02", ytd=12)
    office.apply(edits)


def typed(form: Form, period: Period, row: str, **values: object) -> list[Edit]:
    """Edits of one row."""
    return [Edit(form, period, row, name, value(one)) for name, one in values.items()]  # type: ignore[arg-type]
