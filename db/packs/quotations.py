"""Checks the quotations of a pack against the source texts, which are files named 001_….txt.

Blanks and line breaks are ignored, since a newspaper page is set in columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from db.messages import Trouble
from db.yaml_reader import Node

MARK = re.compile(r"(\d{3}):(\d+)(?:-(\d+))?")
NEAR = 1  # how many lines a mark may be off: a phrase may begin at the end of the line before


class SourceText:
    """One source text without blanks, and the line number of each remaining character."""

    def __init__(self, text: str) -> None:
        pairs = [(char, number) for number, line in enumerate(text.splitlines(), 1) for char in line if not char.isspace()]
        self.compact = "".join(char for char, _ in pairs)
        self._lines = [number for _, number in pairs]

    def lines(self, phrase: str) -> list[tuple[int, int]]:
        """The first and last line of each occurrence of the phrase."""
        squeezed = "".join(phrase.split())
        starts = [place.start() for place in re.finditer(re.escape(squeezed), self.compact)] if squeezed else []
        return [(self._lines[start], self._lines[start + len(squeezed) - 1]) for start in starts]


def read_texts(folder: Path) -> dict[str, SourceText]:
    """The texts of a folder by their number; raises `Trouble` where there is none."""
    texts = {file.name[:3]: SourceText(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("[0-9][0-9][0-9]_*.txt"))}
    if not texts:
        raise Trouble("“{folder}”里没有原文（文件名以三位编号开头，如 001_….txt）。", folder=folder)
    return texts


def quotations_in(node: Any, file: str = "") -> Iterator[tuple[str, str, str]]:
    """(place, source mark, phrase) of every mapping in a tree that has a phrase."""
    if isinstance(node, Node):
        if node.get("phrase"):
            yield f"{file} {node.places.get('phrase', '')}".strip(), str(node.get("source", "")), str(node["phrase"])
        for value in node.values():
            yield from quotations_in(value, file)
    elif isinstance(node, list):
        for value in node:
            yield from quotations_in(value, file)


def wrong_quotations(node: Any, texts: Mapping[str, SourceText], file: str = "") -> list[str]:
    """One sentence for each phrase that is not at the place its mark names."""
    return [sentence for place, mark, phrase in quotations_in(node, file) if (sentence := _fault(texts, place, mark, phrase))]


def _fault(texts: Mapping[str, SourceText], place: str, mark: str, phrase: str) -> str:
    match = MARK.match(mark)
    if match is None:
        return f"{place}：引了原文“{phrase}”，来源“{mark}”不是“编号:行号”"
    if match[1] not in texts:
        return f"{place}：没有编号 {match[1]} 的原文（来源 {mark}）"
    stands = texts[match[1]].lines(phrase)
    if not stands:
        return f"{place}：原文 {match[1]} 里没有“{phrase}”"
    first, last = int(match[2]), int(match[3] or match[2])
    if not any(start - NEAR <= last and end + NEAR >= first for start, end in stands):
        return f"{place}：“{phrase}”在原文 {match[1]} 第 {stands[0][0]} 行，来源写的是第 {match[2]} 行"
    return ""
