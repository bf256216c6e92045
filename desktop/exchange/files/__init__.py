"""Files of any make: what kind a file is by its first bytes, and the values of its sheets or pages, within bounds.

Words of its own: none. Raises `Trouble` for what cannot be read; knows no form. All rooms of `exchange` may import it.
"""
