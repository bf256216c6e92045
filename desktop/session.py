"""The session 会话: the window's open office, what it looks at, and the one signal `changed`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from db import periods
from db.catalogue import Catalogue
from db.edits import Act, Edit
from db.office import Office
from db.pack import Form, Pack
from db.periods import Period


class Session(QObject):
    """`changed(form)` after every act (None: anything may have changed); `moved` when programme or period is another one.

    `act` is emitted with the `Act` itself just before `changed`, for views that mark what was touched.
    """

    changed = Signal(object)
    act = Signal(object)
    moved = Signal()

    def __init__(self, office: Office, today: date | None = None) -> None:
        super().__init__()
        self.office = office
        self.today = today or date.today()
        packs = office.packs
        self.pack: Pack | None = packs[0] if packs else None
        self.period = self._start_period()

    @property
    def catalogue(self) -> Catalogue:
        """What is asked."""
        return self.office.catalogue

    def look_at(self, pack: Pack | None = None, period: Period | None = None) -> None:
        """Turn to another programme or period."""
        if pack is not None:
            self.pack = pack
        if period is not None:
            self.period = period
        if self.pack is not None and self.period.type != self.pack.period_type:
            self.period = periods.containing(self.pack.period_type, self.period.last)
        self.moved.emit()

    def save(self, changes: Sequence[Edit], what: str = "") -> Act | None:
        """Write one act and say so."""
        return self._tell(self.office.apply(changes, what=what))

    def undo(self) -> Act | None:
        """Take back the last act and say so."""
        return self._tell(self.office.undo())

    def redo(self) -> Act | None:
        """Do the last act taken back again and say so."""
        return self._tell(self.office.redo())

    def refresh(self, form: Form | None = None) -> None:
        """Say that something outside the acts changed: an import, an accepted note, a version."""
        self.changed.emit(form)

    def _tell(self, act: Act | None) -> Act | None:
        if act is not None:
            self.act.emit(act)
            for form in act.forms:
                self.changed.emit(form)
        return act

    def _start_period(self) -> Period:
        kept = self.office.setting("period")
        if kept:
            return periods.parse(kept)
        if self.pack is None:
            return periods.containing("month", self.today)
        return periods.open_period(self.pack, self.today)
