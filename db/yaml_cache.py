"""A cache of YAML files read before, as JSON in this person's cache folder: reading YAML takes twenty times as long.

An entry holds while the bytes of its file are the same. It has no line numbers: those are for reporting faults, and only
files without faults are cached. A tree is the keys and values of one file.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from db.yaml_reader import LARGEST, Node, as_node, load_yaml
from resources import cache

NAME = "trees.json"


class Trees:
    """Reads trees, kept ones first where they may be used; `keep` keeps what was read this time."""

    def __init__(self, *, use: bool = True) -> None:
        self._kept = _read() if use else {}
        self._use = use
        self._now: dict[str, Any] = {}
        self._new = False

    def read(self, file: Path) -> Node:
        """The tree of a YAML file; raises `Trouble` as `load_yaml` does."""
        digest, name = _digest(file), str(file)
        if self._kept.get(name, [None])[0] == digest:
            self._now[name] = self._kept[name]
            return as_node(self._kept[name][1])  # type: ignore[no-any-return]
        tree = load_yaml(file)
        self._now[name] = [digest, tree]
        self._new = True
        return tree

    def keep(self) -> None:
        """Keep what was read, if any of it is new; where the folder cannot be written, nothing is kept and nothing is said."""
        if not self._use or not (self._new or len(self._now) < len(self._kept)):
            return
        part = cache() / f"{NAME}.{os.getpid()}"
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._now, ensure_ascii=False), encoding="utf-8")
            part.replace(cache() / NAME)
        except OSError:
            return


def _read() -> dict[str, Any]:
    try:
        found = json.loads((cache() / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(file: Path) -> str:
    """Of the bytes that `load_yaml` would read; size and time of change say nothing about what a package manager or a sync tool wrote."""
    with file.open("rb") as opened:
        return hashlib.sha256(opened.read(LARGEST + 1)).hexdigest()
