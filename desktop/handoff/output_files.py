"""Makes the files of a return: the PDF for the preview, and the pair of files for handing in. Called in background jobs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from db.office.office import Office
from db.packs.model import Pack
from db.periods.report_period import Period
from db.returns import finalise, versions
from db.returns.model import Return
from desktop.handoff import page_pictures

MANY = 3000  # rows from which the preview of a draft is made only on request


@dataclass(frozen=True)
class PreviewFile:
    """A PDF that was written, its pages' sizes in points, and which version it shows (0: draft)."""

    file: Path
    sizes: list[tuple[float, float]]
    version: int


def read(office: Office, pack: Pack, period: Period, version: int, conn: Any) -> Return:
    """The draft (0) or a version, read through the background job's own connection."""
    if version:
        return versions.load(office, pack, period, version, conn)
    return finalise.draft(office, pack, period, conn)


def write_preview(office: Office, pack: Pack, period: Period, version: int, folder: Path, number: int, conn: Any) -> PreviewFile:
    """Write the PDF of a draft or version into `folder`; `number` makes its name unique, since older ones may be open."""
    from desktop.exchange.paper import pdf_writer

    file = folder / f"{number}.pdf"
    pdf_writer.write(read(office, pack, period, version, conn), file)
    return PreviewFile(file, page_pictures.sizes(file), version)


class Exported(NamedTuple):
    """The files written: the pair and the copy of the lead office's own form; and remarks about that copy."""

    files: list[Path]
    remarks: tuple[str, ...]


def export(office: Office, pack: Pack, period: Period, version: int, folder: Path, conn: Any) -> Exported:
    """Write workbook and PDF of a version into `folder`, each whole or not at all, and the lead office's own form where there is one."""
    from desktop.exchange.handing_up import with_thread, write_lead_form_copy, write_pair

    ret = with_thread(conn, read(office, pack, period, version, conn))
    files, lead_form = list(write_pair(ret, folder)), write_lead_form_copy(ret, folder)
    if lead_form is None:
        return Exported(files, ())
    return Exported([*files, *([lead_form.file] if lead_form.file else [])], lead_form.remarks)
