"""The pair that is handed up: workbook and paper of one return, under one name, each there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from db import thread
from db.returns import Return
from db.trouble import Trouble

Progress = Callable[[int, int], None]


def with_thread(conn: Any, ret: Return) -> Return:
    """The return with the questions and answers about it, which travel in its workbook."""
    return replace(ret, thread=tuple(thread.carried(conn, ret.unit, ret.programme, ret.period)))


def write_pair(ret: Return, folder: Path) -> tuple[Path, Path]:
    """Write workbook and PDF of `ret` into `folder`; gives both paths."""
    from desktop.exchange import pdf, workbook

    folder.mkdir(parents=True, exist_ok=True)
    book, paper = (folder / f"{ret.file_name}{ending}" for ending in (".xlsx", ".pdf"))
    whole(book, lambda path: workbook.write(ret, path))
    whole(paper, lambda path: pdf.write(ret, path))
    return book, paper


def whole(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside `path` and move it there when it is complete; raises `Trouble` where another program holds the file."""
    part = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        write(part)
        part.replace(path)
    except PermissionError as fault:
        raise Trouble("“{file}”写不了，可能正被 WPS 或其他程序打开，请关闭后再试。", file=path.name) from fault
    finally:
        part.unlink(missing_ok=True)
