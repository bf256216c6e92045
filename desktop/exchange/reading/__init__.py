"""Any workbook read into rows of ours: by its tags, by its heads, by a mapping that a clerk confirmed, by the map of a lead form.

Words of its own: a confirmed mapping, a proposal of one. Nothing is judged here; `verify` and `intake` import it.
"""
