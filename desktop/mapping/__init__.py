"""The boxes in which a clerk says what somebody else's workbook means: a table that came in, and the lead office's own form.

Words of its own: a pair (theirs, ours). The pages 填报, 收报 and 任务包 import it.
"""
