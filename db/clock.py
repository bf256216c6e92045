"""The clock of db: today and now. Tests replace it here."""

from __future__ import annotations

from datetime import date, datetime


def now() -> str:
    """This moment, local time, to the second."""
    return datetime.now().isoformat(timespec="seconds")


def today() -> date:
    """This day, local time."""
    return datetime.now().date()
