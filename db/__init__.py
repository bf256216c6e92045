"""What is asked, what is stored, what is true. No Qt, no Excel, no PDF.

The rooms of this package, each importing only from those before it: values, periods, units, packs, office, rules, returns, received,
rollup, overview, versions, search. The modules that stand here directly belong to all of them.
"""
