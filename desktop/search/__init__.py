"""Search everywhere (Ctrl+K): one box over the window that finds what is asked and what is filled in, and goes there.

Words of its own: a hit is one of `db.search.search`. Only the window imports it.
"""
