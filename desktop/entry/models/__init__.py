"""The forms as Qt models: the content of each cell, how it is drawn, what may be typed; fixed forms and ledgers.

Words of its own: `Cells`, a `CellFace`, a `RowFilter`. It holds no widgets; the other rooms of `entry` and the page import it.
"""
