"""The page 收报: returns from below come in, each with its verdict; who is in and who is not; returning, asking, reminding.

Words of its own: the tray of files. Nobody imports it but the window, which finds it by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("收报"), "IntakePage", icon="arrow-down-to-line", order=4, keys="Ctrl+6", only_above=True, needs_programme=True)
