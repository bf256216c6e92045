"""The look: colours that can be read, sizes that scale, icons in their colour."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics

from desktop.widgets import look

PAIRS = [(ink, ground) for ink in ("ink", "quiet", "accent", "good", "warn", "bad") for ground in ("sheet", "page")]
PAIRS += [(name, f"{name}-wash") for name in ("accent", "good", "warn", "bad")]
PAIRS += [
    ("sheet", "accent"),
    ("sheet", "accent-hover"),
    ("ink", "accent-wash"),
    ("quiet", "locked"),
    ("ink", "locked"),
    ("ink", "bad-wash"),
]


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(ink, ground):
    light, dark = sorted((luminance(look.colour(ink)), luminance(look.colour(ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize(("percent", "row", "hair"), [(100, 32, 1), (125, 40, 1), (150, 48, 2), (175, 56, 2)])
def test_sizes_scale(dressed, percent, row, hair):
    look.use_scale(percent)
    assert (look.px(look.ROW), look.px(1), look.px(0)) == (row, hair, 0)
    assert look.font(14).pixelSize() == look.px(14)
    assert f"min-height: {look.px(30)}px" in look.style()
    assert "border: 1px solid" in look.style()


def test_every_name_in_the_style_is_known(dressed):
    assert "@" not in look.style()


def test_an_icon_takes_its_colour(dressed):
    picture = look.pixmap("circle", "bad").toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 250
    }
    assert colours == {"#b3261e"}


def test_bundled_fonts_are_used_and_have_rare_names(dressed):
    assert QFontInfo(look.font()).family() == "Noto Sans SC"
    metrics = QFontMetrics(look.font())
    assert all(metrics.horizontalAdvance(one) == metrics.horizontalAdvance("汉") for one in "䶮㛃")
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
