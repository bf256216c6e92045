"""What leaves and what comes in: workbooks and papers. No Qt.

Words of its own stand in its rooms: `files`, `xlsx`, `book`, `paper`, `lead_form`, `reading`, `verify`, `intake`, `packs`, low to high;
beside them the pair that is handed up, the files of a roll-up and the unit table. The command line and the pages import it.
"""
