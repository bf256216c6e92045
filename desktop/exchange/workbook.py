"""The workbook of a return: written, offered blank, read back. One sheet map serves all three."""

from __future__ import annotations

from desktop.exchange.read_book import Filled, FilledRow, read
from desktop.exchange.sheetmap import SheetMap
from desktop.exchange.write_book import write, write_blank

__all__ = ["Filled", "FilledRow", "SheetMap", "read", "write", "write_blank"]
