"""Any workbook read into rows of ours: by its tags, by its heads, by a mapping a clerk confirmed, through the map of a lead form.

Words of its own: a confirmed mapping, a proposal of one. Nothing is judged here; `verify` and `intake` import it.
"""
