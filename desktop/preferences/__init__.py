"""The page 设置: the office and its people, sizes and language, the unit table, copies of the file."""
