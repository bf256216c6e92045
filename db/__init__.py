"""Programmes, office files, checks, returns and roll-ups. No Qt, no Excel, no PDF.

The rooms of this package, each importing only from those before it: values, periods, units, packs, office, rules, returns, received,
rollup, overview, versions, search. The modules directly in this folder may be imported by all of them.
"""
