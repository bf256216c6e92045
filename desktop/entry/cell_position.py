"""The current cell by row id and field, which stay the same while rows move or are still being read."""

from __future__ import annotations

from desktop.entry.grid.grid import Grid

SEARCHED_ROWS = 60  # rows searched for the first cell that can be typed


class CellPosition:
    """Moves the current cell of a grid to a wanted cell, or after a reset back to where it was."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._wanted: tuple[str, str] | None = None  # row and field to go to once all rows are known
        self._saved: tuple[str, str] | None = None  # row and field of the current cell, during a reset

    @property
    def now(self) -> tuple[str, str] | None:
        """Row and field of the current cell."""
        index = self._grid.currentIndex()
        if not index.isValid():
            return None
        return self._grid.cells.row_id(index.row()), self._grid.cells.field_at(index).id

    def want(self, row: str, field: str) -> None:
        """Go there when the rows are known."""
        self._wanted = row, field

    def begin(self, saved: tuple[str, str] | None) -> None:
        """A new model is shown: `saved` becomes the current cell once its rows are known."""
        self._saved = saved

    def keep(self) -> None:
        """Before a reset: save the current cell."""
        self._saved = self.now or self._saved

    def restore(self) -> None:
        """After a reset: go back to the saved cell, if its row is shown already."""
        if self._saved is not None and (row := self._grid.cells.row_of(self._saved[0])) >= 0:
            field, self._saved = self._saved[1], None
            self._go(row, field)

    def arrive(self) -> tuple[int, str] | None:
        """All rows are known: go to the wanted or the saved cell; returns the row shown and the field."""
        place, self._wanted = self._wanted or self._saved, None
        self._saved = None
        row = self._grid.cells.row_of(place[0]) if place else -1
        if place is None or row < 0:
            self.start()
            return None
        self._go(row, place[1])
        return row, place[1]

    def start(self) -> None:
        """Go to the first cell that can be typed, where there is no current cell."""
        model = self._grid.cells
        if self._grid.currentIndex().isValid():
            return
        for row in range(min(model.rowCount(), SEARCHED_ROWS)):
            for column in range(model.columnCount()):
                if model.editable(model.index(row, column)):
                    self._grid.go(row, column)
                    return

    def _go(self, row: int, field: str) -> None:
        place = self._grid.cells.place(row, field)
        self._grid.go(place.row(), place.column())
