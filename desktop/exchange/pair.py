"""The pair that is handed up: workbook and paper of one return, under one name, each there whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from db import thread
from db.returns import Return


def with_thread(conn: Any, ret: Return) -> Return:
    """The return with the questions and answers about it, which travel in its workbook."""
    return replace(ret, thread=tuple(thread.carried(conn, ret.unit, ret.programme, ret.period)))


def write_pair(ret: Return, folder: Path) -> tuple[Path, Path]:
    """Write workbook and PDF of `ret` into `folder`; gives both paths."""
    from desktop.exchange import pdf, workbook

    folder.mkdir(parents=True, exist_ok=True)
    book, paper = (folder / f"{ret.file_name}{ending}" for ending in (".xlsx", ".pdf"))
    workbook.write(ret, book)
    pdf.write(ret, paper)
    return book, paper
