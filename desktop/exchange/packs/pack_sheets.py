"""The sheets of a pack's workbook: which key is on which sheet under which heading. Used for writing and reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from db.packs import keys as pack_keys
from db.yaml_reader import Key

PLAN, TASKS, INDICATORS, REFERENCES, ANNOUNCED = "方案", "任务", "指标", "参考数", "公布数"
LEDGERS, FIELDS, RULES, EXAMPLES, GUIDE = "台账", "台账栏目", "审核关系", "样例", "说明"
THEIRS = "_对方的表"  # hidden: the foreign form inside a pack as JSON in pieces; it is made by pointing, not by typing
FORM_WORDS = {"tasks": "任务", "indicators": "指标"}
FORM_IDS = {word: id for id, word in FORM_WORDS.items()}
WHOLE_FORM = "整表"  # for `rows: []` of a rule, which is checked once for the form
MARKS = "、，；,;"  # separators of the items of a list in a cell
OWN = "方案"  # where rules between forms are written
KINDS_OF_EXAMPLE = {"examples": "样例行", "good": "正例", "bad": "反例"}
PARTS_OF_EXAMPLE = {"row": "本行", "prev": "上期", "last": "上年同期"}
APART = (
    "references",
    "good",
    "bad",
    "examples",
    "fields",
    "rules",
    "announced",
    "tasks",
    "indicators",
    "ledgers",
    "own_ledgers",
    "their_form",
)


@dataclass(frozen=True)
class PackColumn:
    """A column of a sheet (or a line of the sheet 方案): the path of its key in the tree, its heading, and the key itself."""

    path: tuple[str, ...]
    title: str
    key: Key


@dataclass(frozen=True)
class PackSheet:
    """One sheet: its columns, a hint, and `under`, the column that names the owner of each row in the tree."""

    name: str
    columns: tuple[PackColumn, ...]
    hint: str
    under: str = ""
    by_title: dict[str, PackColumn] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_title.update((column.title, column) for column in self.columns)


def columns(keys: Iterable[Key], path: tuple[str, ...] = (), parent: str = "") -> Iterator[PackColumn]:
    """The columns of a part; keys of a nested part become columns titled parent·key."""
    for key in keys:
        if key.inner or key.name in APART:
            continue
        if key.shape == "part":
            yield from columns(pack_keys.PARTS[key.keys], (*path, key.name), key.title)
        else:
            yield PackColumn((*path, key.name), f"{parent}·{key.title}" if parent else key.title, key)


def _extra(name: str, title: str, meaning: str, example: str, *, shape: str = "text", needed: bool = False) -> PackColumn:
    return PackColumn((name,), title, Key(name, title, shape, meaning, example, default=False if shape == "flag" else "", needed=needed))


LEDGER_ID = _extra("@", "台账编号", "属于哪本台账", "lg-visit", needed=True)
SHARED = _extra("@shared", "共用", "目录里已有的台账，不能在这里改；要改请另起编号并填“否”", "是", shape="flag")
WRITTEN_IN = _extra("@", "写在", "一本台账之内的写台账编号，表与表之间的写“方案”", "lg-visit", needed=True)
EXAMPLE_COLUMNS = (
    WRITTEN_IN,
    _extra("rule", "关系编号", "哪条审核关系的样例；样例行不填", "finish-after-start"),
    _extra("form", "哪张表", "写在“方案”的关系说的是哪张表", "任务"),
    _extra("kind", "类别", "正例没有问题，反例出这条问题，样例行是填好的一行", "正例", needed=True),
    _extra("number", "组", "同一行样例的各栏写同一个数", "1"),
    _extra("part", "哪一行", "本行、上期、上年同期，或别的表的编号", "本行", needed=True),
    _extra("row", "第几行", "别的表有几行时写行号；固定行写它的编号", "1"),
    _extra("field", "栏编号", "空行不填", "finish_on"),
    _extra("title", "栏名", "给人看的；栏编号空着时按栏名认", "完工日期"),
    _extra("value", "值", "照填报时的写法", "2026-09-30"),
)

SHEETS = (
    PackSheet(PLAN, tuple(columns(pack_keys.PACK)), "方案本身：一行一项。“填表说明”可以有许多行。"),
    PackSheet(TASKS, tuple(columns(pack_keys.TASK)), "一行一项任务。编号里的点表示上下级，上级要写在表里。"),
    PackSheet(INDICATORS, tuple(columns(pack_keys.INDICATOR)), "一行一个指标。目标照原文写，原文没有的留空，不要推算。"),
    PackSheet(
        REFERENCES, (_extra("@", "指标编号", "属于哪个指标", "K01", needed=True), *columns(pack_keys.REFERENCE)),
        "过去的结果、基数和外地的数，只作对照，不当目标。", "@",
    ),
    PackSheet(ANNOUNCED, tuple(columns(pack_keys.ANNOUNCED)), "原文只说有几项、没有逐项写出的。题目由填报单位照文件补录。"),
    PackSheet(LEDGERS, (*columns(pack_keys.LEDGER), SHARED), "本方案用到的台账，从上到下就是填报的次序。"),
    PackSheet(FIELDS, (LEDGER_ID, *columns(pack_keys.FIELD)), "一行一栏，从上到下就是表上从左到右。共用台账的栏目只供查看。", "@"),
    PackSheet(RULES, (WRITTEN_IN, *columns(pack_keys.RULE)), "一行一条。“应当成立”写条件，条件不成立就报问题；每条都要有正例和反例。", "@"),
    PackSheet(EXAMPLES, EXAMPLE_COLUMNS, "一行一个值。正例、反例就是审核关系的考题，读入时逐条试算。", "@"),
)  # fmt: skip
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
