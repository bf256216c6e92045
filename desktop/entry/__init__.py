"""The page 填报: the forms of the programme, their grid, and what is said about each cell.

Its rooms, low to high: `models`, `grid`, `acts`, `beside`; the page puts them together. Words of its own stand in them.
Nobody imports it but the window, which finds it by its folder.
"""
