"""The office file 工作库: one SQLite file, its tables, lock and backup copies, and everything that reads and writes its rows.

Words: Office, Record, Edit, Act, HistoryLine, Definition, Deadline, Span, Event. Knows no rules and no finalised returns.
Imports packs and the rooms before it; every room after it and the desktop may import it.
"""
