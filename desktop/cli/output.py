"""Output of the command line: a JSON document or lines on standard output, messages on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any


def say(text: str) -> None:
    """Print a message on standard error."""
    print(text, file=sys.stderr)


def document(value: Any) -> None:
    """Print the JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
