"""What a pack asks, as HTML for reading: header, tasks, indicators with their targets, ledgers, rules. No widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from db.numbers import write_number
from db.pack import Due, Form, Pack, Row, Rule, Target
from desktop.i18n import tr
from desktop.look import COLOURS
from desktop.names import period_type

MARKS = {"error": "✕", "warning": "△", "hint": "○"}


def describe(pack: Pack) -> str:
    """The whole page about a pack."""
    parts = [_header(pack)]
    for form in pack.forms:
        if form.kind == "tasks":
            parts.append(_section(_count(form), _rows(form.rows)))
        elif form.kind == "indicators":
            parts.append(_section(_count(form), _indicators(form.rows)))
        else:
            parts.append(_section(_count(form), _ledger(form)))
    parts += [_section(tr("{title}：审核关系", title=form.title), _rules(form.rules)) for form in pack.forms if form.rules]
    if pack.rules:
        parts.append(_section(tr("表间审核关系"), _rules(pack.rules)))
    if pack.instructions:
        parts.append(_section(tr("填表说明"), "<ol>" + "".join(f"<li>{escape(one)}</li>" for one in pack.instructions) + "</ol>"))
    return f"<style>{_style()}</style>" + "".join(parts)


def _style() -> str:
    quiet = COLOURS["quiet"]
    return (
        "td { padding: 3px 12px 3px 0; vertical-align: top; }"
        f" th {{ padding: 3px 12px 3px 0; text-align: left; color: {quiet}; font-weight: 400; }}"
        f" .quiet {{ color: {quiet}; }} h3 {{ font-size: large; font-weight: 500; }}"
    )


def _header(pack: Pack) -> str:
    facts = [
        (tr("发文单位"), pack.issuer or tr("原文未写明")),
        (tr("报告期"), tr("每{type}，{due}", type=period_type(pack.period_type), due=due(pack)) + _practice(pack.due.practice)),
        (tr("来源"), " ".join(one for one in (pack.source, f"“{pack.phrase}”" if pack.phrase else "") if one)),
        (tr("任务包版本"), pack.version),
    ]
    lines = "".join(f"<tr><td class='quiet'>{escape(name)}</td><td>{escape(text)}</td></tr>" for name, text in facts)
    return f"<h2 style='font-weight: 500'>{escape(pack.title)}</h2><table>{lines}</table>"


def due(pack: Pack) -> str:
    """期末后 5 天内，17:00 前，遇双休日提前; then what differs in single periods."""
    rule = pack.due
    found = [_rule(rule), *(tr("第 {number} 期{due}", number=number, due=_rule(one)) for number, one in sorted(rule.by.items()))]
    return tr("，").join(found)


def _rule(rule: Due) -> str:
    hour = f"{rule.hour}:00"
    if rule.working_days:
        if rule.anchor == "period_end":
            return tr("期末后 {days} 个工作日内，{hour} 前", days=rule.working_days, hour=hour)
        return tr("数据截止后 {days} 个工作日内，{hour} 前", days=rule.working_days, hour=hour)
    text = tr("期末后 {days} 天内，{hour} 前", days=rule.after_days, hour=hour)
    if rule.anchor == "window_end":
        text = tr("数据截止后 {days} 天内，{hour} 前", days=rule.after_days, hour=hour)
    moved = {"weekend": (tr("遇双休日提前"), tr("遇双休日顺延")), "holidays": (tr("遇节假日提前"), tr("遇节假日顺延"))}
    for name, (earlier, later) in moved.items():
        policy = getattr(rule, name)
        if policy != "none":
            text += tr("，") + (earlier if policy == "earlier" else later)
    return text


def _practice(practice: bool) -> str:
    return tr("（按惯例，原文未规定）") if practice else ""


def _count(form: Form) -> str:
    if form.fixed:
        return tr("{title}：{n} 项", title=form.title, n=sum(not row.heading for row in form.rows))
    return tr("{title}：{n} 栏", title=form.title, n=len(form.fields))


def _section(title: str, body: str) -> str:
    return f"<h3>{escape(title)}</h3>{body}"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(one)}</th>" for one in head)
    body = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in line) + "</tr>" for line in lines)
    return f"<table><tr>{top}</tr>{body}</table>"


def _rows(rows: Sequence[Row]) -> str:
    return _table(
        (tr("编号"), tr("任务"), tr("记录什么"), tr("来源")),
        ((escape(row.code), "&nbsp;" * 4 * row.depth + escape(row.title), _quiet(row.record), _quiet(row.source)) for row in rows),
    )


def _indicators(rows: Sequence[Row]) -> str:
    return _table((tr("编号"), tr("指标"), tr("单位"), tr("全市目标"), tr("解释"), tr("来源")), map(_indicator, rows))


def _indicator(row: Row) -> tuple[str, ...]:
    plain = (row.code, row.title, row.unit, target(row.target, row.unit))
    return (*map(escape, plain), _quiet(row.record), _quiet(row.source))


def target(found: Target | None, unit: str) -> str:
    """≥ 35 万人, 每年; a dash where the text has none."""
    if found is None:
        return "–"
    bases = {"each-year": tr("每年"), "by-date": tr("到 {by}", by=found.by), "stock": tr("总量"), "average": tr("年均"), "rate": tr("比率")}
    value = write_number(found.value) if found.value is not None else tr("未给出数值")
    return " ".join(one for one in (found.compare, value, unit, bases.get(found.basis, "")) if one)


def _ledger(form: Form) -> str:
    words = (escape(field.title) + (f"（{escape(field.unit)}）" if field.unit else "") for field in form.fields)
    return f"<p class='quiet'>{escape(form.definition)}</p><p>{tr('、').join(words)}</p>"


def _rules(rules: Sequence[Rule]) -> str:
    names = {"error": tr("必须改"), "warning": tr("需说明"), "hint": tr("提示")}
    return _table(
        (tr("级别"), tr("审核关系"), tr("怎么改")),
        ((f"{MARKS[one.severity]}&nbsp;{escape(names[one.severity])}", escape(one.message), _quiet(one.mend)) for one in rules),
    )


def _quiet(text: str) -> str:
    return f"<span class='quiet'>{escape(text)}</span>"
