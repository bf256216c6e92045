"""The page 任务包: which programmes there are, which this office reports on, and what each asks."""
