"""What a page is, and the window around the pages: top bar, navigation, status line, and the page shown after a crash.

Words of its own: a `Page` as declared, its `PageWidget`, the rail (the navigation). It finds the pages by their folders and imports none;
pages, `start` and `app` may import it.
"""
