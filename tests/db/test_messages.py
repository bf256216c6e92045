"""Sentences: a text to everybody, a template with its values to who shows it."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from db.messages import Sentence, Trouble, together


def test_it_is_its_text() -> None:
    told = Sentence("{unit}缺{names}", unit="市南区", names=("甲", "乙"))
    assert told == "市南区缺甲、乙"
    assert json.loads(json.dumps({"told": told}, ensure_ascii=False)) == {"told": "市南区缺甲、乙"}
    assert str(Trouble("{told}，请核对。", told=told)) == "市南区缺甲、乙，请核对。"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))], ids=["copy", "deep", "pickle"])
def test_a_copy_is_made_the_same_way(again) -> None:
    told = again(Sentence("“{field}”{value} 小于 0", field="户数", value="{homes}户"))
    assert (told, told.template, told.values["field"]) == ("“户数”{homes}户 小于 0", "“{field}”{value} 小于 0", "户数")


def test_several_are_one() -> None:
    assert together([]) == ""
    assert together([Sentence("缺{name}", name="甲"), "乙"]) == "缺甲；乙"
