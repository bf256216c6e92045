"""Numbers that are texts: citizen identity numbers, unified social credit codes, telephones; and their masks."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from db import clock
from db.messages import Sentence
from db.values.cell import Reading, line, refused, tidied
from db.values.numbers import as_text

LOST = Sentence("末尾数字已丢失，请以文本粘贴")
CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, 2^(18-i) mod 11
CITIZEN_CHECKS = "10X98765432"  # ISO 7064 MOD 11-2 by remainder
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I O S V Z
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # 3^(i-1) mod 31
INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714, the organisation code inside
DASHES = re.compile("[-‐‑‒–—―−]+")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"(0(?:10|2[0-9]|[3-9][0-9]{2}))-?([1-9][0-9]{6,7})(?:-([0-9]{1,6}))?")
SERVICE = re.compile(r"[48]00[0-9]{7}|11[0-9]|12[0-9]{3}|9[56][0-9]{3,6}")
ABROAD = re.compile(r"(?:\(?(?:\+|00)86\)?|86(?=[- ]*(?:1[3-9][0-9]{9}$|0)))[- ]*")
PERSONAL = re.compile(
    rf"(?<![0-9])(?:[1-9][0-9]{{16}}[0-9Xx]|[1-9][0-9]{{14}}|{MOBILE.pattern}|0[1-9][0-9]{{1,2}}-[1-9][0-9]{{6,7}})(?![0-9])"
)
MASKED_PHONE = re.compile(r"(?=.*\*{3})[0-9*][0-9*-]{6,19}")


def _typed(raw: object) -> str:
    return line(raw if isinstance(raw, str) else as_text(raw)).lstrip("'")


def digits_lost(raw: object) -> bool:
    """A number of more digits than a spreadsheet keeps."""
    return isinstance(raw, int | float | Decimal) and not isinstance(raw, bool) and "E" in as_text(raw)


def read_citizen_id(raw: object) -> Reading:
    """A citizen's (or resident's, or foreign permanent resident's) identity number, or its masked form."""
    text = as_text(raw)
    typed = re.sub(r"\s", "", DASHES.sub("", _typed(raw))).upper()
    fault = LOST if digits_lost(raw) else citizen_fault(typed)
    return refused(text, fault) if fault else tidied(typed, text)


def citizen_fault(code: str) -> str:
    """Why this is no identity number; empty when it is one. The first six digits need not be a district of today."""
    if re.fullmatch(r"(?=.*\*{4})[0-9*]{17}[0-9X*]", code):
        return ""
    if re.fullmatch(r"[0-9.]+E\+?[0-9]+", code):
        return LOST
    if re.fullmatch("[0-9]{15}", code):
        return Sentence("这是15位的旧号码，请填18位身份证号")
    if len(code) != 18:
        return Sentence("身份证号应为18位，现为{n}位，请核对", n=len(code))
    if not re.fullmatch("[0-9]{17}[0-9X]", code):
        return Sentence("身份证号只含数字，末位可为X，请核对")
    return _birth_fault(code[6:14]) or _check_fault(Sentence("身份证号"), code, citizen_check(code))


def citizen_check(code: str) -> str:
    """The 18th character for the first 17 (GB 11643-1999)."""
    return CITIZEN_CHECKS[sum(int(digit) * weight for digit, weight in zip(code, CITIZEN_WEIGHTS, strict=False)) % 11]


def _birth_fault(text: str) -> str:
    try:
        birth = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return Sentence("身份证号第7到14位“{text}”不是日期，请核对", text=text)
    if birth > clock.today():
        return Sentence("身份证号里的出生日期 {day} 在今天之后，请核对", day=birth.isoformat())
    return "" if birth.year >= 1850 else Sentence("身份证号里的出生年份 {year} 太早，请核对", year=birth.year)


def _check_fault(name: str, code: str, check: str) -> str:
    return (
        ""
        if code[-1] == check
        else Sentence("{name}校验不符：按前17位末位应为{check}，现为{found}，请核对", name=name, check=check, found=code[-1])
    )


def read_credit_code(raw: object) -> Reading:
    """A unified social credit code (GB 32100-2015)."""
    text = as_text(raw)
    typed = re.sub(r"\s", "", DASHES.sub("", _typed(raw))).upper()
    fault = LOST if digits_lost(raw) else credit_fault(typed)
    return refused(text, fault) if fault else tidied(typed, text)


def credit_fault(code: str) -> str:
    """Why this is no credit code; empty when it is one."""
    if len(code) != 18:
        return Sentence("统一社会信用代码应为18位，现为{n}位，请核对", n=len(code))
    wrong = next((sign for sign in code if sign not in CREDIT_SIGNS), "")
    if wrong:
        return Sentence("统一社会信用代码里没有“{wrong}”（不用I、O、S、V、Z，多为1、0、5、2之误），请核对", wrong=wrong)
    fault = _check_fault(Sentence("统一社会信用代码"), code, credit_check(code))
    if not fault and code[16] != inner_check(code[8:16]):
        return Sentence(
            "第9到17位的主体标识码校验不符：第17位应为{check}，现为{found}，请核对", check=inner_check(code[8:16]), found=code[16]
        )
    return fault


def credit_check(code: str) -> str:
    """The 18th character for the first 17."""
    total = sum(CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(code, CREDIT_WEIGHTS, strict=False))
    return CREDIT_SIGNS[-total % 31]


def inner_check(body: str) -> str:
    """The 9th character of an organisation code for its first 8 (GB 11714, A = 10 … Z = 35)."""
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, INNER_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def read_phone(raw: object) -> Reading:
    """A mobile, a landline with area code (0532-82600056-8703), a service number, or a masked one."""
    text = as_text(raw)
    typed = _phone(_typed(raw))
    if typed:
        return tidied(typed, text)
    if digits_lost(raw):
        return refused(text, LOST)
    if len(re.findall(r"[0-9]{7,}", text)) > 1:
        return refused(text, Sentence("本栏只填一个电话，另一个请写到备注"))
    if re.fullmatch("[2-9][0-9]{6,7}", text.strip()):
        return refused(text, Sentence("缺少区号，请写成 0532-82600056 的样子"))
    return refused(text, Sentence("电话应为11位手机号，或带区号的座机号如 0532-82600056，请核对"))


def _phone(text: str) -> str:
    """The canonical spelling, empty when it is no telephone number."""
    text = DASHES.sub("-", re.sub(r"转|ext\.?", "-", text, flags=re.IGNORECASE))
    if abroad := ABROAD.match(text):
        text = text[abroad.end() :]
        text = text if re.match("1[3-9]|0", text) else f"0{text}"  # abroad the area code loses its 0
    text = re.sub(r"^\((0[0-9]{2,3})\)", r"\1-", text)
    text = re.sub("-+", "-", text.replace(" ", ""))
    bare = text.replace("-", "")
    if MOBILE.fullmatch(bare) or SERVICE.fullmatch(bare):
        return bare
    if found := LANDLINE.fullmatch(text):
        return "-".join(part for part in found.groups() if part)
    return text if MASKED_PHONE.fullmatch(text) else ""


def mask_citizen_id(code: str) -> str:
    """370202********1234."""
    return f"{code[:6]}********{code[-4:]}" if len(code) == 18 else "*" * len(code)


def mask_phone(value: str) -> str:
    """138****5678, 0532-****0056."""
    if MASKED_PHONE.fullmatch(value):
        return value
    if MOBILE.fullmatch(value):
        return f"{value[:3]}****{value[-4:]}"
    if found := LANDLINE.fullmatch(value):
        return f"{found[1]}-****{found[2][-4:]}"
    return "****" + value[-4:] if len(value) > 7 else "*" * len(value)


def masked(text: str) -> str:
    """A text of any kind with stars in all that looks like an identity number or a telephone."""
    return PERSONAL.sub(lambda found: (mask_citizen_id if len(found[0]) in (15, 18) else mask_phone)(found[0]), text)
