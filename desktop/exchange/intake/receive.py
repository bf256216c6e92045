"""Files into the office: workbooks named or found in folders, read one after another, each with its verdict at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from db.clock import now
from db.messages import Sentence, Trouble
from db.office import driver
from db.office.office import Office
from db.periods.report_period import Period, parse
from db.received import question_marks, questions, store
from db.received.intake import Intake
from db.received.store import Received
from db.received.verdict import Verdict, refused
from db.values.dates import show_moment
from desktop.exchange.book.filled import unreadable
from desktop.exchange.intake.submitted_rows import sent
from desktop.exchange.reading.any_workbook import AnyWorkbook, Unmapped
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.exchange.reading.workbook_reader import read

log = logging.getLogger(__name__)
SHEETS = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ett", ".ods", ".xlsb", ".csv"))
Progress = Callable[[int, int, str], None]  # done, of, the file at hand


def files(paths: Iterable[Path]) -> list[Path]:
    """The files to receive: those named, and in the folders named whatever is called like a table; each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (one for one in sorted(path.rglob("*")) if one.suffix.lower() in SHEETS)
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
    told: ClerkAnswer | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Verdict]:
    """Receive files; a file is kept whole or not at all, so it may be cancelled between any two.

    `period` is the only one that is being collected; `told` is what a clerk says about files that do not say it themselves.
    With `annotate` what was not taken comes back marked in that folder, see `marked`; so does what is here already and has
    questions, see `asked`.
    """
    found, plain = files(paths), AnyWorkbook(office, told)
    with Intake(office, period) as tray:
        for n, path in enumerate(found):
            if cancelled():
                return
            if progress:
                progress(n, len(found), path.name)
            verdict = _one(tray, plain, path)
            yield verdict if annotate is None else _sent_back(office, tray, path, verdict, annotate)
        if progress:
            progress(len(found), len(found), "")


def _one(tray: Intake, plain: AnyWorkbook, path: Path) -> Verdict:
    try:
        filled = plain.read(path)
        return replace(tray.receive(sent(filled, path)), unnamed=filled.mapped)
    except Unmapped as fault:
        return replace(refused(path.name, fault), verdict="held", unnamed=True)
    except Trouble as fault:
        return refused(path.name, fault)
    except driver.Error:  # of the office file, not of this one
        raise
    except Exception as fault:  # one odd file never stops the other twenty-nine; nothing of it is stored
        log.info("%s", path.name, exc_info=fault)
        return refused(path.name, unreadable(path))


def _sent_back(office: Office, tray: Intake, path: Path, verdict: Verdict, folder: Path) -> Verdict:
    """The verdict with where the marked file is, or why there is none; a file that cannot be marked stops nothing."""
    try:
        if verdict.marks and not verdict.received:
            return replace(verdict, marked=str(marked(path, verdict, folder, by=office.name)))
        known = store.versions(tray.db.conn, verdict.programme, verdict.period, verdict.unit) if verdict.verdict == "duplicate" else []
        if any(one.version == verdict.version and question_marks.open_entries(tray.db.conn, one) for one in known):
            return replace(verdict, marked=str(_asked(office, tray, path, folder)))
    except Trouble as fault:
        return replace(verdict, unmarked=fault)
    return verdict


def marked(path: Path, verdict: Verdict, folder: Path, *, by: str = "") -> Path:
    """The sender's own workbook with its marks, in `folder`; `by` is who sends it back. Raises `Trouble` where it cannot be written."""
    from desktop.exchange.intake.annotate import annotate, out_name

    folder.mkdir(parents=True, exist_ok=True)
    out = folder / out_name(path)
    head = {"填报单位": verdict.unit_name or verdict.unit, "方案": verdict.programme, "报告期": verdict.period, "退回单位": by,
            "退回时间": show_moment(now()), "原因": verdict.reason}  # fmt: skip
    annotate(path, verdict.marks, out, head={name: text for name, text in head.items() if text})
    return out


def asked(office: Office, path: Path, folder: Path, wanted: Received | None = None) -> Path:
    """The sender's own workbook of a received version (`wanted`, where it must be that one) with what stands against it: the list, the
    cells marked, and the thread in its hidden sheet. Raises `Trouble` where the file is no such version, or nothing stands against it."""
    with Intake(office) as tray:
        return _asked(office, tray, path, folder, wanted)


def _asked(office: Office, tray: Intake, path: Path, folder: Path, wanted: Received | None = None) -> Path:
    from desktop.exchange.intake.annotate import annotate, out_name

    conn, filled = tray.db.conn, read(path)
    one = tray.find(sent(filled, path))
    if wanted is not None and one.id != wanted.id:
        told = Sentence("{unit} {period} 第 {version} 版", unit=one.unit_name, period=one.period, version=one.version)
        raise Trouble("“{file}”是{told}，不是要标注的第 {version} 版，请另选。", file=path.name, told=told, version=wanted.version)
    pack = tray.packs[one.programme]
    found = question_marks.marks(conn, pack, one, store.accepted_before(conn, one))
    if not found:
        raise Trouble("第 {version} 版没有退回，也没有待答的质询，不用写清单。", version=one.version)
    known = {entry.get("key") for entry in filled.manifest.thread}
    new = [entry for entry in questions.entries_to_send(conn, one.unit, one.programme, one.period) if entry["key"] not in known]
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / out_name(path)
    period, version = parse(one.period).title, f"第 {one.version} 版，校验码 {one.check_code}"
    head = {"填报单位": one.unit_name, "方案": pack.title, "报告期": period, "版本": version, "审核单位": office.name,
            "时间": show_moment(now())}  # fmt: skip
    annotate(path, found, out, head=head, thread=new)
    return out
