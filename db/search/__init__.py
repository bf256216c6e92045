"""Search everywhere 查找: titles of what is asked and rows of ledgers, by words and by pinyin.

Words: Query, Match, Hit, TitleIndex. Personal fields are neither searched nor shown.
Imports packs and below; the desktop may import it.
"""
