"""Receiving returns from below: each file gets one verdict, what is refused leaves nothing behind, twice is like once.

The level above never changes a reported figure: it accepts, returns or asks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from db import clock
from db.messages import Sentence, Trouble
from db.office import driver, due_dates, packs_in_use
from db.office.office import Office
from db.packs import schedule
from db.packs.model import PERIOD_TYPES, Form, Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.received import derived_columns, intake_log, questions, store
from db.received.incoming import Incoming
from db.received.intake_log import IntakeEvent
from db.received.judged_file import JudgedFile
from db.received.mark import Mark
from db.received.store import Received
from db.received.verdict import Verdict
from db.returns.nil import LONGEST
from db.rules import problem
from db.rules.judge import Judge, noted
from db.units import hierarchy
from db.units.model import Unit
from db.values.dates import show_day

# What is drawn in the way of a return and is none, by the end of its programme or its only form.
PAPERS = {"corrections": Sentence("更正说明"), "receipt": Sentence("回执"), "summary": Sentence("汇总表"), "board": Sentence("通报")}


class _Refused(Exception):
    """A verdict reached early."""

    def __init__(self, verdict: str, why: Sentence, **more: Any) -> None:
        super().__init__(str(why))
        self.verdict, self.why, self.more = verdict, why, more


class Intake:
    """One intake: a connection and scratch databases of its own, so that it may run in a thread; use it in a `with`.

    `period` is the one that is being collected, where only one is.
    """

    def __init__(self, office: Office, period: Period | None = None) -> None:
        self.office, self.only = office, period
        self.catalogue, self.who = office.catalogue, office.who
        self.followed = office.followed
        self.packs = {id: self.catalogue.packs[id] for id in (*self.followed, *(one.id for one in office.packs))}
        self.db = driver.database(office.path)
        self.units, self.own = office.units(self.db.conn), office.setting("unit", conn=self.db.conn)
        self.judge = Judge()
        self._older: dict[tuple[Any, ...], Pack | None] = {}

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, *_: object) -> None:
        self.judge.close()
        self.db.close()

    def take(self, sent: Incoming) -> Verdict:
        """Judge one file and keep it where it is accepted, in one transaction."""
        said = (sent.unit, sent.unit_name, sent.programme, sent.period, sent.version, sent.check_code)
        verdict = Verdict(sent.file, "", Sentence(""), *said, nil=sent.nil)
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

    def find(self, sent: Incoming) -> Received:
        """The received version that a file is; raises `Trouble` where it is none."""
        try:
            case = self._case(sent)
        except _Refused as early:
            raise Trouble("“{file}”{why}", file=sent.file, why=early.why) from early
        known = store.versions(self.db.conn, case.pack.id, case.period.label, case.unit.code)
        for one in known:
            if one.digest == case.digest(one.version) and (sent.by_hand or sent.version == one.version):
                return one
        whose = Sentence("{unit} {title} {period}", unit=case.unit.name, title=case.pack.title, period=case.period.title)
        if not known:
            raise Trouble("“{file}”是{whose}的，这一期还没有收到它的报送件，请先收报。", file=sent.file, whose=whose)
        had = tuple(Sentence("第 {version} 版 {code}", version=one.version, code=one.check_code) for one in known)
        has = Sentence("空白表填报，第 1 版是 {code}", code=case.code(1))
        if sent.version:
            has = Sentence("第 {version} 版 {code}", version=sent.version, code=sent.check_code)
        raise Trouble(
            "“{file}”不是收到的报送件：{whose}收到的是{had}，这个文件是{has}。请选对方报来的那个工作簿。",
            file=sent.file,
            whose=whose,
            had=had,
            has=has,
        )

    # --- whose it is

    def _case(self, sent: Incoming) -> JudgedFile:
        if not (sent.unit or sent.unit_name) or not sent.programme or not sent.period:
            said = {Sentence("填报单位"): sent.unit or sent.unit_name, Sentence("方案"): sent.programme, Sentence("报告期"): sent.period}
            missing = tuple(word for word, text in said.items() if not text)
            raise _Refused("held", Sentence("看不出{missing}，请选中它点“对应…”指明。", missing=missing))
        for word, paper in PAPERS.items():
            if sent.programme not in self.packs and sent.programme.endswith(f"-{word}") or set(sent.fields) == {word}:
                raise _Refused("refused", Sentence("这是{paper}，不是报送件，不用收。", paper=paper))
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
        if sent.by_hand and not sent.mapped:
            self._agrees(sent, unit, period)
        if sent.by_hand:
            _complete(sent, pack)
            if marks := tuple(one for form in pack.forms for one in sent.doubts(form)):
                told = Sentence("{told}，{mend}。", told=marks[0].message, mend=marks[0].mend)
                raise _Refused("refused", told, counts={"error": len(marks), "warning": 0, "hint": 0}, marks=marks)
        if sent.broken:
            counts = {"error": len(sent.faults), "warning": 0, "hint": 0}
            raise _Refused("refused", Sentence("{told}", told=sent.broken), counts=counts, marks=sent.faults)
        if len(sent.nil) > LONGEST:
            told = Sentence("零报的原因有 {n} 个字，最多 {most} 个，请写短一些。", n=len(sent.nil), most=LONGEST)
            raise _Refused("refused", told)
        return JudgedFile(self.db.conn, self.judge, sent, pack, period, unit)

    def _period(self, sent: Incoming, pack: Pack) -> Period:
        try:
            period = report_period.parse(sent.period)
        except Trouble as fault:
            raise _Refused("refused", Sentence("{told}", told=fault)) from fault
        if period.type != pack.period_type:
            type = PERIOD_TYPES[pack.period_type]
            told = Sentence("报的是{period}，“{title}”按{type}报。", period=period.title, title=pack.title, type=type)
            raise _Refused("refused", told)
        if pack.id in self.followed and period.reaches(self.followed[pack.id]):
            raise _Refused("refused", Sentence("“{title}”已由新的方案接替，{period}不再报。", title=pack.title, period=period.title))
        if self.only is not None and period != self.only:
            raise _Refused("refused", Sentence("报的是{period}，现在收的是{only}。", period=period.title, only=self.only.title))
        today = clock.today()
        if schedule.window(pack, period)[0] > today:
            told = Sentence(
                "报的是{period}，报告期还没有开始（今天是{day}），请核对报告期。", period=period.title, day=show_day(today.isoformat())
            )
            raise _Refused("refused", told)
        return period

    def _unit(self, sent: Incoming, period: Period) -> Unit:
        """The unit of that day; only one below this office is received."""
        day = period.last
        there = hierarchy.at(self.units, day)
        unit = next((one for one in there if one.code == sent.unit), None)
        if unit is None:  # a name that is left over beside an unknown code says nothing
            unit = next((one for one in there if one.called(sent.unit or sent.unit_name)), None)
        mine = hierarchy.reporting(self.units, self.own, day)
        name = sent.unit_name or sent.unit
        if unit is None:
            became = tuple(one.name for one in hierarchy.lineage(self.units, sent.unit, day))
            if became:
                told = Sentence("{day}没有“{unit}”，那天是{became}。", day=show_day(day.isoformat()), unit=name, became=became)
            else:
                told = Sentence("单位表里没有“{unit}”。", unit=sent.unit or name)
            raise _Refused("refused", told)
        if mine is not None and unit.code == mine.code:
            raise _Refused("refused", Sentence("是本单位自己的报送件，不用收。"))
        if mine is None or unit.code not in hierarchy.under(self.units, mine.code, period.last):
            told = Sentence("“{unit}”不归“{own}”汇总，不是报给本单位的。", unit=unit.name, own=mine.name if mine else self.own)
            raise _Refused("refused", told)
        return unit

    def _agrees(self, sent: Incoming, unit: Unit, period: Period) -> None:
        """Refuse a workbook whose cover shows another unit or period than the codes behind it."""
        others = [one for one in self.units if one.code != unit.code]
        own = [one for one in (sent.unit_name, sent.office_name) if not any(other.called(one) for other in others)]
        recorded = {"unit": (unit.name, unit.short, *unit.aliases, *own), "period": (str(period.title), period.label)}
        for key, names in recorded.items():
            shown = sent.cover.get(key, "")
            bare = "".join(shown.split())
            if shown and not any(one and one in bare for one in names):
                told = Sentence(
                    "封面写的是“{shown}”，文件里记的是“{recorded}”，请核对，用对的空白表重新填报。", shown=shown, recorded=names[0]
                )
                raise _Refused("refused", told)

    def _made_by(self, sent: Incoming, pack: Pack) -> Pack:
        """The pack as the office keeps it with that version number; a file of another one is held."""
        found: Pack | None = pack
        if sent.pack_version != pack.version:
            key = pack.id, sent.pack_version, tuple(sorted(sent.fields.items()))
            if key not in self._older:  # one object for thirty files: what is made for a pack is kept by it
                self._older[key] = packs_in_use.of_version(self.db.conn, pack, sent.pack_version, sent.fields)
            found = self._older[key]
        if found is None or any(_columns(form) != sent.fields.get(form.id, _columns(form)) for form in found.forms):
            told = Sentence("按任务包“{title}”第 {other} 版填报，本单位用的是第 {own} 版，栏目不同，需先改用同一版。", title=pack.title,
                            other=sent.pack_version or "？", own=pack.version)  # fmt: skip
            raise _Refused("held", told)
        return found

    # --- what is there already

    def _known(self, case: JudgedFile) -> tuple[list[Received], int]:
        """(versions received before, the version this one is); a file that is there already or contradicts one ends here."""
        known = store.versions(self.db.conn, case.pack.id, case.period.label, case.unit.code)
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

    def _there(self, case: JudgedFile, one: Received, newest: Received | None) -> tuple[list[Received], int]:
        more = {"version": case.sent.version or one.version, "check_code": case.sent.check_code or one.check_code}
        at = show_day(one.at)
        if one is newest or newest is None:
            told = Sentence("第 {version} 版{at}已经收到，校验码 {code}，内容相同。", version=one.version, at=at, code=one.check_code)
            raise _Refused("duplicate", told, **more)
        told = Sentence("是第 {version} 版，{at}已经收到；现用的是第 {newest} 版。", version=one.version, at=at, newest=newest.version)
        raise _Refused("older" if case.sent.by_hand else "duplicate", told, **more)

    # --- judging, keeping

    def _judged(self, case: JudgedFile) -> tuple[dict[str, int], tuple[Mark, ...]]:
        if case.sent.nil:  # what is required of rows is not required where there are none
            return problem.counts(()), ()
        before = {one: case.earlier(one) for one in (case.period.previous, case.period.last_year)}
        found = self.judge.problems(case.pack, case.period, case.unit.level, case.rows, {one: rows for one, rows in before.items() if rows})
        found = noted(found, case.sent.notes)
        counts, over = problem.counts(found), list(case.typed_over())
        return counts | {"warning": counts["warning"] + len(over)}, (*case.marks(found), *over)

    def _kept(self, case: JudgedFile, verdict: Verdict, known: list[Received]) -> Verdict:
        newest = known[-1].version if known else 0
        at = clock.now()
        due = due_dates.deadline(self.db.conn, self.catalogue.calendar, case.pack, case.period).moment
        one = case.received(verdict, at, self.who, due)
        with self.db.atomic():
            id = store.put(self.db, one, ((form, case.placed(form)) for form in case.pack.forms))
            detail = {"check_code": one.check_code, "file": one.file, "late": one.after_due}
            whose = (one.unit, one.programme, one.period, one.version)
            accepted = IntakeEvent(f"accepted:{one.digest}", *whose, "accepted", detail, at, self.who)
            if not intake_log.write(self.db, accepted):  # the key was taken by what an earlier file carried
                intake_log.write(self.db, replace(accepted, key=intake_log.new_key()))
            questions.take(self.db, one.unit, one.programme, one.period, case.sent.thread, kinds=("answered",))
            derived_columns.renew(self.db, one.programme, one.unit, case.period)
        names = {"version": one.version, "code": one.check_code, "newest": newest}
        if one.version < newest:
            return replace(verdict, verdict="older", received=id,
                           why=Sentence("是第 {version} 版，已有第 {newest} 版；存作旧版，汇总仍用第 {newest} 版。", **names))  # fmt: skip
        told = Sentence("第 {version} 版，校验码 {code}。", **names)
        if newest:
            told = Sentence("第 {version} 版，校验码 {code}，接替第 {newest} 版。", **names)
        if one.nil:
            told = Sentence("零报：{reason}。第 {version} 版，校验码 {code}。", reason=one.nil, **names)
        return replace(verdict, verdict="accepted", received=id, why=told)


def _complete(sent: Incoming, pack: Pack) -> None:
    """Refuse a workbook from which a sheet, or a column that can be typed in, was taken away."""
    forms = [form for form in pack.forms if (form.id in sent.fields if sent.fields else not sent.mapped)]
    if gone := tuple(f"“{form.title}”" for form in forms if form.id not in sent.columns):
        raise _Refused("refused", Sentence("没有工作表{gone}，请不要删表，用原来的空白表重新填报。", gone=gone))
    for form in forms:
        for sheet, columns in sent.columns[form.id].items():
            if lost := tuple(f"“{one.title}”" for one in form.stored if one.id not in columns):
                told = Sentence("工作表“{sheet}”没有栏{lost}，请不要删栏，用原来的空白表重新填报。", sheet=sheet, lost=lost)
                raise _Refused("refused", told)


def _columns(form: Form) -> tuple[str, ...]:
    return tuple(one.id for one in form.fields)
