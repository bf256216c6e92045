"""Our own workbook: where forms stand on its sheets, how they look, the cover, the hidden manifest; written frozen, draft or blank.

Words of its own: the sheet map, the manifest, a workbook as `Filled`. `lead_form`, `reading` and all rooms above import it.
"""
