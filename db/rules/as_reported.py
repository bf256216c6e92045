"""A pack as a return was made by it: columns that the sender computed in the same way are taken as they came, the others are computed."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from db.packs.model import Pack
from db.packs.renames import FormRenames, renamed
from db.values.field import Field
from db.values.kinds import kind_of


@lru_cache(maxsize=128)
def as_reported(pack: Pack, made_by: Pack) -> Pack:
    """The pack with each column that `made_by` derives in the same way as a stored column."""
    forms = tuple(
        replace(form, fields=tuple(_as_reported_field(renamed(form, made_by), field) for field in form.fields)) for form in pack.forms
    )
    return replace(pack, forms=forms)


def computes(pack: Pack, made_by: Pack) -> bool:
    """Whether `pack` computes columns in a return made by `made_by`, so that the rows of earlier months are needed."""
    return any(field.derive and not field.const for form in as_reported(pack, made_by).forms for field in form.fields)


def _as_reported_field(names: FormRenames, field: Field) -> Field:
    form, theirs = names.form, names.theirs(field.id)
    if field.const or not field.derive or not theirs or names.made_form.field(theirs).derive != field.derive:
        return field
    if field in form.stored:
        return field.given()
    kind = kind_of(field).computed or field.kind
    return replace(field.given(), required=False, minimum=None, maximum=None, kind=kind)
