"""The page 填报: the forms of the programme, their grid, and the explanations and problems of each cell.

Its rooms, low to high: `models`, `grid`, `acts`, `beside`; the page combines them. Words of its own: see these rooms.
Only the window imports it, by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("填报"), "EntryPage", icon="table", order=2, keys="Ctrl+2", needs_programme=True, loaded_early=True)
