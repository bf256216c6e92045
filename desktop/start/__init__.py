"""Before an office is open: open one, or make a new one.

Words of its own: none. Only `app` imports it.
"""
