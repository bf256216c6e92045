"""The grid: a table operated by keys, its frozen columns, heads and filters, and the editors that open over a cell.

Words of its own: the `Grid`, an editor and its drop-downs. It imports the models; `acts`, `beside` and the page import it.
"""
