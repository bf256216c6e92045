"""How the view of one return writes things: cells, places, what happened to a version, how a cell changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from db.packs.model import Form
from db.received.intake_log import IntakeEvent, IntakeState as Standing
from db.received.questions import Question
from db.values import identity_codes
from db.values.cell import Cell, State
from db.values.dates import show_moment
from db.values.field import Field
from db.values.kinds import machine_text
from desktop.words.i18n import tr
from desktop.words.names import severity_titles

SIGNS = {"error": "✕", "warning": "△", "hint": "○", "returned": "✕", "questioned": "？", "reason": "✎"}  # beside the colour of a cell
WASHES = {"error": "bad-wash", "warning": "warn-wash", "returned": "bad-wash", "questioned": "warn-wash", "reason": "bad-wash"}


def shown(form: Form, field: Field, cell: Cell | None, code: str, *, exact: bool = False) -> str:
    """A cell as it is read (`exact`: with all its digits), personal data with stars; a dash where the version has no such row."""
    if cell is None:
        return "–"
    if field.personal:
        if cell.state is State.RAW:
            cell = replace(cell, raw=identity_codes.mask(cell.raw or "", field.kind))
        elif isinstance(cell.value, str):
            cell = replace(cell, value=identity_codes.mask(cell.value, field.kind))
    return machine_text(cell, field) if exact else form.shown(field, cell, code)


def kind_title(kind: str) -> str:
    """How a cell changed."""
    return {
        "": "", "changed": tr("更正"), "again": tr("再次更正"), "back": tr("改回"), "added": tr("新增行"), "removed": tr("删除行"),
    }[kind]  # fmt: skip


def standing_title(found: Standing) -> str:
    """✓ 已收, ？质询, ✕ 退回."""
    return {"none": tr("未报"), "accepted": tr("✓ 已收"), "questioned": tr("？ 质询"), "returned": tr("✕ 退回")}[found.word]


def asked_title(kind: str) -> str:
    """质询 or 退回."""
    return {"questioned": tr("质询"), "returned": tr("退回")}[kind]


def question_text(one: Question, where: str) -> str:
    """One entry of the thread with its answers."""
    head = tr("{title}　第 {version} 版　{where}", title=asked_title(one.kind), version=one.version, where=where)
    lines = [f"{SIGNS[one.kind]} {head}", one.text, f"{one.who} {show_moment(one.at)}"]
    lines += [tr("↳ 答复：{text}（{who} {at}）", text=reply.text, who=reply.who, at=show_moment(reply.at)) for reply in one.answers]
    return "\n".join(lines if one.answers or one.kind == "returned" else [*lines, tr("↳ 还没有答复")])


def problem_text(severity: str, where: str, message: str, note: str | None, mend: str) -> str:
    """One problem with the note that the sender wrote on it."""
    lines = [f"{SIGNS[severity]} {severity_titles()[severity]}　{where}", message]
    if note:
        lines.append(tr("说明：{text}", text=note))
    elif mend:
        lines.append(mend)
    return "\n".join(lines)


def happened(one: IntakeEvent, known: Mapping[str, IntakeEvent], where: str) -> str:
    """One line of the log: what, then who and when."""
    text = str(one.detail.get("text", ""))
    said = {
        "accepted": tr("收下第 {version} 版　校验码 {code}", version=one.version, code=one.detail.get("check_code", "")),
        "returned": tr("退回第 {version} 版　{where}：{text}", version=one.version, where=where, text=text),
        "questioned": tr("质询第 {version} 版　{where}：{text}", version=one.version, where=where, text=text),
        "answered": tr("答复：{text}", text=text),
        "adjusted": tr(
            "调整“{name}”　{where}：{amount}，{text}",
            name=one.detail.get("name", ""),
            where=where,
            amount=one.detail.get("amount", ""),
            text=text,
        ),
        "withdrawn": tr("撤回{what}：{text}", what=_what(known.get(str(one.detail.get("of")))), text=text or tr("未写原因")),
    }[one.kind]
    return f"{said}\n{one.who} {show_moment(one.at)}"


def _what(one: IntakeEvent | None) -> str:
    """What was taken back."""
    titles = {"accepted": tr("收下"), "returned": tr("退回"), "questioned": tr("质询"), "answered": tr("答复"),
              "adjusted": tr("调整")}  # fmt: skip
    return titles.get(one.kind, "") if one is not None else ""
