"""The office file 工作库: one SQLite file, its tables, locks, copies, and every write to it.

Words: Office, Record, Edit, Act, HistoryLine, Definition, Deadline, Event. Knows no rules and no returns.
Imports packs and below; everybody above may import it.
"""
