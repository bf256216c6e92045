"""Ten districts and the city above them: a small programme, typed, finalised and written by the real writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.office.office import Office, create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.periods.report_period import Period, parse
from db.returns import finalise, model, versions
from db.values.cell import value
from desktop.exchange.book import workbook_writer

LEDGER = """
id: lg-works
title: 工程台账
source: "000:1"
name: [name]
fields:
  - {id: name, title: 名称, kind: text, required: true, key: true, source: practice 1}
  - {id: homes, title: 户数, kind: integer, unit: 户, minimum: 0, total: true, source: practice 1}
  - {id: money, title: 投资, kind: number, unit: 万元, decimals: 2, total: true, source: practice 1}
  - {id: paid, title: 已付, kind: number, unit: 万元, decimals: 2, total: true, source: practice 1}
  - {id: share, title: 付款率, kind: percent, decimals: 2, source: practice 1, derive: "100.0 * paid / nullif(money, 0)"}
  - {id: phone, title: 电话, kind: phone, personal: true, source: practice 1}
"""
PACK = """
id: works
title: 改造方案
version: "2026.1"
grade: B
issuer: ""
source: "000:1"
phrase: 样本
period: {type: month}
tasks:
  - {code: A1, title: 管网, record: 写清数量。, source: "000:1", phrase: 样本}
indicators:
  - {code: K01, title: 改造面积, unit: 万平方米, decimals: 2, nature: flow, entry: current, source: "000:1", phrase: 样本}
  - {code: K02, title: 应办件, unit: 件, nature: stock, entry: current, source: "000:1", phrase: 样本}
  - {code: K03, title: 已办件, unit: 件, nature: stock, entry: current, source: "000:1", phrase: 样本}
  - {code: K04, title: 办结率, unit: "%", decimals: 2, nature: rate, entry: current, parts: [K03, K02], source: "000:1", phrase: 样本}
  - {code: K05, title: 满意率, unit: "%", decimals: 2, nature: rate, entry: current, source: "000:1", phrase: 样本}
ledgers: [lg-works]
rules:
  - id: done-within-due
    level: error
    form: indicators
    rows: [K03]
    at: current
    check: current <= K02.current
    message: 已办 {current} 件多于应办 {K02.current} 件
    mend: 核对两个数
    source: practice 1
"""
CITY = "370200"
DISTRICTS = ("370202", "370203", "370213", "370212", "370211", "370214", "370215", "370281", "370283", "370285")
ZONE = "qd-gxq"  # lies inside 城阳区
OCTOBER = parse("2026-10")
AREAS = (12.1, 0.2, 103.07, 7.014, 33.3, 0.1, 145.7503, 1.724, 0.274, 0.21)  # sums that floats get wrong


def catalogue(folder: Path) -> Catalogue:
    """The shipped packs and this one."""
    folder.mkdir(exist_ok=True)
    for kind, name, text in (("ledgers", "lg-works", LEDGER), ("packs", "works", PACK)):
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    return catalogues.load(folder)


def values(n: int) -> dict[str, float]:
    """What the n-th district reports."""
    return {"K01": AREAS[n % 10], "K02": 100 + n, "K03": 40 + 3 * n, "K04": round(100 * (40 + 3 * n) / (100 + n), 2), "K05": 90 + n / 10}


def edits(pack: Pack, period: Period, found: Mapping[str, float], n: int) -> list[Edit]:
    """A district's month, as typed."""
    tasks, figures, works = (pack.form(id) for id in ("tasks", "indicators", "lg-works"))
    out = [Edit(figures, period, code, "current", value(number)) for code, number in found.items()]
    done: dict[str, Any] = {"status": "已完成", "percent": 100} if n % 2 else {"status": "推进中", "percent": 50, "progress": "铺设中。"}
    out += [Edit(tasks, period, "A1", name, value(one)) for name, one in done.items()]
    for row in range(2):
        typed = {"name": f"小区{n}-{row}", "homes": 10 * n + row, "money": AREAS[n % 10] + row, "paid": 1.1, "phone": "13812345678"}
        out += [Edit(works, period, f"r{n}{row}", name, value(one)) for name, one in typed.items()]
    return out


def office(folder: Path, known: Catalogue, code: str) -> Office:
    """An empty office of a unit."""
    made = create(folder / f"{code}.taizhang", known, code, ["works"], who=f"{code}填表")
    made.set({"preparer": f"{code}填表"})
    made.begin(known.pack("works"), parse("2026-01"))
    return made


def handed(own: Office, n: int, period: Period = OCTOBER, **changed: float) -> model.Return:
    """The office's return of a month: typed, finalised; a rate is that of its parts, unless it is given."""
    pack, found = own.catalogue.pack("works"), values(n) | changed
    found |= {"K04": changed.get("K04", round(100 * found["K03"] / found["K02"], 2))}
    own.apply(edits(pack, period, found, n))
    return finalise.finalise(own, pack, period, "更正" if versions.versions(own, pack, period) else "")


def written(ret: model.Return, folder: Path) -> Path:
    """Its workbook."""
    path = folder / f"{ret.file_name}.xlsx"
    workbook_writer.write(ret, path)
    return path


@dataclass(frozen=True)
class Districts:
    """The workbooks of ten districts in their order, the office files they come from, and an empty one of the city."""

    catalogue: Catalogue
    offices: list[Path]
    books: list[Path]
    city: Path

    @property
    def pack(self) -> Pack:
        """The small programme."""
        return self.catalogue.pack("works")


def districts(folder: Path) -> Districts:
    """Every district types, finalises and writes its month."""
    known = catalogue(folder / "resources")
    offices, books = [], []
    for n, code in enumerate(DISTRICTS):
        with office(folder, known, code) as own:
            offices.append(own.path)
            books.append(written(handed(own, n), folder))
    with office(folder, known, CITY) as above:
        return Districts(known, offices, books, above.path)
