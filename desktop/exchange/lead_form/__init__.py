"""The lead office's own workbook: its map proposed, corrected by pointing, kept; filled from a return and read back.

Words of its own: the `ForeignMap` with its spots, a meaning of a cell. `reading`, `packs` and `handing_up` import it.
"""
