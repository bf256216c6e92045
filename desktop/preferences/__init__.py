"""The page 设置: the office and its people, sizes and language, the unit table, days off, backups of the file.

Words of its own: a card (one group of settings). Nobody imports it but the window, which finds it by its folder.
"""

from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("设置"), "PreferencesPage", icon="settings", order=8, keys="Ctrl+5")
