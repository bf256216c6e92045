"""Atomic writing: a file is written beside its place and then moved there, so that a full disk leaves no partial file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.messages import Trouble, why


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The temporary path to write to; it replaces `path` when the block ends, and is deleted when the block fails.

    Raises `Trouble` with the system's reason where the file cannot be written; an OSError about another file is raised as it is.
    """
    if path.is_dir():
        raise Trouble("“{file}”是文件夹，请写出文件名。", file=str(path))
    part = path.with_name(
        f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.part"
    )  # short: the name of `path` may have the greatest length already
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())  # the content must be on the disk before the new name is
        part.replace(path)
    except OSError as fault:
        if fault.filename is not None and Path(os.fsdecode(fault.filename)) not in (part, path):
            raise
        raise Trouble(
            "“{file}”写不进去：{why}。如果它正在 WPS 或别的程序里打开，请先关闭；也请看看磁盘空间。", file=str(path), why=why(fault)
        ) from fault
    finally:
        with suppress(OSError):  # already reported above, and the next writing uses the same name
            part.unlink(missing_ok=True)
