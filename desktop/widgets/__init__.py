"""The look 样貌 and the parts that every page uses: headings, notes, lists, boxes that ask, the functions that open modal boxes.

Words of its own: a `Heading`, a `PageNote`, a `Listing`, a `FieldBox`. It knows no page; pages and `shell` may import it.
"""
