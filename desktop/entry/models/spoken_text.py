"""The texts of a cell for screen readers: Qt has no cell states for locked, computed, wrong or not filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.rules.problem import Problem
from db.values.cell import State
from desktop.words.i18n import sentence, tr
from desktop.words.names import blank_title, severity_titles

if TYPE_CHECKING:
    from desktop.entry.models.face import CellFace


def cell_name(title: str, face: CellFace) -> str:
    """The text of a cell; of an empty one the title of what belongs there. Never empty."""
    if face.text:
        return face.text
    return blank_title(title) if face.locked or face.derived else tr("{title} 未填", title=title)


def cell_description(face: CellFace, problems: Sequence[Problem]) -> str:
    """What may be done with a cell and what is wrong in it."""
    parts = [_kind(face)]
    parts.append(tr("未能识别") if face.state is State.RAW else "")
    parts += [_problem(problem) for problem in problems]
    parts.append(tr("本期有变化") if face.changed else "")
    return tr("；").join(part for part in parts if part)


def _kind(face: CellFace) -> str:
    if face.heading:
        return tr("标题，不能填写")
    if face.derived:
        return tr("由程序算出，不能填写") if face.locked else tr("由程序算出，可以改填")
    return tr("锁定，不能填写") if face.locked else ""


def _problem(problem: Problem) -> str:
    text = f"{severity_titles()[problem.severity]}：{sentence(problem.message)}"
    return tr("{problem}（已说明：{note}）", problem=text, note=problem.note) if problem.note else text
