"""The page 报送: finalise, look at the paper, print, export, mark as handed in, answer what the level above asks.

Words of its own: the time line of versions, the preview. Only the window imports it, by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("报送"), "HandoffPage", icon="send", order=3, keys="Ctrl+3", needs_programme=True)
