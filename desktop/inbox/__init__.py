"""The first page 本期任务: what is owed now, most urgent first.

Words of its own: none; a line is one `Duty` of `db`. Nobody imports it but the window, which finds it by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("本期任务"), "InboxPage", icon="inbox", order=1, keys="Ctrl+1")
