"""All modal boxes are opened here, so that tests can answer them; boxes are only for what cannot be undone or needs a file."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from desktop.widgets.text_box import TextBox
from desktop.words.i18n import sentence, tr

answers: deque[Any] | None = None  # set by tests: no box is shown, answers are taken from here, a missing answer is an error
said: list[str] = []  # texts of the boxes, recorded for tests


def _answered(text: str) -> tuple[bool, Any]:
    if answers is None:
        return False, None
    said.append(text)
    if not answers:
        raise AssertionError(f"a box nobody answers: {text}")
    return True, answers.popleft()


def tell(parent: QWidget | None, fault: Exception | str) -> None:
    """Show a message."""
    text = fault if isinstance(fault, str) else sentence(fault)
    if answers is not None:
        said.append(text)
        return
    _message(QMessageBox.Icon.Warning, text, parent).exec()


def _message(icon: QMessageBox.Icon, text: str, parent: QWidget | None) -> QMessageBox:
    """A message box with plain text: names and faults come from outside."""
    box = QMessageBox(icon, tr("台账"), "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def ask(parent: QWidget | None, text: str, yes: str, no: str = "", *, undoable: bool = False) -> bool:
    """Ask before an act that cannot be undone; `yes` is its verb. Enter confirms only if the act is `undoable`, else it cancels."""
    given, answer = _answered(text)
    if given:
        return bool(answer)
    box = _message(QMessageBox.Icon.Question, text, parent)
    button = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton(no or tr("取消"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(button if undoable else other)
    box.exec()
    return box.clickedButton() is button


def ask_text(parent: QWidget | None, title: str, label: str, verb: str = "") -> str | None:
    """Ask for a short text; None if cancelled. `verb` is the text of the button, by default the title."""
    given, answer = _answered(label)
    if given:
        return answer  # type: ignore[no-any-return]
    box = TextBox(title, label, verb or title, parent)
    done = box.exec() == QDialog.DialogCode.Accepted
    box.deleteLater()
    return box.text if done else None


def work(dialog: QDialog) -> bool:
    """Show a dialog; returns whether it was accepted. A test answers with a function that operates it."""
    given, answer = _answered(dialog.windowTitle())
    if not given:
        return dialog.exec() == QDialog.DialogCode.Accepted
    dialog.show()
    answer(dialog)
    dialog.hide()
    return dialog.result() == QDialog.DialogCode.Accepted.value


def choose_file(parent: QWidget | None, title: str, filter: str, *, save: str = "", start: str = "") -> Path | None:
    """Choose a file to open, or with `save` (a file name) to write."""
    given, answer = _answered(title)
    if given:
        return Path(answer) if answer else None
    if save:
        name, _ = QFileDialog.getSaveFileName(parent, title, str(Path(start) / save), filter)
    else:
        name, _ = QFileDialog.getOpenFileName(parent, title, start, filter)
    return Path(name) if name else None


def choose_files(parent: QWidget | None, title: str, filter: str, start: str = "") -> list[Path]:
    """Choose any number of files to open."""
    given, answer = _answered(title)
    if given:
        return [Path(file) for file in answer or ()]
    names, _ = QFileDialog.getOpenFileNames(parent, title, start, filter)
    return [Path(name) for name in names]


def choose_folder(parent: QWidget | None, title: str, start: str = "") -> Path | None:
    """Choose a folder."""
    given, answer = _answered(title)
    if given:
        return Path(answer) if answer else None
    name = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(name) if name else None
