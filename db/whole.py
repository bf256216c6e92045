"""A file is written beside its place and put there whole, so that a full disk or a pulled stick never leaves half of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.trouble import Trouble, why


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """The path to write to; it takes the place of `path` when the block ends, and is gone when the block fails.

    Raises `Trouble` where the file cannot be written, with what the system said and what usually holds it.
    """
    if path.is_dir():
        raise Trouble("“{file}”是文件夹，请写出文件名。", file=str(path))
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    except OSError as fault:
        sentence = "“{file}”写不进去：{why}。如果它正在 WPS 或别的程序里打开，请先关闭；也请看看磁盘空间。"
        raise Trouble(sentence, file=str(path), why=why(fault)) from fault
    finally:
        part.unlink(missing_ok=True)
