"""Chinese numerals: 三十五, 两万, 一百零二, 三点五, 二〇二五."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
FOLDED = str.maketrans("〇○两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸", "零零二一二三四五六七八九十百千万亿二三六")
NUMERAL = "[〇○零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸点]+"
SMALL = {"十": 10, "百": 100, "千": 1000}


def numeral(text: str) -> Decimal | None:
    """The number a Chinese numeral says; None unless it is written completely (一百二 could be 102 or 120)."""
    whole, dot, part = text.translate(FOLDED).partition("点")
    if dot and (not part or any(char not in DIGITS for char in part)):
        return None
    number = _whole(whole)
    if number is None:
        return None
    return Decimal(f"{number}.{_positional(part)}") if dot else Decimal(number)


def _positional(text: str) -> str:
    return "".join(str(DIGITS.index(char)) for char in text)


def _whole(text: str) -> int | None:
    if not text or len(text) > 30:
        return None
    if all(char in DIGITS for char in text):
        return int(_positional(text))
    number = _sum(text)
    # Writing the number out again is the strictest reading: what differs was not well formed.
    return number if number < 10**15 and _bare(write(number)) == _bare(text) else None


def _bare(text: str) -> str:
    return text.replace("一十", "十")


def _sum(text: str) -> int:
    total, section, digit = 0, 0, 0
    for char in text:
        if char in SMALL:
            section += (digit or 1) * SMALL[char]
            digit = 0
        elif char == "万":
            total += (section + digit) * 10_000
            section = digit = 0
        elif char == "亿":
            total = (total + section + digit) * 100_000_000
            section = digit = 0
        else:
            digit = DIGITS.index(char)
    return total + section + digit


def write(number: int) -> str:
    """A whole number from 0 on in Chinese."""
    for size, word in ((100_000_000, "亿"), (10_000, "万")):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if low and low * 10 < size else ""
            return write(high) + word + gap + (write(low) if low else "")
    return _section(number) or "零"


def _section(number: int) -> str:
    text, gap = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + word
            gap = False
        else:
            gap = bool(text)
    return text
