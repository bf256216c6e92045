"""Workbooks saved again by another program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")


def resaved(book: Path, ending: str, folder: Path) -> Path:
    """The book as LibreOffice saves it in the format `ending`."""
    return all_resaved([book], ending, folder) / f"{book.stem}.{ending}"


def all_resaved(books: Sequence[Path], ending: str, folder: Path) -> Path:
    """The folder of the books as LibreOffice saves them in the format `ending`, in one run."""
    out = folder / ending
    environment = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
    command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(out), *map(str, books)], check=True, capture_output=True, timeout=240, env=environment)
    return out
