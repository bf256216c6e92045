"""Texts for the user that can be translated: errors and other sentences.

A `Trouble` is the one exception that is shown to the user and is not a defect of the program. A sentence keeps its template and its
values, so that the window can show it in another language. Values may be other sentences and troubles, and tuples of names.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Self


class Sentence(str):
    """A text for the user: `template` is Chinese with ``{name}`` placeholders, `values` fill them.

    It is a `str` with the Chinese text, so it can be stored, written and compared like any text; only the window uses the template.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        sentence = super().__new__(cls, _filled(template, values))
        sentence.template, sentence.values = template, values
        return sentence

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """Copies are made from template and values, since the filled text may itself contain braces."""
        return (self.template,), dict(self.values)


class Trouble(Exception):
    """An error outside the program (file, input, disk): `template` is Chinese with ``{name}`` placeholders, `values` fill them."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return _filled(self.template, self.values)


class Troubles(Trouble):
    """Several errors at once, one a line."""

    def __init__(self, parts: Sequence[Trouble | str]) -> None:
        super().__init__("{faults}", faults="\n".join(map(str, parts)))
        self.parts = parts


def _filled(template: str, values: Mapping[str, object]) -> str:
    return template.format(**{name: "、".join(map(str, value)) if isinstance(value, tuple) else value for name, value in values.items()})


def together(parts: Sequence[str]) -> str:
    """Several sentences as one; empty where there are none."""
    return reduce(lambda joined, sentence: Sentence("{these}；{one}", these=joined, one=sentence), parts) if parts else ""


_SYSTEM = {
    errno.ENOENT: Sentence("没有这个文件或文件夹"),
    errno.EEXIST: Sentence("已有同名的文件"),
    errno.ENOTDIR: Sentence("不是文件夹"),
    errno.EISDIR: Sentence("是文件夹，不是文件"),
    errno.EACCES: Sentence("没有权限"),
    errno.EPERM: Sentence("没有权限"),
    errno.EROFS: Sentence("是只读的，写不进去"),
    errno.ENOSPC: Sentence("磁盘已满"),
    errno.ENAMETOOLONG: Sentence("名字太长"),
}


def why(fault: OSError) -> str:
    """The reason of a system error in words for a clerk; the system's own words where there is no translation."""
    return _SYSTEM.get(fault.errno or 0, fault.strerror or str(fault))


def of_system(fault: OSError) -> Trouble:
    """A system error as a `Trouble`, with the file it is about."""
    if fault.filename:
        return Trouble("“{file}”：{why}。", file=fault.filename, why=why(fault))
    return Trouble("{why}。", why=why(fault))
