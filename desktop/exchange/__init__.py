"""What leaves the program and what comes in: workbooks and papers. No Qt.

Rooms, low to high: `files`, `xlsx`, `book`, `paper`, `lead_form`, `reading`, `verify`, `intake`, `packs`, each with words of its own.
Loose files: the pair that is handed up, the files of a roll-up, the unit table. The command line and the pages import it.
"""
