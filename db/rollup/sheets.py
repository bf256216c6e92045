"""汇总表: what a roll-up shows, as tables: who came, totals beside each unit, status of tasks, ranking, changes, adjustments, ledgers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from db.office import driver, log
from db.office.office import Office
from db.packs.additivity import TOTAL, WIDE
from db.packs.model import Form, Row
from db.received import store
from db.returns.lists import PrintedList, column, statement
from db.returns.model import Return
from db.rollup import ranking
from db.rollup.rollup import Rollup
from db.values import outgoing
from db.values.cell import EMPTY, NA, State, value
from db.values.exact import PrintedNumber, as_number, balanced, exact, rounded, total as summed
from db.values.field import Field
from db.values.numbers import write_number

SUMMARY = "-summary"  # behind the programme's id: what the files and versions of the statement go by


def summary(
    made: Rollup,
    *,
    before: Rollup | None = None,
    last: Rollup | None = None,
    version: int | Callable[[str], int] = 0,
    office_name: str = "",
) -> Return:
    """The whole roll-up, ready for paper and workbook; with the roll-ups of the previous period and of last year also the changes."""
    sheets = [arrivals(made)]
    for form in made.pack.forms:
        if form.kind == "tasks":
            sheets.append(tasks(made, form))
        elif form.fixed:
            sheets += [matrix(made, form, form.field(id)) for id in WIDE if form.has(id)]
            sheets.append(ranks(made, form))
            sheets += [changes(made, form, before, last)] if before or last else []
        else:
            sheets.append(ledger(made, form))
    if made.adjusted:
        sheets.append(adjusted(made))
    unit = made.unit
    block = {"已汇": f"{len(made.parts)}/{made.expected}"}
    block |= {word: "、".join(one.name for one in there) for word, there in (("退回", made.returned), ("缺", made.missing)) if there}
    return statement(made.pack, made.period, sheets, unit=unit.code, unit_name=unit.name, office_name=office_name, version=version,
                     id=made.pack.id + SUMMARY, block=block)  # fmt: skip


def next_version(office: Office, made: Rollup, content: str, at_least: int) -> int:
    """The version of a statement with this content: that it was written with before, else the next one, which is written down."""
    id = made.pack.id + SUMMARY
    db = driver.database(office.path)
    try:
        with db.atomic():
            sql = "SELECT detail, version FROM event WHERE programme = ? AND period = ? AND kind = 'written'"
            known: dict[str, int] = dict(db.execute(sql, [id, made.period.label]).fetchall())
            if content not in known:
                known[content] = max(at_least, 1 + max(known.values(), default=0))
                log.write(db, office.who, id, made.period, "written", version=known[content], detail=content)
            return known[content]
    finally:
        db.close()


def arrivals(made: Rollup) -> PrintedList:
    """Who came with which version, and who did not."""
    fields = (
        column("unit", "单位", width=12, key=True), column("state", "情况", width=5), column("version", "版本", "integer", width=4),
        column("code", "校验码", width=10), column("at", "收到时间", width=10), column("late", "按期", width=4),
        column("file", "文件", width=20),
    )  # fmt: skip
    rows: list[Sequence[object]] = []
    for part in made.parts:
        one = part.received
        late = "逾期" if store.late(made.conn, one) else "按期"
        rows.append((part.unit.name, "零报" if one.nil else "已汇", one.version, one.check_code, one.at.replace("T", " "), late, one.file))
    rows += [(unit.name, "退回") for unit in made.returned]
    rows += [(unit.name, "缺") for unit in made.missing]
    rows += [(unit.name, "不计入合计") for unit in made.chosen.beside]
    return PrintedList(
        "arrivals",
        f"{made.pack.short or made.pack.title}汇总情况",
        fields,
        [tuple(row) + (None,) * (len(fields) - len(row)) for row in rows],
        _head(made),
    )


def _head(made: Rollup, form: Form | None = None) -> tuple[str, ...]:
    return tuple(f"{one}。" for one in (*made.lines, *(made.notes(form) if form else ())))


def matrix(made: Rollup, form: Form, field: Field) -> PrintedList:
    """One column of an indicator form: the total, then unit beside unit, rounded so that printed parts add up to the printed total."""
    units = [part.unit for part in made.parts]
    some = any((one.form, one.field) == (form.id, field.id) for one in made.adjusted)
    fields = (
        column("code", "代码", width=4, key=True), column("title", "指标", width=14, key=True), column("unit", "计量单位", width=6),
        column("total", "合计", "number", width=8),
        *(column(f"u{n}", one.short or one.name, "number", width=7) for n, one in enumerate(units)),
        *((column("adjusted", "调整", "number", width=6),) if some else ()),
    )  # fmt: skip
    rows, notes = [], [*_head(made, form)]
    printed: dict[tuple[str, str], PrintedNumber] = {}
    columns = {one.code: f"u{n}" for n, one in enumerate(units)}
    names = {one.code: one.short or one.name for one in units}
    for row in form.rows:
        if row.heading:
            continue
        found = _numbers(made, form, row, field)
        total = made.value(form, row.code, field.id)
        own = [one.amount for one in made.adjustments(form, row.code, field.id)]
        adjustment = [as_number(summed(own)) if own else None] if some else []
        whole = outgoing.fifteen(value(total)) if total is not None else NA if made.not_applicable(form, row.code, field.id) else None
        rows.append((row.code, row.title, row.unit, whole, *map(found.get, columns), *adjustment))
        shown = _printed(made, form, row, field, found)
        printed |= {(f"s{len(rows)}", columns.get(code, "total")): one for code, one in shown.items()}
        if moved := [f"{names[code]}原报{write_number(found[code])}、印作{one.text}" for code, one in shown.items() if one.said]:
            notes.append(f"带 * 的数经舍位平衡：{row.code} {'，'.join(moved)}；各数舍入后相加等于合计，合计不变。")
        elif total is None and (note := made.note(form, row.code, field)):
            notes.append(f"{row.code}：{note}")
    return PrintedList(f"{form.id}-{field.id}", f"{form.title}汇总（{field.title}）", fields, rows, tuple(notes), printed=printed)


def _numbers(made: Rollup, form: Form, row: Row, field: Field) -> dict[str, int | float]:
    """What the units reported in a row, by their codes."""
    found: dict[str, int | float] = {}
    for part, _, cells in made.detail(form, row.code):
        cell = cells.get(field.id, EMPTY)
        if cell.state in (State.VALUE, State.CHECK) and isinstance(cell.value, int | float):
            found[part.unit.code] = cell.value
    return found


def _printed(made: Rollup, form: Form, row: Row, field: Field, found: Mapping[str, int | float]) -> dict[str, PrintedNumber]:
    """The numbers of a row that are not printed as they are, by unit; that of the total under no name."""
    total = made.value(form, row.code, field.id)
    if not isinstance(total, int | float) or (made.adds(form, field, row.code) and made.adjustments(form, row.code, field.id)):
        return {}
    if not made.adds(form, field, row.code):
        return {"": PrintedNumber(rounded(exact(total), row.decimals))}
    even = balanced(list(found.values()), row.decimals)
    if all(exact(one) == part for one, part in zip(found.values(), even.parts, strict=True)):
        return {}
    shown = {code: _moved(found[code], even.parts[n]) if n in even.moved else PrintedNumber(even.parts[n]) for n, code in enumerate(found)}
    return {**shown, "": PrintedNumber(even.total)}


def _moved(reported: float, shown: Decimal) -> PrintedNumber:
    told = PrintedNumber(shown).text
    return PrintedNumber(
        shown, f"原报数{write_number(reported)}，印作{told}：各数舍入后相加与合计差末位，经舍位平衡移动末位一个单位，合计不变。"
    )


def tasks(made: Rollup, form: Form) -> PrintedList:
    """Tasks by status, with the units named."""
    fields = (
        column("code", "编号", width=5, key=True), column("title", "任务", width=18, key=True), column("status", "状态", width=6),
        column("count", "单位数", "integer", width=5), column("units", "单位", "longtext", width=30),
    )  # fmt: skip
    by: dict[tuple[str, str], list[str]] = {}
    for part, line, cells in made.detail(form):
        status = cells.get("status", EMPTY).value
        by.setdefault((line.row, str(status or "未填")), []).append(part.unit.short or part.unit.name)
    rows = []
    for row in form.rows:
        words = [*made.totals(form).get(row.code, {}).get("status", {}), "未填"]
        rows += [
            (row.code, row.title, word, len(by[row.code, word]), "、".join(by[row.code, word])) for word in words if (row.code, word) in by
        ]
    return PrintedList("tasks-status", f"{form.title}汇总", fields, rows, _head(made))


def ranks(made: Rollup, form: Form) -> PrintedList:
    """Every indicator's units in order, with gap to schedule and light; the rule of the lights beneath."""
    fields = (
        column("title", "指标", width=14, key=True), column("place", "名次", "integer", width=4), column("name", "单位", width=9),
        column("value", "本年累计", "number", width=8), column("measure", "计量单位", width=6),
        column("share", "占合计", "percent", decimals=2, width=6),
        column("rate", "完成率", "percent", decimals=2, width=6), column("gap", "较时序", "number", unit="百分点", decimals=2, width=6),
        column("light", "时序灯", width=6),
    )  # fmt: skip

    def rows() -> Iterator[Sequence[object]]:
        for row in form.rows:
            for one in [] if row.heading or row.nature == "milestone" else ranking.ranking(made, form, row.code, "ytd"):
                yield f"{row.code} {row.title}", one.place, one.unit.name, one.value, row.unit, one.share, one.rate, one.gap, one.light

    return PrintedList(
        f"{form.id}-ranks", "指标排名", fields, rows, (str(ranking.rule(made.pack.lights)), "数相同的名次相同；没有报数的单位不排名次。")
    )


def changes(made: Rollup, form: Form, before: Rollup | None, last: Rollup | None) -> PrintedList:
    """The totals against the previous period and the same period last year."""
    fields = [
        column("title", "指标", width=14, key=True),
        column("measure", "计量单位", width=6),
        column("now", "本年累计", "number", width=8),
    ]
    then = [(id, title, one) for id, title, one in (("p", "上期", before), ("l", "上年同期", last)) if one is not None]
    for id, title, _ in then:
        group = f"较{title}"
        fields += [
            column(f"{id}_then", title, "number", group=group, width=8),
            column(f"{id}_diff", "增减", "number", group=group, width=7),
            column(f"{id}_pct", "增长", "percent", group=group, decimals=2, width=6),
        ]
    rows, notes = [], []
    for row in form.rows:
        if row.heading or made.value(form, row.code, "ytd") is None:
            continue
        line: list[object] = [f"{row.code} {row.title}", row.unit, made.value(form, row.code, "ytd")]
        for _, title, one in then:
            found = ranking.change(made, one, form, row.code, "ytd")
            line += [found.then, found.difference, found.percent] if found else [None, None, None]
            if found and found.note:
                notes.append(f"{title}：{found.note}")
        rows.append(tuple(line))
    return PrintedList(f"{form.id}-changes", "较上期和上年同期", tuple(fields), rows, tuple(dict.fromkeys(notes)))


def ledger(made: Rollup, form: Form) -> PrintedList:
    """The rows of all units, the unit in front; streams."""
    own = tuple(one.given() for one in form.fields)
    fields = (column("reporting_unit", "填报单位", width=9, key=True), *own)

    def rows() -> Iterable[Sequence[object]]:
        for part, _, cells in made.detail(form):
            yield part.unit.name, *(cells.get(one.id, EMPTY) for one in form.fields)

    return PrintedList(form.id, form.title, fields, rows, _head(made, form), form.paper)


def adjusted(made: Rollup) -> PrintedList:
    """The adjustments, each a named line; reported figures stay as they are."""
    fields = (
        column("name", "名称", width=14), column("unit", "单位", width=9), column("where", "哪一格", width=20),
        column("amount", "调整数", "number", width=8), column("reason", "原因", "longtext", width=20),
        column("who", "调整人", width=8), column("at", "时间", width=10),
    )  # fmt: skip
    forms = {form.id: form for form in made.pack.forms}
    rows = []
    for one in made.adjusted:
        form = forms[one.form]
        row = "" if one.row == TOTAL else f"{one.row} "
        where = f"{form.title} {row}{form.field(one.field).title}"
        rows.append((one.name, made.called(one.unit), where, float(one.amount), one.reason, one.who, one.at.replace("T", " ")))
    return PrintedList("adjustments", "调整情况", fields, rows, ("调整数单列，各单位所报的数没有改动。",))
