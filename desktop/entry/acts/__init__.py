"""What a person can do on the page 填报: commands on cells and rows, paste, search and filter, workbooks read in, keys and tool bar.

Words of its own: a `PastePlan` with its doubtful texts. It knows grid and models; `beside` and the page import it.
"""
