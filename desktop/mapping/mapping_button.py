"""The button 对应… beside the tray: shown for a file whose meaning a clerk has to confirm or may correct."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from db.received.verdict import Verdict
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.mapping.file_button import FileButton
from desktop.widgets import dialogs
from desktop.widgets.listing import Listing
from desktop.words.i18n import tr
from desktop.work import tasks
from desktop.work.session import Session

if TYPE_CHECKING:
    from desktop.exchange.reading.any_workbook import Seen


class Receiving(Protocol):
    """The page with the tray: files with their verdicts in the order of the tray; `progress` is visible while files are received."""

    session: Session
    tray: Listing
    progress: QWidget
    verdicts: list[tuple[Path, Verdict]]
    received: Any

    def take(self, paths: Sequence[Path], clerk_answer: ClerkAnswer | None = None) -> bool:
        """Receive files; returns whether it started."""


class MappingButton(FileButton):
    """Opens the box for the current file, also on Enter, then receives it again, and after it the other files that were held."""

    def __init__(self, page: Receiving, failed: Callable[[BaseException], None]) -> None:
        tip = tr("说明这张表是哪个单位、哪一期的，哪一栏是我们的哪一栏（在这一行按 Enter）")
        super().__init__(tr("对应…"), "intakeMapping", tip, failed)
        self.page = page
        self._waiting: list[Path] = []
        page.tray.itemSelectionChanged.connect(self._follow)
        page.tray.itemActivated.connect(lambda _: self.open())
        page.received.connect(self._on_received)
        self.hide()

    def _at_hand(self) -> Path | None:
        """The chosen file, if its meaning can be confirmed and nothing is being received."""
        n = self.page.tray.chosen
        if not isinstance(n, int) or n >= len(self.page.verdicts) or not self.page.progress.isHidden():
            return None
        path, verdict = self.page.verdicts[n]
        return path if verdict.unnamed else None

    def _follow(self) -> None:
        self.setVisible(self._at_hand() is not None)

    def open(self) -> None:
        """Read the current file, then open the box."""
        path, office = self._at_hand(), self.page.session.office
        if path is None or self._job is not None:
            return

        def seen(_task: tasks.Task) -> Seen:
            from desktop.exchange.reading.any_workbook import look_at

            return look_at(path, office)

        self.look(seen, self._on_seen)

    def _on_seen(self, seen: Seen) -> None:
        from desktop.mapping.mapping_box import MappingBox

        self.rest()
        box = MappingBox(self.page.session, seen, self.window())
        if dialogs.work(box):
            self._receive(seen.path, box.answer)
        box.deleteLater()

    def _receive(self, path: Path, answer: ClerkAnswer) -> None:
        """Receive the file again; new verdicts replace the old."""
        held = [path for path, verdict in self.page.verdicts if verdict.unnamed and verdict.verdict == "held"]
        if self.page.take([path], answer):
            self._waiting = [waiting for waiting in held if waiting != path]
            self.page.verdicts = [entry for entry in self.page.verdicts if entry[0] not in (path, *self._waiting)]

    def _on_received(self) -> None:
        self._follow()
        waiting, self._waiting = self._waiting, []
        self.page.take(waiting)
