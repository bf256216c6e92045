"""What the command line prints: one JSON document or plain lines on standard output, words for the person on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any


def say(text: str) -> None:
    """One line for the person, on standard error."""
    print(text, file=sys.stderr)


def document(value: Any) -> None:
    """The one JSON document, on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
