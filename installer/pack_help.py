"""The table of keys in the authors' help, made from the program's own list: `python installer/pack_help.py` writes it.

`--check` only says whether it is the newest, and exits 1 where it is not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from db.packs.keys import PARTS  # noqa: E402
from db.yaml_reader import Key  # noqa: E402

HELP = ROOT / "resources/help/packs.md"
START, END = "<!-- keys -->", "<!-- /keys -->"
TITLES = {
    "pack": "方案", "period": "方案：报告期", "window": "方案：数据时段", "due": "方案：报送时限", "lights": "方案：时序灯",
    "announced": "公布数", "task": "任务", "indicator": "指标",
    "target": "指标：目标", "reference": "参考数", "ledger": "台账", "field": "台账栏目", "rule": "审核关系",
    "their_form": "对方的表", "their_cell": "对方的表：格", "their_room": "对方的表：台账的行",
}  # fmt: skip


def table() -> str:
    """Every key an author may write, part by part."""
    return "\n\n".join(f"### {TITLES[name]}\n\n" + "\n".join(_lines(keys)) for name, keys in PARTS.items())


def _lines(keys: tuple[Key, ...]) -> Iterator[str]:
    yield "| 栏 | YAML 里的键 | 填什么 | 可用的词 | 例子 |"
    yield "|---|---|---|---|---|"
    for key in keys:
        if not key.inner:
            words = "、".join(f"{chinese}（`{word}`）" if chinese != word else f"`{word}`" for word, chinese in key.words.items())
            needed = "，必填" if key.needed else ""
            yield f"| {key.title} | `{key.name}` | {key.meaning}{needed} | {words} | `{key.example}` |"


def written(text: str) -> str:
    """The help with the table of now."""
    head, _, rest = text.partition(START)
    return f"{head}{START}\n\n{table()}\n\n{END}{rest.partition(END)[2]}"


def main(argv: list[str]) -> int:
    """Write the help, or say whether it is the newest."""
    text = HELP.read_text(encoding="utf-8")
    if "--check" in argv:
        print("the help is the newest" if text == written(text) else "the help is old: python installer/pack_help.py")
        return int(text != written(text))
    HELP.write_text(written(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
