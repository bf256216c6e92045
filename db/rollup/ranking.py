"""Ranking units by one row of a roll-up: places, shares, gaps to schedule and lights; and changes against another period.

A light says a word beside its sign, since papers are printed in black; the rule it follows is printed beneath.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from db.messages import Sentence, Trouble
from db.packs.model import Form, Lights
from db.rollup.rollup import Rollup
from db.units.model import Unit
from db.values.cell import State
from db.values.exact import as_number, difference, exact, rounded
from db.values.numbers import write_number

REACHED, LOW, LATE, WORST = "✓ 达时序", "○ 略低", "△ 滞后", "✕ 严重滞后"
DECIMALS = 2  # of a gap as it is printed: what is read decides


def rule(lights: Lights) -> Sentence:
    """What the lights of a pack mean, for beneath a table."""
    reached, low, late = map(write_number, (lights.reached, lights.low, lights.late))
    return Sentence("较时序（百分点）不低于{reached}为“达时序”，不低于{low}为“略低”，不低于{late}为“滞后”，更低为“严重滞后”。",
                    reached=reached, low=low, late=late)  # fmt: skip


def light(gap: float | None, lights: Lights) -> str:
    """The light of a gap to schedule in percentage points; nothing where there is none."""
    if gap is None:
        return ""
    points = float(rounded(exact(gap), DECIMALS))
    return next((word for least, word in ((lights.reached, REACHED), (lights.low, LOW), (lights.late, LATE)) if points >= least), WORST)


@dataclass(frozen=True)
class Place:
    """One unit in a ranking; units with the same value share a place. `share` is its percentage of the total."""

    place: int
    unit: Unit
    value: int | float
    share: float | None
    rate: float | None
    gap: float | None
    light: str


def ranking(made: Rollup, form: Form, row: str, field: str) -> list[Place]:
    """The units that reported a number, best first: by the largest value, or by the smallest where less is better.

    A unit without a number has no place.
    """
    found: list[tuple[Unit, int | float, float | None, float | None]] = []
    for part, _, cells in made.detail(form, row):
        cell = cells.get(field)
        if cell is not None and cell.state in (State.VALUE, State.CHECK) and isinstance(cell.value, int | float):
            rate, gap = (cells[name].value if name in cells else None for name in ("rate", "gap"))
            found.append((part.unit, cell.value, _float(rate), _float(gap)))
    one = form.row(row)
    down = one is not None and one.better == "down"
    found.sort(key=lambda line: (line[1] if down else -line[1], line[0].ord, line[0].code))
    total = made.value(form, row, field)
    adds = made.adds(form, field, row) and isinstance(total, int | float) and total > 0
    out: list[Place] = []
    for n, (unit, value, rate, gap) in enumerate(found, 1):
        place = out[-1].place if out and out[-1].value == value else n
        share = float(exact(value) * 100 / exact(total)) if adds and isinstance(total, int | float) else None
        out.append(Place(place, unit, value, share, rate, gap, light(gap, made.pack.lights)))
    return out


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


@dataclass(frozen=True)
class PeriodChange:
    """A total now and then: their difference and its percentage of then; `note` says where they are not of the same units."""

    now: int | float
    then: int | float
    difference: int | float
    percent: float | None
    note: Sentence | None = None


def change(now: Rollup, then: Rollup, form: Form, row: str, field: str) -> PeriodChange | None:
    """How a total changed; None where either is not there. Without a positive number then there is no percentage."""
    old_form = next((one for one in then.pack.forms if one.id == form.id), None)
    if old_form is None:
        raise Trouble("“{title}”没有表“{form}”。", title=then.pack.title, form=form.title)
    new, old = now.value(form, row, field), then.value(old_form, row, field)
    if not isinstance(new, int | float) or not isinstance(old, int | float):
        return None
    less = difference(new, old)
    percent = float(less * 100 / exact(old)) if exact(old) > Decimal(0) else None
    here, there = ({part.unit.code: part.unit.name for part in one.parts if not part.received.nil} for one in (now, then))
    note = None
    if here.keys() != there.keys():
        only = tuple(name for code, name in {**here, **there}.items() if (code in here) != (code in there))
        note = Sentence("两期汇总的单位不同：{names}只在一期里。", names=only)
    return PeriodChange(new, old, as_number(less), percent, note)
