"""Where the current cell is, by row and field: these stay what they are while rows take other places or are still being read."""

from __future__ import annotations

from desktop.entry.grid.grid import Grid

LOOKED = 60  # rows, for the first cell that is typed


class CellPosition:
    """Takes the current cell of a grid where somebody wants to go, and back to where it was after a reset."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._wanted: tuple[str, str] | None = None  # row and field to go to once all rows are known
        self._kept: tuple[str, str] | None = None  # row and field of the current cell, over a reset

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

    def begin(self, kept: tuple[str, str] | None) -> None:
        """Another model: its current cell is this one, once its rows are known."""
        self._kept = kept

    def keep(self) -> None:
        """Rows take other places: the current cell goes along."""
        self._kept = self.now or self._kept

    def restore(self) -> None:
        """Rows have taken other places: the current cell is where its row is, if that is shown already."""
        if self._kept is not None and (row := self._grid.cells.row_of(self._kept[0])) >= 0:
            field, self._kept = self._kept[1], None
            self._go(row, field)

    def arrive(self) -> tuple[int, str] | None:
        """All rows are known: go where somebody wanted to go, or back to where the current cell was; the row shown there and the field."""
        place, self._wanted = self._wanted or self._kept, None
        self._kept = None
        row = self._grid.cells.row_of(place[0]) if place else -1
        if place is None or row < 0:
            self.start()
            return None
        self._go(row, place[1])
        return row, place[1]

    def start(self) -> None:
        """The first cell that is typed, where there is no current one."""
        model = self._grid.cells
        if self._grid.currentIndex().isValid():
            return
        for row in range(min(model.rowCount(), LOOKED)):
            for column in range(model.columnCount()):
                if model.editable(model.index(row, column)):
                    self._grid.go(row, column)
                    return

    def _go(self, row: int, field: str) -> None:
        place = self._grid.cells.place(row, field)
        self._grid.go(place.row(), place.column())
