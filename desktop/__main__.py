"""The program's door: a known command goes to the command line, anything else opens the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments (the program's own without); answers the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given and not _is_file(given):
        from desktop.cli.command_line import main as command

        return int(command(given) or 0)
    from desktop.app import run

    return run(Path(given[0]) if given else None)


def _is_file(given: list[str]) -> bool:
    """Whether the one argument names an office file: one that is there, or a name with an ending that no command has."""
    return len(given) == 1 and not given[0].startswith("-") and (Path(given[0]).is_file() or bool(Path(given[0]).suffix))


if __name__ == "__main__":
    sys.exit(main())
