"""The page 使用说明 (F1): the guide in the language of the window, read from resources/help.

Words of its own: none. Only the window imports it, by its folder, and `start`.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("使用说明"), "GuidePage", icon="info", keys="F1")
