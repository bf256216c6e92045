"""Values of cells: how each kind is read, shown and checked, exact numbers, and what may leave the office.

Words: Field 栏, Cell, State, Reading, Kind, Measure. Knows no forms, no files, no dates of reporting.
Imports only what stands in `db` itself; everybody may import it.
"""
