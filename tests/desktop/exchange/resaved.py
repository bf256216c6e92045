"""Workbooks saved again by another program."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")


def resaved(book: Path, ending: str, folder: Path) -> Path:
    """The book as LibreOffice saves it in the format `ending`."""
    out = folder / ending
    environment = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
    command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(out), str(book)], check=True, capture_output=True, timeout=240, env=environment)
    return out / f"{book.stem}.{ending}"
