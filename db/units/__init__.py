"""Reporting units 填报单位: what one is, who is below whom on a day, changes and checks of a unit table.

Words: Unit, LEVELS, Fault. The unit table of one office file is in `office.unit_table`.
Imports values and periods; everybody above may import it.
"""
