"""Every phrase a pack quotes stands word for word where its mark says, where the texts are at hand; and what each programme must hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from db.messages import Trouble
from db.packs.catalogue import Catalogue
from db.packs.quotations import SourceText, quotations_in, read_texts, wrong_quotations
from db.yaml_reader import load_yaml
from resources import path
from tests import shipped

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
FILES = [file for folder in ("packs", "ledgers") for file in sorted(path(folder).glob("*.yaml"))]


@pytest.fixture(scope="module")
def texts() -> Mapping[str, SourceText]:
    if not SEEDS.is_dir():
        pytest.skip("the source texts are not beside the project")
    return read_texts(SEEDS)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_quoted_phrases_stand_in_the_texts(file: Path, texts: Mapping[str, SourceText]) -> None:
    assert wrong_quotations(load_yaml(file), texts, file.name) == []


def test_figures_of_the_texts_have_their_marks(catalogue: Catalogue) -> None:
    for pack in catalogue.packs.values():
        for form in pack.forms:
            for row in form.rows:
                assert row.source, f"{pack.id} {row.code}"
                assert row.practice or row.source[0].isdigit(), f"{pack.id} {row.code}: {row.source}"


@pytest.mark.parametrize(
    ("mark", "phrase", "told"),
    [
        ("001:2", "甲乙丙丁", ""),
        ("001:3", "丙丁", ""),
        ("001:2-9", "丙丁戊", ""),
        ("001:2", "甲丙", "原文 001 里没有“甲丙”"),
        ("001:9", "甲乙", "在原文 001 第 1 行，来源写的是第 9 行"),
        ("002:1", "甲乙", "没有编号 002 的原文"),
        ("practice 3", "甲乙", "不是“编号:行号”"),
    ],
)
def test_a_quotation_is_proved_by_the_text_it_names(tmp_path: Path, mark: str, phrase: str, told: str) -> None:
    (tmp_path / "001_x.txt").write_text("甲 乙\n丙　\n\n丁戊\n", encoding="utf-8")
    (tmp_path / "p.yaml").write_text(f'tasks:\n  - {{code: A1, source: "{mark}", phrase: {phrase}}}\n', encoding="utf-8")
    found = wrong_quotations(load_yaml(tmp_path / "p.yaml"), read_texts(tmp_path), "p.yaml")
    assert [told in one and one.startswith("p.yaml 第 2 行") for one in found] == ([True] if told else [])


def test_a_folder_without_texts_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="没有原文"):
        read_texts(tmp_path)


def test_places_of_quotations_are_lines() -> None:
    file = path("packs/island-artisan-training.yaml")
    places = [place for place, _, _ in quotations_in(load_yaml(file), file.name)]
    assert len(places) > 10
    assert all("第" in place for place in places)


def test_shipped_packs_load() -> None:
    assert shipped.catalogue().packs
