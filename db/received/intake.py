"""Receiving returns of lower units: each file gets one verdict; a refused file stores nothing, a file received twice is stored once.

The receiving office never changes a reported figure: it accepts, sends back or asks.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from db.rules.judge import Judge, with_notes
from db.units import hierarchy
from db.units.model import Unit
from db.values.dates import show_day

# Papers that look like a return but are none, by the end of their programme id or by their only form.
PAPERS = {"corrections": Sentence("更正说明"), "receipt": Sentence("回执"), "summary": Sentence("汇总表"), "board": Sentence("通报")}


class _Refused(Exception):
    """Ends the checks of a file with a verdict."""

    def __init__(self, verdict: str, why: Sentence, **more: Any) -> None:
        super().__init__(str(why))
        self.verdict, self.why, self.more = verdict, why, more


class Intake:
    """Receives files with its own connection and scratch databases, so that it may run in a thread; use it in a `with`.

    With `period`, only returns of that period are accepted.
    """

    def __init__(self, office: Office, period: Period | None = None) -> None:
        self.office, self.only_period = office, period
        self.catalogue, self.who = office.catalogue, office.who
        self.followed = office.followed
        self.packs = {id: self.catalogue.packs[id] for id in (*self.followed, *(pack.id for pack in office.packs))}
        self.db = driver.database(office.path)
        self.units, self.own = office.units(self.db.conn), office.setting("unit", conn=self.db.conn)
        self.judge = Judge()
        self._older: dict[tuple[Any, ...], Pack | None] = {}

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, *_: object) -> None:
        self.judge.close()
        self.db.close()

    def receive(self, incoming: Incoming) -> Verdict:
        """Check one file and store it where it is accepted, in one transaction."""
        stated = (incoming.unit, incoming.unit_name, incoming.programme, incoming.period, incoming.version, incoming.check_code)
        verdict = Verdict(incoming.file, "", Sentence(""), *stated, nil=incoming.nil)
        try:
            judged = self._judged_file(incoming)
            verdict = replace(verdict, unit=judged.unit.code, unit_name=judged.unit.name)
            known, version = self._known(judged)
            verdict = replace(verdict, version=version, check_code=judged.code(version))
            counts, marks = self._problems(judged)
            verdict = replace(verdict, counts=counts, marks=marks)
            if counts["error"] and judged.pack.blocking:
                first = next(mark for mark in marks if mark.severity == "error")
                why = Sentence("有 {n} 个必须改的问题，第一个：{row}{field}：{message}。", n=counts["error"], row=first.row,
                               field=f" {first.field}" if first.field else "", message=first.message)  # fmt: skip
                raise _Refused("refused", why)
        except _Refused as early:
            return replace(verdict, verdict=early.verdict, why=early.why, **early.more)
        return _with_left_out(self._stored(judged, verdict, known), list(judged.left_out()))

    def find(self, incoming: Incoming) -> Received:
        """The received version with the content of this file; raises `Trouble` where there is none."""
        try:
            judged = self._judged_file(incoming)
        except _Refused as early:
            raise Trouble("“{file}”{why}", file=incoming.file, why=early.why) from early
        known = store.versions(self.db.conn, judged.pack.id, judged.period.label, judged.unit.code)
        for received in known:
            if received.digest == judged.digest(received.version) and (incoming.by_hand or incoming.version == received.version):
                return received
        return_name = Sentence("{unit} {title} {period}", unit=judged.unit.name, title=judged.pack.title, period=judged.period.title)
        if not known:
            raise Trouble("“{file}”是{whose}的，这一期还没有收到它的报送件，请先收报。", file=incoming.file, whose=return_name)
        received_versions = tuple(
            Sentence("第 {version} 版 {code}", version=received.version, code=received.check_code) for received in known
        )
        this_version = Sentence("空白表填报，第 1 版是 {code}", code=judged.code(1))
        if incoming.version:
            this_version = Sentence("第 {version} 版 {code}", version=incoming.version, code=incoming.check_code)
        raise Trouble(
            "“{file}”不是收到的报送件：{whose}收到的是{had}，这个文件是{has}。请选对方报来的那个工作簿。",
            file=incoming.file,
            whose=return_name,
            had=received_versions,
            has=this_version,
        )

    # --- unit, programme and period of a file

    def _judged_file(self, incoming: Incoming) -> JudgedFile:
        if not (incoming.unit or incoming.unit_name) or not incoming.programme or not incoming.period:
            stated = {
                Sentence("填报单位"): incoming.unit or incoming.unit_name,
                Sentence("方案"): incoming.programme,
                Sentence("报告期"): incoming.period,
            }
            missing = tuple(word for word, text in stated.items() if not text)
            raise _Refused("held", Sentence("看不出{missing}，请选中它点“对应…”指明。", missing=missing))
        for word, paper in PAPERS.items():
            if incoming.programme not in self.packs and incoming.programme.endswith(f"-{word}") or set(incoming.fields) == {word}:
                raise _Refused("refused", Sentence("这是{paper}，不是报送件，不用收。", paper=paper))
        pack = self.packs.get(incoming.programme)
        if pack is None:
            title = self.catalogue.packs[incoming.programme].title if incoming.programme in self.catalogue.packs else incoming.programme
            raise _Refused("refused", Sentence("本单位没有启用“{title}”，不收这个方案的报送件。", title=title))
        period = self._period(incoming, pack)
        unit = self._unit(incoming, period)
        if not incoming.version and not incoming.by_hand:
            raise _Refused("refused", Sentence("是草稿，没有校验码，请填报单位定稿后再报。"))
        pack = self._made_by(incoming, pack)
        if incoming.by_hand and incoming.blank:
            raise _Refused("refused", Sentence("是空白表，一格也没有填。"))
        if incoming.by_hand and not incoming.mapped:
            self._check_cover(incoming, unit, period)
        if incoming.by_hand:
            _check_complete(incoming, pack)
            if marks := tuple(mark for form in pack.forms for mark in incoming.doubts(form)):
                sentence = Sentence("{told}，{mend}。", told=marks[0].message, mend=marks[0].mend)
                raise _Refused("refused", sentence, counts={"error": len(marks), "warning": 0, "hint": 0}, marks=marks)
        if incoming.broken:
            counts = {"error": len(incoming.faults), "warning": 0, "hint": 0}
            raise _Refused("refused", Sentence("{told}", told=incoming.broken), counts=counts, marks=incoming.faults)
        if len(incoming.nil) > LONGEST:
            sentence = Sentence("零报的原因有 {n} 个字，最多 {most} 个，请写短一些。", n=len(incoming.nil), most=LONGEST)
            raise _Refused("refused", sentence)
        return JudgedFile(self.db.conn, self.judge, incoming, pack, period, unit)

    def _period(self, incoming: Incoming, pack: Pack) -> Period:
        try:
            period = report_period.parse(incoming.period)
        except Trouble as fault:
            raise _Refused("refused", Sentence("{told}", told=fault)) from fault
        if period.type != pack.period_type:
            type = PERIOD_TYPES[pack.period_type]
            sentence = Sentence("报的是{period}，“{title}”按{type}报。", period=period.title, title=pack.title, type=type)
            raise _Refused("refused", sentence)
        if pack.id in self.followed and period.reaches(self.followed[pack.id]):
            raise _Refused("refused", Sentence("“{title}”已由新的方案接替，{period}不再报。", title=pack.title, period=period.title))
        if self.only_period is not None and period != self.only_period:
            raise _Refused("refused", Sentence("报的是{period}，现在收的是{only}。", period=period.title, only=self.only_period.title))
        today = clock.today()
        if schedule.window(pack, period)[0] > today:
            sentence = Sentence(
                "报的是{period}，报告期还没有开始（今天是{day}），请核对报告期。", period=period.title, day=show_day(today.isoformat())
            )
            raise _Refused("refused", sentence)
        return period

    def _unit(self, incoming: Incoming, period: Period) -> Unit:
        """The sending unit on the last day of the period; refused unless it reports to this office."""
        day = period.last
        units = hierarchy.at(self.units, day)
        unit = next((unit for unit in units if unit.code == incoming.unit), None)
        if unit is None:  # with an unknown code only the code is looked up; the name beside it may be out of date
            unit = next((unit for unit in units if unit.called(incoming.unit or incoming.unit_name)), None)
        mine = hierarchy.reporting(self.units, self.own, day)
        name = incoming.unit_name or incoming.unit
        if unit is None:
            became = tuple(successor.name for successor in hierarchy.lineage(self.units, incoming.unit, day))
            if became:
                sentence = Sentence("{day}没有“{unit}”，那天是{became}。", day=show_day(day.isoformat()), unit=name, became=became)
            else:
                sentence = Sentence("单位表里没有“{unit}”。", unit=incoming.unit or name)
            raise _Refused("refused", sentence)
        if mine is not None and unit.code == mine.code:
            raise _Refused("refused", Sentence("是本单位自己的报送件，不用收。"))
        if mine is None or unit.code not in hierarchy.codes_reporting_to(self.units, mine.code, period.last):
            sentence = Sentence("“{unit}”不归“{own}”汇总，不是报给本单位的。", unit=unit.name, own=mine.name if mine else self.own)
            raise _Refused("refused", sentence)
        return unit

    def _check_cover(self, incoming: Incoming, unit: Unit, period: Period) -> None:
        """Refuse a workbook whose cover shows another unit or period than its hidden codes."""
        others = [other for other in self.units if other.code != unit.code]
        own = [name for name in (incoming.unit_name, incoming.office_name) if not any(other.called(name) for other in others)]
        recorded = {"unit": (unit.name, unit.short, *unit.aliases, *own), "period": (str(period.title), period.label)}
        for key, names in recorded.items():
            shown = incoming.cover.get(key, "")
            bare = "".join(shown.split())
            if shown and not any(name and name in bare for name in names):
                sentence = Sentence(
                    "封面写的是“{shown}”，文件里记的是“{recorded}”，请核对，用对的空白表重新填报。", shown=shown, recorded=names[0]
                )
                raise _Refused("refused", sentence)

    def _made_by(self, incoming: Incoming, pack: Pack) -> Pack:
        """The stored pack with the version number of the file; a file with other columns is held."""
        made_by: Pack | None = pack
        if incoming.pack_version != pack.version:
            key = pack.id, incoming.pack_version, tuple(sorted(incoming.fields.items()))
            if key not in self._older:  # one object for all files, since caches are kept for each pack object
                self._older[key] = packs_in_use.of_version(self.db.conn, pack, incoming.pack_version, incoming.fields)
            made_by = self._older[key]
        if made_by is None or any(_columns(form) != incoming.fields.get(form.id, _columns(form)) for form in made_by.forms):
            sentence = Sentence("按任务包“{title}”第 {other} 版填报，本单位用的是第 {own} 版，栏目不同，需先改用同一版。", title=pack.title,
                                other=incoming.pack_version or "？", own=pack.version)  # fmt: skip
            raise _Refused("held", sentence)
        return made_by

    # --- versions received before

    def _known(self, judged: JudgedFile) -> tuple[list[Received], int]:
        """(versions received before, version number of this file); ends here for a file that is there already or contradicts one."""
        known = store.versions(self.db.conn, judged.pack.id, judged.period.label, judged.unit.code)
        newest = known[-1] if known else None
        for received in reversed(known):
            exact = received.digest == judged.digest(received.version) and (
                judged.incoming.by_hand or judged.incoming.version == received.version
            )
            if exact or (received is newest and received.content == judged.content and judged.incoming.version >= received.version):
                return self._already_received(judged, received, newest)
        if judged.incoming.by_hand:
            return known, (newest.version if newest else 0) + 1
        same = next((received for received in known if received.version == judged.incoming.version), None)
        if same is not None:
            sentence = Sentence(
                "第 {version} 版已经收到，校验码 {code}；这一份也写第 {version} 版，校验码 {other}，内容不同，请重新定稿。",
                version=same.version,
                code=same.check_code,
                other=judged.incoming.check_code,
            )
            raise _Refused("refused", sentence)
        return known, judged.incoming.version

    def _already_received(self, judged: JudgedFile, received: Received, newest: Received | None) -> tuple[list[Received], int]:
        more = {"version": judged.incoming.version or received.version, "check_code": judged.incoming.check_code or received.check_code}
        at = show_day(received.at)
        if received is newest or newest is None:
            sentence = Sentence(
                "第 {version} 版{at}已经收到，校验码 {code}，内容相同。", version=received.version, at=at, code=received.check_code
            )
            raise _Refused("duplicate", sentence, **more)
        sentence = Sentence(
            "是第 {version} 版，{at}已经收到；现用的是第 {newest} 版。", version=received.version, at=at, newest=newest.version
        )
        raise _Refused("older" if judged.incoming.by_hand else "duplicate", sentence, **more)

    # --- checking and storing

    def _problems(self, judged: JudgedFile) -> tuple[dict[str, int], tuple[Mark, ...]]:
        if judged.incoming.nil:  # a nil return has no rows to check
            return problem.counts(()), ()
        before = {earlier: judged.earlier(earlier) for earlier in (judged.period.previous, judged.period.last_year)}
        problems = self.judge.problems(
            judged.pack, judged.period, judged.unit.level, judged.rows, {earlier: rows for earlier, rows in before.items() if rows}
        )
        problems = with_notes(problems, judged.incoming.notes)
        counts, more = problem.counts(problems), [*judged.typed_over(), *judged.left_out()]
        return counts | {"warning": counts["warning"] + len(more)}, (*judged.marks(problems), *more)

    def _stored(self, judged: JudgedFile, verdict: Verdict, known: list[Received]) -> Verdict:
        newest = known[-1].version if known else 0
        at = clock.now()
        due = due_dates.deadline(self.db.conn, self.catalogue.calendar, judged.pack, judged.period).moment
        received = judged.received(verdict, at, self.who, due)
        with self.db.atomic():
            id = store.put(self.db, received, ((form, judged.placed(form)) for form in judged.pack.forms))
            detail = {"check_code": received.check_code, "file": received.file, "late": received.after_due}
            of_return = (received.unit, received.programme, received.period, received.version)
            accepted = IntakeEvent(f"accepted:{received.digest}", *of_return, "accepted", detail, at, self.who)
            if not intake_log.write(self.db, accepted):  # an event in an earlier file has the same key
                intake_log.write(self.db, replace(accepted, key=intake_log.new_key()))
            questions.add_entries(self.db, received.unit, received.programme, received.period, judged.incoming.thread, kinds=("answered",))
            derived_columns.compute_again(self.db, received.programme, received.unit, judged.period)
        names = {"version": received.version, "code": received.check_code, "newest": newest}
        if received.version < newest:
            return replace(verdict, verdict="older", received=id,
                           why=Sentence("是第 {version} 版，已有第 {newest} 版；存作旧版，汇总仍用第 {newest} 版。", **names))  # fmt: skip
        sentence = Sentence("第 {version} 版，校验码 {code}。", **names)
        if newest:
            sentence = Sentence("第 {version} 版，校验码 {code}，接替第 {newest} 版。", **names)
        if received.nil:
            sentence = Sentence("零报：{reason}。第 {version} 版，校验码 {code}。", reason=received.nil, **names)
        return replace(verdict, verdict="accepted", received=id, why=sentence)


def _with_left_out(verdict: Verdict, left_out: Sequence[Mark]) -> Verdict:
    """The verdict that also says what was typed and not taken."""
    if not left_out:
        return verdict
    sentence = Sentence("{why}另有 {n} 处填的内容没有收，第一处：{first}。", why=verdict.why, n=len(left_out), first=left_out[0].message)
    return replace(verdict, why=sentence)


def _check_complete(incoming: Incoming, pack: Pack) -> None:
    """Refuse a workbook from which a sheet or a typed column was removed."""
    forms = [form for form in pack.forms if (form.id in incoming.fields if incoming.fields else not incoming.mapped)]
    if gone := tuple(f"“{form.title}”" for form in forms if form.id not in incoming.columns):
        raise _Refused("refused", Sentence("没有工作表{gone}，请不要删表，用原来的空白表重新填报。", gone=gone))
    for form in forms:
        for sheet, columns in incoming.columns[form.id].items():
            if lost := tuple(f"“{field.title}”" for field in form.stored if field.id not in columns):
                sentence = Sentence("工作表“{sheet}”没有栏{lost}，请不要删栏，用原来的空白表重新填报。", sheet=sheet, lost=lost)
                raise _Refused("refused", sentence)


def _columns(form: Form) -> tuple[str, ...]:
    return tuple(field.id for field in form.fields)
