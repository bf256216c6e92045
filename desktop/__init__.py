"""What people see: the window, the papers, the command line.

Rooms, low to high: `exchange` and `cli` know no Qt; `work` is the open office and what runs beside the window, `words` what things are
called on screen, `widgets` the look and the parts every page uses; above them one room for each page, `start`, `shell` and `app`.
"""
