"""Where the keys go can be seen: on every page each Tab stop has a frame of 2 px around it, or around its current line or cell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from desktop.entry.grid.grid import Grid
from desktop.shell.window import Window
from desktop.widgets import look
from desktop.work import tasks
from tests.desktop.widgets.test_look import luminance

PAGES = ("inbox", "entry", "handoff", "packs", "preferences", "guide")
ABOVE = ("intake", "rollup", "overview", "received")
MOST = 120  # stops of a page


def stops(qtbot, window: Window) -> Iterator[QWidget]:
    """Every widget Tab comes to, from the first one of the window round to it again."""
    window.top.programme.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in seen:
        assert len(seen) < MOST
        seen.append(now)
        yield now
        if isinstance(now, Grid | QTextBrowser):
            now.focusNextPrevChild(True)  # there Tab goes from cell to cell, from link to link
        else:
            qtbot.keyClick(now, Qt.Key.Key_Tab)


def picture(window: Window) -> QImage:
    QApplication.processEvents()
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def changed(one: QImage, other: QImage, area: QRect) -> set[tuple[int, int]]:
    """The pixels of an area that are visibly other ones."""
    found = set()
    for y in range(max(area.top(), 0), min(area.bottom(), one.height() - 1) + 1):
        for x in range(max(area.left(), 0), min(area.right(), one.width() - 1) + 1):
            a, b = one.pixel(x, y), other.pixel(x, y)
            if a != b and sum(abs((a >> shift & 255) - (b >> shift & 255)) for shift in (0, 8, 16)) > 100:
                found.add((x, y))
    return found


def framed(pixels: set[tuple[int, int]], width: int) -> bool:
    """Whether the pixels have a frame of this width around them, but for round corners; a mark that is there anyway may be one side."""
    if not pixels:
        return False
    left, right = min(x for x, _ in pixels), max(x for x, _ in pixels)
    top, bottom = min(y for _, y in pixels), max(y for _, y in pixels)
    if min(right - left, bottom - top) < 4 * width:
        return False
    across, down = range(left, right + 1), range(top, bottom + 1)
    sides = [[[(x, y + n) for x in across] for n in range(width)] for y in (top, bottom - width + 1)]
    sides += [[[(x + n, y) for y in down] for n in range(width)] for x in (left, right - width + 1)]
    return sum(all(sum(at in pixels for at in line) > 0.7 * len(line) for line in side) for side in sides) >= 3


def unseen(qtbot, window: Window) -> list[str]:
    """The stops of the page in front at which nothing shows where the keys go."""
    found = []
    for one in stops(qtbot, window):
        focused = picture(window)
        one.clearFocus()
        area = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
        pixels = changed(focused, picture(window), area)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if one.visibleRegion().boundingRect() != one.rect() or not framed(pixels, look.px(2)):
            found.append(f"{type(one).__name__} {one.objectName()} {one.accessibleName()} {len(pixels)} {area}")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_stop_of_a_page_shows(qtbot, window, page):
    with qtbot.waitActive(window):
        window.show()
    window.go(page)
    tasks.settle()
    assert not unseen(qtbot, window)


@pytest.fixture
def high(qtbot, two_in):
    """The window of a city."""
    window = Window(two_in)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("page", ABOVE)
def test_every_stop_of_a_page_above_shows(qtbot, high, districts, page):
    if page == "received":
        high.go("received", {"unit": "370202"})
    else:
        high.go(page)
    tasks.settle()
    assert not unseen(qtbot, high)


@pytest.mark.parametrize("ground", ["sheet", "accent-wash"])
def test_the_dot_of_an_empty_cell_can_be_seen(ground):
    dot, under = (luminance(QColor(look.COLOURS[name])) for name in ("dot", ground))
    assert (under + 0.05) / (dot + 0.05) >= 3
