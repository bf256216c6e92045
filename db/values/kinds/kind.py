"""What there is to know of a kind of value; a kind is a class with a name, and the files beside hold them all."""

from __future__ import annotations

from collections.abc import Iterator

from db.messages import Sentence
from db.values.cell import CHECK_TEXT, NA_TEXT, Reading, Value
from db.values.field import Field
from db.values.numbers import write_number

KINDS: dict[str, Kind] = {}  # by name
TITLES: dict[str, str] = {}  # by name: what authors and clerks call it


class Kind:
    """A kind of value. A subclass that gives itself a name is known everywhere from then on; what it says nothing of is as for a text."""

    name = ""  # what packs call it
    title = Sentence("")  # what people call it
    called = Sentence("规定的格式")  # what a text that cannot be read should have been
    sql = "TEXT"  # TEXT | REAL | INTEGER
    unit = ""  # what its values are counted in, where the column does not say

    quantity = False  # a number that may be added up
    measured = False  # a quantity that another unit of measure turns into another number
    prose = False  # 无, a dash and the like are ordinary words
    lines = False  # may take several lines
    identifies = False  # the same value in two ledgers is the same person or body
    listed = False  # holds words of the list that its column has
    several = False  # holds any number of them
    computed = ""  # the kind of a computed value, where it is another

    align = "left"  # left | right | center
    drop = ""  # list | calendar: what its editor drops
    pixels = 160  # its column in the tables of what was received, at 100 %
    room = 2.0  # its longest ordinary value, in full-width characters (a digit is half of one)
    unbroken = False  # never broken into two lines
    break_after = ""  # but in a crowded table after the first of these
    broken_room = 0.0  # what each part then takes, in full-width characters

    def __init_subclass__(cls) -> None:
        """A class with a name of its own is a kind."""
        super().__init_subclass__()
        if "name" in vars(cls):
            KINDS[cls.name], TITLES[cls.name] = cls(), cls.title

    # --- its values

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """What was typed, pasted or stood in a workbook; `unit` is what the cell is counted in. The states are read before."""
        raise NotImplementedError

    def read_written(self, raw: object, field: Field, unit: str) -> Reading:
        """What this program wrote itself: nothing is asked about a number that it keeps."""
        return self.read(raw, field, unit)

    def plain(self, content: Value, field: Field) -> str:
        """A value with all its digits, so that reading it gives the same value."""
        return content if isinstance(content, str) else write_number(content)

    def show(self, content: Value, decimals: int | None, grouping: bool) -> str:
        """A value for screen and paper."""
        return content if isinstance(content, str) else write_number(content)

    def mask(self, text: str) -> str:
        """Personal data: only the first character."""
        return text[:1] + "*" * (len(text) - 1) if len(text) > 1 else "*" * len(text)

    def choices(self, field: Field) -> tuple[str, ...]:
        """What may be picked; nothing where anything may be typed."""
        return field.choices

    def rules(self, field: Field) -> Iterator[tuple[str, str, Sentence, Sentence]]:
        """Checks of a value that can be read: a word for each, its condition in SQL, what is said where it fails, how to mend it."""
        yield from ()

    # --- in a workbook

    def number_format(self, decimals: int | None) -> str:
        """The number format of a column; "@" is text."""
        return "@"

    def value_format(self, content: str) -> str:
        """The number format of one cell with this value, where it has one of its own."""
        return ""

    def serial(self, content: str) -> str:
        """The number that a spreadsheet holds for this value; "" where it is written as text."""
        return ""

    def prompt(self, definition: str) -> str:
        """What is said beside a cell that is typed into; `definition` is what the column says of itself."""
        return definition

    def validation(self, field: Field, cell: str) -> tuple[str, str] | None:
        """What a spreadsheet warns of at once: a formula over the cell that is true where nothing is wrong, and what is said else."""
        if field.minimum is None and field.maximum is None:
            return None
        parts, words = [], []
        if field.minimum is not None:
            parts.append(f"{cell}>={write_number(field.minimum)}")
            words.append(f"不小于 {write_number(field.minimum)}")
        if field.maximum is not None:
            parts.append(f"{cell}<={write_number(field.maximum)}")
            words.append(f"不大于 {write_number(field.maximum)}")
        return f"OR(NOT(ISNUMBER({cell})),AND({','.join(parts)}))", f"“{field.title}”应{'、'.join(words)}，请核对，也请核对计量单位。"

    def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
        """What looks wrong in a row while it is typed: formulas that are true where it does, and what is then said behind the title.

        `choices` is the range that holds the column's list, "" where there is none. Formulas of the oldest kind, as all programs know them.
        """
        yield from ()


def kind_of(field: Field) -> Kind:
    """The kind of a column's values."""
    return KINDS[field.kind]


def text_in(cell: str) -> str:
    """A formula: whether a cell of a workbook holds text that is no state."""
    return f'AND(ISTEXT({cell}),{cell}<>"{NA_TEXT}",ISERROR(FIND("{CHECK_TEXT}",{cell})))'
