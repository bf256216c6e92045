"""Pages of a PDF as pictures, through pypdfium2: sizes and drawing, one at a time. No widget; called from workers.

PDFium may be used by one thread at a time only, hence the lock; a document is open no longer than one call.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

POINTS = 72  # to the inch
_lock = threading.Lock()


@contextmanager
def _document(file: Path) -> Iterator[Any]:
    import pypdfium2

    with _lock:
        found = pypdfium2.PdfDocument(file)
        try:
            yield found
        finally:
            found.close()


def sizes(file: Path) -> list[tuple[float, float]]:
    """(width, height) of every page in points."""
    with _document(file) as document:
        return [document.get_page_size(n) for n in range(len(document))]


def draw(file: Path, number: int, scale: float) -> QImage:
    """Page `number` (from 0) at `scale` pixels to the point."""
    with _document(file) as document:
        page = document[number]
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        bitmap.close()
        page.close()
        return picture
