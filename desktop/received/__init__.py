"""A received return on screen: what was reported, what is asked about it, and what changed since the version before.

Words of its own: a reason for returning. Nobody imports it but the window, which finds it by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("收报"), "ReceivedPage", under="intake", only_above=True, needs_programme=True)
