"""The world's faults, as one clear sentence for a person: where, what, both numbers, what to do.

The word `Trouble` is not in the design's list: it names the one exception that is shown and not reported as our fault.
The sentence is kept as a template and its values, so that the window can show it in another language.
"""

from __future__ import annotations

import errno


class Sentence:
    """A sentence for a person that is no fault: `template` is Chinese with ``{name}`` marks, `values` fill them."""

    def __init__(self, template: str, **values: object) -> None:
        self.template, self.values = template, values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Trouble(Exception):
    """A fault of the world (file, typing, disk): `template` is Chinese with ``{name}`` marks, `values` fill them."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Troubles(Trouble):
    """Several faults told at once, a line each."""

    def __init__(self, parts: list[Trouble]) -> None:
        super().__init__("{faults}", faults="\n".join(map(str, parts)))
        self.parts = parts


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


def why(fault: OSError) -> Sentence | str:
    """What the system refused, in the words of a clerk; in its own words where we have none."""
    return _SYSTEM.get(fault.errno or 0, fault.strerror or str(fault))


def of_system(fault: OSError) -> Trouble:
    """What the system refused, as a sentence with the file it is about."""
    if fault.filename:
        return Trouble("“{file}”：{why}。", file=fault.filename, why=why(fault))
    return Trouble("{why}。", why=why(fault))
