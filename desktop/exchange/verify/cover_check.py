"""Whether the texts on the cover and beside the tables of a workbook are still as finalised.

The check code covers only the rows; a period, a unit or a code overwritten beside them would mislead a reader all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from db.messages import Sentence
from db.periods import report_period
from desktop.exchange.book.filled import Filled

CODE = re.compile(r"(?<![0-9A-Z-])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z](?![0-9A-Z-])")
PERIOD = re.compile(r"\d{4}年(\d{1,2}月|第?.季度|.半年|度)?")
UNIT = "填报单位（盖章）："
NOTE = re.compile(r"注[0-9]+：")


@dataclass(frozen=True)
class Difference:
    """One cell (with field "" a whole row) that is not as finalised: its text now, and where it stands now."""

    form: str
    row: str
    field: str
    text: str
    place: str = ""


def contradictions(filled: Filled, code: str) -> Iterator[Difference]:
    """The texts on the cover and beside the tables that contradict the return with this check code."""
    period = report_period.parse(filled.period).title
    cover = filled.cover
    wanted = {"unit": filled.office_name, "period": period, "version": f"第 {filled.version} 版", "nil": filled.nil}
    places = {"unit": Sentence("封面的填报单位"), "period": Sentence("封面的报告期"), "version": Sentence("封面的版本"),
              "nil": Sentence("封面的零报原因")}  # fmt: skip
    for key, on_cover in places.items():
        if cover.get(key) and wanted[key] and not cover[key].startswith(wanted[key]):
            yield Difference("", "", key, cover[key], on_cover)
    for form, text, place in filled.beside:
        if _other(filled, form, text, period, code):
            yield Difference(form, "", "", text, place)


def _other(filled: Filled, form: str, text: str, period: str, code: str) -> bool:
    """Whether a text beside a table contradicts the return."""
    if text.startswith(UNIT):
        return bool(filled.office_name) and text.removeprefix(UNIT).strip() != filled.office_name.strip()
    if NOTE.match(text) and filled.manifest.facts:
        notes = (note["message"] + note["text"] for note in filled.manifest.notes if note.get("form") == form)
        return not any(_bare(text).endswith(_bare(note)) for note in notes)
    if PERIOD.fullmatch(text):
        return text != period
    return any(found_code != code for found_code in CODE.findall(text))


def _bare(text: str) -> str:
    """A note without the words between message and text, and without blanks."""
    return re.sub(r"。说明：|\s", "", text)
