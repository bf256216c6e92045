"""YAML written by people: values that remember their line, and a reader that reports every unknown or wrong key.

A `Reader` reads one mapping of a pack, a ledger or a unit table; a `Key` describes one of its keys.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from db.messages import Sentence, Trouble

LARGEST = 4 * 1024 * 1024  # bytes; the largest pack of ours has 60 kB
DEEPEST = 20  # levels of keys and lists; the deepest example of ours has eleven
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


WHOLE, DECIMAL = re.compile(r"0|-?[1-9]\d{0,299}"), re.compile(r"-?(0|[1-9]\d{0,299})\.\d{1,299}")
FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class WrittenDecimal(float):
    """A decimal number that is, as a text, what was written: the version 2026.10 is not 2026.1."""

    def __new__(cls, written: str) -> WrittenDecimal:
        """The number; `written` stays its text."""
        number = super().__new__(cls, written)
        number.written = written
        return number

    written: str

    def __str__(self) -> str:
        return self.written


class Node(dict[str, Any]):
    """A mapping that knows its place and that of each key: a line of a YAML file, or a cell of a workbook."""

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, str] = {}


def as_node(value: Any, place: str = "") -> Any:
    """Mappings as `Node`s at every level, all with the same `place`: for trees read from JSON."""
    if isinstance(value, Mapping):
        node = Node(place)
        node.update((str(key), as_node(child, place)) for key, child in value.items())
        return node
    return [as_node(child, place) for child in value] if isinstance(value, list) else value


VERBATIM = ("good", "bad", "examples")  # an empty row of an example means something


def tidy(value: Any, verbatim: bool = False) -> Any:
    """A tree without empty values and with whole numbers as int; an empty `rows` stays, because it has a meaning."""
    if isinstance(value, Mapping):
        inner = {key: tidy(child, verbatim or key in VERBATIM) for key, child in value.items()}
        return {key: child for key, child in inner.items() if verbatim or key == "rows" or child not in (None, "", [], {})}
    if isinstance(value, list):
        return [tidy(child, verbatim) for child in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_builtins(value: Any) -> Any:
    """The tree as built-in dicts and lists."""
    if isinstance(value, Mapping):
        return {key: as_builtins(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_builtins(child) for child in value]
    return float(value) if isinstance(value, WrittenDecimal) else value


def as_yaml(tree: Mapping[str, Any]) -> str:
    """A tree as the text of a YAML file."""
    return yaml.safe_dump(as_builtins(tidy(tree)), allow_unicode=True, sort_keys=False, width=140, default_flow_style=None)


def too_large(text: str) -> Sentence | None:
    """A sentence where a text is larger than `load_yaml` takes."""
    size = len(text.encode())
    sentence = Sentence("写成任务包有 {size} 字节，超过 {largest} 字节，以后读不进来，请缩短", size=size, largest=LARGEST)
    return sentence if size > LARGEST else None


def load_yaml(file: Path) -> Node:
    """The mapping in `file`; raises `Trouble` with file and line where it is not YAML, is too large, or uses aliases."""
    if file.stat().st_size > LARGEST:
        raise Trouble(
            "{file}：文件有 {size} 字节，超过 {largest} 字节，不像任务包。", file=file.name, size=file.stat().st_size, largest=LARGEST
        )
    try:
        loader = LOADER(file.read_text(encoding="utf-8-sig"))
        try:
            root = _no_alias(loader)
            tree = _tree_of(root)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 0
        raise Trouble("{file} 第 {line} 行：不是正确的 YAML（{why}）。", file=file.name, line=line, why=fault.problem or "") from fault
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as fault:
        raise Trouble("{file}：不是 UTF-8 编码的 YAML 文本。", file=file.name) from fault
    if not isinstance(tree, Node):
        raise Trouble("{file}：第一层应为“键: 值”。", file=file.name)
    return tree


def _no_alias(loader: Any) -> yaml.Node | None:
    """The node tree; aliases are refused: packs do not need them, and nested ones can fill the memory."""
    root = loader.get_single_node()
    seen: set[int] = set()
    stack = [(root, 1)]
    while stack:
        node, level = stack.pop()
        if node is None or isinstance(node, yaml.ScalarNode):
            continue
        if level > DEEPEST:
            raise yaml.composer.ComposerError(None, None, Sentence("超过 {most} 层", most=DEEPEST), node.start_mark)
        if id(node) in seen:
            raise yaml.composer.ComposerError(None, None, "不要使用 & 和 *", node.start_mark)
        seen.add(id(node))
        for part in node.value:
            stack.extend((child, level + 1) for child in (part if isinstance(part, tuple) else (part,)))
    return root  # type: ignore[no-any-return]


def _tree_of(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        out = Node(_line(node.start_mark.line))
        for key, value in node.value:
            name = str(key.value)
            if name in out:
                raise yaml.composer.ComposerError(None, None, Sentence("键 {name} 写了两次", name=name), key.start_mark)
            out[name] = _tree_of(value)
            out.places[name] = _line(key.start_mark.line)
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_tree_of(part) for part in node.value]
    return None if node is None else _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    """Numbers as people write them, true, false, None; anything else is the text as it is written.

    YAML reads 012 as 10, 14:30 as 870 and 2026-10-01 as a date; here they are text.
    """
    kind, text = node.tag.rpartition(":")[2], node.value
    if kind == "null":
        return None
    if kind == "bool" and text.lower() in FLAGS:
        return FLAGS[text.lower()]
    if kind in ("int", "float") and WHOLE.fullmatch(text):
        return int(text)
    if kind == "float" and DECIMAL.fullmatch(text):
        return WrittenDecimal(text)
    return text


@cache
def _line(number: int) -> Sentence:
    return Sentence("第 {line} 行", line=number + 1)


@dataclass(frozen=True)
class Key:
    """One key of a mapping: `name` in YAML, `title` in Chinese, its meaning, an example in YAML.

    `shape` is text, words, integer, number, flag, word, mapping, part (a mapping of keys) or parts (a list of such).

    `words` are the allowed words with their Chinese names; `within` are the bounds of an integer; `default=None` is the empty value of
    the shape. `inner` keys belong to the standard forms and are not offered to authors.
    """

    name: str
    title: str
    shape: str
    meaning: str
    example: str
    words: Mapping[str, str] = field(default_factory=dict)
    within: tuple[int, int] | None = None
    default: Any = None
    needed: bool = False
    keys: str = ""
    inner: bool = False


class Reader:
    """Reads the keys of one mapping, collects the faults, and at the end reports unknown keys.

    Where the mapping comes from a workbook (`cells`), a place is a sheet and a cell, and the path of keys is left out.
    In a file `proved` before, expressions and examples are not checked again.
    """

    def __init__(
        self, file: str, faults: list[str], node: Any, where: str = "", place: str = "", *, cells: bool = False, proved: bool = False
    ) -> None:
        self.file, self.faults, self.where, self.cells, self.proved = file, faults, where, cells, proved
        self.node: Node = node if isinstance(node, Node) else Node(place)
        self.known: set[str] = set()
        if not isinstance(node, Node):
            self.fault(Sentence("应为“键: 值”，实为 {what}", what=_named(node)))
            self.faults = []  # further faults would only follow from this one

    def fault(self, text: str, key: str | None = None) -> None:
        """Add one fault with file, line and path in the file."""
        self.faults.append(Sentence("{place}：{text}", place=self.place(key), text=text))

    def place(self, key: str | None = None) -> str:
        """File, line and path of the mapping, or of one of its keys."""
        place = self.node.places.get(key, self.node.place) if key else self.node.place
        path = f"{self.where}.{key}" if key and self.where else key or self.where
        values = {"file": self.file, "place": place, "path": "" if self.cells else path}
        return Sentence(" ".join(f"{{{name}}}" for name, value in values.items() if value), **values)

    def take(self, keys: Iterable[Key]) -> dict[str, Any]:
        """The values of all `keys` except those that hold further keys."""
        return {key.name: getattr(self, "_take_" + key.shape)(key) for key in keys if key.shape not in ("part", "parts", "mappings")}

    def only(self, keys: Iterable[Key]) -> dict[str, Any]:
        """The values of all `keys`; any other key is a fault."""
        given = self.take(keys)
        self.end()
        return given

    def _take_text(self, key: Key) -> str:
        return self.text(key.name, None if key.needed else key.default, key.title)

    def _take_words(self, key: Key) -> tuple[str, ...]:
        return self.words(key.name)

    def _take_integer(self, key: Key) -> int | None:
        if self.node.get(key.name) in key.words:
            self.known.add(key.name)
            return key.default  # type: ignore[no-any-return]
        return self.integer(key.name, key.default, key.within, key.title if key.needed else "")

    def _take_number(self, key: Key) -> float | None:
        return self.number(key.name)

    def _take_flag(self, key: Key) -> bool:
        return self.flag(key.name, bool(key.default))

    def _take_word(self, key: Key) -> str:
        return self.word(key.name, key.words, key.default, key.title)

    def _take_mapping(self, key: Key) -> Node | None:
        return self.mapping(key.name)

    def text(self, key: str, default: str | None = "", title: str = "") -> str:
        """A text; numbers become text as they are written. `default=None` makes the key required; `title` is its Chinese name."""
        value = self._take(key, default is None, title)
        if value is None:
            return default or ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.fault(Sentence("应为文字，实为 {what}", what=_named(value)), key)
            return default or ""
        if not isinstance(value, str):
            self.node[key] = str(value)  # 2026 is the text "2026" from here on
        return str(value)

    def word(self, key: str, allowed: tuple[str, ...] | Mapping[str, Any], default: str | None = None, title: str = "") -> str:
        """One of the `allowed` words; a mapping gives their Chinese names."""
        value = self.text(key, default, title)
        if value and value not in allowed:
            words = allowed.values() if self.cells and isinstance(allowed, Mapping) else allowed
            self.fault(Sentence("“{value}”不在可用的词里，应为：{known}", value=value, known=tuple(words)), key)
        return value if value in allowed else default or next(iter(allowed))

    def number(self, key: str) -> float | None:
        """A finite number, or None."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.fault(Sentence("应为数，实为 {what}", what=_named(value)), key)
            return None
        return value

    def integer(self, key: str, default: int | None = None, within: tuple[int, int] | None = None, needed: str = "") -> int | None:
        """An integer `within` two bounds, or `default`; `needed` is its Chinese name where the key is required."""
        value = self._take(key, bool(needed), needed)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(Sentence("应为整数，实为 {what}", what=_named(value)), key)
            return default
        if within and not within[0] <= value <= within[1]:
            self.fault(Sentence("应为 {least} 到 {most} 的整数，实为 {value}", least=within[0], most=within[1], value=value), key)
            return default
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(Sentence("应为 true 或 false，实为 {what}", what=_named(value)), key)
            return default
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str | int | float) and not isinstance(item, bool) for item in value):
            self.fault(Sentence("应为文字的列表，实为 {what}", what=_named(value)), key)
            return ()
        self.node[key] = [str(item) for item in value]
        return tuple(self.node[key])

    def mapping(self, key: str) -> Node | None:
        """A mapping with any content, as it is."""
        value = self._take(key)
        if value is not None and not isinstance(value, Node):
            self.fault(Sentence("应为“键: 值”，实为 {what}", what=_named(value)), key)
            return None
        return value

    def part(self, key: str) -> Reader | None:
        """A reader of the mapping below `key`."""
        value = self._take(key)
        return None if value is None else self._below(value, key, key)

    def parts(self, key: str) -> list[Reader]:
        """A reader for each mapping of a list."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(Sentence("应为列表，实为 {what}", what=_named(value)), key)
            return []
        return [self._below(item, key, f"{key}[{n}]") for n, item in enumerate(value, 1)]

    def _below(self, value: Any, key: str, name: str) -> Reader:
        place = self.node.places.get(key, self.node.place)
        return Reader(self.file, self.faults, value, f"{self.where}.{name}".lstrip("."), place, cells=self.cells, proved=self.proved)

    def end(self) -> None:
        """Add a fault for every key that was never read."""
        for key in self.node:
            if key not in self.known:
                self.fault(Sentence("不认识的键“{key}”，这里可用：{known}", key=key, known=tuple(sorted(self.known))), key)

    def _take(self, key: str, necessary: bool = False, title: str = "") -> Any:
        self.known.add(key)
        value = self.node.get(key)
        if (value is None or value == "") and necessary:
            self.fault(
                Sentence("缺少“{title}”", title=title) if self.cells and title else Sentence("缺少“{key}”", key=key),
                key if self.cells else None,
            )
        return value


def _named(value: Any) -> str:
    """A description of a wrong value, for a sentence."""
    if value is None:
        return Sentence("空")
    if isinstance(value, Node):
        return Sentence("“键: 值”")
    return Sentence("列表") if isinstance(value, list) else f"“{value}”"
