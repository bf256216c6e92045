"""Whether a workbook, a paper or a scan still says what was finalised, alone or side by side with others.

Words of its own: a `Statement` (what one source says of a return), a `Comparison`. `intake`, the command line and pages import it.
"""
