"""Numbers as clerks write them: signs, thousands, units, 万, 约, percent; and how numbers are written out."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass, field as attribute
from decimal import ROUND_HALF_UP, Decimal, localcontext

from db.messages import Sentence, together
from db.values.cell import Reading, Value, line, proposed, refused, same, value
from db.values.chinese_numerals import NUMERAL, numeral
from db.values.measures import Measure, alike, factor, measure

DIGITS = 15  # what a spreadsheet keeps of a number
LIMIT = Decimal(10) ** DIGITS
LONGEST = 100  # characters that can be a number with its unit

DIGIT_RUN = r"(?:[1-9][0-9]{0,2}(?P<gap>[ ,'])[0-9]{3}(?:(?P=gap)[0-9]{3})*|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+"
PLAIN = re.compile(r"-?0\.[0-9]{1,400}%?")  # what write_number makes of the smallest float
NUMBER = re.compile(DIGIT_RUN)
MINUS = r"\-−–—‐‑"  # inside a character class
SIGN = re.compile(rf"([+{MINUS}¥]|\s)*")
BEFORE = re.compile(r"(大约|将近|接近|超过|不足|不到|至少|至多|预计|合计|总计|累计|约|近|逾|超|共|达|[><≥≤≈~])\s*")
TALK = frozenset(("共", "合计", "总计", "累计", "达"))  # says nothing against the number being exact
AFTER = re.compile(r"左右|以上|以下|以内|上下|余|多|许|\+")
RANGE = re.compile(rf"[0-9.,]+[^0-9]*?(?:[{MINUS}~]{{1,2}}|至|到)[^0-9]*[0-9.,]+[^0-9]*")
ERROR = re.compile(r"#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!)", re.IGNORECASE)
CHINESE = re.compile(NUMERAL)


class _UnreadableNumber(Exception):
    """The reason, for `refused`."""

    def __init__(self, why: Sentence | str) -> None:
        super().__init__(why)
        self.why = why


def read_number(raw: object, unit: str, *, whole: bool = False) -> Reading:
    """A number counted in `unit`; `whole` admits no fraction."""
    text = as_text(raw)
    notes: list[str] = []
    try:
        if isinstance(raw, int | float | Decimal):
            number = _machine(raw)
        elif isinstance(raw, datetime.date):
            raise _UnreadableNumber(Sentence("这是日期，本栏填数字"))
        else:
            number, notes = _typed(line(raw), measure(unit))
        content = _content(number, whole)
    except _UnreadableNumber as reason:
        return refused(text, reason.why)
    if notes:
        return proposed(content, text, together(notes))
    return same(content, text) if write_number(content) == text else Reading("read", value(content), text)


def as_text(raw: object) -> str:
    """What came in as text; numbers the way a spreadsheet shows them, beyond 15 digits with exponent."""
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, int | float | Decimal):
        if not math.isfinite(raw):
            return str(raw)
        exact = Decimal(str(raw))
        return f"{exact:.14E}" if abs(exact) >= LIMIT else write_number(raw)
    if isinstance(raw, datetime.datetime):
        return raw.isoformat(" ")
    return str(raw)


def _machine(raw: int | float | Decimal) -> Decimal:
    if isinstance(raw, bool):
        raise _UnreadableNumber(Sentence("这是逻辑值 TRUE/FALSE，本栏填数字"))
    if not math.isfinite(raw):
        raise _UnreadableNumber(Sentence("不是有效的数，请填数字"))
    return Decimal(str(raw))


def _content(number: Decimal, whole: bool) -> int | float:
    if abs(number) >= LIMIT:
        raise _UnreadableNumber(Sentence("超过{n}位，数字保不住原样，请核对或换更大的计量单位", n=DIGITS))
    if whole and number != number.to_integral_value():
        rounded = _significant(number)  # 2.9999999999999996 is a spreadsheet's 3
        if rounded != rounded.to_integral_value():
            raise _UnreadableNumber(Sentence("本栏填整数，“{number}”带小数", number=write_number(number)))
        number = rounded
    return int(number) if number == number.to_integral_value() else float(number)


def _significant(number: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = DIGITS
        context.rounding = ROUND_HALF_UP
        return +number


@dataclass(slots=True)
class _Typed:
    """A number's text while its surroundings are taken away; every note asks for a person's consent."""

    text: str
    own: Measure
    negative: bool = False
    notes: list[str] = attribute(default_factory=list)


def _typed(text: str, own: Measure) -> tuple[Decimal, list[str]]:
    """The number in the column's own unit and the reasons why somebody has to agree."""
    if len(text) > LONGEST and not PLAIN.fullmatch(text):
        raise _UnreadableNumber(Sentence("文字太长，本栏只填一个数字"))
    if ERROR.search(text):
        raise _UnreadableNumber(Sentence("这是表格公式的错误值，请填实际数字"))
    typed = _Typed(text.lstrip("' ").rstrip(",;、 "), own)
    _take_stops(typed)
    _take_brackets(typed)
    _take_words(typed)
    _take_signs(typed)
    if RANGE.fullmatch(typed.text):
        raise _UnreadableNumber(Sentence("这是一个区间，本栏只填一个准确数"))
    number = _number(typed)
    return (-number if typed.negative else number), typed.notes


def _take_stops(typed: _Typed) -> None:
    if "。" in typed.text:
        typed.notes.append(Sentence("“。”按小数点"))
        typed.text = typed.text.rstrip("。").replace("。", ".")


def _take_brackets(typed: _Typed) -> None:
    inner = re.fullmatch(rf"\(\s*(¥?(?:{DIGIT_RUN}))\s*\)", typed.text)
    if inner:
        typed.notes.append(Sentence("括号按负数"))
        typed.negative = True
        typed.text = inner[1]


def _take_words(typed: _Typed) -> None:
    while found := BEFORE.match(typed.text):
        typed.notes.append(
            Sentence("去掉“{text}”", text=found[1]) if found[1] in TALK else Sentence("“{text}”不是准确数，请填准确数", text=found[1])
        )
        typed.text = typed.text[found.end() :]
    if typed.own.dimension == "比率" and typed.text.startswith("百分之"):
        typed.notes.append(Sentence("“百分之”按百分数"))
        typed.text = typed.text.removeprefix("百分之")


def _take_signs(typed: _Typed) -> None:
    found = SIGN.match(typed.text)
    marks = found[0] if found else ""
    signs = [mark for mark in marks if mark not in "¥ "]
    if len(signs) > 1 or signs and typed.negative:
        raise _UnreadableNumber(Sentence("正负号不止一个，请只留一个"))
    if signs and signs[0] != "+":
        typed.negative = True
        if signs[0] in "–—":
            typed.notes.append(Sentence("“{text}”按负号", text=signs[0]))
    typed.text = typed.text[len(marks) :]
    if "¥" in marks and typed.text and not typed.text.endswith("元"):
        typed.text += "元"


def _number(typed: _Typed) -> Decimal:
    found = NUMBER.match(typed.text)
    if not found:
        return _chinese(typed)
    rest = typed.text[found.end() :]
    digits = found[0].replace(",", "").replace(" ", "").replace("'", "")
    _refuse_rest(rest, typed.own)
    if len(digits.partition(".")[0]) > 1 and digits.startswith("0"):
        typed.notes.append(Sentence("去掉前面的 0"))
    number = Decimal(digits if digits[-1] != "." else digits[:-1])
    return _in_own(_kept(number), rest.replace(" ", ""), typed)


def _refuse_rest(rest: str, own: Measure) -> None:
    """Refuses what would be a second number or half of one; ㎡ may be written m2."""
    if re.match(r"[eE][+-]?[0-9]", rest):
        raise _UnreadableNumber(Sentence("这是科学计数法，请写出全部数字，如 100000"))
    if re.match(r"[,'][0-9]|[0-9]", rest):
        raise _UnreadableNumber(Sentence("千分位应当每三位一个逗号，小数点请用“.”"))
    if re.match(r"\.", rest):
        raise _UnreadableNumber(Sentence("小数点不止一个，请只留一个"))
    given = measure(rest)
    if re.search("[0-9]", rest) and not given.known and not alike(given, own):
        raise _UnreadableNumber(Sentence("文字里有两个以上的数字，本栏只填一个"))


def _kept(number: Decimal) -> Decimal:
    """Refuses digits that a stored number would lose."""
    significant = len(number.normalize().as_tuple().digits)
    # 0.3333333333333333 is what our own files write for a third: more than 15 digits, yet nothing is lost.
    exact = abs(number) < LIMIT and number != number.to_integral_value() and Decimal(repr(float(number))) == number
    if significant > DIGITS and not exact:
        raise _UnreadableNumber(Sentence("有效数字超过{n}位，数字保不住原样，请核对", n=DIGITS))
    return number


def _chinese(typed: _Typed) -> Decimal:
    found = CHINESE.match(typed.text)
    number = numeral(found[0]) if found else None
    if found is None or number is None:
        raise _UnreadableNumber(Sentence("读不出数字，请填阿拉伯数字"))
    typed.notes.append(Sentence("中文数字换成阿拉伯数字"))
    rest = typed.text[found.end() :].replace(" ", "")
    if not AFTER.sub("", rest) and re.search("[万亿萬億]", found[0]):
        number /= typed.own.magnitude  # 两万 under 万元 is 两万 元
    return _in_own(_kept(number), rest, typed)


def _in_own(number: Decimal, rest: str, typed: _Typed) -> Decimal:
    """The number in the column's own unit; `rest` is what stood behind it."""
    if not rest or alike(measure(rest), typed.own):
        return number
    exact = AFTER.sub("", rest)
    if exact != rest:
        typed.notes.append(Sentence("“{text}”不是准确数，请填准确数", text="".join(AFTER.findall(rest))))
    given = measure(exact)
    if not exact or alike(given, typed.own):
        return number
    times = factor(given, typed.own)
    if times is None:
        raise _UnreadableNumber(_stranger(exact, given, typed.own))
    typed.notes.append(
        Sentence("去掉“{text}”", text=exact) if times == 1 and given.scale == typed.own.scale else Sentence("按“{text}”换算", text=exact)
    )
    with localcontext() as context:
        context.prec = 3 * DIGITS
        return _kept((number * times).normalize())


def _stranger(text: str, given: Measure, own: Measure) -> str:
    if not own.name:
        return Sentence("读不懂数字后面的“{text}”，请只填数字", text=text)
    if not given.known:
        return Sentence("“{text}”不是本栏的计量单位“{unit}”，请只填数字", text=text, unit=own.text)
    return Sentence("“{text}”与本栏的计量单位“{unit}”不是一类，请核对", text=text, unit=own.text)


def write_number(number: int | float | Decimal) -> str:
    """All digits, no grouping, no exponent, no trailing zeros."""
    exact = Decimal(str(number))
    if not exact.is_finite():
        return str(number)
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def show_number(number: Value, decimals: int | None, grouping: bool) -> str:
    """Rounded half up for display only; without `decimals` the 15 digits a spreadsheet would show."""
    if isinstance(number, str) or not math.isfinite(number):
        return str(number)
    with localcontext() as context:
        context.prec = 400  # room for any float written out
        exact = Decimal(repr(number))
        shown = _significant(exact) if decimals is None else exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        text = write_number(shown) if decimals is None else f"{shown:f}"
    if not Decimal(text):
        text = text.lstrip("-")
    return _grouped(text) if grouping else text


def decimals_of(number: Value) -> int:
    """How many decimals a number has, of the 15 digits a spreadsheet would show; a text has none."""
    if isinstance(number, str) or not math.isfinite(number):
        return 0
    return len(show_number(number, None, False).partition(".")[2])


def _grouped(text: str) -> str:
    whole, dot, part = text.lstrip("-").partition(".")
    return ("-" if text.startswith("-") else "") + f"{int(whole):,}" + dot + part
