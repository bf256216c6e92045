"""What this computer remembers: size of everything, language, widths of columns, paper of each form, last file. One ini file."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings


def file() -> Path:
    """The settings file; the variable TAIZHANG_SETTINGS names another (tests, portable use)."""
    named = os.environ.get("TAIZHANG_SETTINGS")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("taizhang", appauthor=False, ensure_exists=True) / "taizhang.ini"


def _store() -> QSettings:
    return QSettings(str(file()), QSettings.Format.IniFormat)


def get(key: str, default: str = "") -> str:
    """A remembered text."""
    value = _store().value(key, default)
    return str(value) if value is not None else default


def put(key: str, value: str) -> None:
    """Remember a text."""
    store = _store()
    store.setValue(key, value)
    store.sync()


def get_map(key: str) -> dict[str, str]:
    """Remembered pairs, for example column widths by field."""
    text = get(key)
    return dict(pair.split("=", 1) for pair in text.split(";") if "=" in pair)


def put_map(key: str, pairs: dict[str, str]) -> None:
    """Remember pairs whose keys and values hold no ``;`` or ``=``."""
    put(key, ";".join(f"{name}={value}" for name, value in pairs.items()))
