"""The entry point: a known command goes to the command line, anything else opens the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments, or those of the process; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and not _is_file(arguments):
        from desktop.cli.command_line import main as command

        return int(command(arguments) or 0)
    from desktop.app import run

    return run(Path(arguments[0]) if arguments else None)


def _is_file(arguments: list[str]) -> bool:
    """Whether the only argument names an office file: one that exists, or a name with a suffix, which no command has."""
    return len(arguments) == 1 and not arguments[0].startswith("-") and (Path(arguments[0]).is_file() or bool(Path(arguments[0]).suffix))


if __name__ == "__main__":
    sys.exit(main())
