"""What the program reads and does not run: packs, ledgers, units, fonts, icons, texts."""

from __future__ import annotations

from pathlib import Path


def path(name: str) -> Path:
    """The file or folder `name` of the resources, for example ``packs/x.yaml``; the only door to them."""
    return Path(__file__).parent / name
