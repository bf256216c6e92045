"""Quotations of a pack looked up in the texts they name: the source texts are files called 001_….txt.

Blanks and line breaks do not count, since a newspaper page is set in columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from db.messages import Trouble
from db.yaml_reader import Node

MARK = re.compile(r"(\d{3}):(\d+)(?:-(\d+))?")
NEAR = 1  # lines a mark may be off: a phrase may begin at the end of the line before


class Text:
    """One source text without its blanks, and the line each remaining character stood on."""

    def __init__(self, text: str) -> None:
        pairs = [(one, number) for number, line in enumerate(text.splitlines(), 1) for one in line if not one.isspace()]
        self.plain = "".join(one for one, _ in pairs)
        self._lines = [number for _, number in pairs]

    def lines(self, phrase: str) -> list[tuple[int, int]]:
        """The first and last line of each place where the phrase stands."""
        squeezed = "".join(phrase.split())
        found = [place.start() for place in re.finditer(re.escape(squeezed), self.plain)] if squeezed else []
        return [(self._lines[one], self._lines[one + len(squeezed) - 1]) for one in found]


def read_texts(folder: Path) -> dict[str, Text]:
    """The texts of a folder by their number; raises `Trouble` where there is none."""
    found = {file.name[:3]: Text(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("[0-9][0-9][0-9]_*.txt"))}
    if not found:
        raise Trouble("“{folder}”里没有原文（文件名以三位编号开头，如 001_….txt）。", folder=folder)
    return found


def quotes(node: Any, file: str = "") -> Iterator[tuple[str, str, str]]:
    """(place, source mark, phrase) of every mapping of a tree that quotes."""
    if isinstance(node, Node):
        if node.get("phrase"):
            yield f"{file} {node.places.get('phrase', '')}".strip(), str(node.get("source", "")), str(node["phrase"])
        for value in node.values():
            yield from quotes(value, file)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value, file)


def unproved(node: Any, texts: Mapping[str, Text], file: str = "") -> list[str]:
    """One sentence for each phrase that does not stand where its mark says."""
    return [told for place, mark, phrase in quotes(node, file) if (told := _unproved(texts, place, mark, phrase))]


def _unproved(texts: Mapping[str, Text], place: str, mark: str, phrase: str) -> str:
    found = MARK.match(mark)
    if found is None:
        return f"{place}：引了原文“{phrase}”，来源“{mark}”不是“编号:行号”"
    if found[1] not in texts:
        return f"{place}：没有编号 {found[1]} 的原文（来源 {mark}）"
    stands = texts[found[1]].lines(phrase)
    if not stands:
        return f"{place}：原文 {found[1]} 里没有“{phrase}”"
    first, last = int(found[2]), int(found[3] or found[2])
    if not any(start - NEAR <= last and end + NEAR >= first for start, end in stands):
        return f"{place}：“{phrase}”在原文 {found[1]} 第 {stands[0][0]} 行，来源写的是第 {found[2]} 行"
    return ""
