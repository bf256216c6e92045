"""Returns 报送件 of this office: drafts, frozen versions, their check codes, nil returns, and the tables that papers draw.

Words: Return, Note, Version, Standing, Table 表, PrintedList. A frozen return never changes.
Imports rules and below; everybody above may import it.
"""
