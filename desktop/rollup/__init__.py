"""The page 汇总: the totals of a programme in a period, and behind each number the units, files and cells it comes from.

Words of its own: the trail 追溯 from a total to its cells. Nobody imports it but the window, which finds it by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("汇总"), "RollupPage", icon="layout-grid", order=5, keys="Ctrl+7", only_above=True, needs_programme=True)
