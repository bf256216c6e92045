"""The look 样貌 as data: colours, sizes, fonts and icons for all pages.

Sizes are given for 100 % and converted by `px`; `mark(widget, "main")` gives a widget a style of resources/style.qss.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from desktop.work import settings
from resources import path

COLOURS = {
    "ink": "#1D2530",
    "quiet": "#5B6675",
    "faint": "#B9C2CD",  # for disabled things; never the only sign of a meaning
    "dot": "#7F8997",  # of an empty cell: contrast 3:1 on white and on a selection
    "lines": "#DDE2E8",
    "edge": "#8A94A1",  # frames of controls, contrast 3:1 on white
    "page": "#F6F7F9",
    "sheet": "#FFFFFF",
    "locked": "#F0F2F5",
    "accent": "#1E5AA8",
    "accent-hover": "#174A8C",
    "accent-wash": "#E8F0FA",
    "good": "#2C7A3F",
    "good-wash": "#E7F3EA",
    "warn": "#A15C00",
    "warn-wash": "#FCF2E2",
    "bad": "#B3261E",
    "bad-wash": "#FBEAE8",
}
SCALES = (100, 125, 150, 175)  # per cent
ROW, HEADER, MARGIN, GAP = 32, 36, 24, 16  # px at 100 %
FAMILY = "Noto Sans SC"
RARE = "LXGW WenKai"  # has rare characters like 䶮 that Noto lacks
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "LXGWWenKai-Regular.ttf")


def colour(name: str) -> QColor:
    """The colour `name` of COLOURS."""
    return QColor(COLOURS[name])


@lru_cache(maxsize=1)
def scale() -> int:
    """The scale of the interface in per cent; an unknown setting counts as 100."""
    percent = settings.get("scale", "100")
    return int(percent) if percent in map(str, SCALES) else 100


def use_scale(percent: int) -> None:
    """Store the scale; widgets already shown have to be redrawn by their owners."""
    settings.put("scale", str(percent))
    renew()


def renew() -> None:
    """Clear the caches that depend on the settings."""
    scale.cache_clear()
    _drawn.cache_clear()


def px(n: float) -> int:
    """`n` pixels at 100 % in the current scale, rounded half up, at least 1 for a positive `n`."""
    return max(int(n * scale() / 100 + 0.5), 1) if n > 0 else int(n * scale() / 100)


def font(size: float = 14, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of `size` px at 100 % with tabular figures; rare characters come from another bundled font."""
    load_fonts()
    font = QFont([FAMILY, RARE])
    font.setPixelSize(px(size))
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


MEDIUM = QFont.Weight.Medium


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Register the fonts of the window, once; those of the PDF are loaded by `exchange`."""
    for file in FONTS:
        QFontDatabase.addApplicationFont(str(path(f"fonts/{file}")))


def icon(name: str, colour: str = "ink", size: int = 18) -> QIcon:
    """The icon `name` of resources/icons in the colour `colour` (a name of COLOURS), quieter when disabled."""
    icon = QIcon(_drawn(name, colour, px(size), _ratio()))
    icon.addPixmap(_drawn(name, "faint", px(size), _ratio()), QIcon.Mode.Disabled)
    return icon


def pixmap(name: str, colour: str = "ink", size: int = 18) -> QPixmap:
    """The same as a picture, for labels and painters."""
    return _drawn(name, colour, px(size), _ratio())


def _ratio() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    text = path(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", COLOURS[colour])
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def draw_ring(painter: QPainter, rect: QRect, name: str = "accent") -> None:
    """Draw the focus frame inside a rectangle."""
    width = px(2)
    pen = QPen(colour(name), width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width // 2
    painter.drawRect(rect.adjusted(half, half, -half - 1, -half - 1))


def style() -> str:
    """resources/style.qss with its ``@names`` replaced and its lengths scaled; 1px lines stay 1px."""
    text = path("style.qss").read_text(encoding="utf-8").replace("@icons", path("icons").as_posix())
    for name in sorted(COLOURS, key=len, reverse=True):
        text = text.replace(f"@{name}", COLOURS[name])
    return re.sub(r"\b(\d+)px", lambda match: "1px" if match[1] == "1" else f"{px(int(match[1]))}px", text)


def palette() -> QPalette:
    """The colours for widgets not covered by the style sheet."""
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: "page", role.Base: "sheet", role.AlternateBase: "page", role.Button: "sheet", role.WindowText: "ink", role.Text: "ink",
        role.ButtonText: "ink", role.Highlight: "accent", role.HighlightedText: "sheet", role.PlaceholderText: "quiet", role.Link: "accent",
        role.ToolTipBase: "ink", role.ToolTipText: "sheet", role.Mid: "lines", role.Dark: "edge",
    }  # fmt: skip
    for colour_role, name in pairs.items():
        palette.setColor(colour_role, colour(name))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, colour("edge"))
    return palette


def mark(widget: QWidget, kind: str) -> None:
    """Give a widget the style `kind` of the style sheet (main, quiet, caption, title, note-bad ...), also after it was shown."""
    widget.setProperty("kind", kind)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def tip(text: str) -> str:
    """A tooltip that shows a text literally: Qt would interpret markup, and the text may come from outside."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>") if "<" in text else text
