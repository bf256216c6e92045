"""The box 对方的表: the lead office's blank workbook and the meaning of its cells, corrected by pointing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QTabBar, QVBoxLayout, QWidget

from db.messages import Trouble
from db.packs.model import Pack
from desktop.exchange.lead_form import form_map
from desktop.exchange.lead_form.form_map import ForeignMap, KeptForm
from desktop.exchange.lead_form.pointing import Meaning, likeliest, meanings, pointed
from desktop.exchange.lead_form.proposal import LeadSheets
from desktop.exchange.xlsx.cell_address import address, place
from desktop.mapping.lead_form_sheet import WASHES, SheetModel, SheetView, fact_titles, title
from desktop.mapping.meaning_finder import MeaningFinder
from desktop.widgets import dialogs, look
from desktop.widgets.field_box import FieldBox
from desktop.widgets.list_enter import ListEnter
from desktop.words.i18n import sentence, tr

WIDTH, HEIGHT, SIDE = 1180, 690, 320  # px at 100 %
LEAST = 380  # minimum height of the sheet


class LeadFormBox(FieldBox):
    """`map` is the current map, stored when accepted; `dropped`: the form is no longer used, `another`: another blank is wanted."""

    def __init__(
        self, pack: Pack, blank: Path, looked: LeadSheets, map_: ForeignMap, *, in_use: KeptForm | None, parent: QWidget | None = None
    ) -> None:
        what = tr(
            "认出来的格子已经上色。用方向键走到一格，按 Enter 说明它是什么，按 Delete 清除；保存以后，导出时也写成这张表，收报时按它读。"
        )
        super().__init__(tr("对方的表：{title}", title=pack.title), what, tr("保存"), parent)
        self.setObjectName("formBox")
        self.pack, self.blank, self.looked, self.map, self._first = pack, blank, looked, map_, map_
        self.dropped = self.another = False
        self._models = {grid.name: SheetModel(grid, pack) for grid in looked.grids}
        self._meanings = [self._called(meaning) for meaning in meanings(pack)]
        self._make()
        if in_use:
            self._make_acts(in_use.own)
        self._renew()
        self._on_sheet(0)
        self.view.setFocus()
        self.take_room(WIDTH, HEIGHT)

    # --- layout

    def _make(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setObjectName("theirTabs")
        self.tabs.setAccessibleName(tr("对方的工作表"))
        self.tabs.setExpanding(False)
        for name in self._models:
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(self._on_sheet)
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._step, step))
        self.view = SheetView()
        self.view.moved.connect(self._on_cell)
        self.view.cleared.connect(self._on_clear)
        self.meaning = QLabel()
        self.meaning.setObjectName("cellMeaning")
        self.meaning.setTextFormat(Qt.TextFormat.PlainText)
        self.meaning.setWordWrap(True)
        self.finder = MeaningFinder()
        self.view.asked.connect(self.finder.setFocus)
        self.view.doubleClicked.connect(lambda _: self.finder.setFocus())
        self.finder.left.connect(self.view.setFocus)
        self.finder.chosen.connect(self._on_chosen)
        self.clear = QPushButton(tr("清除"))
        self.clear.setObjectName("cellClear")
        self.clear.setAutoDefault(False)
        self.clear.clicked.connect(self._on_clear)
        self.doubts = QListWidget()
        self.doubts.setObjectName("formDoubts")
        self.doubts.setAccessibleName(tr("没有认准的地方"))
        self.doubts.setWordWrap(True)
        self.doubts.setMaximumHeight(look.px(132))
        ListEnter(self.doubts, self._on_doubt)
        self.doubts.itemClicked.connect(lambda _: self._on_doubt())
        self.form.addRow(self._both())

    def _both(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(look.px(8))
        left.addWidget(self.tabs)
        left.addWidget(self.view, 1)
        left.addLayout(self._legend())
        meaning_row = QHBoxLayout()
        meaning_row.addWidget(self.meaning, 1)
        meaning_row.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignTop)
        right.addLayout(meaning_row)
        right.addWidget(self.finder, 1)
        self.doubtful = QLabel(tr("没有认准的地方"))
        self.doubtful.setProperty("kind", "heading")
        right.addWidget(self.doubtful)
        right.addWidget(self.doubts)
        side = QWidget()
        side.setFixedWidth(look.px(SIDE))
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.GAP))
        row.addLayout(left, 1)
        row.addWidget(side)
        both.setMinimumHeight(look.px(LEAST))
        return both

    def _legend(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        words = {"name": tr("行名、栏名"), "cell": tr("→ 填写的格"), "fact": tr("单位、报告期、填表人等")}
        for kind, text in words.items():
            label = QLabel(text)
            label.setStyleSheet(f"background: {look.COLOURS[WASHES[kind]]}; padding: {look.px(2)}px {look.px(8)}px;")
            row.addWidget(label)
        row.addStretch(1)
        if self.looked.hidden:
            hidden = QLabel(tr("隐藏的工作表不动：{names}", names=tr("、").join(self.looked.hidden)))
            hidden.setProperty("kind", "quiet")
            hidden.setTextFormat(Qt.TextFormat.PlainText)  # names come from the file
            row.addWidget(hidden)
        return row

    def _make_acts(self, own: bool) -> None:
        """Add the buttons for a form in use; a form inside the pack cannot be dropped."""
        self.drop = QPushButton(tr("不再使用"))
        self.drop.setObjectName("formDrop")
        self.drop.setProperty("kind", "danger")
        self.change = QPushButton(tr("换一张空白表…"))
        self.change.setObjectName("formChange")
        for n, (button, act) in enumerate(((self.drop, self._on_drop), (self.change, self._on_change))):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.buttons.insertWidget(n, button)
        self.drop.setVisible(own)

    def _called(self, meaning: Meaning) -> Meaning:
        """The meaning with its title in the current language."""
        if not meaning.form:
            return meaning._replace(title=fact_titles()[meaning.field])
        return meaning if meaning.field else meaning._replace(title=tr("{form}：到这一行为止", form=self.pack.form(meaning.form).title))

    # --- the current cell

    @property
    def cell(self) -> tuple[int, int]:
        """Row and column from 1, the first of a merged range."""
        index = self.view.currentIndex()
        at = self._model.grid.merged(index.row() + 1, index.column() + 1)
        return at.top, at.left

    @property
    def _model(self) -> SheetModel:
        return self._models[self.tabs.tabText(self.tabs.currentIndex())]

    def _on_sheet(self, n: int) -> None:
        if n < 0 or not self._models:
            return
        self.view.show_sheet(self._model)
        self.view.go_to(1, 1)
        self._on_cell()

    def _step(self, step: int) -> None:
        """Go to the next or previous sheet."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def _on_cell(self, *_: int) -> None:
        row, column = self.cell
        spot = self._model.meaning(row, column)
        name = address(row, column)
        self.meaning.setText(tr("{title}：{value}", title=name, value=title(spot, self.pack)) if spot else tr("{cell}：不填", cell=name))
        self.clear.setEnabled(spot is not None)
        self.finder.offer(likeliest(self._meanings, self.map, self._model.grid, row, column))
        self.fault.hide()

    def _on_chosen(self, meaning: Meaning) -> None:
        """Give the current cell this meaning."""
        try:
            self.map = pointed(self.map, self._model.grid, *self.cell, self.pack, meaning)
        except Trouble as trouble:
            self.fault.fail(trouble)
            return
        self._renew()
        self.view.setFocus()
        self._on_cell()

    def _on_clear(self) -> None:
        spot = self._model.meaning(*self.cell)
        if spot is not None:
            self.map = form_map.forget(self.map, spot.sheet, spot.cell)
            self._renew()
            self._on_cell()
        self.view.setFocus()

    def _renew(self) -> None:
        for model in self._models.values():
            model.show_map(self.map)
        if self.doubts.count() != len(self.map.doubts):
            self.doubts.clear()
            self.doubts.addItems([sentence(doubt.text) for doubt in self.map.doubts])
        self.doubtful.setVisible(bool(self.map.doubts))
        self.doubts.setVisible(bool(self.map.doubts))

    def _on_doubt(self) -> None:
        """Go to the sheet and cell of a doubt."""
        n = self.doubts.currentRow()
        if n < 0 or (doubt := self.map.doubts[n]).sheet not in self._models:
            return
        self.tabs.setCurrentIndex(list(self._models).index(doubt.sheet))
        if doubt.cell:
            self.view.go_to(*place(doubt.cell))
        self.view.setFocus()

    # --- acts

    def act(self) -> None:
        """Store the blank workbook and the map; raises `Trouble` if nothing is mapped or it cannot be stored."""
        if not any(spot.form for spot in self.map.spots):
            raise Trouble("这张表里还没有一格要填，请先指明。")
        form_map.keep(replace(self.map, pack=self.pack.id), self.blank)

    def _on_drop(self) -> None:
        text = tr("“{title}”不再导出成对方的表？保存的空白表和对照会删掉。", title=self.pack.title)
        if self.pack.their_form:
            text = tr("“{title}”改用任务包里带的对方的表？自己保存的空白表和对照会删掉。", title=self.pack.title)
        if dialogs.ask(self, text, tr("不再使用")):
            form_map.drop(self.pack)
            self.dropped = True
            self.accept()

    def _on_change(self) -> None:
        if self._gives_up():
            self.another = True
            super().reject()

    def reject(self) -> None:
        """Close; asks first if corrections would be lost."""
        if self._gives_up():
            super().reject()

    def _gives_up(self) -> bool:
        return self.map == self._first or dialogs.ask(self, tr("这张表的对照改过，还没有保存。不保存就离开？"), tr("不保存"), tr("接着改"))
