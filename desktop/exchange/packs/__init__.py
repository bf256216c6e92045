"""A pack as a workbook that a clerk can change, and back; every mistake is reported with sheet and cell.

Words of its own: a sheet of the pack's workbook and its columns. The command line and the page 任务包 import it.
"""
