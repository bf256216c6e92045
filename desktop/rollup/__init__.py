"""The page 汇总: the totals of a programme in a period, and behind each number the units, files and cells it comes from."""
