"""Texts of the page 汇总: totals with their decimals, counts of task states, the choices of units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.packs.model import Form
from db.values.cell import value
from db.values.field import Field
from db.values.kinds import kind_of, show
from db.values.numbers import write_number
from desktop.words.i18n import tr

CHOSEN = "chosen"


def unit_choices() -> dict[str, str]:
    """The choices of units to add up: those below, all of a level, or those ticked."""
    return {"": tr("按下级单位"), "district": tr("按区市"), "town": tr("按镇街"), CHOSEN: tr("选定单位…")}


def of_status(counts: Mapping[str, Any]) -> str:
    """推进中 7、已完成 3."""
    by_status = counts.get("status", counts)
    return tr("、").join(f"{word} {n}" for word, n in by_status.items()) if isinstance(by_status, Mapping) else str(by_status or "")


def shown(total: Any, form: Form | None = None, field: Field | None = None, code: str = "") -> str:
    """The text of a total; a dash if there is none."""
    if total is None:
        return "–"
    if isinstance(total, Mapping):
        return of_status(total)
    if isinstance(total, str):
        return total
    if form is None or field is None:
        return write_number(float(total)) if not isinstance(total, int) else str(total)
    number = int(total) if kind_of(field).sql == "INTEGER" and float(total).is_integer() else float(total)
    return show(value(number), field, decimals=form.decimals(field, code))
