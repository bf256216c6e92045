"""A cache of YAML files as JSON in the user's cache folder: reading YAML takes twenty times as long.

An entry is valid while the bytes of its file are the same. It has no line numbers: those are for reporting mistakes, and only
files without mistakes are cached. A tree is the keys and values of one file.
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
    """Reads trees, from the cache where `use` allows; `save` writes those of this run to the cache."""

    def __init__(self, *, use: bool = True) -> None:
        self._cached = _read() if use else {}
        self._use = use
        self._used: dict[str, Any] = {}
        self._changed = False

    def read(self, file: Path) -> Node:
        """The tree of a YAML file; raises `Trouble` as `load_yaml` does."""
        digest, name = _digest(file), str(file)
        if self._cached.get(name, [None])[0] == digest:
            self._used[name] = self._cached[name]
            return as_node(self._cached[name][1])  # type: ignore[no-any-return]
        tree = load_yaml(file)
        self._used[name] = [digest, tree]
        self._changed = True
        return tree

    def save(self) -> None:
        """Write the cache if anything changed; a folder that cannot be written is no error."""
        if not self._use or not (self._changed or len(self._used) < len(self._cached)):
            return
        part = cache() / f"{NAME}.{os.getpid()}"
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._used, ensure_ascii=False), encoding="utf-8")
            part.replace(cache() / NAME)
        except OSError:
            return


def _read() -> dict[str, Any]:
    try:
        trees = json.loads((cache() / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return trees if isinstance(trees, dict) else {}


def _digest(file: Path) -> str:
    """The digest of the bytes that `load_yaml` would read; package managers and sync tools may keep size and modification time."""
    with file.open("rb") as opened:
        return hashlib.sha256(opened.read(LARGEST + 1)).hexdigest()
