"""Writing a file whole or not at all: it is written beside its place and moved there, so that a full disk leaves no half file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.messages import Trouble, why


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The path to write to; it takes the place of `path` when the block ends, and is gone when the block fails.

    Raises `Trouble` where the file cannot be written, with what the system said and what usually holds it; a fault about another file
    passes through.
    """
    if path.is_dir():
        raise Trouble("“{file}”是文件夹，请写出文件名。", file=str(path))
    part = path.with_name(
        f".{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.part"
    )  # short: `path` may be as long as a name can be
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())  # the name never stands before its content
        part.replace(path)
    except OSError as fault:
        if fault.filename is not None and Path(os.fsdecode(fault.filename)) not in (part, path):
            raise
        raise Trouble(
            "“{file}”写不进去：{why}。如果它正在 WPS 或别的程序里打开，请先关闭；也请看看磁盘空间。", file=str(path), why=why(fault)
        ) from fault
    finally:
        with suppress(OSError):  # what hinders it was told already, and the next writing takes the same name
            part.unlink(missing_ok=True)
