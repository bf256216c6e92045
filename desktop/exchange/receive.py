"""Files into the office: workbooks named or found in folders, read one after another, each with its verdict at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from db import driver
from db.dates import show_moment
from db.intake import Tray
from db.office import Office, now
from db.periods import Period
from db.trouble import Trouble
from db.verdicts import Verdict, refused
from desktop.exchange.read_book import read
from desktop.exchange.sent import sent

log = logging.getLogger(__name__)
SHEETS = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ett", ".ods", ".xlsb"))
Progress = Callable[[int, int, str], None]  # done, of, the file at hand


def files(paths: Iterable[Path]) -> list[Path]:
    """The files to receive: those named, and the workbooks in the folders named; each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (one for one in sorted(path.rglob("*")) if one.is_file() and one.suffix.lower() in SHEETS)
            found |= dict.fromkeys(one for one in inside if not one.name.startswith("."))
        else:
            found[path] = None
    return list(found)


def receive(
    office: Office,
    paths: Iterable[Path],
    *,
    period: Period | None = None,
    annotate: Path | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Verdict]:
    """Receive files; a file is kept whole or not at all, so it may be cancelled between any two.

    `period` is the only one that is being collected. With `annotate` what has marks comes back marked in that folder, see `marked`.
    """
    found = files(paths)
    with Tray(office, period) as tray:
        for n, path in enumerate(found):
            if cancelled():
                return
            if progress:
                progress(n, len(found), path.name)
            verdict = _one(tray, path)
            if annotate is not None and verdict.marks and not verdict.received:
                verdict = _sent_back(path, verdict, annotate, office.name)
            yield verdict
        if progress:
            progress(len(found), len(found), "")


def _one(tray: Tray, path: Path) -> Verdict:
    try:
        return tray.take(sent(read(path), path))
    except Trouble as fault:
        return refused(path.name, fault)
    except driver.Error:  # of the office file, not of this one
        raise
    except Exception as fault:  # one odd file never stops the other twenty-nine; nothing of it is stored
        log.info("%s", path.name, exc_info=fault)
        return refused(path.name, Trouble("“{file}”的内容读不懂，请用 WPS 或 Excel 打开看看，再另存为 xlsx。", file=path.name))


def _sent_back(path: Path, verdict: Verdict, folder: Path, by: str) -> Verdict:
    """The verdict with where the marked file is, or why there is none; a file that cannot be marked stops nothing."""
    try:
        out = marked(path, verdict, folder, by=by)
    except Trouble as fault:
        return replace(verdict, unmarked=fault)
    return replace(verdict, marked=str(out))


def marked(path: Path, verdict: Verdict, folder: Path, *, by: str = "") -> Path:
    """The sender's own workbook with its marks, in `folder`; `by` is who sends it back. Raises `Trouble` where it cannot be written."""
    from desktop.exchange.annotate import annotate, out_name

    folder.mkdir(parents=True, exist_ok=True)
    out = folder / out_name(path)
    head = {"填报单位": verdict.unit_name or verdict.unit, "方案": verdict.programme, "报告期": verdict.period, "退回单位": by,
            "退回时间": show_moment(now()), "原因": verdict.reason}  # fmt: skip
    annotate(path, verdict.marks, out, head={name: text for name, text in head.items() if text})
    return out
