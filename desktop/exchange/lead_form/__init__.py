"""The lead office's own workbook: its map is proposed, corrected by pointing and stored; it is filled from a return and read back.

Words of its own: the `ForeignMap` with its spots, a meaning of a cell. `reading`, `packs` and `handing_up` import it.
"""
