"""Whether a workbook, a paper or a scan still says what was finalised, alone or side by side with others.

Words of its own: what one of them states of a return, a comparison. `intake`, the command line and pages import it.
"""
