"""Completeness 报送情况: which units have reported, on time or late, which are missing, and the reminder to send to them.

A unit has reported when its return, or a nil return 零报, was accepted and not sent back 退回; nothing here is stored. It is on time when
a version that was not sent back came by the due moment then in force (`store.in_time`): a later correction does not make it late, and
an exception made afterwards changes nothing. An `Arrival` is one unit in one period of one programme; one that is not owed (see
`programme_span`) is never missing or late, and in no rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from db.office import due_dates, programme_span
from db.office.office import Office
from db.office.programme_span import Span
from db.packs import schedule
from db.packs.model import Pack
from db.periods.report_period import Period
from db.received import intake_log, store
from db.received.intake_log import IntakeState
from db.received.store import Received
from db.units import hierarchy
from db.units.model import Unit
from db.values.dates import show_date
from db.values.exact import rounded

WORDS = {"on-time": "按时", "late": "迟报", "missing": "未报", "returned": "退回", "waiting": "未到期"}
NOT_OWED = "—"  # nothing was asked for and nothing came


@dataclass(frozen=True)
class Arrival:
    """`word` is on-time, late, missing (overdue), returned, waiting (not due yet) or none (not owed, and nothing came).

    `at` is when the version that counts came, `nil` the reason of a nil return.
    """

    unit: Unit
    period: Period
    word: str
    version: int = 0
    at: str = ""
    check_code: str = ""
    questions: int = 0
    nil: str = ""
    owed: bool = True

    @property
    def done(self) -> bool:
        """Whether the unit has reported."""
        return self.word in ("on-time", "late")

    @property
    def label(self) -> str:
        """按时, 迟报, 未报 ...; 零报 or 迟报零报 of a nil return; a dash where nothing is owed."""
        if self.word == "none":
            return NOT_OWED
        word = "" if self.nil and self.word == "on-time" else WORDS[self.word]
        return word + ("零报" if self.nil else "")


@dataclass(frozen=True)
class Rate:
    """How many of several returns were `due`, came `on_time`, and came at all (`done`)."""

    due: int
    done: int
    on_time: int

    @property
    def share(self) -> str:
        """按时率: the share of the due returns that came on time, as 93.3%; empty where none was due."""
        return f"{rounded(Decimal(100 * self.on_time) / self.due, 1)}%" if self.due else ""


ProgrammePeriod = tuple[Pack, Period]
ArrivalMatrix = Sequence[Sequence[Arrival]]  # for each column (a programme in a period) the units that report in it


def arrivals(office: Office, pack: Pack, period: Period, now: datetime, conn: Any = None) -> list[Arrival]:
    """Each unit that reports to this office on the period's last day, in the order of the unit table."""
    return matrix(office, [(pack, period)], now, conn)[0]


def matrix(office: Office, columns: Sequence[ProgrammePeriod], now: datetime, conn: Any = None) -> list[list[Arrival]]:
    """The arrivals of each column; units, calendar, exceptions and first periods are read once for all."""
    reader = conn or office.db.conn
    table, own = office.units(conn), office.setting("unit", conn=conn)
    dues = due_dates.deadlines(reader, office.catalogue.calendar, columns)
    spans = programme_span.spans(reader, [pack for pack, _ in columns])
    return [
        _column(reader, table, own, pack, spans[pack.id], period, now > due.moment)
        for (pack, period), due in zip(columns, dues, strict=True)
    ]


def _column(conn: Any, units_table: list[Unit], own: str, pack: Pack, span: Span, period: Period, overdue: bool) -> list[Arrival]:
    mine = hierarchy.reporting(units_table, own, period.last)
    if mine is None:
        return []
    states = intake_log.states(conn, pack.id, period.label)
    versions: dict[str, list[Received]] = {}
    for received in store.all_of(conn, pack.id, period.label):
        versions.setdefault(received.unit, []).append(received)
    units = hierarchy.reporting_to(units_table, mine.code, period.last)
    return [
        _arrival(
            unit, period, overdue, programme_span.owed(span, units_table, unit.code, period),
            states.get(unit.code, IntakeState()), versions.get(unit.code, []),
        )
        for unit in units
    ]  # fmt: skip


def _arrival(unit: Unit, period: Period, overdue: bool, owed: bool, state: IntakeState, versions: Sequence[Received]) -> Arrival:
    current = next((received for received in versions if received.version == state.version), None)
    if current is None or state.word == "none":
        return Arrival(unit, period, "none" if not owed else "missing" if overdue else "waiting", owed=owed)
    word = "returned" if not state.counts else "on-time" if store.in_time(versions, state) else "late"
    nil = current.nil if state.counts else ""
    return Arrival(unit, period, word, current.version, current.at, current.check_code, len(state.open), nil, owed)


def periods_of_year(pack: Pack, period: Period) -> list[ProgrammePeriod]:
    """The programme in each period of the year up to `period`, oldest first."""
    return [(pack, period.shifted(-back)) for back in range(period.number - 1, -1, -1)]


def programmes(packs: Iterable[Pack], period: Period) -> list[ProgrammePeriod]:
    """Each programme in its own period that holds the end of `period`."""
    return [(pack, schedule.own_period(pack, period)) for pack in packs]


def every_unit(columns: ArrivalMatrix) -> list[Unit]:
    """The units of all columns, each once: those of the last column in its order, then those of earlier columns."""
    return list({arrival.unit.code: arrival.unit for column in reversed(columns) for arrival in column}.values())


def rate(columns: ArrivalMatrix, unit: str = "") -> Rate:
    """The rates of the due returns, of one `unit` where given."""
    owed = [arrival for column in columns for arrival in column if arrival.owed and unit in ("", arrival.unit.code)]
    due = [arrival for arrival in owed if arrival.word != "waiting"]
    return Rate(len(due), sum(arrival.done for arrival in due), sum(arrival.word == "on-time" for arrival in due))


def reminder(pack: Pack, period: Period, due: datetime, unit_arrivals: Sequence[Arrival], now: datetime) -> str:
    """A reminder to paste into a message: the units that have not reported and those sent back; empty where there are none."""
    missing = [arrival.unit.name for arrival in unit_arrivals if arrival.word in ("missing", "waiting")]
    returned = [arrival.unit.name for arrival in unit_arrivals if arrival.word == "returned"]
    if not missing and not returned:
        return ""
    asked = [arrival for arrival in unit_arrivals if arrival.owed]
    reported = sum(arrival.done for arrival in asked)
    when = f"{show_date(due.date().isoformat())}{due.hour}时"
    late = "已过" if now > due else "为"
    lines = [f"【催报】{pack.title}{period.title}报送时限{late}{when}，应报{len(asked)}个单位，已报{reported}个。"]
    if missing:
        lines.append(f"尚未报送（{len(missing)}个）：{'、'.join(missing)}。")
    if returned:
        lines.append(f"退回待重报（{len(returned)}个）：{'、'.join(returned)}。")
    return "\n".join([*lines, "请尽快报送，确有困难的请说明原因；本期没有要报的请零报并写明原因。"])


def notice(pack: Pack, period: Period, unit_arrivals: Sequence[Arrival]) -> str:
    """The list for the notice board: for each status the units in their order; below, the nil returns with their reasons."""
    lines = [f"{pack.title}{period.title}报送情况"]
    for word, chinese in WORDS.items():
        names = [arrival.unit.name for arrival in unit_arrivals if arrival.word == word]
        if names:
            lines.append(f"{chinese}（{len(names)}个）：{'、'.join(names)}")
    nil = [f"{arrival.unit.name}（{arrival.nil}）" for arrival in unit_arrivals if arrival.nil]
    return "\n".join([*lines, *([f"其中零报（{len(nil)}个）：{'、'.join(nil)}"] if nil else [])])
