"""A file is there whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from db.trouble import Trouble, of_system
from db.whole import whole


def test_nothing_is_seen_before_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "月报.pdf"
    out.write_text("old")
    with whole(out) as part:
        part.write_text("new")
        assert out.read_text() == "old"
        assert list(tmp_path.glob("*.pdf")) == [out], "who looks for papers finds no half one"
    assert out.read_text() == "new"
    assert list(tmp_path.iterdir()) == [out]


def test_what_fails_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "月报.pdf"
    out.write_text("old")
    with pytest.raises(UnicodeEncodeError), whole(out) as part:
        part.write_text("half\ud800", encoding="utf-8")
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="是文件夹"), whole(tmp_path):
        pass
    with pytest.raises(Trouble, match="写不进去"), whole(tmp_path / "nowhere" / "a.pdf") as part:
        part.write_text("")


def test_what_the_system_refuses_is_said_in_the_words_of_a_clerk() -> None:
    assert str(of_system(OSError(errno.ENOSPC, "No space left on device"))) == "磁盘已满。"
    assert str(of_system(OSError(errno.EACCES, "Permission denied", "a.xlsx"))) == "“a.xlsx”：没有权限。"
    assert str(of_system(OSError("unknown"))) == "unknown。"
