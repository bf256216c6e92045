"""Prose: one line, or several."""

from __future__ import annotations

from db.messages import Sentence
from db.values.cell import Reading, clean, refused, value
from db.values.field import Field
from db.values.identity_codes import LOST, digits_lost
from db.values.kinds.kind import Kind
from db.values.numbers import as_text

LONGEST = 32_767  # characters a spreadsheet cell holds


class Text(Kind):
    """One line."""

    name = "text"
    title = Sentence("文字")
    prose = True

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """Anything, tidied at its edges."""
        text = as_text(raw)
        if digits_lost(raw):
            return refused(text, LOST)
        tidy = clean(text, lines=self.lines)
        if len(tidy) > LONGEST:
            return refused(text, Sentence("共{n}字，超过一格能放的{most}字，请分成几段或写成附件", n=len(tidy), most=LONGEST))
        return Reading("same" if isinstance(raw, str) and tidy == text else "read", value(tidy), text)


class LongText(Text):
    """Several lines."""

    name = "longtext"
    title = Sentence("长文字")
    lines = True
    pixels = 280
