"""The page 情况: who reported in each period of the year, and what needs a person in the one looked at.

Words of its own: the matrix, an exception 例外. Nobody imports it but the window, which finds it by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("情况"), "OverviewPage", icon="check-check", order=6, keys="Ctrl+8", only_above=True, needs_programme=True)
