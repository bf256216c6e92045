"""The single page of a nil return: the head of a form, 零报 and its reason in large type instead of tables, signatures, seal, QR code."""

from __future__ import annotations

from db.packs.model import Form
from db.returns.model import Return
from db.returns.tables import Table
from desktop.exchange.paper.canvas import MM, PdfCanvas
from desktop.exchange.paper.fonts import face
from desktop.exchange.paper.line_breaks import balanced
from desktop.exchange.paper.notes_and_signatures import Signatures
from desktop.exchange.paper.sheet_head import SheetHead, margins

WORD, LABEL, REASON, SMALL = 48.0, 14.0, 18.0, 10.5
LEADING = 1.6
STATEMENT = "本期没有要报的内容，也没有变化，各报表不另附。"


def draw(paper: PdfCanvas, ret: Return) -> None:
    """Draw the page of `ret`, which is a nil return."""
    table = Table(ret, Form("nil", f"{ret.pack.id}/nil", "ledger", ret.pack.title, "nil", (), paper="portrait"))
    edge = margins(landscape=False)
    paper.turn(landscape=False)
    room = paper.width - edge.left - edge.right
    middle, y = edge.left + room / 2, paper.height - edge.top
    head, end = SheetHead(table, room), Signatures(table, room)
    head.draw(paper, edge.left, y)
    y -= head.height + 30 * MM
    paper.set(middle, y, "零　报", "bold", WORD, "center")
    y -= 18 * MM
    paper.set(middle, y, "原　因", "sans", LABEL, "center")
    y -= 12 * MM
    for text, width in balanced(ret.nil, 0.9 * room / REASON, face("serif").widths):
        paper.text(middle - width * REASON / 2, y, text, "serif", REASON)
        y -= REASON * LEADING
    paper.set(middle, y - 6 * MM, STATEMENT, "serif", SMALL, "center", ink=0.25)
    end.draw(paper, edge.left, edge.bottom + end.height, [])
    paper.end()
