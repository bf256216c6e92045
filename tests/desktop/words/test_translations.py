"""English: every text has its translation, and the file Qt reads is the one that was translated."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from desktop.words.i18n import CONTEXT

FILE = Path(__file__).resolve().parents[3] / "installer" / "texts.py"


@pytest.fixture(scope="module")
def texts():
    spec = importlib.util.spec_from_file_location("texts", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_is_translated(texts):
    assert texts.missing(texts.collect(), texts.translations()) == []


def test_the_list_of_texts_is_the_newest(texts):
    known = texts.translations()
    assert set(known) == set(texts.collect())


def test_qt_reads_the_same(qapp, texts):
    translator = QTranslator()
    assert translator.load(str(texts.QM))
    wrong = {text: found for text, wanted in texts.translations().items() if (found := translator.translate(CONTEXT, text)) != wanted}
    assert wrong == {}


def test_collecting(texts):
    source = 'tr("甲 {n}", n=1); x.tr("乙"); Trouble("丙"); tr(name); tr("%d"); print("丁")'
    assert list(texts.literals(source)) == ["甲 {n}", "乙", "丙"]
    assert texts.missing({"甲 {n}": "a.py", "乙": "b.py"}, {"甲 {n}": "A {m}"}) == ["a.py: 甲 {n} -> A {m}: other marks", "b.py: 乙"]


def test_every_sentence_is_a_literal(texts):
    """Only literals are collected; a template in a variable would stay Chinese."""
    found = []
    for file in sorted((*(texts.ROOT / "db").rglob("*.py"), *(texts.ROOT / "desktop").rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in texts.NAMES and node.args and not isinstance(node.args[0], ast.Constant):
                found.append((file.relative_to(texts.ROOT).as_posix(), ast.unparse(node.args[0])))
    again = [("db/rules/engine.py", "text.template"), ("desktop/words/i18n.py", "message.template")]  # made anew of one that was collected
    marks_alone = [("db/yaml_reader.py", "' '.join((f'{{{name}}}' for name, value in values.items() if value))")]
    assert sorted(found) == sorted([*again, *marks_alone])


def test_translations_survive_a_rewrite(texts, tmp_path):
    file = tmp_path / "en.ts"
    file.write_text(texts.written({"甲": "a.py", "乙 <b>": "b.py"}, {"乙 <b>": "B & <b>", "丙": "C"}), encoding="utf-8")
    assert texts.translations(file) == {"乙 <b>": "B & <b>"}
