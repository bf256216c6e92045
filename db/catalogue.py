"""The catalogue 目录: all packs, ledgers and reporting units, read once from YAML and frozen.

Every unknown key, wrong word and dangling name is reported with file, line and path in the file, all in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from db.fields import KINDS, Field
from db.pack import PERIOD_TYPES, Announced, Due, Form, Pack, Reference, Row, Rule, Target
from db.periods import LENGTH
from db.source import Node, Reader, load_yaml
from db.trouble import Trouble
from db.units import Unit, load_units
from db.views import CONSTANTS, column
from db.workdays import Calendar, load_calendar
from resources import own, path

NAME = re.compile(r"[a-z][a-z0-9_]*")
CODE = re.compile(r"[^\s#'\"][^\s'\"]*")
SLUG = re.compile(r"[a-z][a-z0-9-]*")
RESERVED = {"row", "id", "ord", "since", "until", "marks", "period", "prev", "last", "forms", "tasks", "indicators", "goal", "elapsed"}
LEVEL_WORDS = {"error": "强制", "warning": "核实", "hint": "提示"}
NATURES = ("flow", "stock", "rate", "milestone", "count")
PAPERS = ("landscape", "portrait")
OFF_DAYS = ("none", "earlier", "later")
ANCHORS = ("window_end", "period_end")
ORIGINS = ("baseline", "result", "comparator")
BASES = ("each-year", "by-date", "stock", "average", "rate")


@dataclass(frozen=True)
class Catalogue:
    """All packs by id, all ledgers by id, the units shipped with the program, and the days off as announced."""

    packs: Mapping[str, Pack]
    ledgers: Mapping[str, Form]
    units: tuple[Unit, ...]
    calendar: Calendar = Calendar()

    def pack(self, id: str) -> Pack:
        """The pack `id`; raises `Trouble` with those there are."""
        if id not in self.packs:
            raise Trouble("没有任务包“{id}”，现有：{known}。", id=id, known="、".join(self.packs))
        return self.packs[id]


def load(*folders: Path) -> Catalogue:
    """The shipped resources, this person's own, and those of more `folders`; raises `Trouble` listing every fault found."""
    return _load([path(""), own(), *folders])


def load_shipped() -> Catalogue:
    """The shipped resources alone: what remains where a pack of the person's own is faulty."""
    return _load([path("")])


def _load(roots: list[Path]) -> Catalogue:
    faults: list[str] = []
    standard = {kind: _standard(kind, faults) for kind in ("tasks", "indicators")}
    ledgers: dict[str, Form] = {}
    for file in _files(roots, "ledgers"):
        _add(ledgers, _ledger(*_open(file, faults)), file, faults)
    packs: dict[str, Pack] = {}
    for file in _files(roots, "packs"):
        _add(packs, _pack(*_open(file, faults), ledgers, standard), file, faults)
    calendar = load_calendar(roots, faults)
    if faults:
        raise Trouble("{faults}", faults="\n".join(faults))
    return Catalogue(MappingProxyType(packs), MappingProxyType(ledgers), load_units(), calendar)


def _files(roots: Iterable[Path], folder: str) -> list[Path]:
    return [file for root in roots if (root / folder).is_dir() for file in sorted((root / folder).glob("*.yaml"))]


def _open(file: Path, faults: list[str]) -> tuple[Reader, str]:
    try:
        return Reader(file.name, faults, load_yaml(file), ""), file.stem
    except Trouble as trouble:
        faults.append(str(trouble))
        return Reader(file.name, [], {}, ""), file.stem


def _add(found: dict[str, Any], one: Form | Pack, file: Path, faults: list[str]) -> None:
    if one.id and one.id != file.stem:
        faults.append(f"{file.name}：id 是“{one.id}”，与文件名不同")
    if one.id in found:
        faults.append(f"{file.name}：“{one.id}”已经有了")
    found[one.id] = one


def _standard(kind: str, faults: list[str]) -> Form:
    """The standard progress or indicator form, without rows."""
    reader, _ = _open(path(f"forms/{kind}.yaml"), faults)
    fields = _fields(reader)
    paper = reader.word("paper", PAPERS, "landscape")
    form = Form(
        kind, kind, kind, reader.text("title", None), kind, fields, definition=reader.text("definition"), paper=paper, names=("title",)
    )
    form = replace(form, rules=_rules(reader, form))
    _derivable(reader, form)
    reader.end()
    return form


def _ledger(reader: Reader, stem: str) -> Form:
    id = reader.text("id", None)
    if not SLUG.fullmatch(id):
        reader.fault(f"“{id}”应由小写字母、数字和 - 组成", "id")
    form = Form(
        id=id, key=id, kind="ledger", title=reader.text("title", None), table=id.replace("-", "_") or stem, fields=_fields(reader),
        definition=reader.text("definition"), source=reader.text("source"), names=reader.words("name"),
        paper=reader.word("paper", PAPERS, "landscape"), printed=reader.words("printed"),
    )  # fmt: skip
    for key, names in (("name", form.names), ("printed", form.printed)):
        for name in names:
            if not form.has(name):
                reader.fault(f"没有栏“{name}”", key)
    form = replace(form, rules=_rules(reader, form), examples=tuple(_examples(reader, form)))
    _derivable(reader, form)
    reader.end()
    return form


def _fields(reader: Reader) -> tuple[Field, ...]:
    fields: list[Field] = []
    for part in reader.parts("fields"):
        one = _field(part)
        if any(one.id == other.id for other in fields):
            part.fault(f"栏“{one.id}”写了两次", "id")
        fields.append(one)
    if not fields and reader.node:
        reader.fault("至少要有一栏", "fields")
    return tuple(fields)


def _field(part: Reader) -> Field:
    id = part.text("id", None)
    if id and (not NAME.fullmatch(id) or id in RESERVED):
        part.fault(f"“{id}”不能作栏名：只用小写字母、数字和 _，且不是保留的词", "id")
    field = Field(
        id=id, title=part.text("title", None), kind=part.word("kind", KINDS, "text"), unit=part.text("unit"),
        decimals=part.whole("decimals", within=(0, 10)),
        choices=part.words("choices"), required=part.flag("required"), minimum=part.number("minimum"), maximum=part.number("maximum"),
        definition=part.text("definition"), source=part.text("source"), phrase=part.text("phrase"), practice=part.flag("practice"),
        group=part.text("group"), width=part.whole("width", 10, (1, 200)) or 10, key=part.flag("key"),
        carry=part.word("carry", ("always", "year", "never"), "always"), personal=part.flag("personal"), full=part.flag("full"),
        const=part.text("const"), derive=part.text("derive"), derive_for=_derive_for(part),
        fallback=part.flag("fallback"), total=part.flag("total"), was=part.text("was"),
    )  # fmt: skip
    if field.kind in ("choice", "choices") and not field.choices and not field.derive:
        part.fault("选择栏要写 choices", "choices")
    if field.const and field.const not in CONSTANTS:
        part.fault(f"没有固定内容“{field.const}”，可用：{'、'.join(CONSTANTS)}", "const")
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        part.fault(f"下限 {field.minimum:g} 大于上限 {field.maximum:g}", "minimum")
    part.end()
    return field


def _derive_for(part: Reader) -> dict[str, tuple[str, ...]]:
    """The rows a field is derived on: for each constant of a row, the words it may have."""
    words = part.part("derive_for")
    if words is None:
        return {}
    found = {name: words.words(name) for name in words.node}
    for name in found:
        if name not in CONSTANTS:
            words.fault(f"没有固定内容“{name}”，可用：{'、'.join(CONSTANTS)}", name)
    return found


def _derivable(reader: Reader, form: Form) -> None:
    """Note every derived field whose expression cannot be read."""
    if not all(isinstance(one, Node) for one in reader.node.get("fields") or ()):
        return  # told already
    for part, field in zip(reader.parts("fields"), form.fields, strict=True):
        try:
            column(form, field)
        except Exception as fault:  # every fault of a pack is told, none stops the list
            if field.derive:
                part.fault(str(fault) if isinstance(fault, Trouble) else f"算式“{field.derive}”：没有 {fault}", "derive")


def _examples(reader: Reader, form: Form) -> Iterable[Mapping[str, Any]]:
    for part in reader.parts("examples"):
        _known_fields(part, form)
        yield part.node


def _known_fields(part: Reader, form: Form) -> None:
    for key in part.node:
        if not form.has(key):
            part.fault(f"{form.title}没有栏“{key}”", key)


def _rules(reader: Reader, form: Form | None, forms: Mapping[str, Form] | None = None) -> tuple[Rule, ...]:
    """The rules of one form, or (with `forms`) those between the forms of a pack."""
    rules: list[Rule] = []
    for part in reader.parts("rules"):
        owner = form
        name = form.id if form else part.word("form", forms or {}, None)
        owner = form or (forms or {}).get(name)
        rows = part.words("rows") if "rows" in part.node else None
        part.known.add("rows")
        rule = Rule(
            id=part.text("id", None), severity=part.word("level", LEVEL_WORDS, None), form=name, at=part.text("at"),
            check=part.text("check", None), message=part.text("message", None), mend=part.text("mend"), when=part.text("when"), rows=rows,
            source=part.text("source"), practice=part.flag("practice"), good=part.mapping("good"), bad=part.mapping("bad"),
            place=part.place(),
        )  # fmt: skip
        if owner and rule.at and not owner.has(rule.at):
            part.fault(f"{owner.title}没有栏“{rule.at}”", "at")
        if owner and owner.rows and rows:
            for code in rows:
                if owner.row(code) is None:
                    part.fault(f"{owner.title}没有行“{code}”", "rows")
        if any(rule.id == other.id for other in rules):
            part.fault(f"审核关系“{rule.id}”写了两次", "id")
        rules.append(rule)
        part.end()
    return tuple(rules)


def _pack(reader: Reader, stem: str, ledgers: Mapping[str, Form], standard: Mapping[str, Form]) -> Pack:
    id = reader.text("id", None)
    if not SLUG.fullmatch(id):
        reader.fault(f"“{id}”应由小写字母、数字和 - 组成", "id")
    forms: list[Form] = []
    tasks = tuple(_task(part) for part in reader.parts("tasks"))
    indicators = tuple(_indicator(part) for part in reader.parts("indicators"))
    for kind, rows in (("tasks", tasks), ("indicators", indicators)):
        _tree(reader, kind, rows)
        if rows:
            form = standard[kind]
            forms.append(replace(form, key=f"{id}/{kind}", table=f"{id.replace('-', '_')}_{kind}", rows=rows, programme=id))
    for name in reader.words("ledgers"):
        if name in ledgers:
            forms.append(ledgers[name])
        else:
            reader.fault(f"没有台账“{name}”", "ledgers")
    period = reader.part("period")
    pack = Pack(
        id=id, title=reader.text("title", None), version=reader.text("version", None), forms=tuple(forms), short=reader.text("short"),
        issuer=reader.text("issuer"), grade=reader.text("grade"), source=reader.text("source"), phrase=reader.text("phrase"),
        annex=reader.text("annex"), form_block={k: str(v) for k, v in (reader.mapping("form_block") or {}).items()},
        instructions=reader.words("instructions"), rules=_rules(reader, None, {one.id: one for one in forms}),
        announced=tuple(_announced(part, forms) for part in reader.parts("announced")), blocking=reader.flag("blocking", True),
        **_period(period),
    )  # fmt: skip
    reader.end()
    return pack


def _period(part: Reader | None) -> dict[str, Any]:
    if part is None:
        return {"period_type": "month"}
    out: dict[str, Any] = {"period_type": part.word("type", PERIOD_TYPES, "month")}
    if (window := part.part("window")) is not None:
        last = 31 if window.node.get("to", "end") == "end" else window.whole("to", 31, (1, 31)) or 31
        window.known.add("to")
        out["window"] = (window.whole("from", 1, (1, 31)) or 1, last)
        window.end()
    if (due := part.part("due")) is not None:
        out["due"] = _due(due, out["period_type"])
    part.end()
    return out


def _due(part: Reader, type: str) -> Due:
    """The due rule with those of single periods, which say only what differs."""
    rule = _due_rule(part, Due())
    rule = replace(rule, practice=part.flag("practice"))
    found: dict[int, Due] = {}
    most = 12 // LENGTH[type]
    if (by := part.part("by")) is not None:
        for key in by.node:
            one = by.part(key)
            if not key.isdecimal() or not 1 <= int(key) <= most:
                by.fault(f"“{key}”不是{PERIOD_TYPES[type]}报的期号，应为 1 到 {most}", key)
            elif one is not None:
                found[int(key)] = _due_rule(one, rule)
                one.end()
    part.end()
    return replace(rule, by=MappingProxyType(found)) if found else rule


def _due_rule(part: Reader, base: Due) -> Due:
    counted = [key for key in ("after_days", "working_days") if part.node.get(key) is not None]
    if len(counted) > 1:
        part.fault("after_days 和 working_days 只能写一个", "working_days")
    days = part.whole("after_days", None, (0, 366))
    working = part.whole("working_days", None, (1, 250))
    hour = part.whole("hour", base.hour, (0, 23))
    return replace(
        base,
        after_days=base.after_days if days is None else days,
        working_days=working or (0 if "after_days" in counted else base.working_days),
        hour=base.hour if hour is None else hour,
        weekend=part.word("weekend", OFF_DAYS, base.weekend),
        holidays=part.word("holidays", OFF_DAYS, base.holidays),
        anchor=part.word("anchor", ANCHORS, base.anchor),
    )


def _tree(reader: Reader, key: str, rows: tuple[Row, ...]) -> None:
    codes = {row.code for row in rows}
    for row in rows:
        if not CODE.fullmatch(row.code):
            reader.fault(f"代码“{row.code}”不能用：不能空，不能有空格和引号，不能以 # 开头", key)
    if len(codes) < len(rows):
        reader.fault("有重复的代码", key)
    for row in rows:
        parent = row.code.rpartition(".")[0]
        if parent and parent not in codes:
            reader.fault(f"{row.code} 的上级 {parent} 不在表中", key)


def _task(part: Reader) -> Row:
    code = part.text("code", None)
    row = Row(
        code=code, title=part.text("title", None), depth=code.count("."), heading=part.flag("heading"), record=part.text("record"),
        source=part.text("source"), phrase=part.text("phrase"), practice=part.flag("practice"), misprint=part.text("misprint"),
    )  # fmt: skip
    part.end()
    return row


def _indicator(part: Reader) -> Row:
    code = part.text("code", None)
    target = part.part("target")
    row = Row(
        code=code, title=part.text("title", None), depth=code.count("."), heading=part.flag("heading"), record=part.text("definition"),
        unit=part.text("unit"), decimals=part.whole("decimals", 0) or 0, nature=part.word("nature", NATURES, "flow"),
        better=part.word("better", ("up", "down", "info"), "up"), entry=part.word("entry", ("current", "ytd"), "current"),
        target=_target(target) if target else None, references=tuple(_reference(one) for one in part.parts("references")),
        source=part.text("source"), phrase=part.text("phrase"), practice=part.flag("practice"), misprint=part.text("misprint"),
    )  # fmt: skip
    part.end()
    return row


def _target(part: Reader) -> Target:
    target = Target(part.number("value"), part.word("basis", BASES, "each-year"), part.text("by"), part.text("scope", "city"),
                    part.word("compare", ("≥", "≤", "≈", "=", ">"), "≥"))  # fmt: skip
    part.end()
    return target


def _reference(part: Reader) -> Reference:
    reference = Reference(
        part.text("title", None), part.number("value"), part.text("unit"), part.text("at"), part.text("phrase"), part.text("source"),
        part.word("kind", ORIGINS, "baseline"),
    )  # fmt: skip
    part.end()
    return reference


def _announced(part: Reader, forms: list[Form]) -> Announced:
    known = {form.id: form for form in forms}
    found = Announced(
        code=part.text("code", None), title=part.text("title", None), count=part.whole("count", 0, (1, 9999)) or 0,
        unit=part.text("unit", "项"),
        form=part.word("form", ("", *known), ""), under=part.text("under"), rows=part.words("rows"), named=part.words("named"),
        note=part.text("note"), source=part.text("source"), phrase=part.text("phrase"),
    )  # fmt: skip
    form = known.get(found.form)
    for key, codes in (("rows", found.rows), ("under", (found.under,) if found.under else ())):
        for code in codes:
            if form is None or form.row(code) is None:
                part.fault(f"没有行“{code}”", key)
    if found.titled > found.count:
        part.fault(f"原文说{found.count}{found.unit}，这里列了{found.titled}{found.unit}", "count")
    part.end()
    return found
