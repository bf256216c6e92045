"""The commands of the page 填报: on cells and rows, paste, search and filter, import of workbooks, keys and tool bar.

Words of its own: a `PastePlan` with its doubtful texts. It imports grid and models; `beside` and the page import it.
"""
