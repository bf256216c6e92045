"""The page 任务包: which programmes there are, which this office reports on, what each asks, what a new version changes.

Words of its own: none. Nobody imports it but the window, which finds it by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("任务包"), "PacksPage", icon="package", order=7, keys="Ctrl+4")
