"""Adopting another version of a pack 改用新版: what changes, and the change itself; see `trial` for what its rules would find.

Nothing typed is lost: a column removed from a form stays in the file, the data of a column or row renamed by `was` moves along, titles
typed by this office stay, and a copy of the file is made first. Returns keep the version they were made by.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields as attributes
from typing import TYPE_CHECKING, Any

from db.clock import now
from db.messages import Sentence, Trouble
from db.office import backup, packs_in_use
from db.office.office import Office
from db.packs.model import PERIOD_TYPES, Form, Pack, Row, Rule, in_words
from db.packs.renames import same_names
from db.periods.report_period import Period
from db.values.field import Field
from db.versions import carry, typed_titles

if TYPE_CHECKING:
    pass

SILENT = {"source", "phrase", "practice", "width", "tree", "was"}  # of a field or row: changes that a clerk need not know


@dataclass(frozen=True)
class PackChange:
    """One difference between two versions: `kind` is added, renamed, removed or changed; `form` is the title of the form."""

    kind: str
    form: str
    sentence: Sentence


def changes(old: Pack, new: Pack) -> list[PackChange]:
    """All differences that a clerk should know, form by form; empty where the versions ask the same."""
    differences = list(_head_changes(old, new))
    forms = {form.id: form for form in old.forms}
    for form in new.forms:
        before = forms.pop(form.id, None)
        if before is None:
            differences.append(PackChange("added", form.title, Sentence("新增{form}", form=form.title)))
        else:
            differences += _form_changes(before, form)
    differences += [
        PackChange("removed", form.title, Sentence("去掉{form}，已填的内容留在工作库里", form=form.title)) for form in forms.values()
    ]
    return [*differences, *_rule_changes(old, new)]


def _head_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    if old.title != new.title:
        yield PackChange("changed", "", Sentence("名称由“{old}”改为“{new}”", old=old.title, new=new.title))
    if old.period_type != new.period_type:
        names = {"old": PERIOD_TYPES[old.period_type], "new": PERIOD_TYPES[new.period_type]}
        yield PackChange("changed", "", Sentence("报告期由{old}报改为{new}报", **names))
    if (old.window, old.due) != (new.window, new.due):
        yield PackChange("changed", "", Sentence("数据时段或报送时限有变化"))
    if (old.first, old.last) != (new.first, new.last):
        yield PackChange("changed", "", Sentence("起报期或止报期有变化"))
    if old.their_form != new.their_form:
        yield PackChange("changed", "", Sentence("对方的表（上级要求照填的空白工作簿）有变化"))


def _form_changes(old: Form, new: Form) -> Iterator[PackChange]:
    for kind, field, before in _pairs({field.id: field for field in old.fields}, {field.id: field for field in new.fields}):
        if kind == "added":
            yield PackChange(kind, new.title, Sentence("{form}：新增栏“{title}”", form=new.title, title=field.title))
        elif kind == "removed":
            sentence = Sentence("{form}：去掉栏“{title}”，已填的内容留在工作库里", form=new.title, title=field.title)
            yield PackChange(kind, new.title, sentence)
        elif kind == "renamed":
            values = {"form": new.title, "was": before.title, "title": field.title}
            sentence = Sentence("{form}：栏“{was}”改为“{title}”，数据跟着走", **values)
            if new.table != old.table:
                sentence = Sentence("{form}：栏“{was}”改为“{title}”，延续的内容跟着走，以前各期的数留在原方案里", **values)
            yield PackChange(kind, new.title, sentence)
        elif names := _differing(before, field):
            yield PackChange(
                kind, new.title, Sentence("{form}：栏“{title}”的{names}有变化", form=new.title, title=field.title, names=names)
            )
    for kind, row, before in _pairs({row.code: row for row in old.rows}, {row.code: row for row in new.rows}):
        if kind == "added":
            yield PackChange(kind, new.title, Sentence("{form}：新增 {code} {title}", form=new.title, code=row.code, title=row.title))
        elif kind == "removed" and not row.typed:
            sentence = Sentence("{form}：去掉 {code} {title}，已填的内容留在工作库里", form=new.title, code=row.code, title=row.title)
            yield PackChange(kind, new.title, sentence)
        elif kind == "renamed":
            values = {"form": new.title, "was": before.code, "code": row.code, "title": row.title}
            sentence = Sentence("{form}：{was} 改编为 {code} {title}，数据跟着走", **values)
            if new.table != old.table:
                sentence = Sentence("{form}：{was} 改编为 {code} {title}，延续的内容跟着走，以前各期的数留在原方案里", **values)
            yield PackChange(kind, new.title, sentence)
        elif kind == "changed" and (names := _differing(before, row)):
            sentence = Sentence("{form}：{code} {title} 的{names}有变化", form=new.title, code=row.code, title=row.title, names=names)
            yield PackChange(kind, new.title, sentence)


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """(kind, the new or removed item, the old item) for the items of two versions by id; one that is in both is `changed`."""
    same = same_names(*({id: item.was for id, item in version.items()} for version in (new, old)))
    for id, item in new.items():
        before = old.get(same.get(id, ""))
        yield "added" if before is None else "changed" if same[id] == id else "renamed", item, before
    yield from (("removed", item, item) for id, item in old.items() if id not in same.values())


NAMES = {
    "title": Sentence("名称"),
    "kind": Sentence("种类"),
    "unit": Sentence("计量单位"),
    "choices": Sentence("可选项"),
    "required": Sentence("必填"),
    "minimum": Sentence("下限"),
    "maximum": Sentence("上限"),
    "definition": Sentence("说明"),
    "record": Sentence("说明"),
    "derive": Sentence("算式"),
    "carry": Sentence("延续"),
    "personal": Sentence("个人信息"),
    "full": Sentence("个人信息"),
    "total": Sentence("合计"),
    "decimals": Sentence("小数位"),
    "nature": Sentence("性质"),
    "better": Sentence("方向"),
    "entry": Sentence("填法"),
    "target": Sentence("目标"),
    "references": Sentence("参考数"),
    "heading": Sentence("标题"),
    "parts": Sentence("分子分母"),
}


def _differing(old: Field | Row, new: Field | Row) -> tuple[Sentence, ...]:
    changed = [
        attribute.name
        for attribute in attributes(new)
        if attribute.name not in SILENT and getattr(old, attribute.name) != getattr(new, attribute.name)
    ]
    return tuple(dict.fromkeys(NAMES[name] for name in changed if name in NAMES))


def _rule_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    before, after = ({(rule.form, rule.id): rule for rule in pack.all_rules} for pack in (old, new))
    for key, rule in after.items():
        form = new.form(rule.form)
        values = {"form": form.title, "message": in_words(form, rule.message)}
        if key not in before:
            yield PackChange("added", form.title, Sentence("{form}：新增审核关系：{message}", **values))
        elif _judged(rule) != _judged(before[key]):
            yield PackChange("changed", form.title, Sentence("{form}：审核关系有变化：{message}", **values))
    for key, rule in before.items():
        if key not in after:
            form = old.form(rule.form)
            sentence = Sentence("{form}：去掉审核关系：{message}", form=form.title, message=in_words(form, rule.message))
            yield PackChange("removed", form.title, sentence)


def _judged(rule: Rule) -> tuple[Any, ...]:
    return rule.check, rule.when, rule.severity, rule.rows


# --- adopting a version


def newer_versions(office: Office) -> dict[str, Pack]:
    """The version the catalogue offers, for each pack of this office where it differs from the version in use."""
    newer = {}
    for pack in office.packs:
        offered = office.offered.packs.get(pack.id)
        if offered is not None and packs_in_use.marks(
            typed_titles.with_typed_titles(offered, pack, office.offered.ledgers)
        ) != packs_in_use.marks(pack):
            newer[pack.id] = offered
    return newer


def adopt(office: Office, new: Pack, *, copy: bool = True) -> Pack:
    """Use `new` from now on; returns the pack as the office then has it. Raises `Trouble` where the pack is not enabled."""
    old = office.catalogue.packs.get(new.id)
    if old is None or old not in office.packs:
        raise Trouble("本单位没有启用“{title}”。", title=new.title)
    if copy:
        backup.copy(office.path, "改用新版前")
    new = typed_titles.with_typed_titles(new, old, office.offered.ledgers)
    with office.db.atomic():
        carry.move(office.db, old, new)
        packs_in_use.keep(office.db, new, office.who, now())
        office.take_packs()
        office.fit()
    office.forget_undo()
    return office.catalogue.pack(new.id)


# --- a new year's pack


def follow(office: Office, new: Pack, start: Period) -> list[PackChange]:
    """Enable `new` in place of the programme it names as `was`, and copy what carries on into the period `start`.

    The old programme is still received, rolled up and checked for earlier periods. Returns the differences between the two; none where
    the old one was never enabled here.
    """
    before = office.catalogue.packs.get(new.was)
    if before in office.packs:
        office.set({"followed": json.dumps({id: first.label for id, first in office.followed.items()} | {new.was: start.label})})
    office.enable([*(pack.id for pack in office.packs if pack.id != new.was), new.id])
    adopted = office.catalogue.pack(new.id)
    if adopted.runs_in(start):
        office.begin(adopted, start)
    if before is None:
        return []
    with office.db.atomic():
        for form in adopted.forms:
            source = next((other for other in before.forms if other.id == form.id), None)
            if source is not None and source.table != form.table:
                carry.copy_on(office.db, source, form, start)
    return changes(before, adopted)
