"""The exception desk: twelve units by 36 months with seven planted anomalies show exactly those seven."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest

from db.overview.unusual import LedgerEntry, Series, Unusual, duplicates, unusual

UNITS = {f"u{n:02}": f"第{n}镇" for n in range(1, 13)}
ROWS = ("K01", "K02", "K03")


def ordinary(unit: str, row: str, seed: int = 7) -> list[float]:
    """36 months of a figure that grows a little, swings with the season and shakes by a tenth."""
    shake = random.Random(f"{seed}{unit}{row}")
    size = 10 ** (1 + len(row + unit) % 3) * (1 + int(unit[1:]))
    return [round(size * (1 + 0.01 * n + 0.2 * math.sin(n / 2)) * shake.uniform(0.9, 1.1), 2) for n in range(36)]


def history(seed: int = 7) -> list[Series]:
    found = [Series(unit, "indicators", row, "current", row, tuple(ordinary(unit, row, seed))) for unit in UNITS for row in ROWS]
    texts = [tuple(f"完成第{n}批小区的施工" for n in range(36)) for _ in UNITS]
    return found + [Series(unit, "tasks", "A1", "progress", "本期进展", text) for unit, text in zip(UNITS, texts, strict=True)]


def changed(series: list[Series], unit: str, row: str, **news: object) -> None:
    for n, one in enumerate(series):
        if (one.unit, one.row) == (unit, row):
            series[n] = Series(**{**vars(one), **news})  # type: ignore[arg-type]


def values(series: list[Series], unit: str, row: str) -> tuple[float | str | None, ...]:
    return next(one.values for one in series if (one.unit, one.row) == (unit, row))


@pytest.mark.parametrize("seed", range(5))
def test_exactly_the_seven_planted_ones_are_found(seed: int) -> None:
    series = history(seed)
    assert unusual(series, UNITS) == []
    before = values(series, "u02", "K01")
    changed(series, "u02", "K01", values=(*before[:-1], float(before[-2]) * 4))  # 1: a leap nobody explains
    before = values(series, "u03", "K02")
    changed(series, "u03", "K02", values=(*before[:-1], float(before[-2]) * 4), explained=True)  # explained: nothing
    before = values(series, "u04", "K03")
    changed(series, "u04", "K03", values=(*before[:-1], float(before[-2]) * 10000))  # 2: written in 元
    before = values(series, "u05", "K01")
    changed(series, "u05", "K01", values=(*before[:-1], float(before[-2]) / 10000))  # 3: written in 万
    for row in ROWS:
        before = values(series, "u06", row)
        changed(series, "u06", row, values=(*before[:-3], *[before[-4]] * 3))  # 4: nothing moved for three months
    changed(series, "u07", "A1", values=("正在有序推进各项工作",) * 36)  # 5: the same words
    changed(series, "u08", "A1", values=("无变化",) * 36)  # said as it is: nothing
    before = values(series, "u09", "K02")
    changed(series, "u09", "K02", values=(*before[:-1], 0))  # 6: fell to nothing
    entries = [LedgerEntry("lg-craftsman", f"张{n}|370202{n:04}", f"张{n}", unit, "第5行") for n, unit in enumerate(UNITS)]
    entries.append(LedgerEntry("lg-craftsman", "张3|3702020003", "张3", "u11", "第6行"))  # 7: the same person in two units
    found = [*unusual(series, UNITS), *duplicates(entries, UNITS)]
    assert Counter((one.kind, one.unit) for one in found) == Counter(
        [
            ("leap", "u02"),
            ("misplaced", "u04"),
            ("misplaced", "u05"),
            ("still", "u06"),
            ("same-text", "u07"),
            ("leap", "u09"),
            ("twice", "u04"),
        ]
    )


def test_the_sentence_names_both_numbers() -> None:
    (found,) = unusual([Series("u01", "indicators", "K01", "current", "改造户数", (10, 12, 11, 10, 12, 40), unit_of_measure="户")], UNITS)
    assert str(found.sentence) == "第1镇的“改造户数”本期40户，以往一般11户，变动很大，没有写原因"


@pytest.mark.parametrize(
    "values", [(), (None,), (5.0,), (1.0, 2.0, 90.0), (0, 0, 0, 0, 9), (None, None, None, None, 9), ("短", "短", "短")]
)
def test_too_little_to_compare_says_nothing(values: tuple[float | str | None, ...]) -> None:
    assert unusual([Series("u01", "indicators", "K01", "current", "数", values)], UNITS) == []


def test_an_entry_without_a_key_is_nobody() -> None:
    assert duplicates([LedgerEntry("lg-x", "", "", unit, "") for unit in ("u01", "u02")], UNITS) == []
    (found,) = duplicates([LedgerEntry("lg-x", "甲", "甲小区", unit, f"台账第{n}行") for n, unit in ((5, "u01"), (9, "u02"))], UNITS)
    assert isinstance(found, Unusual)
    assert str(found.sentence) == "“甲小区”在2个单位里都有：第1镇（台账第5行）、第2镇（台账第9行）"
