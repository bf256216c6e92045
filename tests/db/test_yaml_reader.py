"""What YAML would read as another number, a date or nothing is the text that was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, strategies as st

from db.packs.catalogue import load
from db.yaml_reader import Reader, as_yaml, load_yaml

PACK = """
id: px
title: 方案
version: 2026.10
period: {type: month}
tasks:
  - {code: 01, title: 甲}
  - {code: 012, title: 乙}
  - {code: 1, title: 丙}
  - {code: 1.10, title: 丁}
  - {code: 1.1, title: 14:30}
ledgers: [lg-x]
own_ledgers:
  - id: lg-x
    title: 台账
    name: [name]
    fields:
      - {id: name, title: 2026-10-01}
      - {id: size, title: 房号, kind: choice, choices: [010, 1.50, 0x1F, 7]}
"""


def loaded(folder: Path, text: str) -> Any:
    file = folder / "x.yaml"
    file.write_text(text, encoding="utf-8")
    return load_yaml(file)


def test_a_pack_keeps_its_texts_as_written(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "px.yaml").write_text(PACK, encoding="utf-8")
    for _ in range(2):
        pack = load(tmp_path).packs["px"]
        assert pack.version == "2026.10"
        assert [row.code for row in pack.form("tasks").rows] == ["01", "012", "1", "1.10", "1.1"]
        assert pack.form("tasks").rows[-1].title == "14:30"
        name, size = pack.form("lg-x").fields
        assert (name.title, size.choices) == ("2026-10-01", ("010", "1.50", "0x1F", "7"))


@given(st.from_regex(r"[-+]?[0-9_.:xobeE]{1,12}", fullmatch=True))
def test_a_text_is_what_stands_there(tmp_path_factory: pytest.TempPathFactory, written: str) -> None:
    text = f"key: {written}\n"
    try:
        scalar = yaml.compose(text).value[0][1]
    except (yaml.YAMLError, AttributeError):
        return
    if not isinstance(scalar, yaml.ScalarNode):
        return
    node = loaded(tmp_path_factory.mktemp("x"), text)
    assert Reader("x", [], node).text("key") == scalar.value


@pytest.mark.parametrize(
    ("written", "number"),
    [("350", 350), ("-3", -3), ("2.50", 2.5), ("0.1", 0.1), ("0", 0), ("-0.75", -0.75)],
)
def test_a_number_is_a_number(tmp_path: Path, written: str, number: float) -> None:
    faults: list[str] = []
    assert Reader("x", faults, loaded(tmp_path, f"key: {written}")).number("key") == number
    assert faults == []


@pytest.mark.parametrize(
    "written", ["012", "0x1F", "1_000", "14:30", ".5", "5.", "+4", "1.5e+3", ".inf", ".nan", "1" * 5000, "!!int abc", "!!float x"]
)
def test_what_nobody_writes_for_a_number_is_none(tmp_path: Path, written: str) -> None:
    faults: list[str] = []
    assert Reader("x", faults, loaded(tmp_path, f"key: {written}")).number("key") is None
    assert "应为数" in faults[0]


@pytest.mark.parametrize("written", ["!!binary xx", "!!python/object:os.system x", "!strange 5"])
def test_a_strange_tag_is_the_text(tmp_path: Path, written: str) -> None:
    assert loaded(tmp_path, f"key: {written}")["key"] == written.split(" ")[1]


def test_a_tree_written_again_says_the_same(tmp_path: Path) -> None:
    tree = loaded(tmp_path, "a: 2026.10\nb: 010\nc: [1, 2.5]\nd: yes\ne: ~\n")
    again = loaded(tmp_path, as_yaml(tree))
    assert (again["a"], again["b"], again["c"], again["d"]) == (2026.1, "010", [1, 2.5], True)
