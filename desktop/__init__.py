"""What people see: the window, the papers, the command line.

Rooms, low to high: `exchange` and `cli` without Qt; `work` the open office and its background jobs, `words` the texts on screen,
`widgets` the look and the parts every page uses; above them one room for each page, `start`, `shell` and `app`.
"""
