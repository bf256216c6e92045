"""The parts beside the grid: the list of forms, the card, the panel of the current cell, the problems, doubtful texts of a paste.

Words of its own: the drawer of problems, the card. It imports acts, grid and models; only the page imports it.
"""
