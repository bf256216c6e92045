"""One of a list, several of a list, and yes or no."""

from __future__ import annotations

import re

from db.messages import Sentence
from db.values.cell import Reading, clean, line, proposed, refused, tidied
from db.values.numbers import as_text

JOINT = "、"
NAMED = 12
SEPARATORS = r"[、，,;；/／\s|]+"
BRACKETS = str.maketrans("【〔〖[{】〕〗]}“”‘’「」", '((((()))))""\'\'""')
YES = frozenset(("是", "√", "✓", "✔", "☑", "Y", "YES", "TRUE"))
NO = frozenset(("否", "不是", "×", "✗", "✘", "✕", "N", "NO", "FALSE"))
MAYBE_YES = frozenset(("1", "有", "对", "已", "T"))
MAYBE_NO = frozenset(("0", "无", "没有", "没", "不", "未", "X", "F", "☐", "□"))


def read_choice(raw: object, choices: tuple[str, ...]) -> Reading:
    """One of `choices`; any text where the list is empty."""
    text = as_text(raw)
    if not choices:
        return tidied(clean(text, lines=False), text)
    typed = line(text)
    found = _one(typed, choices)
    if found is None:
        return refused(text, Sentence("“{text}”不在可选项里，请从中选一项：{choices}", text=typed[:20], choices=listed(choices)))
    choice, sure = found
    return tidied(choice, text) if sure else proposed(choice, text, Sentence("按相近的选项"))


def listed(choices: tuple[str, ...]) -> str:
    """The choices for a sentence, the first dozen of a long list."""
    some = JOINT.join(choices[:NAMED])
    return some if len(choices) <= NAMED else Sentence("{some}等{n}项", some=some, n=len(choices))


def _key(text: str) -> str:
    """What stays when blanks, width, brackets and case are left aside."""
    return re.sub(r"\s", "", line(text)).translate(BRACKETS).casefold()


def _one(text: str, choices: tuple[str, ...]) -> tuple[str, bool] | None:
    """(choice, sure), None when none or several could be meant."""
    if text in choices:
        return text, True
    for exact in choices:
        if line(exact) == text:
            return exact, True
    key = _key(text)
    equal = [choice for choice in choices if _key(choice) == key]
    if equal:
        return (equal[0], True) if len(equal) == 1 else None
    if not any(char.isalnum() for char in key):
        return None
    near = (
        [choice for choice in choices if _key(choice).startswith(key)],
        [choice for choice in choices if key in _key(choice)],
        [choice for choice in choices if _key(choice) in key],
    )
    return next(((found[0], False) for found in near if len(found) == 1), None)


def read_choices(raw: object, choices: tuple[str, ...]) -> Reading:
    """Several of `choices`, joined with 、 in the order of the list."""
    text = as_text(raw)
    pieces = _pieces(text, choices)
    if not choices and pieces:
        return tidied(JOINT.join(dict.fromkeys(pieces)), text)
    found = [(piece, _one(piece, choices)) for piece in pieces]
    unknown = [piece for piece, one in found if one is None]
    if unknown or not pieces:
        names = "”“".join(unknown)[:40]
        return refused(text, Sentence("“{names}”不在可选项里，请从中选：{choices}", names=names, choices=listed(choices)))
    chosen = {one[0] for _, one in found if one}
    joined = JOINT.join(choice for choice in choices if choice in chosen)
    sure = all(one[1] for _, one in found if one)
    return tidied(joined, text) if sure else proposed(joined, text, Sentence("按相近的选项"))


def _pieces(text: str, choices: tuple[str, ...]) -> list[str]:
    """Whole choices first, as a choice may hold a separator itself (水、电)."""
    text = line(text) if choices else clean(text, lines=True)  # free words keep their width
    if choices:
        names = "|".join(re.escape(line(choice)) for choice in sorted(choices, key=len, reverse=True))
        if re.fullmatch(rf"(?:{names})(?:{SEPARATORS}(?:{names}))*", text):
            return re.findall(rf"({names})(?:{SEPARATORS}|$)", text)
    return [piece for piece in re.split(SEPARATORS, text) if piece]


def read_yesno(raw: object) -> Reading:
    """是 or 否."""
    text = as_text(raw)
    typed = line(text).upper()
    if typed in YES:
        return tidied("是", text)
    if typed in NO:
        return tidied("否", text)
    if typed in MAYBE_YES:
        return proposed("是", text, Sentence("“{text}”按“{taken}”", text=typed, taken="是"))
    if typed in MAYBE_NO:
        return proposed("否", text, Sentence("“{text}”按“{taken}”", text=typed, taken="否"))
    return refused(text, Sentence("本栏只填“是”或“否”"))
