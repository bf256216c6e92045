"""The authors' help: its table of keys is the code's own list, its examples can be read, its sample pack works."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from db.office.office import create
from db.packs import keys
from db.packs.catalogue import Catalogue, load
from db.packs.reader import EXAMPLE
from db.rules import engine
from db.values.kinds import KINDS
from db.yaml_reader import Key, Reader, as_node
from resources import path

FILE = Path(__file__).resolve().parents[3] / "installer" / "pack_help.py"
KEYS = [(part, key) for part, keys in keys.PARTS.items() for key in keys]
HELP = path("help/packs.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_made_from_the_code() -> None:
    spec = importlib.util.spec_from_file_location("pack_help", FILE)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.written(HELP) == HELP, "run installer/pack_help.py"
    assert set(module.TITLES) == set(keys.PARTS)


@pytest.mark.parametrize(("part", "key"), KEYS, ids=[f"{part}-{key.name}" for part, key in KEYS])
def test_the_example_of_a_key_is_one(part: str, key: Key) -> None:
    value = yaml.safe_load(f"{key.name}: {key.example}" if key.shape != "text" else f'{key.name}: "{key.example}"')
    faults: list[str] = []
    reader = Reader("x.yaml", faults, as_node(value))
    if key.shape in ("part", "parts", "mappings"):
        below = [reader.part(key.name)] if key.shape == "part" else reader.parts(key.name)
        known = {one.name for one in keys.PARTS.get(key.keys, ())} or None
        for one in below:
            assert one is not None
            assert known is None or set(one.node) <= known
    else:
        reader.take([key])
        reader.end()
    assert faults == []
    if key.name in ("good", "bad"):
        assert set(value[key.name]) <= set(EXAMPLE)


@pytest.mark.parametrize(("part", "key"), KEYS, ids=[f"{part}-{key.name}" for part, key in KEYS])
def test_a_key_has_a_chinese_name_of_its_own_and_a_meaning(part: str, key: Key) -> None:
    assert key.meaning
    assert sum(other.title == key.title for other in keys.PARTS[part]) == 1


def test_every_kind_of_value_is_offered() -> None:
    (kind,) = [key for key in keys.FIELD if key.name == "kind"]
    assert list(kind.words) == list(KINDS)
    assert all(kind.words.values())


def test_the_sample_pack_of_the_help_works(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(.*?)```", HELP, re.DOTALL)
    assert found is not None
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "old-town-2026.yaml").write_text(found[1], encoding="utf-8")
    known: Catalogue = load(tmp_path, prove=True)
    pack = known.pack("old-town-2026")
    assert engine.faults(pack) == []
    with create(tmp_path / "x.taizhang", known, "370202", [pack.id]) as office:
        assert [form.title for form in office.packs[0].forms] == ["任务进展表", "指标完成情况表", "院落台账"]


def test_the_expressions_of_the_help_are_allowed() -> None:
    from db.packs.formulas import parse

    table = HELP.partition("## 条件和算式怎么写")[2].partition("没有填的算通过")[0]
    shown = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    assert len(shown) >= 8
    for text in shown:
        parse(text)
