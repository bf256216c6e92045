"""The page 设置: the office and its people, sizes and language, the unit table, days off, backups of the file.

Words of its own: a card (one group of settings). Nobody imports it but the window, which finds it by its folder.
"""
