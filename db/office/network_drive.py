"""Whether a folder is on a network drive: SQLite's journal is not safe there, so no office file is opened for writing on one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "9p",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs",
    "fuse.smbnetfs",
    "fuse.gvfsd-fuse",
}
REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW, winbase.h


def on_network(folder: Path) -> bool:
    """True where the folder is known to be on another computer."""
    place = folder.resolve()
    if sys.platform == "win32":
        import ctypes

        return str(place).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == REMOTE
    return filesystem(place, Path("/proc/self/mounts")) in NETWORK


def filesystem(place: Path, mounts: Path) -> str:
    """The type of the file system that holds `place`, from the kernel's list of mounts; empty where there is no list."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    longest, type = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) > 2:
            point = parts[1].replace("\\040", " ")
            if (place == Path(point) or Path(point) in place.parents) and len(point) >= longest:  # the innermost mount
                longest, type = len(point), parts[2]
    return type


def writable(path: Path) -> bool:
    """Whether the file, or the folder it would be made in, can be written."""
    return os.access(path if path.exists() else path.parent, os.W_OK)
