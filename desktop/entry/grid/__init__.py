"""The grid: a table worked by keys, its frozen columns, heads and filters, and the editors that open over a cell.

Words of its own: the `Grid`, an editor and what drops from it. It knows the models; `acts`, `beside` and the page import it.
"""
