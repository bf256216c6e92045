"""A pack as HTML: header, tasks, indicators with their targets, ledgers, rules. No widget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from db.office.programme_span import Span
from db.packs.model import Due, Form, Pack, Reference, Row, Rule, Target, in_words
from db.values.dates import show_day
from db.values.field import Field
from db.values.numbers import write_number
from db.versions.typed_titles import typed
from desktop.widgets.look import COLOURS
from desktop.words.i18n import sentence, tr
from desktop.words.names import kind_titles, period_title, period_type, scope_title

FIRST_PERIOD = "first-period"  # the link that opens the box for it
MARKS = {"error": "✕", "warning": "△", "hint": "○"}


def describe(pack: Pack, span: Span | None = None) -> str:
    """The page about a pack, with its `span` in an office that reports on it.

    Links `titles:…` open the box to type titles of parts that are only counted, the link `FIRST_PERIOD` that for the first period.
    """
    parts = [_header(pack, span)]
    if pack.announced:
        parts.append(_section(tr("原文公布的个数"), _announced(pack)))
    for form in pack.forms:
        if form.kind == "tasks":
            parts.append(_section(_count(form), _rows(form.rows)))
        elif form.kind == "indicators":
            parts.append(_section(_count(form), _indicators(form.rows)))
        else:
            parts.append(_section(_count(form), _ledger(form)))
    parts += [_section(tr("{title}：审核关系", title=form.title), _rules(pack, form.rules)) for form in pack.forms if form.rules]
    if pack.rules:
        parts.append(_section(tr("表间审核关系"), _rules(pack, pack.rules)))
    if pack.instructions:
        parts.append(
            _section(tr("填表说明"), "<ol>" + "".join(f"<li>{escape(instruction)}</li>" for instruction in pack.instructions) + "</ol>")
        )
    return f"<style>{_style()}</style>" + "".join(parts)


def _style() -> str:
    quiet = COLOURS["quiet"]
    return (
        "td { padding: 3px 12px 3px 0; vertical-align: top; }"
        f" th {{ padding: 3px 12px 3px 0; text-align: left; color: {quiet}; font-weight: 400; }}"
        f" .quiet {{ color: {quiet}; }} h3 {{ font-size: large; font-weight: 500; }}"
    )


def _header(pack: Pack, span: Span | None) -> str:
    facts = [
        (tr("发文单位"), pack.issuer or tr("原文未写明")),
        (tr("报告期"), tr("每{type}，{due}", type=period_type(pack.period_type), due=due(pack)) + _practice(pack.due.practice)),
        (tr("来源"), " ".join(part for part in (pack.source, f"“{pack.phrase}”" if pack.phrase else "") if part)),
        (tr("任务包版本"), pack.version),
    ]
    if pack.their_form:
        facts.append((tr("对方的表"), tr("{file}，对照了 {count} 格", file=pack.their_form.file, count=len(pack.their_form.cells))))
    lines = "".join(f"<tr><td class='quiet'>{escape(name)}</td><td>{escape(text)}</td></tr>" for name, text in facts)
    lines += "".join(f"<tr><td class='quiet'>{escape(name)}</td><td>{text}</td></tr>" for name, text in _first_and_last(pack, span))
    return f"<h2 style='font-weight: 500'>{escape(pack.title)}</h2><table>{lines}</table>"


def _first_and_last(pack: Pack, span: Span | None) -> Iterator[tuple[str, str]]:
    """The first and last period as markup: those of this office, of which the first can be changed, else those of the pack."""
    if span is not None:
        text = escape(period_title(span.first)) + (_quiet(tr("（{where}）", where=f"{span.who} {show_day(span.at)}")) if span.at else "")
        yield tr("起报期"), f"{text}　<a href='{FIRST_PERIOD}'>{escape(tr('改起报期…'))}</a>"
    elif pack.first is not None:
        yield tr("起报期"), escape(period_title(pack.first))
    last = span.last if span is not None else pack.last
    if last is not None:
        yield tr("止报期"), escape(period_title(last))


def due(pack: Pack) -> str:
    """The due rule, 期末后 5 天内，17:00 前，遇双休日提前; then the exceptions for single periods."""
    rule = pack.due
    rules = [_rule(rule), *(tr("第 {number} 期{due}", number=number, due=_rule(own_rule)) for number, own_rule in sorted(rule.by.items()))]
    return tr("，").join(rules)


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


def _table(head: Sequence[str], lines: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """A table; `widths` in per cent, so that tables of a kind are aligned."""
    top = "".join(f"<th width='{width}%'>{escape(title)}</th>" for title, width in zip(head, widths, strict=True))
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    return f"<table width='97%'><tr>{top}</tr>{body}</table>"


def _announced(pack: Pack) -> str:
    """How many parts the source counts and how many it names; the others can be typed by an office that has the document."""
    lines = []
    for announced in pack.announced:
        typed_rows = typed(pack, announced)
        names = [*(_title(pack, announced.form, code) for code in announced.rows), *announced.named, *(row.title for row in typed_rows)]
        numbers = {"count": announced.count, "unit": announced.unit, "titled": announced.titled + len(typed_rows)}
        counted = tr("公布 {count} {unit}，列出题目 {titled} {unit}", **numbers)
        if announced.counted:
            counted = tr("计 {count} {unit}（原文未印总数），列出题目 {titled} {unit}", **numbers)
        if announced.form == "tasks" and announced.titled < announced.count:
            counted += f"　<a href='titles:{escape(announced.code)}'>{escape(tr('补录题目…'))}</a>"
        rest = "<br>".join(escape(text) for text in (tr("、").join(names), announced.note) if text)
        lines.append((escape(announced.title), counted, _quiet(rest, markup=True), _quiet(announced.source)))
    return _table((tr("原文说的"), tr("个数"), tr("列出的题目"), tr("来源")), lines, (18, 30, 41, 11))


def _title(pack: Pack, form: str, code: str) -> str:
    row = next((other.row(code) for other in pack.forms if other.id == form), None)
    return row.title if row else code


def _rows(rows: Sequence[Row]) -> str:
    return _table(
        (tr("编号"), tr("任务"), tr("记录什么"), tr("来源")),
        ((escape(row.code), "&nbsp;" * 4 * row.depth + _named(row), _quiet(row.record), _source(row)) for row in rows),
        (10, 38, 39, 13),
    )


def _named(row: Row) -> str:
    """The title, with a remark if it is misprinted in the source."""
    return escape(row.title) + (_quiet(tr("（原文如此：{why}）", why=row.misprint)) if row.misprint else "")


def _source(item: Row | Field) -> str:
    """The source mark with its phrase as tooltip; 惯例 if it is practice."""
    mark = tr("惯例") if item.practice else item.source
    return f"<span class='quiet' title='{escape(item.phrase)}'>{escape(mark)}</span>"


def _indicators(rows: Sequence[Row]) -> str:
    return _table((tr("编号"), tr("指标"), tr("单位"), tr("目标"), tr("解释和参考数"), tr("来源")), map(_indicator, rows),
                  (7, 24, 8, 16, 33, 12))  # fmt: skip


def _indicator(row: Row) -> tuple[str, ...]:
    explanations = [_quiet(row.record), *(_reference(reference) for reference in row.references)]
    goal = escape(target(row.target, row.unit)) + (_quiet(tr("（{whose}）", whose=scope_title(row.target.scope))) if row.target else "")
    return escape(row.code), _named(row), escape(row.unit), goal, "<br>".join(text for text in explanations if text), _source(row)


def _reference(reference: Reference) -> str:
    """对照：上年 300 户（2025年，002:77): never this office's target."""
    kinds = {"baseline": tr("基数"), "result": tr("结果"), "comparator": tr("对照")}
    value = f"{write_number(reference.value)} {reference.unit}".strip() if reference.value is not None else tr("未给出数值")
    where = tr("，").join(text for text in (reference.at, reference.source) if text)
    return f"{escape(kinds[reference.kind])}：{escape(reference.title)} {escape(value)}" + _quiet(tr("（{where}）", where=where))


def target(target: Target | None, unit: str) -> str:
    """The target, ≥ 35 万人 每年; a dash if there is none."""
    if target is None:
        return "–"
    bases = {
        "each-year": tr("每年"),
        "by-date": tr("到 {by}", by=target.by),
        "stock": tr("总量"),
        "average": tr("年均"),
        "rate": tr("比率"),
    }
    by = target.by if target.basis != "by-date" else ""
    value = write_number(target.value) if target.value is not None else tr("未给出数值")
    return " ".join(part for part in (target.compare, value, unit, bases.get(target.basis, ""), by) if part)


def _ledger(form: Form) -> str:
    kinds = kind_titles()
    lines = (
        (
            escape(field.title) + (f"（{escape(field.unit)}）" if field.unit else ""),
            escape(tr("自动计算") if field.derive and not field.fallback else kinds[field.kind]),
            _quiet(field.definition or tr("、").join(field.choices)),
            _source(field),
        )
        for field in form.fields
    )
    return f"<p class='quiet'>{escape(form.definition)}</p>" + _table(
        (tr("栏目"), tr("填什么"), tr("说明"), tr("来源")), lines, (30, 14, 41, 15)
    )


def _rules(pack: Pack, rules: Sequence[Rule]) -> str:
    names = {"error": tr("必须改"), "warning": tr("需说明"), "hint": tr("提示")}
    lines = (
        (
            f"{MARKS[rule.severity]}&nbsp;{escape(names[rule.severity])}",
            escape(in_words(pack.form(rule.form), sentence(rule.message))),
            _quiet(sentence(rule.mend)),
        )
        for rule in rules
    )
    return _table((tr("级别"), tr("审核关系"), tr("怎么改")), lines, (12, 52, 36))


def _quiet(text: str, *, markup: bool = False) -> str:
    return f"<span class='quiet'>{text if markup else escape(text)}</span>" if text else ""
