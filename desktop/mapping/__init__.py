"""The boxes in which a clerk says what a foreign workbook means: a table that was received, and the lead office's own form.

Words of its own: a pair (theirs, ours). The pages 填报, 收报 and 任务包 import it.
"""
