"""The command line as a script uses it, in this process."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop.cli import command_line


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any, str]:
    """Exit code, the document on standard output (or its text), and standard error."""
    capsys.readouterr()
    try:
        code = command_line.main([str(one) for one in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, json.loads(out) if "--json" in arguments else out, err
