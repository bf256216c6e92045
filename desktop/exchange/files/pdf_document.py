"""Reading a PDF through pypdfium2: one document open at a time in the whole program, closed before the next.

PDFium may be used by one thread at a time only, and its faults end the program, hence the one lock for everybody.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_lock = threading.Lock()


@contextmanager
def opened(source: Path | bytes) -> Iterator[Any]:
    """The open `pypdfium2.PdfDocument` of a file or of its bytes, for this thread alone. Raises `OSError`, `PdfiumError`."""
    import pypdfium2

    # From memory: Windows neither removes nor replaces a file that PDFium holds open.
    data = source if isinstance(source, bytes) else source.read_bytes()
    with _lock, pypdfium2.PdfDocument(data) as document:
        yield document


def texts(source: Path | bytes) -> list[str]:
    """The text of every page. Raises `OSError`, `PdfiumError`."""
    with opened(source) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_bounded())
            text.close()
            page.close()
        return found
