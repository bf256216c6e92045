"""Reads the programme and period from the arguments, or says which there are."""

from __future__ import annotations

import argparse

from db.messages import Trouble
from db.office.office import Office
from db.packs.model import PERIOD_TYPES, Pack
from db.periods import report_period
from db.periods.report_period import Period


def named(office: Office, arguments: argparse.Namespace) -> tuple[Pack, Period]:
    """The programme and period in the arguments; raises `Trouble` if this office does not report on it."""
    pack = owed(office, arguments.programme)
    period = asked_period(pack, arguments.period)
    start = office.followed.get(pack.id)
    if start is not None and period.reaches(start):
        raise Trouble("“{title}”已由新的方案接替，{period}不再报。", title=pack.title, period=period.title)
    return pack, period


def owed(office: Office, id: str) -> Pack:
    """The programme `id`; raises `Trouble` if this office neither reports on it nor did so before its successor."""
    pack = office.catalogue.pack(id)
    if pack not in office.packs and pack.id not in office.followed:
        raise Trouble("本单位没有启用“{title}”，已启用：{known}。", title=pack.title, known="、".join(pack.id for pack in office.packs))
    return pack


def asked_period(pack: Pack, label: str) -> Period:
    """The period `label`; raises `Trouble` if the programme has another kind of period."""
    period = report_period.parse(label)
    if period.type != pack.period_type:
        raise Trouble("“{title}”按{type}报，报告期请写成 {example}。", title=pack.title, type=PERIOD_TYPES[pack.period_type],
                      example=report_period.containing(pack.period_type, period.last).label)  # fmt: skip
    return period
