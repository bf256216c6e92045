"""The button 对应… beside the tray: shown where a clerk has to say, or may correct, what a file means."""

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
    """The page with the tray: its files with their verdicts in the order of the tray; `progress` is shown while files come in."""

    session: Session
    tray: Listing
    progress: QWidget
    verdicts: list[tuple[Path, Verdict]]
    received: Any

    def take(self, paths: Sequence[Path], told: ClerkAnswer | None = None) -> bool:
        """Receive files; whether it began."""


class MappingButton(FileButton):
    """Asks about the file at hand, also by Enter on its line, and has it received again, then those that waited for the same answer."""

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
        """The file chosen, if it is one to explain and nothing is coming in."""
        n = self.page.tray.chosen
        if not isinstance(n, int) or n >= len(self.page.verdicts) or not self.page.progress.isHidden():
            return None
        path, verdict = self.page.verdicts[n]
        return path if verdict.unnamed else None

    def _follow(self) -> None:
        self.setVisible(self._at_hand() is not None)

    def open(self) -> None:
        """Look at the file at hand, then ask."""
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
            self._receive(seen.path, box.told)
        box.deleteLater()

    def _receive(self, path: Path, told: ClerkAnswer) -> None:
        """The new verdicts stand in the place of the old."""
        held = [one for one, verdict in self.page.verdicts if verdict.unnamed and verdict.verdict == "held"]
        if self.page.take([path], told):
            self._waiting = [one for one in held if one != path]
            self.page.verdicts = [one for one in self.page.verdicts if one[0] not in (path, *self._waiting)]

    def _on_received(self) -> None:
        self._follow()
        waiting, self._waiting = self._waiting, []
        self.page.take(waiting)
