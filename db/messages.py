"""Sentences for a person: a fault of the world, or anything else that is shown, as one clear sentence that can be translated.

A `Trouble` is the one exception that is shown and not reported as our fault. A sentence is kept as a template and its values, so that the
window can show it in another language. Among the values may be other sentences and troubles, and tuples of names.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Self


class Sentence(str):
    """A sentence for a person that is no fault: `template` is Chinese with ``{name}`` marks, `values` fill them.

    It is its Chinese text, so whatever keeps, writes or compares texts takes it as one; only who shows it asks how it was made.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        made = super().__new__(cls, _filled(template, values))
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """A copy is made like the first one: the text itself may hold braces."""
        return (self.template,), dict(self.values)


class Trouble(Exception):
    """A fault of the world (file, typing, disk): `template` is Chinese with ``{name}`` marks, `values` fill them."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return _filled(self.template, self.values)


class Troubles(Trouble):
    """Several faults told at once, a line each."""

    def __init__(self, parts: Sequence[Trouble | str]) -> None:
        super().__init__("{faults}", faults="\n".join(map(str, parts)))
        self.parts = parts


def _filled(template: str, values: Mapping[str, object]) -> str:
    return template.format(**{name: "、".join(map(str, one)) if isinstance(one, tuple) else one for name, one in values.items()})


def together(parts: Sequence[str]) -> str:
    """Several sentences as one; nothing of none."""
    return reduce(lambda these, one: Sentence("{these}；{one}", these=these, one=one), parts) if parts else ""


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
    """What the system refused, in the words of a clerk; in its own words where we have none."""
    return _SYSTEM.get(fault.errno or 0, fault.strerror or str(fault))


def of_system(fault: OSError) -> Trouble:
    """What the system refused, as a sentence with the file it is about."""
    if fault.filename:
        return Trouble("“{file}”：{why}。", file=fault.filename, why=why(fault))
    return Trouble("{why}。", why=why(fault))
