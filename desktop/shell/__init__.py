"""The window around the pages: top bar, navigation, status line, its actions, and the page shown after a crash.

Words of its own: an action as declared, the rail. It finds the pages by their folders and imports none; only `app` may import it.
"""
