"""Builds a pack or ledger from its tree of keys and values; all faults are collected with their places in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from db.messages import Sentence, Trouble
from db.packs import keys
from db.packs.additivity import measures_do_not_fit, rate_factor
from db.packs.lead_form_reader import their_form
from db.packs.model import NAME, Announced, Form, Lights, Pack, Reference, Row, Rule, Target
from db.packs.schedule_reader import read_schedule
from db.packs.views import CONSTANTS, OWN_COLUMNS, column
from db.values.field import Field
from db.values.kinds import kind_of, read
from db.yaml_reader import Node, Reader

CODE = re.compile(r"[^\s#'\"][^\s'\"]*")
WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")  # full-width: looks like an existing code but differs from it
SLUG = re.compile(r"[a-z][a-z0-9-]*")
RESERVED = {*OWN_COLUMNS, "prev", "last", "forms", "tasks", "indicators", "goal", "elapsed"}
EXAMPLE = ("row", "prev", "last", "forms")


def standard_form(reader: Reader, kind: str) -> Form:
    """The standard progress or indicator form, without rows."""
    given = reader.take(key for key in keys.LEDGER if key.name in ("title", "definition", "paper"))
    form = Form(kind, kind, kind, table=kind, fields=_fields(reader), names=("title",), **given)
    form = replace(form, rules=_rules(reader, form))
    _derivable(reader, form)
    reader.end()
    return form


def ledger(reader: Reader) -> Form:
    """A ledger; its table in the office file has the name of its id."""
    given = reader.take(keys.LEDGER)
    _slug(reader, given["id"])
    form = Form(key=given["id"], kind="ledger", table=given["id"].replace("-", "_"), fields=_fields(reader), names=given.pop("name"),
                tree=reader.node, **given)  # fmt: skip
    for key, names in (("name", form.names), ("printed", form.printed)):
        for name in names:
            if not form.has(name):
                reader.fault(Sentence("没有栏“{name}”", name=name), key)
    form = replace(form, rules=_rules(reader, form), examples=tuple(_example_rows(reader, form)))
    _derivable(reader, form)
    reader.end()
    return form


def pack(reader: Reader, ledgers: Mapping[str, Form], standard: Mapping[str, Form]) -> Pack:
    """A pack with its forms: tasks and indicators, the shared `ledgers` it names, and its own ledgers."""
    given = reader.take(keys.PACK)
    id = given["id"]
    _slug(reader, id)
    rows = {"tasks": _rows(reader, "tasks", _task), "indicators": _rows(reader, "indicators", _indicator)}
    forms = [
        replace(standard[kind], key=f"{id}/{kind}", table=f"{id.replace('-', '_')}_{kind}", rows=rows_of_kind, programme=id)
        for kind, rows_of_kind in rows.items()
        if rows_of_kind
    ]
    own = {form.id: form for form in map(ledger, reader.parts("own_ledgers"))}
    for name in own.keys() & ledgers.keys():
        reader.fault(Sentence("台账“{name}”已经有了，换一个编号", name=name), "own_ledgers")
    for name in given.pop("ledgers"):
        chosen = own.pop(name, None) or ledgers.get(name)
        if chosen is None:
            reader.fault(Sentence("没有台账“{name}”", name=name), "ledgers")
        elif chosen in forms:
            reader.fault(Sentence("台账“{name}”写了两次", name=name), "ledgers")
        else:
            forms.append(chosen)
    forms += own.values()
    if not forms and reader.node:
        reader.fault(Sentence("没有任务、指标，也没有台账"), "id")
    form_block = {key: str(value) for key, value in (given.pop("form_block") or {}).items()}
    known = {form.id: form for form in forms}
    new_pack = Pack(
        **given, **read_schedule(reader.part("period")), lights=_lights(reader.part("lights")), forms=tuple(forms), form_block=form_block,
        rules=_rules(reader, None, known),
        announced=tuple(_announced(part, known) for part in reader.parts("announced")),
        their_form=their_form(reader.part("their_form"), known), tree=reader.node,
    )  # fmt: skip
    reader.end()
    return new_pack


def _slug(reader: Reader, id: str) -> None:
    if id and not SLUG.fullmatch(id):
        reader.fault(Sentence("“{name}”应由小写字母、数字和 - 组成", name=id), "id")


# --- columns


def _fields(reader: Reader) -> tuple[Field, ...]:
    fields: dict[str, Field] = {}
    parts = reader.parts("fields")
    for part in parts:
        field = _field(part)
        if field.id in fields:
            part.fault(Sentence("栏“{name}”写了两次", name=field.id), "id")
        fields[field.id] = field
    if not fields and reader.node:
        reader.fault(Sentence("至少要有一栏"), "fields")
    _not_split(parts, [field.was for field in fields.values()])
    return tuple(fields.values())


def _field(part: Reader) -> Field:
    given = part.take(keys.FIELD)
    field = Field(**given, derive_for=_derive_for(part))
    if field.id and (not NAME.fullmatch(field.id) or field.id in RESERVED):
        part.fault(Sentence("“{name}”不能作栏名：只用小写字母、数字和 _，且不是保留的词", name=field.id), "id")
    listed = kind_of(field).listed and not field.derive
    if listed and not field.choices:
        part.fault(Sentence("选择栏要写 choices") if not part.cells else Sentence("单选、多选栏要写可选项"), "choices")
    elif listed and len(set(field.choices)) < max(2, len(field.choices)):
        single = Sentence("可选项只有一项“{choice}”，应有两项以上，用“、”隔开", choice=field.choices[0])
        twice = Sentence(
            "可选项“{choice}”写了两次", choice=next((choice for choice in field.choices if field.choices.count(choice) > 1), "")
        )
        part.fault(single if len(field.choices) == 1 else twice, "choices")
    if field.const and field.const not in CONSTANTS:
        part.fault(Sentence("没有固定内容“{name}”，可用：{known}", name=field.const, known=tuple(CONSTANTS)), "const")
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        part.fault(Sentence("下限 {least} 大于上限 {most}", least=f"{field.minimum:g}", most=f"{field.maximum:g}"), "minimum")
    part.end()
    return field


def _derive_for(part: Reader) -> dict[str, tuple[str, ...]]:
    """The rows in which a field is derived: for each constant of a row, the values it may have."""
    words = part.part("derive_for")
    if words is None:
        return {}
    allowed = {name: words.words(name) for name in words.node}
    for name in allowed:
        if name not in CONSTANTS:
            words.fault(Sentence("没有固定内容“{name}”，可用：{known}", name=name, known=tuple(CONSTANTS)), name)
    return allowed


def _derivable(reader: Reader, form: Form) -> None:
    """Add a fault for every derived field whose expression cannot be translated."""
    if reader.proved or not any(field.derive for field in form.fields):
        return  # nothing to translate, so sqlglot need not be loaded
    parts = [
        Reader(reader.file, reader.faults, node, f"fields[{n}]", cells=reader.cells) for n, node in enumerate(reader.node["fields"], 1)
    ]
    for part in parts:
        field = next((field for field in form.fields if field.id == part.node.get("id")), None)
        try:
            if field and field.derive:
                column(form, field)
        except Exception as fault:  # each fault is reported, none stops the list
            text = field.derive if field else ""
            known = isinstance(fault, Trouble)
            part.fault(Sentence("{told}", told=fault) if known else Sentence("算式“{text}”：没有 {name}", text=text, name=fault), "derive")


# --- rows


def _rows(reader: Reader, key: str, make: Callable[[Reader], Row]) -> tuple[Row, ...]:
    """The rows of a fixed form; each code must be unique and its parent a row of the form."""
    parts = reader.parts(key)
    rows = [make(part) for part in parts]
    codes, units = [row.code for row in rows], {row.code: row.unit for row in rows}
    _not_split(parts, [row.was for row in rows])
    for part, row in zip(parts, rows, strict=True):
        code, parent = row.code, row.code.rpartition(".")[0]
        if row.parts and (len(row.parts) != 2 or not set(row.parts) <= set(codes) - {code}):
            part.fault(Sentence("分子分母是表中另外两个指标的编号；这里是“{parts}”", parts=row.parts), "parts")
        elif row.parts and not reader.proved and rate_factor(row.unit, *(of := [units[name] for name in row.parts])) is None:
            part.fault(measures_do_not_fit(row.unit, *of), "parts")
        if not CODE.fullmatch(code):
            part.fault(Sentence("代码“{code}”不能用：不能空，不能有空格和引号，不能以 # 开头", code=code), "code")
        elif WIDE.search(code):
            part.fault(Sentence("代码“{code}”里有全角的字母或数字，请改成半角", code=code), "code")
        elif codes.count(code) > 1:
            part.fault(Sentence("有重复的代码“{code}”", code=code), "code")
        elif parent and parent not in codes:
            part.fault(Sentence("{code} 的上级 {parent} 不在表中", code=code, parent=parent), "code")
    return tuple(rows)


def _not_split(parts: Sequence[Reader], earlier: Sequence[str]) -> None:
    """Note a column or row that comes from what another one comes from: what was typed cannot go to two places."""
    for part, was in zip(parts, earlier, strict=False):
        if was and earlier.count(was) > 1:
            part.fault(Sentence("“{was}”只能是一处的前身，已填的内容不能分给几处", was=was), "was")


def _task(part: Reader) -> Row:
    given = part.only(keys.TASK)
    return Row(depth=given["code"].count("."), **given)


def _indicator(part: Reader) -> Row:
    given = part.take(keys.INDICATOR)
    target = part.part("target")
    references = tuple(Reference(**reference.only(keys.REFERENCE)) for reference in part.parts("references"))
    part.end()
    record = given.pop("definition")
    return Row(depth=given["code"].count("."), record=record, references=references,
               target=Target(**target.only(keys.TARGET)) if target else None, **given)  # fmt: skip


def _announced(part: Reader, forms: Mapping[str, Form]) -> Announced:
    announced = Announced(**part.only(keys.ANNOUNCED))
    if announced.form and announced.form not in forms:
        part.fault(Sentence("没有表“{name}”，可用：{known}", name=announced.form, known=tuple(forms)), "form")
    form = forms.get(announced.form)
    for key, codes in (("rows", announced.rows), ("under", (announced.under,) if announced.under else ())):
        for code in codes:
            if form is None or form.row(code) is None:
                part.fault(Sentence("没有行“{code}”", code=code), key)
    if announced.titled > announced.count:
        part.fault(
            Sentence("原文说{count}{unit}，这里列了{titled}{unit}", count=announced.count, unit=announced.unit, titled=announced.titled),
            "count",
        )
    return announced


# --- lights


def _lights(part: Reader | None) -> Lights:
    if part is None:
        return Lights()
    lights = Lights(**{name: value for name, value in part.only(keys.LIGHTS).items() if value is not None})
    if not lights.reached >= lights.low >= lights.late:
        part.fault(
            Sentence(
                "达时序（{reached}）、略低（{low}）、滞后（{late}）应从高到低",
                reached=f"{lights.reached:g}",
                low=f"{lights.low:g}",
                late=f"{lights.late:g}",
            ),
            "low" if "low" in part.node else None,
        )
    return lights


# --- rules and examples


def _rules(reader: Reader, form: Form | None, forms: Mapping[str, Form] | None = None) -> tuple[Rule, ...]:
    """The rules of one form, or (with `forms`) those between the forms of a pack."""
    rules: dict[tuple[str, str], Rule] = {}
    for part in reader.parts("rules"):
        given = part.take(keys.RULE)
        owner = form or (forms or {}).get(given["form"])
        if owner is None:
            part.fault(Sentence("没有表“{name}”，可用：{known}", name=given["form"], known=tuple(forms or ())), "form")
        if given["rows"] == () and "rows" not in part.node:
            given["rows"] = None
        rule = Rule(severity=given.pop("level"), place=part.place(), **{**given, "form": owner.id if owner else given["form"]})
        if owner:
            _rule_names(part, rule, owner)
            for which in ("good", "bad"):
                _example(part, which, owner, forms or {owner.id: owner})
        if (rule.form, rule.id) in rules:
            part.fault(Sentence("审核关系“{rule}”写了两次", rule=rule.id), "id")
        rules[rule.form, rule.id] = rule
        part.end()
    return tuple(rules.values())


def _rule_names(part: Reader, rule: Rule, owner: Form) -> None:
    if rule.at and not owner.has(rule.at):
        part.fault(Sentence("{form}没有栏“{name}”", form=owner.title, name=rule.at), "at")
    for code in rule.rows or ():
        if owner.rows and owner.row(code) is None:
            part.fault(Sentence("{form}没有行“{code}”", form=owner.title, code=code), "rows")


def _example(part: Reader, which: str, owner: Form, forms: Mapping[str, Form]) -> None:
    """Add the faults of the good or bad example of a rule: its parts, its fields, its values."""
    example = part.node.get(which)
    if part.proved or not isinstance(example, Node):
        return
    for key, values in example.items():
        if key not in EXAMPLE or not isinstance(values, Node):
            part.fault(Sentence("样例只能有 {known}，都是“键: 值”；这里是“{key}”", known=tuple(EXAMPLE), key=key), which)
        elif key != "forms":
            _values(_below(part, values, f"{which}.{key}"), owner)
        else:
            for id, rows in values.items():
                _other_rows(part, which, forms, id, rows)


def _other_rows(part: Reader, which: str, forms: Mapping[str, Form], id: str, rows: Any) -> None:
    form = forms.get(id)
    if form is None:
        part.fault(Sentence("样例里没有表“{name}”，可用：{known}", name=id, known=tuple(forms)), which)
        return
    listed = (
        [{**values, "code": code} if isinstance(values, Node) else values for code, values in rows.items()]
        if isinstance(rows, Node)
        else rows
    )
    if not isinstance(listed, list):
        part.fault(Sentence("样例里“{name}”应为若干行", name=id), which)
        return
    for n, values in enumerate(listed, 1):
        node = values if isinstance(values, Node) else _node(values)
        _values(_below(part, node, f"{which}.forms.{id}[{n}]"), form)


def _node(values: Any) -> Any:
    if not isinstance(values, dict):
        return values
    node = Node()
    node.update(values)
    return node


def _below(part: Reader, node: Any, name: str) -> Reader:
    place = node.place if isinstance(node, Node) and node.place else part.node.places.get(name.partition(".")[0], part.node.place)
    return Reader(part.file, part.faults, node, f"{part.where}.{name}", place, cells=part.cells)


def _values(part: Reader, form: Form) -> None:
    """Add a fault for each field of an example row that the form does not have, and for each value that cannot be read."""
    code = str(part.node.get("code", ""))
    for name, raw in part.node.items():
        if not form.has(name):
            if not form.fixed or name not in CONSTANTS:
                part.fault(Sentence("{form}没有栏“{name}”", form=form.title, name=name), name)
            continue
        field = form.field(name)
        if field.const or raw is None:
            continue
        reading = read(raw, field, unit=form.unit(field, code), written=True)
        if reading.kind not in ("same", "read"):
            part.fault(Sentence("“{field}”读不出“{text}”：{why}", field=field.title, text=raw, why=reading.note), name)


def _example_rows(reader: Reader, form: Form) -> Iterable[Mapping[str, Any]]:
    for part in reader.parts("examples"):
        if not part.proved:
            _values(part, form)
        yield part.node
