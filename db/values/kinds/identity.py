"""Numbers that are texts and are checked: of citizens, of bodies, of telephones."""

from __future__ import annotations

from collections.abc import Iterator

from db.messages import Sentence
from db.values.cell import CHECK_TEXT, NA_TEXT, Reading
from db.values.field import Field
from db.values.identity_codes import mask_citizen_id, mask_phone, read_citizen_id, read_credit_code, read_phone
from db.values.kinds.kind import Kind, text_in


class IdentityCode(Kind):
    """What the two codes of 18 characters have in common."""

    identifies = True
    align = "center"
    unbroken = True

    def validation(self, field: Field, cell: str) -> tuple[str, str] | None:
        """Another length."""
        return f'OR(LEN({cell})=18,{cell}="{NA_TEXT}",{cell}="{CHECK_TEXT}")', "应为18位，请核对位数。"

    def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
        """Another length, or a number, which has lost its last digits."""
        yield f"IF({text_in(cell)},LEN({cell})<>18,ISNUMBER({cell}))", "应为18位。"


class CitizenId(IdentityCode):
    """An identity number."""

    name = "citizen_id"
    title = Sentence("身份证号")
    room = 10.0

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """With its check digit."""
        return read_citizen_id(raw)

    def mask(self, text: str) -> str:
        """370202********1234."""
        return mask_citizen_id(text)


class CreditCode(IdentityCode):
    """A unified social credit code."""

    name = "credit_code"
    title = Sentence("统一社会信用代码")
    room = 10.5

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """With its check characters."""
        return read_credit_code(raw)


class Phone(Kind):
    """A telephone number."""

    name = "phone"
    title = Sentence("电话")
    align = "center"
    room, unbroken = 6.5, True

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """Mobile, landline or service."""
        return read_phone(raw)

    def mask(self, text: str) -> str:
        """138****5678, 0532-****0056."""
        return mask_phone(text)
