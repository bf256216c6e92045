"""Workbook and paper of a nil return: both say so and why, on one page, with the code; nothing is read into a draft from it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from db.messages import Trouble
from db.office.office import create
from db.returns import nil
from desktop.exchange.files import pdf_document
from desktop.exchange.handing_up import write_pair
from desktop.exchange.intake.draft_import import fill
from desktop.exchange.paper.pdf_writer import missing
from desktop.exchange.reading import workbook_reader
from desktop.exchange.verify.check_code import verify
from tests import upward
from tests.desktop.exchange.resaved import needs_office, resaved
from tests.upward import OCTOBER

WHY = "本月无新开工项目，台账内项目均未发生变化，=1+1 也不是公式"


def test_both_say_so(tmp_path: Path) -> None:
    with upward.office(tmp_path, upward.catalogue(tmp_path / "resources"), upward.DISTRICTS[0]) as own:
        ret = nil.finalise(own, own.packs[0], OCTOBER, WHY)
        book, paper = write_pair(ret, tmp_path)
        assert verify(book, ret.check_code).match
        assert verify(paper, ret.check_code).match
        (page,) = pdf_document.texts(paper)
        flat = "".join(page.split())
        assert all(word in flat for word in ("改造方案", "2026年10月", "零报", WHY[:10], "单位负责人", ret.check_code, "第1页共1页"))
        assert missing(ret) == []
        opened = openpyxl.load_workbook(book)
        assert opened.sheetnames == ["封面", "_taizhang"]
        shown = [str(cell.value) for row in opened["封面"].iter_rows(min_col=3) for cell in row if cell.value is not None]
        assert "2026年10月零报" in shown
        assert shown[shown.index("零报原因") + 1] == WHY
        filled = workbook_reader.read(book)
        assert (filled.nil, filled.forms, filled.version) == (WHY, {}, 1)
        with pytest.raises(Trouble, match="是零报（本月无新开工项目.*没有数可以读入"):
            fill(own, filled)


@needs_office
def test_another_program_saves_it(tmp_path: Path) -> None:
    with upward.office(tmp_path, upward.catalogue(tmp_path / "resources"), upward.DISTRICTS[0]) as own:
        book, _ = write_pair(nil.finalise(own, own.packs[0], OCTOBER, "=1+1 不是公式"), tmp_path)
    again = resaved(book, "xlsx", tmp_path)
    assert workbook_reader.read(again).nil == "=1+1 不是公式"
    assert verify(again).match


def test_the_longest_reason_stays_on_its_page(tmp_path: Path) -> None:
    with upward.office(tmp_path, upward.catalogue(tmp_path / "resources"), upward.DISTRICTS[0]) as own:
        _, paper = write_pair(nil.finalise(own, own.packs[0], OCTOBER, "汛期停工" * 50), tmp_path)
        (page,) = pdf_document.texts(paper)
        assert "".join(page.split()).count("汛期停工") == 50


def test_the_hidden_sheet_may_be_lost(tmp_path: Path, catalogue) -> None:
    """The reason stands on the cover too, and in a property of the file."""
    with create(tmp_path / "own.taizhang", catalogue, "370202", ["urban-renewal-3yr"]) as own:
        ret = nil.finalise(own, own.packs[0], OCTOBER, WHY)
        book, _ = write_pair(ret, tmp_path)
    opened = openpyxl.load_workbook(book)
    del opened["_taizhang"]
    opened.save(book)
    assert workbook_reader.read(book).nil == WHY
    assert verify(book).match
