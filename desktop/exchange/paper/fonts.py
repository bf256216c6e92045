"""The typefaces of the PDF: three chains of fonts; each character is taken from the first font that has it.

Widths are in ems. reportlab and the fonts (15 MB each) are loaded on first use, rare fonts only when a character needs them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from resources import path

CHAINS = {
    "serif": ("NotoSerifSC-Regular", "NotoSansSC-Regular", "LXGWWenKai-Regular"),
    "bold": ("NotoSerifSC-Bold", "NotoSansSC-Medium", "LXGWWenKai-Regular"),
    "sans": ("NotoSansSC-Medium", "LXGWWenKai-Regular"),
}
FIRST = CHAINS["serif"][0]
DIGITS = "0123456789"
NOWHERE = "〓"  # printed for a character that no font has, so that it is noticed
# Marks drawn with the glyph of another character; the text in the PDF stays the original one.
DRAWN_AS = {"✕": "×", "✖": "×", "✗": "×", "✘": "×", "✔": "✓"}


@cache
def font(name: str) -> Any:
    """The loaded TTFont `name`, registered with reportlab."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    ttfonts.makeToUnicodeCMap = to_unicode
    loaded = ttfonts.TTFont(name, str(path(f"fonts/{name}.ttf")))
    face = loaded.face
    for char, like in DRAWN_AS.items():
        if ord(char) not in face.charToGlyph and ord(like) in face.charToGlyph:
            face.charToGlyph[ord(char)] = face.charToGlyph[ord(like)]
            face.charWidths[ord(char)] = face.charWidths[ord(like)]
    _tabular(face)
    pdfmetrics.registerFont(loaded)
    return loaded


def _tabular(face: Any) -> None:
    """Give every digit the width of the widest, centred, so that figures align in columns.

    Only the metrics change (the table hmtx and /Widths agree), so text extraction finds no gaps inside a number.
    """
    codes = [ord(char) for char in DIGITS if ord(char) in face.charToGlyph]
    widest = max((face.hmetrics[face.charToGlyph[code]][0] for code in codes), default=0)
    for code in codes:
        glyph = face.charToGlyph[code]
        advance, bearing = face.hmetrics[glyph]
        face.hmetrics[glyph] = (widest, bearing + (widest - advance) // 2)
        face.charWidths[code] = max(face.charWidths[code] for code in codes)


def to_unicode(name: str, subset: list[int]) -> str:
    """The ToUnicode map of a subset, in UTF-16: reportlab writes five hex digits for 𫖯, which readers take for another character."""
    entries = [f"<{n:02X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex().upper()}>" for n, code in enumerate(subset)]
    blocks = [entries[n : n + 100] for n in range(0, len(entries), 100)]  # the format allows 100 in a block
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
        f"<< /Registry ({name})\n/Ordering ({name})\n/Supplement 0\n>> def\n/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def invisible(char: str) -> bool:
    """Whether a character has no width and no glyph: controls, joiners, byte order marks, variation selectors."""
    code = ord(char)
    return unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


class Widths(dict[str, float]):
    """Width of each character in ems, looked up on first use."""

    def __init__(self, face: FontChain) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        used, drawn = self._face.glyph(char)
        width = used.face.charWidths.get(ord(drawn), used.face.defaultWidth) / 1000 if used else 0.0
        self[char] = width
        return width


class FontChain:
    """A chain of fonts; what the first lacks is taken from the next."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.widths = Widths(self)

    def has(self, char: str) -> bool:
        """Whether some font of the chain has the character."""
        return any(ord(char) in font(name).face.charToGlyph for name in self.names)

    def glyph(self, char: str) -> tuple[Any, str]:
        """(font, character to draw): 〓 if no font has it, (None, "") for an invisible character."""
        if char in "\t\u00a0\u2002\u2003\u2009":
            char = " "
        if invisible(char):
            return None, ""
        for name in self.names:
            if ord(char) in font(name).face.charToGlyph:
                return font(name), char
        return font(self.names[0]), NOWHERE

    def measure(self, text: str) -> float:
        """The width of `text` in ems."""
        widths = self.widths
        return sum([widths[char] for char in text])


@cache
def face(name: str) -> FontChain:
    """The chain `serif`, `bold` or `sans`."""
    return FontChain(CHAINS[name])
