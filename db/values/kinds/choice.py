"""Words of a list: one, several, or yes and no."""

from __future__ import annotations

from collections.abc import Iterator

from db.messages import Sentence
from db.values.cell import CHECK_TEXT, Reading
from db.values.choices import read_choice, read_choices, read_yesno
from db.values.field import Field
from db.values.kinds.kind import Kind
from db.values.kinds.text import Text


class OneWord(Kind):
    """What a choice and a yes or no have in common."""

    align = "center"
    drop = "list"

    def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
        """Another word."""
        if choices:
            unsure = f'ISERROR(FIND("{CHECK_TEXT}",{cell}))'
            yield f'AND({cell}<>"",{unsure},ISNA(MATCH({cell},{choices},0)))', "不在可选项里。"


class Choice(OneWord):
    """One word of the column's list."""

    name = "choice"
    title = Sentence("单选")
    listed = True
    computed = Text.name  # a computed word is not chosen from a list

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """The word itself or one that is like it."""
        return read_choice(raw, field.choices)

    def rules(self, field: Field) -> Iterator[tuple[str, str, Sentence, Sentence]]:
        """A word that the list no longer has."""
        words = ", ".join("'" + word.replace("'", "''") + "'" for word in field.choices)
        told = Sentence("“{field}”的“{value}”不在可选项里", field=field.title, value=f"{{{field.id}}}")
        yield "choice", f"{field.id} in ({words})", told, Sentence("可选：{choices}", choices=tuple(field.choices))


class Choices(Kind):
    """Several words of the column's list, joined with 、."""

    name = "choices"
    title = Sentence("多选")
    listed = several = True
    computed = Text.name
    drop = "list"

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """In the order of the list."""
        return read_choices(raw, field.choices)

    def prompt(self, definition: str) -> str:
        """How to write several."""
        return f"可以多选，用“、”隔开。{definition}"


class YesNo(OneWord):
    """是 or 否."""

    name = "yesno"
    title = Sentence("是否")
    room, unbroken = 2.5, True

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """√, Y, 有 and the like too."""
        return read_yesno(raw)

    def choices(self, field: Field) -> tuple[str, ...]:
        """Always these two."""
        return "是", "否"
