"""Reporting periods on one axis of months, and the working days between them.

Words: Period 报告期, Calendar, Day. When the return of a programme is due is in `packs.schedule`.
Imports only the loose modules of db; every room after it may import it.
"""
