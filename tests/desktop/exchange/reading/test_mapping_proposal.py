"""Every shipped programme as plain tables without a tag: each sheet is recognised as its form, each column and row as its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from db.packs.model import Form, Pack
from desktop.exchange.reading.mapping_proposal import propose
from tests import shipped

PACKS = sorted(shipped.catalogue().packs)


def plain(pack: Pack, path: Path) -> Path:
    """The forms of a programme as somebody would type them: a title, the heads, the names of the rows."""
    book = Workbook()
    book.remove(book.active)
    for form in pack.forms:
        sheet = book.create_sheet(form.id[:31])
        sheet.append([form.title])
        sheet.append(["序号", *(["名称"] if form.fixed else []), *(f"{one.group}{one.title}" for one in form.stored)])
        for n, row in enumerate(form.rows, 1):
            sheet.append([n, row.title])
    book.save(path)
    return path


@pytest.mark.parametrize("id", PACKS)
def test_every_form_is_proposed(id: str, tmp_path: Path) -> None:
    pack = shipped.catalogue().pack(id)
    found = {one.sheet: one for one in propose(plain(pack, tmp_path / "a.xlsx"), pack.forms).guesses}
    for form in pack.forms:
        one = found[form.id[:31]]
        assert one.form == form.id
        assert {column.field for column in one.columns} - {""} == {field.id for field in form.stored}, form.title
        named = {line.code for line in one.rows} - {""}
        assert len(named) >= len(titles(form)), form.title


def titles(form: Form) -> set[str]:
    return {row.title for row in form.rows}
