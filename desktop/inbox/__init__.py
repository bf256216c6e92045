"""The first page 本期任务: what is owed now, most urgent first.

Words of its own: none; a line is one `Duty` of `db`. Nobody imports it but the window, which finds it by its folder.
"""
