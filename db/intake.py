"""Receiving returns from below: each file gets one verdict, what is refused leaves nothing behind, twice is like once.

The level above never changes a reported figure: it accepts, returns or asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from db import deadlines, definitions, driver, events, intake_events, periods, received, returns, rules, thread, units
from db.dates import show_date
from db.intake_events import IntakeEvent
from db.judge import Judge, Rows
from db.office import Office
from db.pack import PERIOD_TYPES, Form, Pack
from db.periods import Period
from db.received import Placed, Received
from db.rules import Problem
from db.trouble import Sentence, Trouble
from db.units import Unit
from db.verdicts import Mark, Sent, Verdict


class _Refused(Exception):
    """A verdict reached early."""

    def __init__(self, verdict: str, why: Sentence, **more: Any) -> None:
        super().__init__(str(why))
        self.verdict, self.why, self.more = verdict, why, more


class Tray:
    """One intake: a connection and scratch databases of its own, so that it may run in a thread; use it in a `with`.

    `period` is the one that is being collected, where only one is.
    """

    def __init__(self, office: Office, period: Period | None = None) -> None:
        self.office, self.only = office, period
        self.units, self.packs, self.own = office.units(), {one.id: one for one in office.packs}, office.setting("unit")
        self.catalogue, self.who = office.catalogue, office.who
        self.db = driver.database(office.path)
        self.judge = Judge()
        self._older: dict[tuple[Any, ...], Pack | None] = {}

    def __enter__(self) -> Tray:
        return self

    def __exit__(self, *_: object) -> None:
        self.judge.close()
        self.db.close()

    def take(self, sent: Sent) -> Verdict:
        """Judge one file and keep it where it is accepted, in one transaction."""
        said = (sent.unit, sent.unit_name, sent.programme, sent.period, sent.version, sent.check_code)
        verdict = Verdict(sent.file, "", Sentence(""), *said)
        try:
            case = self._case(sent)
            verdict = replace(verdict, unit=case.unit.code, unit_name=case.unit.name)
            known, version = self._known(case)
            verdict = replace(verdict, version=version, check_code=case.code(version))
            counts, marks = self._judged(case)
            verdict = replace(verdict, counts=counts, marks=marks)
            if counts["error"] and case.pack.blocking:
                first = next(one for one in marks if one.severity == "error")
                told = Sentence("有 {n} 个必须改的问题，第一个：{row}{field}：{message}。", n=counts["error"], row=first.row,
                                field=f" {first.field}" if first.field else "", message=first.message)  # fmt: skip
                raise _Refused("refused", told)
        except _Refused as early:
            return replace(verdict, verdict=early.verdict, why=early.why, **early.more)
        return self._kept(case, verdict, known)

    # --- whose it is

    def _case(self, sent: Sent) -> _Case:
        if not (sent.unit or sent.unit_name) or not sent.programme or not sent.period:
            raise _Refused("held", Sentence("看不出是哪个单位、方案或报告期的，需要人工对应。"))
        pack = self.packs.get(sent.programme)
        if pack is None:
            title = self.catalogue.packs[sent.programme].title if sent.programme in self.catalogue.packs else sent.programme
            raise _Refused("refused", Sentence("本单位没有启用“{title}”，不收这个方案的报送件。", title=title))
        period = self._period(sent, pack)
        unit = self._unit(sent, period)
        if not sent.version and not sent.by_hand:
            raise _Refused("refused", Sentence("是草稿，没有校验码，请填报单位定稿后再报。"))
        pack = self._made_by(sent, pack)
        if sent.by_hand and sent.blank:
            raise _Refused("refused", Sentence("是空白表，一格也没有填。"))
        if sent.broken:
            counts = {"error": len(sent.faults), "warning": 0, "hint": 0}
            raise _Refused("refused", Sentence("{told}", told=sent.broken), counts=counts, marks=sent.faults)
        return _Case(self, sent, pack, period, unit)

    def _period(self, sent: Sent, pack: Pack) -> Period:
        try:
            period = periods.parse(sent.period)
        except Trouble as fault:
            raise _Refused("refused", Sentence("{told}", told=str(fault))) from fault
        if period.type != pack.period_type:
            type = PERIOD_TYPES[pack.period_type]
            told = Sentence("报的是{period}，“{title}”按{type}报。", period=period.title, title=pack.title, type=type)
            raise _Refused("refused", told)
        if self.only is not None and period != self.only:
            raise _Refused("refused", Sentence("报的是{period}，现在收的是{only}。", period=period.title, only=self.only.title))
        return period

    def _unit(self, sent: Sent, period: Period) -> Unit:
        """The unit of that day; only one below this office is received."""
        day = period.last
        there = units.at(self.units, day)
        unit = next((one for one in there if one.code == sent.unit), None)
        if unit is None:
            unit = next((one for one in there if one.called(sent.unit) or one.called(sent.unit_name)), None)
        mine = units.reporting(self.units, self.own, day)
        name = sent.unit_name or sent.unit
        if unit is None:
            became = "、".join(one.name for one in units.lineage(self.units, sent.unit, day))
            if became:
                told = Sentence("{day}没有“{unit}”，那天是{became}。", day=show_date(day.isoformat()), unit=name, became=became)
            else:
                told = Sentence("单位表里没有“{unit}”。", unit=name)
            raise _Refused("refused", told)
        if mine is not None and unit.code == mine.code:
            raise _Refused("refused", Sentence("是本单位自己的报送件，不用收。"))
        if mine is None or not below(self.units, mine.code, unit, period):
            told = Sentence("“{unit}”不归“{own}”汇总，不是报给本单位的。", unit=unit.name, own=mine.name if mine else self.own)
            raise _Refused("refused", told)
        return unit

    def _made_by(self, sent: Sent, pack: Pack) -> Pack:
        """The pack as the office keeps it with that version number; a file of another one is held."""
        found: Pack | None = pack
        if sent.pack_version != pack.version:
            key = pack.id, sent.pack_version, tuple(sorted(sent.fields.items()))
            if key not in self._older:  # one object for thirty files: what is made for a pack is kept by it
                self._older[key] = definitions.of_version(self.db.conn, pack, sent.pack_version, sent.fields)
            found = self._older[key]
        if found is None or any(_columns(form) != sent.fields.get(form.id, _columns(form)) for form in found.forms):
            told = Sentence("按任务包“{title}”第 {other} 版填报，本单位用的是第 {own} 版，栏目不同，需先改用同一版。", title=pack.title,
                            other=sent.pack_version or "？", own=pack.version)  # fmt: skip
            raise _Refused("held", told)
        return found

    # --- what is there already

    def _known(self, case: _Case) -> tuple[list[Received], int]:
        """(versions received before, the version this one is); a file that is there already or contradicts one ends here."""
        known = received.versions(self.db.conn, case.pack.id, case.period.label, case.unit.code)
        newest = known[-1] if known else None
        for one in reversed(known):
            exact = one.digest == case.digest(one.version) and (case.sent.by_hand or case.sent.version == one.version)
            if exact or (one is newest and one.content == case.content and case.sent.version >= one.version):
                return self._there(case, one, newest)
        if case.sent.by_hand:
            return known, (newest.version if newest else 0) + 1
        same = next((one for one in known if one.version == case.sent.version), None)
        if same is not None:
            told = Sentence(
                "第 {version} 版已经收到，校验码 {code}；这一份也写第 {version} 版，校验码 {other}，内容不同，请重新定稿。",
                version=same.version,
                code=same.check_code,
                other=case.sent.check_code,
            )
            raise _Refused("refused", told)
        return known, case.sent.version

    def _there(self, case: _Case, one: Received, newest: Received | None) -> tuple[list[Received], int]:
        more = {"version": case.sent.version or one.version, "check_code": case.sent.check_code or one.check_code}
        at = show_date(one.at[:10])
        if one is newest or newest is None:
            told = Sentence("第 {version} 版{at}已经收到，校验码 {code}，内容相同。", version=one.version, at=at, code=one.check_code)
            raise _Refused("duplicate", told, **more)
        told = Sentence("是第 {version} 版，{at}已经收到；现用的是第 {newest} 版。", version=one.version, at=at, newest=newest.version)
        raise _Refused("older" if case.sent.by_hand else "duplicate", told, **more)

    # --- judging, keeping

    def _judged(self, case: _Case) -> tuple[dict[str, int], tuple[Mark, ...]]:
        before = {one: case.earlier(one) for one in (case.period.previous, case.period.last_year)}
        found = self.judge.problems(case.pack, case.period, case.unit.level, case.rows, {one: rows for one, rows in before.items() if rows})
        noted = {(one.get("form"), one.get("row"), one.get("field"), one.get("message")): one.get("text", "") for one in case.sent.notes}
        found = [replace(one, note=noted.get((one.form, one.row, one.field, one.message))) for one in found]
        counts = rules.counts(found)
        return counts, tuple(case.mark(one) for one in found)

    def _kept(self, case: _Case, verdict: Verdict, known: list[Received]) -> Verdict:
        newest = known[-1].version if known else 0
        at = events.now()
        due = deadlines.deadline(self.db.conn, self.catalogue.calendar, case.pack, case.period).moment
        one = case.received(verdict, at, self.who, due)
        self.db.execute("BEGIN IMMEDIATE")
        try:
            with self.db.atomic():
                id = received.put(self.db, one, ((form, case.placed(form)) for form in case.pack.forms))
                detail = {"check_code": one.check_code, "file": one.file, "late": one.late}
                whose = (one.unit, one.programme, one.period, one.version)
                intake_events.write(self.db, IntakeEvent(f"accepted:{one.digest}", *whose, "accepted", detail, at, self.who))
                thread.take(self.db, one.unit, one.programme, one.period, case.sent.thread, kinds=("answered",))
            self.db.conn.commit()
        except BaseException:
            self.db.conn.rollback()  # the next file begins anew
            raise
        names = {"version": one.version, "code": one.check_code, "newest": newest}
        if one.version < newest:
            return replace(verdict, verdict="older", received=id,
                           why=Sentence("是第 {version} 版，已有第 {newest} 版；存作旧版，汇总仍用第 {newest} 版。", **names))  # fmt: skip
        told = Sentence("第 {version} 版，校验码 {code}。", **names)
        if newest:
            told = Sentence("第 {version} 版，校验码 {code}，接替第 {newest} 版。", **names)
        return replace(verdict, verdict="accepted", received=id, why=told)


class _Case:
    """One file with what it belongs to."""

    def __init__(self, tray: Tray, sent: Sent, pack: Pack, period: Period, unit: Unit) -> None:
        self.tray, self.sent, self.pack, self.period, self.unit = tray, sent, pack, period, unit
        self._places: dict[str, dict[str, tuple[str, int]]] = {}
        if sent.by_hand:
            self._computed = {form.id: list(self._compute().lines(form)) for form in pack.forms}
            lines: Iterable[tuple[Form, Iterable[returns.Line]]] = ((form, self._computed[form.id]) for form in pack.forms)
            self.content = returns.digest(returns.header(unit.code, pack, period.label), lines)
        else:
            lines = ((form, ((one.row, one.cells) for one in sent.rows(form))) for form in pack.forms)
            self.content = returns.digest(returns.header(sent.unit, pack, period.label), lines)

    def _compute(self) -> Any:
        """What the pack derives, from the rows as typed and the months received before."""
        if not hasattr(self, "_derived"):
            rows = {form.id: [(one.row, one.cells) for one in self.sent.rows(form)] for form in self.pack.forms}
            before = {one: found for one in self._axis() if (found := self.earlier(one))}
            self._derived = self.tray.judge.derived(self.pack, self.period, self.unit.level, rows, before)
        return self._derived

    def _axis(self) -> list[Period]:
        """The periods a derived column may look at: those before it in its year, and all of last year's."""
        found, one = [], self.period.previous
        while one.year >= self.period.year - 1:
            found.append(one)
            one = one.previous
        return found

    def earlier(self, period: Period) -> Rows:
        """The rows of the unit's accepted return of another period; empty where there is none."""
        conn = self.tray.db.conn
        found = received.standing(conn, self.pack.id, period.label).get(self.unit.code)
        if found is None or received.pack_of(conn, found, self.pack) is not self.pack:
            return {}
        return {form.id: [(row, cells) for row, cells, _ in received.rows(conn, found, form)] for form in self.pack.forms}

    @property
    def rows(self) -> Rows:
        """The rows to judge, to be gone through once."""
        return {form.id: ((one.row, one.cells) for one in self.placed(form)) for form in self.pack.forms}

    def placed(self, form: Form) -> Iterator[Placed]:
        """The rows as they are kept: those filled by hand with what was computed."""
        if not self.sent.by_hand:
            yield from self.sent.rows(form)
            return
        places = {one.row: one.place for one in self.sent.rows(form)}
        for row, cells in self._computed[form.id]:
            yield Placed(row, cells, places.get(row, ("", 0)))

    def digest(self, version: int) -> str:
        """The digest this content has as that version."""
        return returns.versioned(self.content, version)

    def code(self, version: int) -> str:
        """Its check code as that version."""
        return returns.code(self.digest(version))

    def mark(self, problem: Problem) -> Mark:
        """A problem at the cell of the sender's file."""
        form = self.pack.form(problem.form)
        if form.id not in self._places:
            self._places[form.id] = {one.row: one.place for one in self.sent.rows(form)}
        place = self._places[form.id].get(problem.row, ("", 0))
        sheet = place[0] or next(iter(self.sent.columns.get(form.id, {})), "")
        letter = self.sent.columns.get(form.id, {}).get(sheet, {}).get(problem.field, "")
        cell = f"{letter or 'A'}{place[1]}" if place[1] else ""
        title = form.field(problem.field).title if problem.field else ""
        row = problem.place.removesuffix(f" · {title}") if title else problem.place
        return Mark(sheet, cell, row, title, problem.message, problem.mend, problem.severity)

    def received(self, verdict: Verdict, at: str, who: str, due: datetime) -> Received:
        """The head to keep."""
        sent, digest = self.sent, self.digest(verdict.version)
        head = {"people": dict(sent.people), "notes": [dict(one) for one in sent.notes], "office_name": sent.office_name,
                "reason": sent.reason, "columns": sent.columns, "problems": dict(verdict.counts), "by_hand": sent.by_hand,
                "due": due.isoformat()}  # fmt: skip
        return Received(
            0, self.unit.code, self.unit.name, self.pack.id, self.period.label, verdict.version, returns.code(digest), digest,
            self.content, self.pack.version, definitions.marks(self.pack), sent.file, sent.size, sent.sha256, sent.at or at, at, who, head,
        )  # fmt: skip


def below(all_units: list[Unit], own: str, unit: Unit, period: Period) -> bool:
    """Whether a unit reports to `own` on the period's last day, directly or through others."""
    seen, level = {own}, [own]
    while level:
        found = [one.code for parent in level for one in units.lower(all_units, parent, period.last)]
        if unit.code in found:
            return True
        level = [code for code in found if code not in seen]
        seen.update(level)
    return False


def _columns(form: Form) -> tuple[str, ...]:
    return tuple(one.id for one in form.fields)
