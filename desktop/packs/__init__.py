"""The page 任务包: which programmes there are, which this office reports on, what each asks, what a new version changes.

Words of its own: none. Nobody imports it but the window, which finds it by its folder.
"""
