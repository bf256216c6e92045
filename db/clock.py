"""The clock of the program: this moment and this day, local time. Tests replace it here, and nobody asks the system's."""

from __future__ import annotations

from datetime import date, datetime


def moment() -> datetime:
    """This moment."""
    return datetime.now()


def now() -> str:
    """This moment to the second, as text."""
    return moment().isoformat(timespec="seconds")


def today() -> date:
    """This day."""
    return moment().date()
