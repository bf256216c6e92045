"""The parts of an .xlsx as XML: read, changed in place, written; everything that is not changed stays byte for byte.

Words of its own: a `Package` of parts, a workbook being patched. It knows no form; the rooms above it in `exchange` import it.
"""
