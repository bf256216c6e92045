"""Backup copies of an office file: made before a migration and on demand, restored, and the check whether a file is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db import clock
from db.messages import Trouble
from db.office import driver

KEEP = 20  # number of copies kept beside the file


def folder(path: Path) -> Path:
    """Where the copies of an office file lie."""
    return path.with_name(path.stem + "-备份")


def copies(path: Path) -> list[Path]:
    """The copies there are, newest first."""
    return sorted(folder(path).glob(f"{path.stem}-*{path.suffix}"), reverse=True) if folder(path).is_dir() else []


def copy(path: Path, why: str = "备份") -> Path:
    """A whole, consistent copy beside the file, named by the time; beyond twenty the oldest are deleted."""
    folder(path).mkdir(exist_ok=True)
    stamp = clock.moment().strftime("%Y%m%d-%H%M%S-%f")[:-3]
    target = folder(path) / f"{path.stem}-{stamp}-{why}{path.suffix}"
    copy_to(path, target.with_suffix(".part")).replace(target)
    for old in copies(path)[KEEP:]:
        old.unlink()
    return target


def copy_to(source: Path, target: Path) -> Path:
    """Everything committed in `source`, written as a new file `target`, also while others read and write."""
    reader, writer = driver.connect(source), driver.connect(target)
    try:
        reader.backup(writer)
    finally:
        writer.close()
        reader.close()
    return target


def copy_before_migration(path: Path) -> Path:
    """The copy made before a migration."""
    return copy(path, "升级前")


@dataclass(frozen=True)
class Finding:
    """The result of `examine`: whether the file is whole, and each fault in a sentence."""

    whole: bool
    faults: tuple[str, ...]
    rows: int
    returns: int


def examine(path: Path) -> Finding:
    """Whether SQLite finds the file whole, and how much is in it; nothing is changed."""
    faults: list[str] = []
    rows = returns = 0
    try:
        conn = driver.connect(path)
        try:
            conn.execute("PRAGMA query_only=ON")
            faults += [line[0] for line in conn.execute("PRAGMA quick_check(20)") if line[0] != "ok"]
            faults += [f"{line[0]} 第 {line[1]} 行的上级不存在" for line in conn.execute("PRAGMA foreign_key_check")]
            tables = [
                line[0] for line in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%\\_rows' ESCAPE '\\'")
            ]
            rows = sum(conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables)
            returns = conn.execute('SELECT count(*) FROM "return"').fetchone()[0]
        finally:
            conn.close()
    except driver.DatabaseError as fault:
        faults.append(str(fault))
    return Finding(not faults, tuple(faults), rows, returns)


def restore(path: Path, number: int) -> Path:
    """Replace the file by copy `number` (1 is the newest); the replaced file is kept as a copy too."""
    available = copies(path)
    if not 1 <= number <= len(available):
        raise Trouble("没有第 {number} 份备份，现有 {count} 份。", number=number, count=len(available))
    chosen = available[number - 1]
    if not examine(chosen).whole:
        raise Trouble("备份“{file}”也不完整，请换一份。", file=chosen.name)
    stamp = clock.moment().strftime("%Y%m%d-%H%M%S")
    part = copy_to(chosen, path.with_suffix(".part"))
    replaced = folder(path) / f"{path.stem}-{stamp}-恢复前{path.suffix}"
    for tail in ("-wal", "-shm"):  # the journal belongs to the replaced file and moves with it
        journal = path.with_name(path.name + tail)
        if journal.exists():
            journal.replace(replaced.with_name(replaced.name + tail))
    path.replace(replaced)
    part.replace(path)
    return chosen
