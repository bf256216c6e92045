"""The settings of this computer in an ini file: scale, language, column widths, paper of each form, last file."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings


def file() -> Path:
    """The settings file; the variable TAIZHANG_SETTINGS overrides it (tests, portable use)."""
    named = os.environ.get("TAIZHANG_SETTINGS")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("taizhang", appauthor=False, ensure_exists=True) / "taizhang.ini"


def _store() -> QSettings:
    return QSettings(str(file()), QSettings.Format.IniFormat)


def get(key: str, default: str = "") -> str:
    """A stored text."""
    value = _store().value(key, default)
    return str(value) if value is not None else default


def put(key: str, value: str) -> None:
    """Store a text."""
    store = _store()
    store.setValue(key, value)
    store.sync()


def get_map(key: str) -> dict[str, str]:
    """Stored pairs, for example column widths by field."""
    text = get(key)
    return dict(pair.split("=", 1) for pair in text.split(";") if "=" in pair)


def put_map(key: str, pairs: dict[str, str]) -> None:
    """Store pairs; keys and values must not contain ``;`` or ``=``."""
    put(key, ";".join(f"{name}={value}" for name, value in pairs.items()))
