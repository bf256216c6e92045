"""Texts of the interface: collects them from the code into resources/i18n/en.ts, keeping translations, and makes en.qm.

Every literal of tr("…"), Sentence("…"), Trouble("…") and its kinds in desktop/ and db/ is one text. `python installer/texts.py` writes both
files, `--check` only says what is missing, and exits 1 where something is.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TS, QM = ROOT / "resources/i18n/en.ts", ROOT / "resources/i18n/en.qm"
CONTEXT = "taizhang"
NAMES = {"tr", "Trouble", "Sentence", "NotOurs", "Unmapped"}


def collect(root: Path = ROOT) -> dict[str, str]:
    """Each text with the file it is first found in, sorted by file and place."""
    found: dict[str, str] = {}
    for folder in ("desktop", "db"):
        for file in sorted((root / folder).rglob("*.py")):
            for text in literals(file.read_text(encoding="utf-8")):
                found.setdefault(text, file.relative_to(root).as_posix())
    return found


def literals(source: str) -> Iterator[str]:
    """The literal texts of one file, in their order; a text that says nothing (only a mark) is not one."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in NAMES and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            text = node.args[0].value
            if any("\u4e00" <= one <= "\u9fff" or one in "，、。：；“（" for one in text):
                yield text


def translations(file: Path = TS) -> dict[str, str]:
    """Text to finished translation."""
    if not file.is_file():
        return {}
    found = {}
    for message in ET.parse(file).getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished" and translation.text:
            found[message.findtext("source") or ""] = translation.text
    return found


def written(texts: dict[str, str], known: dict[str, str]) -> str:
    """The .ts file: texts by file, finished or marked unfinished; texts nobody says any more are left out."""
    root = ET.Element("TS", version="2.1", language="en", sourcelanguage="zh_CN")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text, file in texts.items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "location", filename=f"../../{file}")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        if text in known:
            translation.text = known[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, encoding="unicode") + "\n"


def missing(texts: dict[str, str], known: dict[str, str]) -> list[str]:
    """Texts without a finished translation, and translations that lost or invented a ``{mark}``."""
    out = []
    for text, file in texts.items():
        if text not in known:
            out.append(f"{file}: {text}")
        elif marks(text) != marks(known[text]):
            out.append(f"{file}: {text} -> {known[text]}: other marks")
    return out


def marks(text: str) -> set[str]:
    """The names of the ``{marks}`` of a text."""
    return {part.split("}")[0] for part in text.split("{")[1:]}


def release(ts: Path = TS, qm: Path = QM) -> None:
    """Make the .qm with Qt's lrelease."""
    tool = Path(sysconfig.get_path("scripts")) / ("pyside6-lrelease.exe" if sys.platform == "win32" else "pyside6-lrelease")
    subprocess.run([str(tool), "-silent", str(ts), "-qm", str(qm)], check=True)


def main(argv: list[str]) -> int:
    """Write both files, or with --check only look."""
    texts = collect()
    known = translations()
    if "--check" not in argv:
        TS.write_text(written(texts, known), encoding="utf-8", newline="\n")
        release()
    left = missing(texts, known)
    for one in left:
        print(one)
    print(f"{len(texts)} texts, {len(left)} to translate")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
