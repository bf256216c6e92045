"""What is handed up: workbook and paper of one return under one name, each written whole or not at all, and the lead office's own form."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from db.messages import Sentence, Trouble
from db.received import questions
from db.returns.model import Return

log = logging.getLogger(__name__)
LEAD_FORM_SUFFIX = "_对方表"  # after the file name of the return


class LeadFormCopy(NamedTuple):
    """The copy of the lead office's own form: its file, None where it could not be written, and sentences on what is missing in it."""

    file: Path | None
    remarks: tuple[str, ...]


def with_thread(conn: Any, ret: Return) -> Return:
    """The return with the questions and answers about it, which travel in its workbook."""
    return replace(ret, thread=tuple(questions.entries_to_send(conn, ret.unit, ret.programme, ret.period)))


def write_pair(ret: Return, folder: Path) -> tuple[Path, Path]:
    """Write workbook and PDF of `ret` into `folder` and return both paths."""
    from desktop.exchange.book import workbook_writer
    from desktop.exchange.paper import pdf_writer

    folder.mkdir(parents=True, exist_ok=True)
    book, paper = (folder / f"{ret.file_name}{ending}" for ending in (".xlsx", ".pdf"))
    workbook_writer.write(ret, book)
    pdf_writer.write(ret, paper)
    return book, paper


def write_lead_form_copy(ret: Return, folder: Path) -> LeadFormCopy | None:
    """Write `ret` into a copy of the blank workbook stored with its programme; None where there is none. A failure becomes a remark."""
    from desktop.exchange.lead_form import form_map
    from desktop.exchange.lead_form.form_writer import write_foreign

    try:
        lead_form = form_map.form_of(ret.pack)
        if lead_form is None:
            return None
        out = folder / f"{ret.file_name}{LEAD_FORM_SUFFIX}{lead_form.blank.suffix}"
        return LeadFormCopy(out, write_foreign(ret, lead_form.blank, lead_form.map, out))
    except Trouble as fault:
        return LeadFormCopy(None, (Sentence("没有写成：{why}", why=fault),))
    except Exception as fault:  # a foreign workbook that cannot be handled must not stop the two files
        log.info("%s", ret.pack.id, exc_info=fault)
        return LeadFormCopy(None, (Sentence("没有写成：保存的空白表读不懂，请在“任务包”页重新选一份。"),))
