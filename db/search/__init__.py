"""Search 查找: titles of programmes, forms, rows and columns, and ledger rows, by text and by pinyin.

Words: Query, Match, Hit, TitleIndex. Personal fields are neither searched nor shown.
Imports values, periods and packs; the desktop may import it.
"""
