"""Time as it is reported: periods on one axis of months, and the days that are worked.

Words: Period 报告期, Calendar, Day. When a programme's return is due is in `packs.schedule`.
Imports values; everybody above may import it.
"""
