"""Reporting units 填报单位: what a unit is, which unit is below which on a day, changes and checks of a unit table.

Words: Unit, LEVELS, Fault. The unit table of an office file is in `office.unit_table`.
Imports values and periods; every room after it may import it.
"""
