"""The page 设置: the office and its people, sizes and language, the unit table, days off, copies of the file."""
