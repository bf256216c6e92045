"""What the program reads and does not run: packs, ledgers, units, fonts, icons, texts."""

from __future__ import annotations

import os
from pathlib import Path


def path(name: str) -> Path:
    """The file or folder `name` of the resources, for example ``packs/x.yaml``; the only door to them."""
    return Path(__file__).parent / name


def own() -> Path:
    """The folder of this person's own ``packs/`` and ``ledgers/``; it need not exist. The variable TAIZHANG_OWN names another."""
    named = os.environ.get("TAIZHANG_OWN")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("taizhang", appauthor=False)


def cache() -> Path:
    """The folder of what can be made again at any time; it need not exist. The variable TAIZHANG_CACHE names another."""
    named = os.environ.get("TAIZHANG_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("taizhang", appauthor=False)
