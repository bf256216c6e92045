"""A file is there whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from db.atomic_file import replacing
from db.messages import Trouble, of_system


def test_nothing_is_seen_before_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "月报.pdf"
    out.write_text("old")
    with replacing(out) as part:
        part.write_text("new")
        assert out.read_text() == "old"
        assert list(tmp_path.glob("*.pdf")) == [out], "who looks for papers finds no half one"
    assert out.read_text() == "new"
    assert list(tmp_path.iterdir()) == [out]


def test_what_fails_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "月报.pdf"
    out.write_text("old")
    with pytest.raises(UnicodeEncodeError), replacing(out) as part:
        part.write_text("half\ud800", encoding="utf-8")
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="是文件夹"), replacing(tmp_path):
        pass
    with pytest.raises(Trouble, match="写不进去"), replacing(tmp_path / "nowhere" / "a.pdf") as part:
        part.write_text("")


def test_what_the_system_refuses_is_said_in_the_words_of_a_clerk() -> None:
    assert str(of_system(OSError(errno.ENOSPC, "No space left on device"))) == "磁盘已满。"
    assert str(of_system(OSError(errno.EACCES, "Permission denied", "a.xlsx"))) == "“a.xlsx”：没有权限。"
    assert str(of_system(OSError("unknown"))) == "unknown。"


def test_a_part_that_cannot_be_removed_does_not_hide_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "in use", str(self))

    def full(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "unlink", held)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Trouble, match="磁盘已满"), replacing(tmp_path / "a.xlsx") as part:
        part.write_text("x")


def test_a_name_as_long_as_a_name_can_be(tmp_path: Path) -> None:
    out = tmp_path / f"{'汇' * 82}.xlsx"  # 251 bytes
    with replacing(out) as part:
        assert (part.name[0], part.suffix) == (".", ".part")
        part.write_text("x")
    assert [one.name for one in tmp_path.iterdir()] == [out.name]


def test_a_fault_about_another_file_is_not_told_of_this_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="模板"), replacing(tmp_path / "a.xlsx"):
        (tmp_path / "模板.xlsx").read_bytes()
    assert list(tmp_path.iterdir()) == []


def test_it_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, seen = tmp_path / "a.txt", []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append((os.fstat(handle).st_size, out.exists())))
    with replacing(out) as part:
        part.write_text("abc")
    assert seen == [(3, False)]
