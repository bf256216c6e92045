"""What is read of a file that a test has made, value by value, or in which sentence it is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from db.messages import Trouble
from desktop.exchange.files.sheet_values import opened


def values(path: Path) -> dict[str, list[list[Any]]]:
    """All values, without the empty ends of rows and sheets."""
    with opened(path) as sheets:
        return {name: _bare([_bare(row, "") for row in rows], []) for name, rows in sheets}


def _bare(found: list[Any], empty: Any) -> list[Any]:
    while found and found[-1] == empty:
        found.pop()
    return found


def told(path: Path) -> str:
    """The one sentence in which a file is refused."""
    with pytest.raises(Trouble) as caught:
        values(path)
    sentence = str(caught.value)
    assert sentence.count("。") == 1
    return sentence


def packed(path: Path, members: dict[str, bytes]) -> Path:
    """A zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path
