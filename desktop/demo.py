"""The demo office: a district's filled months from resources/demo, entered through the same functions as a clerk's input.

The rows are made up (示例数据); what is real about them is their shape. Every value passes `kinds.read`, every warning gets
its note, and the named programme is finalised and written as its pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from db.messages import Trouble
from db.office.office import SUFFIX, Office, create
from db.office.writing import Edit
from db.packs import schedule
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.returns import finalise
from db.rules import engine
from db.values.kinds import read
from db.yaml_reader import load_yaml
from desktop.exchange.handing_up import write_pair
from resources import path

SOURCE = "demo/shinan.yaml"


def make(folder: Path, catalogue: Catalogue) -> tuple[Path, Path, Path]:
    """Office file, workbook and PDF in `folder`; a demo made there before is replaced, any other file is left alone."""
    content = load_yaml(path(SOURCE))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{content['file']}{SUFFIX}"
    _clear(file)
    with create(file, catalogue, content["unit"], content["packs"], who=content["people"]["preparer"]) as office:
        office.set({"name": content["name"], "demo": "1", **content["people"]})
        fill(office, content)
        pack, period = catalogue.pack(content["final"]["programme"]), report_period.parse(content["final"]["period"])
        for other in office.packs:
            office.begin(other, schedule.own_period(other, period))
        accept(office, pack, period, content["notes"])
        ret = finalise.finalise(office, pack, period)
        office.set({"period": period.label})
        return file, *write_pair(ret, folder)


def fill(office: Office, content: Mapping[str, Any]) -> None:
    """Type in every month, oldest first."""
    for month in content["months"]:
        period = report_period.parse(month["period"])
        for key, rows in month["forms"].items():
            form = _form(office, key)
            office.apply(list(_edits(form, period, rows)), what="录入")


def accept(office: Office, pack: Pack, period: Period, notes: Mapping[str, str]) -> None:
    """Give each 核实 problem the note that the demo file has for its rule."""
    for problem in engine.problems(office, pack, period):
        text = notes.get(problem.rule, notes.get("*", ""))
        if problem.severity == "warning" and text:
            office.accept(pack, period, problem.form, problem.row, problem.field, problem.rule, text, problem.about)


def _edits(form: Form, period: Period, rows: Any) -> Iterator[Edit]:
    """The edits of one form: its rows are a mapping by code, or ledger rows with their own `ref`."""
    pairs = rows.items() if form.fixed else ((f"demo-{record['ref']}", record) for record in rows)
    for row, values in pairs:
        for name, raw in values.items():
            if name != "ref":
                field = form.field(name)
                reading = read(raw, field, unit=form.unit(field, row), written=True)
                if reading.kind not in ("same", "read"):
                    raise Trouble(
                        "示例数据 {form} {row} {name}：{raw} {note}", form=form.title, row=row, name=name, raw=raw, note=reading.note
                    )
                yield Edit(form, period, row, name, reading.cell)


def _form(office: Office, key: str) -> Form:
    return next(form for pack in office.packs for form in pack.forms if form.key == key)


def _clear(file: Path) -> None:
    """Remove an earlier demo of ours; raises `Trouble` where the file is anything else."""
    if not file.exists():
        return
    from db.office import driver

    conn = driver.reading(file)
    try:
        ours = conn.execute("SELECT value FROM setting WHERE key = 'demo'").fetchone()
    except driver.Error:
        ours = None
    finally:
        conn.close()
    if not ours:
        raise Trouble("“{file}”不是示例工作库，请换一个文件夹。", file=str(file))
    for tail in ("", "-wal", "-shm", ".lock"):
        file.with_name(file.name + tail).unlink(missing_ok=True)
