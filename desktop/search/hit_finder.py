"""Finds hits: titles of the catalogue at once, rows of ledgers in a worker when typing pauses."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from db.search import search
from db.search.search import Hit, TitleIndex
from desktop.work import background_read, tasks
from desktop.work.session import Session

PAUSE = 120  # ms without typing until the ledgers are read


class HitFinder(QObject):
    """Emits `answered(hits)` for every result, best first; `busy` while more are expected."""

    answered = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._text = ""
        self._index: TitleIndex | None = None
        self._making: tasks.Task | None = None
        self._rows: list[Hit] = []
        self._reading = False
        self._latest = background_read.Latest(self._read, PAUSE, self)

    @property
    def busy(self) -> bool:
        """Whether titles or rows are still being read."""
        return self._reading or self._making is not None

    def prepare(self) -> None:
        """Build the index, unless it is up to date with the packs of this office."""
        catalogue, enabled = self.session.catalogue, tuple(pack.id for pack in self.session.office.packs)
        if self._making is not None or (self._index and (self._index.catalogue, self._index.enabled) == (catalogue, enabled)):
            return
        self._index = None
        self._making = tasks.run(lambda _task: TitleIndex(catalogue, enabled), self._on_index, self._broke)

    def ask(self, text: str) -> None:
        """Find `text`; an earlier search is dropped."""
        self._latest.stop()
        self._text = text
        self._rows = search.still_matching(self._rows, text)
        self._reading = bool(text.strip() and self.session.office.packs)
        if self._reading:
            self._latest.soon()
        self._tell()

    def stop(self) -> None:
        """Stop searching."""
        self._latest.stop()
        self._reading = False
        self._rows = []

    def _tell(self) -> None:
        titles = self._index.find(self._text) if self._index else []
        self.answered.emit(search.best([*titles, *self._rows]))

    def _on_index(self, index: TitleIndex) -> None:
        self._making = None
        self._index = index
        self._tell()

    def _read(self) -> tasks.Task:
        office, now, text, period = self.session.office, self.session.pack, self._text, self.session.period
        packs = sorted(office.packs, key=lambda pack: pack is not now)  # a ledger of several programmes opens in the current one
        return background_read.read(office, lambda conn: search.rows(conn, packs, period, text), self._arrived, self._broke)

    def _arrived(self, rows: list[Hit]) -> None:
        self._reading = False
        self._rows = rows
        self._tell()

    def _broke(self, fault: BaseException) -> None:
        self._reading, self._making = False, None
        raise fault
