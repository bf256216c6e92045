"""How long reading a pasted table takes, beside the standard library's parser that only walks over the same text.

    python tests/bench/paste_rows.py [rows]

Seconds are processor time, memory the peak above what stood before.
"""

from __future__ import annotations

import resource
import sys
import time
from html.parser import HTMLParser

from desktop.entry.acts.clipboard import read_html

ROW = "<tr>" + "<td height=20 align=left valign=middle sdval='12'><font face='宋体'>市南区某某街道12</font></td>\n" * 8 + "</tr>\n"


def main() -> None:
    """Walk, then read, and print both."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    text = f"<html><body><table>{ROW * rows}</table></body></html>"
    start = time.process_time()
    HTMLParser().feed(text)
    walked = time.process_time() - start
    before, start = peak(), time.process_time()
    assert len(read_html(text)) == rows
    read = time.process_time() - start
    print(f"{rows:,} rows, {len(text) / 1e6:.0f} MB: {read:.2f} s, x{read / walked:.2f} of walking, {peak() - before:.0f} MB")


def peak() -> float:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
