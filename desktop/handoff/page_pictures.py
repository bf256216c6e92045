"""Pages of a PDF as pictures, through pypdfium2: sizes and drawing, one at a time. No widget; called in background jobs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from desktop.exchange.files.pdf_document import opened

POINTS = 72  # to the inch


def sizes(source: Path | bytes) -> list[tuple[float, float]]:
    """(width, height) of every page in points."""
    with opened(source) as document:
        return [document.get_page_size(n) for n in range(len(document))]


def draw(source: Path | bytes, number: int, scale: float) -> QImage:
    """Page `number` (from 0) at `scale` pixels to the point."""
    with opened(source) as document:
        page = document[number]
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        bitmap.close()
        page.close()
        return picture
