"""Returns 报送件 of this office: drafts, frozen versions, check codes, nil returns, and the tables that PDF and workbook are drawn from.

Words: Return, Note, Version, Standing, Table 表, PrintedList. A frozen return never changes.
Imports rules and the rooms before it; received, rollup, overview, versions and the desktop may import it.
"""
