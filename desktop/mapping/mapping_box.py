"""The box 对应: unit, programme and period of a file, and which of its sheets, columns and rows is which of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.messages import Trouble
from db.packs.model import Form, Pack
from db.periods.report_period import Period, containing, parse
from desktop.exchange.book.sheet_map import bare
from desktop.exchange.reading import confirmed_mapping
from desktop.exchange.reading.any_workbook import Seen
from desktop.exchange.reading.confirmed_mapping import Confirmed
from desktop.exchange.reading.mapping_proposal import Guess
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.mapping.pair_table import ChoiceBox, PairTable
from desktop.widgets import look
from desktop.widgets.field_box import FieldBox
from desktop.widgets.list_enter import ListEnter
from desktop.widgets.listing import Listing
from desktop.words.i18n import tr
from desktop.words.names import period_title
from desktop.work import tasks
from desktop.work.session import Session

BACK = 13  # periods before the current one that may be chosen
WIDTH, HEIGHT = 1040, 660  # px at 100 %, with the tables
LEAST = 360  # minimum height of the tables
NARROW = 760


class MappingBox(FieldBox):
    """`answer` is what the clerk says of the file, once the box is accepted; by then the mappings are stored in the office file."""

    def __init__(self, session: Session, seen: Seen, parent: QWidget | None = None) -> None:
        what = tr("这份文件没有程序的标记。请核对下面认出来的内容：确定后马上收下，以后同样表头的文件不再问。")
        if not seen.tables:
            what = tr("这份文件的栏目认得，只是没有写明下面的内容。")
        super().__init__(tr("对应：{file}", file=seen.path.name), what, tr("确定"), parent)
        self.setMinimumWidth(look.px(NARROW))
        self.setObjectName("mappingBox")
        self.session, self.seen, self.answer = session, seen, seen.answer
        self._likely: dict[str, Guess] = {}  # the proposal for each sheet
        self._guesses: dict[str, Guess | None] = {}  # the chosen form of each sheet; None: not taken
        self._columns: dict[str, dict[str, str]] = {}  # sheet -> head -> field, as chosen
        self._rows: dict[str, dict[str, str]] = {}  # sheet -> name of a row -> code
        self._job: tasks.Task | None = None
        self._make_facts()
        if seen.tables:
            self._make_tables()
            self.take_room(WIDTH, HEIGHT)
        self.programme.currentIndexChanged.connect(lambda _: self._on_programme())
        self._on_programme()
        self.unit.setFocus()

    # --- unit, programme, period

    def _make_facts(self) -> None:
        answer, office = self.seen.answer, self.session.office
        self.unit, self.programme, self.period = (ChoiceBox() for _ in range(3))
        self._fill(self.unit, [(unit.code, unit.name) for unit in self.seen.units])
        self._fill(self.programme, [(pack.id, pack.title) for pack in office.packs])
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for choice, name, title, wide in ((self.unit, "mappingUnit", tr("填报单位(&U)"), 3), (self.programme, "mappingProgramme",
                                          tr("方案(&P)"), 4), (self.period, "mappingPeriod", tr("报告期(&D)"), 2)):  # fmt: skip
            choice.setObjectName(name)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(6)
            label = QLabel(title)
            label.setBuddy(choice)
            row.addWidget(label)
            row.addWidget(choice, wide)
            row.addSpacing(look.px(8) if choice is not self.period else 0)
        self.form.addRow(row)
        _choose(self.unit, answer.unit)
        _choose(self.programme, answer.programme or (self.session.pack.id if self.session.pack else ""))

    def _fill(self, choice: QComboBox, lines: list[tuple[str, str]]) -> None:
        choice.clear()
        choice.addItem(tr("（请选择）"), "")
        for id, title in lines:
            choice.addItem(title, id)

    @property
    def pack(self) -> Pack | None:
        """The chosen programme."""
        return self.session.catalogue.packs.get(self.programme.currentData())

    def _periods(self, pack: Pack) -> None:
        """Fill the periods around the current one; the period in the file is chosen, else the current one."""
        at_hand = containing(pack.period_type, self.session.period.last)
        written = parse(self.answer.period) if self.answer.period else None
        periods: set[Period] = {at_hand.shifted(n) for n in range(-BACK, 2)} | (
            {written} if written and written.type == pack.period_type else set()
        )
        self._fill(self.period, [(period.label, period_title(period)) for period in sorted(periods, reverse=True)])
        _choose(self.period, written.label if written in periods and written else at_hand.label)

    def _on_programme(self) -> None:
        pack = self.pack
        self.period.setEnabled(pack is not None)
        if pack is not None:
            self._periods(pack)
        if not self.seen.tables:
            return
        self.do.setEnabled(False)
        self._guesses = {}  # the old ones belong to the former programme
        self.tables.setEnabled(False)
        proposal, forms = self.seen.proposal, pack.forms if pack else ()
        self._stop()
        self._job = tasks.run(lambda _task: proposal.best(forms), self._on_guessed, self._on_failed)

    # --- sheets, columns, rows

    def _make_tables(self) -> None:
        self.sheets = Listing("mappingSheets", tr("他们的工作表"), (tr("他们的工作表"), tr("我们的报表")), (136, 0))
        self.sheets.setFixedWidth(look.px(304))
        self.form_choice = ChoiceBox()
        self.form_choice.setObjectName("mappingForm")
        label = QLabel(tr("这张工作表是(&F)"))
        label.setBuddy(self.form_choice)
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(label)
        top.addWidget(self.form_choice, 1)
        self.columns = PairTable("mappingColumns", tr("栏的对应"), (tr("他们的表头"), tr("样值"), tr("我们的栏")), (168, 0, 200))
        self.rows = PairTable("mappingRows", tr("行的对应"), (tr("他们的行"), tr("我们的行")), (0, 280))
        self.missing = QLabel()
        self.missing.setObjectName("mappingMissing")
        self.missing.setTextFormat(Qt.TextFormat.PlainText)
        self.missing.setProperty("kind", "quiet")
        self.missing.setWordWrap(True)
        right = QVBoxLayout()
        right.setSpacing(look.px(8))
        right.addLayout(top)
        self.passed = QLabel(tr("这张工作表不收，以后同样表头的也不再问。要收，请在上面选它是哪一张报表。"))
        self.passed.setObjectName("mappingPassed")
        self.passed.setProperty("kind", "quiet")
        self.passed.setWordWrap(True)
        self.passed.setAlignment(Qt.AlignmentFlag.AlignTop)
        right.addWidget(self.passed, 1)
        right.addWidget(self.columns, 3)
        right.addWidget(self.missing)
        right.addWidget(self.rows, 2)
        self.tables = QWidget()
        row = QHBoxLayout(self.tables)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.GAP))
        row.addWidget(self.sheets)
        row.addLayout(right, 1)
        self.tables.setMinimumHeight(look.px(LEAST))
        self.form.addRow(self.tables)
        ListEnter(self.sheets, self._to_pairs)
        self.sheets.itemSelectionChanged.connect(self._show_sheet)
        self.form_choice.activated.connect(lambda _: self._on_form())
        self.columns.changed.connect(self._keep)
        self.rows.changed.connect(self._keep)

    def _on_guessed(self, guesses: dict[str, Guess]) -> None:
        self._job, self._likely = None, guesses
        self._guesses = {name: guesses.get(name) for name in self.seen.proposal.sheets}
        self._columns, self._rows = {}, {}
        for name, guess in self._guesses.items():
            known = self._known(guess)
            if known is not None and not known.form:
                self._guesses[name] = None
            elif known is not None and guess is not None and known.form != guess.form and self.pack is not None:
                self._guesses[name] = self.seen.proposal.as_form(name, self.pack.form(known.form))
            self._start_with(name)
        pack = self.pack
        self._fill(self.form_choice, [(form.id, form.title) for form in pack.forms] if pack else [])
        self.form_choice.setItemText(0, tr("不收这张工作表"))
        self._list_sheets()
        self._show_sheet()
        self.do.setEnabled(True)
        self.tables.setEnabled(True)

    def _on_failed(self, fault: BaseException) -> None:
        self._job = None
        self.fault.fail(fault)

    def _known(self, guess: Guess | None) -> Confirmed | None:
        """The mapping confirmed before for these heads."""
        pack = self.pack
        return self.seen.known.get(f"{guess.fingerprint}{confirmed_mapping.AT}{pack.id}") if guess and pack else None

    def _start_with(self, name: str) -> None:
        """Start with columns and rows as confirmed before, else as proposed."""
        guess = self._guesses[name]
        if guess is None:
            return
        known, proposed = self._known(guess), guess.confirmed()
        taken = known if known is not None and known.form == guess.form else proposed
        new = {text: code for text, code in proposed.rows.items() if code not in taken.rows.values()}
        self._columns[name] = {column.head: taken.columns.get(column.head, "") for column in guess.columns}
        self._rows[name] = {row.text: (new | dict(taken.rows)).get(bare(row.text), "") for row in guess.rows}

    def _list_sheets(self) -> None:
        titles = {form.id: form.title for form in self.pack.forms} if self.pack else {}
        lines = [(name, (name, titles[guess.form] if guess else tr("不收")), "" if guess else "quiet")
                 for name, guess in self._guesses.items()]  # fmt: skip
        self.sheets.fill(lines)

    def _show_sheet(self) -> None:
        """Show the pairs of the chosen sheet."""
        name = self.sheets.chosen
        guess = self._guesses.get(str(name)) if name is not None else None
        _choose(self.form_choice, guess.form if guess else "")
        self.passed.setVisible(guess is None)
        self.columns.setVisible(guess is not None)
        self.missing.setVisible(guess is not None)
        self.rows.setVisible(bool(guess and guess.rows))
        if guess is None or self.pack is None:
            return
        form = self.pack.form(guess.form)
        heads = [(column.head, (column.head, tr("、").join(column.samples))) for column in guess.columns]
        self.columns.show_pairs(heads, _titles(form), self._columns[guess.sheet])
        rows = {row.code: f"{row.code} {row.title}" for row in form.rows if not row.heading}
        self.rows.show_pairs([(text, (text,)) for text in dict.fromkeys(row.text for row in guess.rows)], rows, self._rows[guess.sheet])
        self._say_missing(form, guess)

    def _to_pairs(self) -> None:
        """Move the focus to the pairs of the current sheet."""
        (self.columns if self.columns.isVisible() else self.form_choice).setFocus()

    def _say_missing(self, form: Form, guess: Guess) -> None:
        taken = set(self._columns[guess.sheet].values())
        missing = [title for id, title in _titles(form).items() if id not in taken]
        self.missing.setText(tr("他们没有的栏：{names}", names=tr("、").join(missing)) if missing else "")

    def _on_form(self) -> None:
        """Use another form for the sheet, or none."""
        name, id = str(self.sheets.chosen), self.form_choice.currentData()
        self._guesses[name] = self.seen.proposal.as_form(name, self.pack.form(id)) if id and self.pack else None
        self._start_with(name)
        self._list_sheets()
        self._show_sheet()

    def _keep(self) -> None:
        name = str(self.sheets.chosen)
        guess = self._guesses.get(name)
        if guess is not None and self.pack is not None:
            self._columns[name], self._rows[name] = self.columns.pairs(), self.rows.pairs()
            self._say_missing(self.pack.form(guess.form), guess)

    # --- the act

    def act(self) -> None:
        """Store the mappings and set `answer`; raises `Trouble` if something is missing."""
        unit, programme, period = (choice.currentData() or "" for choice in (self.unit, self.programme, self.period))
        if not (unit and programme and period):
            raise Trouble("请选定填报单位、方案和报告期。")
        taken = {name: guess for name, guess in self._guesses.items() if guess is not None}
        if self.seen.tables:
            self._check(taken)
            for mark, confirmed in self._confirmed(taken, programme):
                confirmed_mapping.remember(self.session.office, mark, confirmed)
        self.answer = ClerkAnswer(unit, programme, period, frozenset(taken))

    def _check(self, taken: dict[str, Guess]) -> None:
        assert self.pack is not None
        if not taken:
            raise Trouble("没有一张工作表要收，请选定它是哪一张报表。")
        for name, guess in taken.items():
            if not any(self._columns[name].values()):
                raise Trouble("工作表“{sheet}”没有一栏对应上。", sheet=name)
            if guess.stub and not any(self._rows[name].values()):
                raise Trouble("工作表“{sheet}”没有一行对应上。", sheet=name)
        forms = Counter(guess.form for guess in taken.values())
        twice = next((form for form in map(self.pack.form, forms) if form.fixed and forms[form.id] > 1), None)
        if twice is not None:
            raise Trouble("两张工作表都是“{form}”，只能收一张。", form=twice.title)

    def _confirmed(self, taken: dict[str, Guess], programme: str) -> Iterator[tuple[str, Confirmed]]:
        """Fingerprints and mappings to store; a sheet that is not taken is skipped the next time."""
        for name, guess in taken.items():
            yield guess.fingerprint, replace(guess.confirmed(self._columns[name], self._rows[name]), programme=programme)
        marks = {guess.fingerprint for guess in taken.values()}
        for guess in self._likely.values():
            if guess.sheet not in taken and guess.fingerprint not in marks:
                yield guess.fingerprint, Confirmed("", {}, programme=programme)

    def done(self, result: int) -> None:
        """Close and cancel a running job."""
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _titles(form: Form) -> dict[str, str]:
    """The titles of our fields that can be typed, by id; with the group if two share a title."""
    count = Counter(field.title for field in form.stored)
    return {field.id: f"{field.group} {field.title}" if field.group and count[field.title] > 1 else field.title for field in form.stored}


def _choose(choice: QComboBox, id: str) -> None:
    choice.setCurrentIndex(max(choice.findData(id, Qt.ItemDataRole.UserRole), 0))
