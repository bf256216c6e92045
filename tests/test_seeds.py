"""Every phrase a pack quotes stands word for word in the text its mark names, where the texts are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.catalogue import load
from db.source import Node, load_yaml
from resources import path

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
MARK = re.compile(r"(\d{3}):\d+")
FILES = [file for folder in ("packs", "ledgers") for file in sorted(path(folder).glob("*.yaml"))]


def quotes(node: object) -> Iterator[tuple[str, str]]:
    """(source mark, phrase) of every mapping that has both."""
    if isinstance(node, Node):
        if node.get("phrase"):
            yield str(node.get("source", "")), str(node["phrase"])
        for value in node.values():
            yield from quotes(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_quoted_phrases_stand_in_the_texts(file: Path) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the source texts are not beside the project")
    texts = {one.name[:3]: squeezed(one.read_text(encoding="utf-8")) for one in SEEDS.glob("*.txt")}
    for source, phrase in quotes(load_yaml(file)):
        found = MARK.match(source)
        assert found, f"{phrase}: no mark, {source!r}"
        assert squeezed(phrase) in texts[found[1]], f"{source} {phrase}"


def test_figures_of_the_texts_have_their_marks() -> None:
    for pack in load().packs.values():
        for form in pack.forms:
            for row in form.rows:
                assert row.source, f"{pack.id} {row.code}"
                assert row.practice or row.source[0].isdigit(), f"{pack.id} {row.code}: {row.source}"
