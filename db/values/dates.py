"""Dates with the precision of a day, a month or a year: "2026-10-31", "2026-10", "2026"."""

from __future__ import annotations

import calendar
import datetime
import math
import re
from decimal import Decimal

from db.messages import Sentence, together
from db.values.cell import Reading, Value, line, proposed, refused, tidied, value
from db.values.chinese_numerals import numeral
from db.values.numbers import as_text, write_number

FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIAL_ZERO = datetime.date(1899, 12, 30)  # Excel's day 0, right for every day from March 1900 on
SERIALS = range(20_000, 60_001)  # 1954 to 2064
UNREAD = Sentence("读不出日期，请写成 2025-07-03、2025年7月或 2025年")

TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")
CHINESE = re.compile("[〇○零一二三四五六七八九十]+")
# One and the same mark between the parts: 2025.7-9 is two months and no day.
PARTS = re.compile(r"(?P<year>[0-9]{4}|[0-9]{2})\s*(?P<mark>[-/.·、 ])\s*(?P<month>[0-9]{1,2})(?:\s*(?P=mark)\s*(?P<day>[0-9]{1,2}))?")
WORDS = re.compile(r"(?P<year>[0-9]{4}|[0-9]{2})年度?(?:(?P<month>[0-9]{1,2})月份?(?:(?P<day>[0-9]{1,2})[日号]?)?)?")
DASHES = re.compile("[‐‑–—−]")
VAGUE = re.compile(r"(?<=月)(上旬|中旬|下旬|初|底前?|末)$|(?<=年)(底前?|末)$")
NO_YEAR = re.compile(r"([0-9]{1,2})月(?:份|([0-9]{1,2})[日号]?)?|[0-9]{1,2}[-/.][0-9]{1,2}")
RANGE = re.compile(r".*[0-9年月日]\s*(?:[—–~至到]|--)\s*[0-9].*|[0-9]{4}[.年/][^-]*-\s*[0-9]{4}[.年/].*")
DAY_FIRST = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")


class _UnreadableDate(Exception):
    """The reason, for `refused`."""

    def __init__(self, why: Sentence | str) -> None:
        super().__init__(why)
        self.why = why


def read_date(raw: object) -> Reading:
    """A date of any precision."""
    text = as_text(raw)
    try:
        if isinstance(raw, datetime.date):
            return Reading("read", value(_iso(raw.year, raw.month, raw.day)), text)
        if isinstance(raw, bool):
            raise _UnreadableDate(UNREAD)
        if isinstance(raw, int | float | Decimal):
            found, note = _machine(raw)
        else:
            found, note = _typed(line(raw).lstrip("'"))
    except _UnreadableDate as reason:
        return refused(text, reason.why)
    return proposed(found, text, note) if note else tidied(found, text)


def read_year(raw: object) -> Reading:
    """A year as an integer."""
    reading = read_date(raw)
    if reading.kind == "refused":
        return refused(reading.raw, Sentence("读不出年份，请写成四位数字，如 2025")) if "年份" not in reading.note else reading
    date = str(reading.cell.value)
    year = int(date[:4])
    if len(date) > 4:
        return proposed(year, reading.raw, Sentence("只取年份"))
    return proposed(year, reading.raw, reading.note) if reading.note else tidied(year, reading.raw)


def show_moment(moment: str) -> str:
    """A moment kept as ISO text, to the minute: 2026-10-31 17:05."""
    return moment[:16].replace("T", " ")


def show_date(date: Value) -> str:
    """2026年10月31日, 2026年10月, 2026年."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", str(date)):
        return str(date)
    return "".join(f"{int(part)}{word}" for part, word in zip(str(date).split("-"), "年月日", strict=False))


def show_day(moment: str) -> Sentence:
    """The day of a moment kept as ISO text: 2026年10月31日."""
    year, month, day = map(int, moment[:10].split("-"))
    return Sentence("{year}年{month}月{day}日", year=year, month=month, day=day)


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """ISO text of what is known; _Unreadable when there is no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _UnreadableDate(Sentence("年份 {year} 不在 {first} 到 {until} 之间，请核对", year=year, first=FIRST_YEAR, until=LAST_YEAR))
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        raise _UnreadableDate(Sentence("没有 {month} 月，请核对", month=month))
    if day is None:
        return f"{year:04}-{month:02}"
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise _UnreadableDate(
            Sentence("{year}年{month}月只有 {last} 天，没有 {day} 日，请核对", year=year, month=month, last=last, day=day)
        )
    return f"{year:04}-{month:02}-{day:02}"


def _machine(raw: int | float | Decimal) -> tuple[str, str]:
    """A spreadsheet's number: its day count, or a date that somebody typed as a number."""
    if not math.isfinite(raw):
        raise _UnreadableDate(UNREAD)
    if int(raw) in SERIALS:
        return _serial(int(raw))
    text = write_number(raw)
    if re.fullmatch(r"[0-9]{4}\.1", text):
        return _iso(int(text[:4]), 1), Sentence("可能是1月，也可能是10月（2024.1 与 2024.10 在表格里是同一个数）")
    return _typed(text)


def _serial(days: int) -> tuple[str, str]:
    day = SERIAL_ZERO + datetime.timedelta(days=days)
    return day.isoformat(), Sentence("表格的日期序号 {days}", days=days)


def _typed(text: str) -> tuple[str, str]:
    """(ISO text, note); a note asks for a person's consent."""
    text = TIME.sub("", text)
    if re.fullmatch("[0-9]+", text):
        return _digits(text)
    notes: list[str] = []
    found = PARTS.fullmatch(DASHES.sub("-", text))
    if not found:
        found = WORDS.fullmatch(_words(text, notes))
    elif len(found["year"]) == 2 and not found["day"]:
        found = None  # 24.3 is no date that everybody reads alike
    if not found:
        raise _UnreadableDate(_why_not(text))
    year = _century(found["year"], notes)
    return _iso(year, *(int(part) for part in (found["month"], found["day"]) if part)), together(notes)


def _words(text: str, notes: list[str]) -> str:
    """A date in 年月日, with Arabic digits and without 底, 上旬 and the like."""
    text = text.replace(" ", "")
    if "年" in text and CHINESE.search(text):
        text = CHINESE.sub(_arabic, text)
        notes.append(Sentence("中文数字换成阿拉伯数字"))
    if vague := VAGUE.search(text):
        notes.append(Sentence("“{text}”不是准确日期", text=vague[0]))
        text = text[: vague.start()] + ("12月" if vague[2] else "")
    return text


def _arabic(found: re.Match[str]) -> str:
    number = numeral(found[0])
    return found[0] if number is None else str(number)


def _century(text: str, notes: list[str]) -> int:
    if len(text) == 4:
        return int(text)
    year = int(text) + (2000 if int(text) < 50 else 1900)
    notes.append(Sentence("“{text}年”按 {year} 年", text=text, year=year))
    return year


def _digits(text: str) -> tuple[str, str]:
    if len(text) == 4:
        return _iso(int(text)), ""
    if len(text) == 8:
        return _iso(int(text[:4]), int(text[4:6]), int(text[6:])), ""
    if len(text) == 6 and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return _iso(int(text[:4]), int(text[4:])), Sentence("六位数字按年月")
    if len(text) == 5 and int(text) in SERIALS:
        return _serial(int(text))
    raise _UnreadableDate(UNREAD)


def _why_not(text: str) -> str:
    if RANGE.fullmatch(text):
        return Sentence("这是一段时间，本栏只填一个日期")
    if NO_YEAR.fullmatch(text):
        return Sentence("缺少年份，请写全，如 2025-07-03")
    if DAY_FIRST.fullmatch(text):
        return Sentence("分不清月和日，请把年份写在前面，如 2025-07-03")
    if "季度" in text or "年" in text and "半" in text:
        return Sentence("本栏填日期，请写到月，如 2025年9月")
    return UNREAD
