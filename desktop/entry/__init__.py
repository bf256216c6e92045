"""The page 填报: the forms of the programme, their grid, and what is said about each cell."""
