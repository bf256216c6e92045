"""Rare characters of names: drawn with a shape of their own wherever names stand, and typed by input methods."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop.widgets import look

NOTHING = "\U0010fffd"  # in no font


def drawn(text, font):
    picture = QImage(60, 60, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    painter.setFont(font)
    painter.drawText(10, 45, text)
    painter.end()
    return picture


def test_rare_characters_have_a_shape(dressed):
    font = look.font(32)
    boxes = drawn(NOTHING, font)
    shapes = [drawn(char, font) for char in "䶮𠮷㛃𬍛"]
    assert all(one != boxes for one in shapes)
    assert all(one != other for n, one in enumerate(shapes) for other in shapes[n + 1 :])


@pytest.mark.parametrize("kind", [QLabel, QPushButton, QLineEdit])
def test_widgets_draw_them_too(qtbot, dressed, kind):
    found = {}
    for char in (NOTHING, "䶮", "𠮷", "㛃", "𬍛"):
        widget = kind(char)
        qtbot.addWidget(widget)
        widget.setFixedSize(80, 40)
        found[char] = widget.grab().toImage()
    assert all(one != found[NOTHING] for char, one in found.items() if char != NOTHING)
