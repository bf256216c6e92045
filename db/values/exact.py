"""Exact decimal sums, and 舍位平衡: rounded parts that add up to the rounded total again.

Numbers leave the office through `Decimal(repr(x))`, so a total over published parts is the published total. A repeated rounding is
never hidden: where parts are moved by one unit of the last place so that they add up, which ones is told.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from typing import TypeVar

# Enough digits that a sum of numbers of any size a file can hold is never rounded.
EXACT = Context(prec=700, Emax=MAX_EMAX, Emin=MIN_EMIN)
FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)
TAIL, LEAST = Decimal("6e-16"), Decimal("1e-9")  # less than one unit in the fifteenth digit; less than anybody counts
Key = TypeVar("Key", bound=Hashable)


def exact(number: int | float | Decimal) -> Decimal:
    """The number as it is written."""
    return number if isinstance(number, Decimal) else Decimal(repr(number))


def total(numbers: Iterable[int | float | Decimal]) -> Decimal:
    """The exact sum."""
    found = Decimal(0)
    for number in numbers:
        found = EXACT.add(found, exact(number))
    return found


def add(sums: dict[Key, Decimal], key: Key, number: int | float | Decimal) -> None:
    """Add a number to one of several sums."""
    sums[key] = EXACT.add(sums.get(key, Decimal(0)), exact(number))


def difference(number: int | float | Decimal, less: int | float | Decimal) -> Decimal:
    """The exact difference."""
    return EXACT.subtract(exact(number), exact(less))


def same_sum(one: Decimal, other: Decimal) -> bool:
    """Whether two sums are the same to the fifteen digits that a spreadsheet keeps: release 0.1.0 wrote sums with a binary tail."""
    tail = max(TAIL * max(abs(one), abs(other)), LEAST)
    return abs(one - other) <= tail or FIFTEEN.plus(one) == FIFTEEN.plus(other)


def as_number(number: Decimal) -> int | float:
    """A sum as it is kept: an integer where it is one, else the nearest number, which shows the same digits."""
    return int(number) if number == number.to_integral_value() else float(number)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Rounded half up."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=EXACT)


@dataclass(frozen=True)
class PrintedNumber:
    """How a number is printed that itself has more digits; `said` where it is not its own rounding but was moved by 舍位平衡."""

    shown: Decimal
    said: str = ""

    @property
    def text(self) -> str:
        """1,234.50."""
        return f"{self.shown or abs(self.shown):,f}"  # no minus before a zero


@dataclass(frozen=True)
class Balanced:
    """The parts as printed, the total as printed, and the places of the parts that were moved so that they add up."""

    parts: tuple[Decimal, ...]
    total: Decimal
    moved: tuple[int, ...] = ()


def balanced(parts: Sequence[int | float | Decimal], decimals: int, factor: int | float | Decimal = 1) -> Balanced:
    """舍位平衡 by largest remainder: each part, divided by `factor` (10,000 turns 元 into 万元), printed with `decimals`.

    The total is the rounded exact total. The parts that lost most by rounding are moved first, each by at most one unit of the
    last place; a part that is printed without rounding is never moved.
    """
    step = Decimal(1).scaleb(-decimals)
    precise = [EXACT.divide(exact(one), exact(factor)) for one in parts]
    shown = [rounded(one, decimals) for one in precise]
    whole = rounded(EXACT.divide(total(parts), exact(factor)), decimals)
    missing = int((whole - total(shown)) / step)
    sign = 1 if missing > 0 else -1
    by_loss = sorted(range(len(shown)), key=lambda n: (-sign * (precise[n] - shown[n]), n))
    moved = [n for n in by_loss if sign * (precise[n] - shown[n]) > 0][: abs(missing)]
    for n in moved:
        shown[n] += sign * step
    return Balanced(tuple(shown), whole, tuple(sorted(moved)))
