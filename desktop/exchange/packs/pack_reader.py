"""Reads a pack from its workbook; places are recorded, so that all mistakes are reported with sheet and cell in one pass.

The resulting tree is the same as from a YAML file and is checked by the same reader.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from db.messages import Sentence
from db.office import packs_in_use
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.rules import engine, examples
from db.yaml_reader import Key, Node, Reader, as_node, as_yaml, load_yaml, too_large
from desktop.exchange.files.sheet_values import opened
from desktop.exchange.lead_form import form_map
from desktop.exchange.packs import pack_cells as cells, pack_sheets
from desktop.exchange.packs.pack_sheets import BY_NAME, FORM_IDS, GUIDE, PLAN, WHOLE_FORM, PackColumn, PackSheet
from desktop.exchange.packs.pack_tree import PackTree

SEARCHED = 20  # rows searched for the head
MOST_ROWS = 20_000  # of one sheet
DEEPEST = 10  # levels of nesting allowed in the foreign form's map; it has four
ITEM, CONTENT = "项目", "内容"
YAML = (".yaml", ".yml")


@dataclass(frozen=True)
class PackRead:
    """The result of reading: the pack (None if something is wrong), its YAML, and a sentence for every mistake."""

    pack: Pack | None
    text: str
    faults: tuple[str, ...]


def read_pack(path: Path, catalogue: Catalogue) -> PackRead:
    """Read a pack from a workbook or a YAML file; raises `Trouble` only if the file is neither."""
    faults: list[str] = []
    is_book = path.suffix.lower() not in YAML
    tree, lost = _tree_of_book(path, catalogue, faults) if is_book else (load_yaml(path), [])
    if lost:
        return PackRead(None, "", tuple(lost))
    reader = Reader(path.name, faults, tree, cells=is_book)
    packs, _ = catalogues.build([reader], (), catalogue.ledgers)
    (pack,), text = packs.values(), as_yaml(tree)
    faults += engine.faults(pack, written=bool(faults))
    faults += _tried(pack, text, reader) if not faults else ()
    sentences = tuple(sorted(dict.fromkeys(faults), key=cells.where))
    return PackRead(None if sentences else pack, text, sentences)


def _tried(pack: Pack, text: str, reader: Reader) -> list[str]:
    """Faults that only show in use: its size, the foreign form inside, the examples of its own rules."""
    shared = packs_in_use.shared(pack)
    own = [form for form in pack.forms if not form.fixed and form not in shared]
    wide = too_large(text)
    sentences = [Sentence("{file}：{told}", file=reader.file, told=wide)] if wide else []
    return [*sentences, *form_map.faults(pack, reader.place("their_form")), *examples.faults(pack, own)]


def _tree_of_book(path: Path, catalogue: Catalogue, faults: list[str]) -> tuple[Node, list[str]]:
    """The tree, and sentences on missing sheets and heads; these are reported alone, as other faults would follow from them."""
    reader = _Book(path.name, faults)
    with opened(path) as sheets:
        for name, rows in sheets:
            reader.sheet(name.strip(), rows)
    tree = PackTree(reader.plan, reader.lines, reader.fault).put_together(catalogue.ledgers)
    return tree, reader.lost()


class _Book:
    """Collects the lines of the sheets."""

    def __init__(self, file: str, faults: list[str]) -> None:
        self.file, self.faults = file, faults
        self.plan = Node(Sentence("工作表“{sheet}”", sheet=PLAN))
        self.lines: dict[str, list[Node]] = {}
        self.unknown: list[str] = []  # sheets of other names
        self.headless: set[str] = set()
        self.heads: list[str] = []  # faults of heads

    def sheet(self, name: str, rows: Iterable[Sequence[Any]]) -> None:
        """Read one sheet by its name."""
        if name == pack_sheets.THEIRS:
            self._theirs(rows)
            return
        if name == GUIDE or name.startswith("_"):
            return
        spec = BY_NAME.get(name)
        if spec is None:
            self.unknown.append(name)
            self.fault(cells.of_sheet(name), Sentence("不认识这张表，可用：{known}；不用的请删掉", known=(*BY_NAME, GUIDE)))
            return
        if name in self.lines:
            self.fault(cells.of_sheet(name), Sentence("有两张"))
            return
        self.lines[name] = []
        if name == PLAN:
            self._plan(spec, rows)
        else:
            self._table(spec, rows)

    def fault(self, place: str, text: str) -> None:
        """Note one mistake."""
        self.faults.append(self._sentence(place, text))

    def _sentence(self, place: str, text: str) -> Sentence:
        return Sentence("{file} {place}：{text}", file=self.file, place=place, text=text)

    # --- missing sheets

    def lost(self) -> list[str]:
        """A sentence for each sheet that is missing although others refer to it, or lacks its head."""
        if not self.lines.keys() - self.headless:
            return [Sentence("{file}：不是任务包的工作簿，里面没有“{sheet}”等工作表", file=self.file, sheet=PLAN)]
        missing = tuple(name for name in BY_NAME if name not in self.lines and self._spoken_of(name))
        if missing and self.unknown:
            sentence = Sentence("不认识这张表；缺的是：{missing}。如果是它改了名，请改回来", missing=missing)
            return [*self.heads, self._sentence(cells.of_sheet(self.unknown[0]), sentence)]
        sentence = Sentence("没有这张表，请从导出的工作簿里拷回来")
        return [*self.heads, *(self._sentence(cells.of_sheet(name), sentence) for name in missing)]

    def _spoken_of(self, name: str) -> bool:
        """Whether other sheets refer to this one."""
        if name == PLAN:
            return True
        words = {str(node.get(key, "")) for lines in self.lines.values() for node in lines for key in ("form", "part")}
        tied = {
            pack_sheets.LEDGERS: pack_sheets.FIELDS,
            pack_sheets.FIELDS: pack_sheets.LEDGERS,
            pack_sheets.INDICATORS: pack_sheets.REFERENCES,
        }
        rule = any(node.get("rule") for node in self.lines.get(pack_sheets.EXAMPLES, ()))
        form = bool({name, FORM_IDS.get(name, name)} & words)
        return form or bool(self.lines.get(tied.get(name, ""))) or (name == pack_sheets.RULES and rule)

    # --- 方案

    def _plan(self, spec: PackSheet, rows: Iterable[Sequence[Any]]) -> None:
        texts: list[str] = []
        started = False
        for number, row in enumerate(rows, 1):
            item, value = (cells.text(cell) for cell in (*row, "", "")[:2])
            if not started:
                started = (item, value) == (ITEM, CONTENT)
                continue
            place = cells.at(spec, f"B{number}")
            if not item:
                if value:
                    self.fault(place, Sentence("左边没有写项目，不知道“{text}”是什么", text=value[:20]))
                continue
            column = spec.by_title.get(item)
            if column is None:
                self.fault(
                    cells.at(spec, f"A{number}"), Sentence("不认识的项目“{item}”，可用：{known}", item=item, known=tuple(spec.by_title))
                )
            elif column.key.name == "instructions":
                texts += [value] if value else []
            elif value:
                self._set(self.plan, column, row[1], place)
        if not started:
            self._headless(spec, Sentence("没有找到表头“{item}、{content}”", item=ITEM, content=CONTENT))
        if texts:
            self.plan["instructions"] = texts

    def _theirs(self, rows: Iterable[Sequence[Any]]) -> None:
        """Read the foreign form inside the pack."""
        text = "".join(str(row[0]) for row in itertools.islice(rows, MOST_ROWS) if row)
        place = cells.of_sheet(pack_sheets.THEIRS)
        try:
            data = json.loads(text)
            if cells.deep(data, DEEPEST):
                raise ValueError(DEEPEST)
            json.dumps(data, ensure_ascii=False).encode()  # a lone surrogate raises here
            self.plan["their_form"] = as_node(data, place)
        except (ValueError, RecursionError):
            self.fault(place, Sentence("改坏了，读不出来；请删掉这张表，再在窗口里重新指认对方的表"))
        self.plan.places["their_form"] = place

    # --- tables

    def _table(self, spec: PackSheet, rows: Iterable[Sequence[Any]]) -> None:
        head: list[PackColumn | None] | None = None
        for number, row in enumerate(rows, 1):
            if head is None:
                head = self._head(spec, row, number)
                nameless = {n for n in range(len(row)) if not cells.text(row[n])}  # columns without a head, not reported yet
                if number >= SEARCHED and head is None:
                    break
                continue
            if number > MOST_ROWS:
                self.fault(
                    Sentence("工作表“{sheet}” 第 {number} 行", sheet=spec.name, number=number),
                    Sentence("超过 {most} 行，下面的没有读", most=MOST_ROWS),
                )
                return
            node = Node(Sentence("工作表“{sheet}” 第 {number} 行", sheet=spec.name, number=number))
            for n, value in enumerate(row[: len(head)]):
                column = head[n]
                place = cells.at(spec, f"{get_column_letter(n + 1)}{number}")
                if column is not None and cells.text(value):
                    self._set(node, column, value, place)
                elif column is None and cells.text(value) and n in nameless:
                    nameless.discard(n)
                    self.fault(place, Sentence("上面没有栏名，不知道“{text}”是什么", text=cells.text(value)[:20]))
            for n, column in enumerate(head):  # record the place of empty cells too
                if column is not None and len(column.path) == 1:
                    node.places.setdefault(column.path[0], cells.at(spec, f"{get_column_letter(n + 1)}{number}"))
            if len(node):
                self.lines[spec.name].append(node)
        if head is None:
            self._headless(spec, Sentence("没有找到表头，应有：{known}…", known=tuple(spec.by_title)[:4]))

    def _headless(self, spec: PackSheet, text: str) -> None:
        self.headless.add(spec.name)
        self.heads.append(self._sentence(cells.of_sheet(spec.name), text))

    def _head(self, spec: PackSheet, row: Sequence[Any], number: int) -> list[PackColumn | None] | None:
        texts = [cells.text(cell).replace("\n", "") for cell in row]
        if sum(text in spec.by_title for text in texts) < min(2, len(spec.columns)):
            return None
        absent = [column for column in spec.columns if column.title not in texts]
        needed = tuple(column.title for column in absent if column.key.needed)
        strange = [text for text in texts if text and text not in spec.by_title]
        if needed and not strange:
            place = Sentence("工作表“{sheet}” 第 {number} 行", sheet=spec.name, number=number)
            self.heads.append(self._sentence(place, Sentence("表头里没有栏“{needed}”", needed=needed)))
        for n, text in enumerate(texts):
            place = cells.at(spec, f"{get_column_letter(n + 1)}{number}")
            if text in strange:
                sentence = self._sentence(place, Sentence("不认识的栏“{text}”，可用：{known}", text=text, known=tuple(spec.by_title)))
                (self.heads if absent else self.faults).append(sentence)  # if a column is missing, this one was probably renamed
            elif text and texts.index(text) != n:
                self.fault(place, Sentence("栏“{text}”有两列", text=text))
        return [spec.by_title.get(text) if text and texts.index(text) == n else None for n, text in enumerate(texts)]

    def _set(self, node: Node, column: PackColumn, value: Any, place: str) -> None:
        for name in column.path[:-1]:
            node = node.setdefault(name, Node(place))
        key = column.key
        node[key.name] = self._value(key, value, place)
        node.places[key.name] = place

    def _value(self, key: Key, value: Any, place: str) -> Any:
        """The value of a cell for the tree; what does not fit its key is left for the pack reader to report."""
        text = cells.text(value)
        if key.name == "rows" and text == WHOLE_FORM:
            return []
        if key.name == "form":
            return FORM_IDS.get(text, text)
        if key.shape == "flag":
            if text not in ("是", "否"):
                self.fault(place, Sentence("应填“是”或“否”，现在是“{text}”", text=text))
            return text == "是"
        if key.shape == "words":
            return cells.words(text)
        if key.shape == "mapping":
            return self._mapping(text, place)
        if key.shape in ("integer", "number"):
            return cells.number(value, key)
        if key.name == "value":
            return cells.as_written(value)
        if key.shape == "word":
            return next((word for word, chinese in key.words.items() if text in (chinese, word)), text)
        return text

    def _mapping(self, text: str, place: str) -> Node:
        node = Node(place)
        for line in text.splitlines():
            name, mark, rest = line.replace(":", "：", 1).partition("：")
            if not mark:
                self.fault(place, Sentence("“{line}”应写成“名：值”，一行一个", line=line))
            node[name.strip()] = self._inside(rest.strip(), place) if rest.strip().startswith("{") else rest.strip()
            node.places[name.strip()] = place
        return node

    def _inside(self, text: str, place: str) -> Any:
        """{a: 1, b: 2} in one line of a cell."""
        node = Node(place)
        for part in text.strip("{}").replace("，", ",").split(","):
            name, mark, value = part.replace("：", ":").partition(":")
            if not mark:
                self.fault(place, Sentence("“{text}”应写成“名: 值”", text=part.strip()))
                continue
            node[name.strip()] = int(value) if value.strip().isdecimal() else value.strip()
            node.places[name.strip()] = place
        return node
