"""Receives workbooks, given as files or folders, one after another; each gets its verdict at once."""

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
from desktop.exchange.intake.submitted_rows import submitted
from desktop.exchange.reading.any_workbook import AnyWorkbook, Unmapped
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.exchange.reading.workbook_reader import read

log = logging.getLogger(__name__)
SHEETS = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ett", ".ods", ".xlsb", ".csv"))
Progress = Callable[[int, int, str], None]  # done, total, current file


def files(paths: Iterable[Path]) -> list[Path]:
    """The files to receive: those named, and all spreadsheet files in the folders named; each once."""
    unique: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (path for path in sorted(path.rglob("*")) if path.suffix.lower() in SHEETS)
            unique |= dict.fromkeys(path for path in inside if not path.name.startswith("."))
        else:
            unique[path] = None
    return list(unique)


def receive(
    office: Office,
    paths: Iterable[Path],
    *,
    period: Period | None = None,
    annotate: Path | None = None,
    answer: ClerkAnswer | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Verdict]:
    """Receive files; a file is stored completely or not at all, so it may be cancelled between files.

    `period` restricts the intake to this period; `answer` is what a clerk says about files that do not say it themselves. With
    `annotate`, files that were not taken are written to that folder with marks, see `marked_copy`, and so are files already received
    that have questions, see `question_copy`.
    """
    to_read, reader = files(paths), AnyWorkbook(office, answer)
    with Intake(office, period) as intake:
        for n, path in enumerate(to_read):
            if cancelled():
                return
            if progress:
                progress(n, len(to_read), path.name)
            verdict = _receive_file(intake, reader, path)
            yield verdict if annotate is None else _sent_back(office, intake, path, verdict, annotate)
        if progress:
            progress(len(to_read), len(to_read), "")


def _receive_file(intake: Intake, reader: AnyWorkbook, path: Path) -> Verdict:
    try:
        filled = reader.read(path)
        return replace(intake.receive(submitted(filled, path)), unnamed=filled.mapped)
    except Unmapped as fault:
        return replace(refused(path.name, fault), verdict="held", unnamed=True)
    except Trouble as fault:
        return refused(path.name, fault)
    except driver.Error:  # a fault of the office file, not of this file
        raise
    except Exception as fault:  # a broken file never stops the others; nothing of it is stored
        log.info("%s", path.name, exc_info=fault)
        return refused(path.name, unreadable(path))


def _sent_back(office: Office, intake: Intake, path: Path, verdict: Verdict, folder: Path) -> Verdict:
    """The verdict with the path of the marked file, or with the reason if it cannot be marked."""
    try:
        if verdict.marks and not verdict.received:
            return replace(verdict, marked=str(marked_copy(path, verdict, folder, by=office.name)))
        known = store.versions(intake.db.conn, verdict.programme, verdict.period, verdict.unit) if verdict.verdict == "duplicate" else []
        if any(version.version == verdict.version and question_marks.open_entries(intake.db.conn, version) for version in known):
            return replace(verdict, marked=str(_question_copy(office, intake, path, folder)))
    except Trouble as fault:
        return replace(verdict, unmarked=fault)
    return verdict


def marked_copy(path: Path, verdict: Verdict, folder: Path, *, by: str = "") -> Path:
    """Write the sender's workbook with its marks into `folder`; `by` is who returns it. Raises `Trouble` if it cannot be written."""
    from desktop.exchange.intake.annotate import annotate, out_name

    folder.mkdir(parents=True, exist_ok=True)
    out = folder / out_name(path)
    head = {"填报单位": verdict.unit_name or verdict.unit, "方案": verdict.programme, "报告期": verdict.period, "退回单位": by,
            "退回时间": show_moment(now()), "原因": verdict.reason}  # fmt: skip
    annotate(path, verdict.marks, out, head={name: text for name, text in head.items() if text})
    return out


def question_copy(office: Office, path: Path, folder: Path, wanted: Received | None = None) -> Path:
    """The sender's workbook of a received version (`wanted`, if given) with its open questions: the list, marked cells, and the thread in
    its hidden sheet. Raises `Trouble` if the file is not that version, or has no open questions."""
    with Intake(office) as intake:
        return _question_copy(office, intake, path, folder, wanted)


def _question_copy(office: Office, intake: Intake, path: Path, folder: Path, wanted: Received | None = None) -> Path:
    from desktop.exchange.intake.annotate import annotate, out_name

    conn, filled = intake.db.conn, read(path)
    received = intake.find(submitted(filled, path))
    if wanted is not None and received.id != wanted.id:
        sentence = Sentence("{unit} {period} 第 {version} 版", unit=received.unit_name, period=received.period, version=received.version)
        raise Trouble("“{file}”是{told}，不是要标注的第 {version} 版，请另选。", file=path.name, told=sentence, version=wanted.version)
    pack = intake.packs[received.programme]
    marks = question_marks.marks(conn, pack, received, store.accepted_before(conn, received))
    if not marks:
        raise Trouble("第 {version} 版没有退回，也没有待答的质询，不用写清单。", version=received.version)
    known = {entry.get("key") for entry in filled.manifest.thread}
    to_send = questions.entries_to_send(conn, received.unit, received.programme, received.period)
    new = [entry for entry in to_send if entry["key"] not in known]
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / out_name(path)
    period, version = parse(received.period).title, f"第 {received.version} 版，校验码 {received.check_code}"
    head = {"填报单位": received.unit_name, "方案": pack.title, "报告期": period, "版本": version, "审核单位": office.name,
            "时间": show_moment(now())}  # fmt: skip
    annotate(path, marks, out, head=head, thread=new)
    return out
