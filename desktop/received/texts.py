"""Texts of the view of a return: cells, states, questions, log entries, kinds of change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from db.packs.model import Form
from db.received.intake_log import IntakeEvent, IntakeState as Standing
from db.received.questions import Question
from db.values.cell import Cell, State
from db.values.dates import show_moment
from db.values.field import Field
from db.values.kinds import kind_of, machine_text
from desktop.words.i18n import tr
from desktop.words.names import severity_titles

SIGNS = {"error": "✕", "warning": "△", "hint": "○", "returned": "✕", "questioned": "？", "reason": "✎"}  # shown beside the colour of a cell
WASHES = {"error": "bad-wash", "warning": "warn-wash", "returned": "bad-wash", "questioned": "warn-wash", "reason": "bad-wash"}


def shown(form: Form, field: Field, cell: Cell | None, code: str, *, exact: bool = False) -> str:
    """The text of a cell (`exact`: with all digits), personal data masked; a dash if the version has no such row."""
    if cell is None:
        return "–"
    if field.personal:
        if cell.state is State.RAW:
            cell = replace(cell, raw=kind_of(field).mask(cell.raw or ""))
        elif isinstance(cell.value, str):
            cell = replace(cell, value=kind_of(field).mask(cell.value))
    return machine_text(cell, field) if exact else form.shown(field, cell, code)


def kind_title(kind: str) -> str:
    """The title of a kind of change."""
    return {
        "": "", "changed": tr("更正"), "again": tr("再次更正"), "back": tr("改回"), "added": tr("新增行"), "removed": tr("删除行"),
    }[kind]  # fmt: skip


def standing_title(standing: Standing) -> str:
    """✓ 已收, ？质询, ✕ 退回."""
    return {"none": tr("未报"), "accepted": tr("✓ 已收"), "questioned": tr("？ 质询"), "returned": tr("✕ 退回")}[standing.word]


def asked_title(kind: str) -> str:
    """质询 or 退回."""
    return {"questioned": tr("质询"), "returned": tr("退回")}[kind]


def question_text(question: Question, where: str) -> str:
    """An entry of the thread with its answers."""
    head = tr("{title}　第 {version} 版　{where}", title=asked_title(question.kind), version=question.version, where=where)
    lines = [f"{SIGNS[question.kind]} {head}", question.text, f"{question.who} {show_moment(question.at)}"]
    lines += [tr("↳ 答复：{text}（{who} {at}）", text=reply.text, who=reply.who, at=show_moment(reply.at)) for reply in question.answers]
    return "\n".join(lines if question.answers or question.kind == "returned" else [*lines, tr("↳ 还没有答复")])


def problem_text(severity: str, where: str, message: str, note: str | None, mend: str) -> str:
    """A problem with the sender's note on it."""
    lines = [f"{SIGNS[severity]} {severity_titles()[severity]}　{where}", message]
    if note:
        lines.append(tr("说明：{text}", text=note))
    elif mend:
        lines.append(mend)
    return "\n".join(lines)


def event_text(event: IntakeEvent, known: Mapping[str, IntakeEvent], where: str) -> str:
    """A log entry: what, then who and when."""
    text = str(event.detail.get("text", ""))
    line = {
        "accepted": tr("收下第 {version} 版　校验码 {code}", version=event.version, code=event.detail.get("check_code", "")),
        "returned": tr("退回第 {version} 版　{where}：{text}", version=event.version, where=where, text=text),
        "questioned": tr("质询第 {version} 版　{where}：{text}", version=event.version, where=where, text=text),
        "answered": tr("答复：{text}", text=text),
        "adjusted": tr(
            "调整“{name}”　{where}：{amount}，{text}",
            name=event.detail.get("name", ""),
            where=where,
            amount=event.detail.get("amount", ""),
            text=text,
        ),
        "withdrawn": tr("撤回{what}：{text}", what=_what(known.get(str(event.detail.get("of")))), text=text or tr("未写原因")),
    }[event.kind]
    return f"{line}\n{event.who} {show_moment(event.at)}"


def _what(event: IntakeEvent | None) -> str:
    """What was withdrawn."""
    titles = {"accepted": tr("收下"), "returned": tr("退回"), "questioned": tr("质询"), "answered": tr("答复"),
              "adjusted": tr("调整")}  # fmt: skip
    return titles.get(event.kind, "") if event is not None else ""
