"""A return as PDF: columns and lines of Chinese text, tables over their sheets, heads, notes, signatures, the QR code.

Words of its own: a band of columns, a box (one row), a section (one table). Nothing is read here; only `handing_up` and pages import it.
"""
