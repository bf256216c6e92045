"""The form in front: as a table, as the card of one row, or a text where the programme has no forms."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget

from desktop.entry.beside.card import Card
from desktop.entry.grid.grid import Grid
from desktop.words.i18n import tr
from desktop.work.session import Session


class FormStack(QStackedWidget):
    """The card shows the row of the table's current cell. `card_made(Card)` when it is first made, `card_left` with Esc."""

    card_made = Signal(object)
    card_left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.grid = Grid(session)
        self.grids = [self.grid]
        self.grid.moved.connect(self.turn_card)
        self._empty = QLabel(tr("这个方案没有报表"), alignment=Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self.grid)
        self.addWidget(self._empty)

    @cached_property
    def card(self) -> Card:
        """One row from top to bottom, made when first used."""
        card = Card(self.session)
        self.addWidget(card)
        self.grids.append(card.grid)
        card.left.connect(self.card_left)
        card.turned.connect(lambda row: self.grid.go(row, max(self.grid.currentIndex().column(), 0)))
        self.card_made.emit(card)
        return card

    @property
    def in_card(self) -> bool:
        """Whether the card is in front."""
        return isinstance(self.currentWidget(), Card)

    @property
    def front(self) -> Grid:
        """The grid in front: the table's or the card's."""
        return self.card.grid if self.in_card else self.grid

    @property
    def typing(self) -> bool:
        """Whether something is being typed."""
        return any(grid.editing.open for grid in self.grids)

    def finish(self) -> None:
        """Finish editing in all grids."""
        for grid in self.grids:
            grid.editing.finish()

    def show_nothing(self) -> None:
        """Show that there is no form."""
        self.setCurrentWidget(self._empty)

    def show_form(self, *, as_card: bool) -> None:
        """Show the form of the table, as a card or as the table."""
        self.setCurrentWidget(self.card if as_card else self.grid)
        if as_card:
            self.card.show_row(self.grid.cells, max(self.grid.currentIndex().row(), 0), "")

    def turn(self, *, to_card: bool) -> None:
        """To the card, or back to the table, at the same cell."""
        model = self.grid.cells
        if to_card:
            index = self.grid.currentIndex()
            self.setCurrentWidget(self.card)
            self.card.show_row(model, max(index.row(), 0), model.field_at(index).id if index.isValid() else "")
        else:
            field = self.card.model.field_at(self.card.grid.currentIndex()).id
            self.setCurrentWidget(self.grid)
            place = model.place(max(self.card.model.row, 0), field)
            self.grid.go(place.row(), place.column())

    def turn_card(self) -> None:
        """Show the row of the table's current cell on the card."""
        index = self.grid.currentIndex()
        if self.in_card and index.isValid() and self.card.shows(self.grid.cells):
            self.card.follow(index.row())
