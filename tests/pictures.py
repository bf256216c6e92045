"""Pictures of every page of the demo office, of its paper and of an office that others report to, for the README, the help and for looking.

Run by ``./dev pictures [DIR]``; with SIZE=1920x1080 or SCALE=150 the same pages at another size.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

SIZE = os.environ.get("SIZE", "1366x768")
WIDTH, HEIGHT = map(int, SIZE.split("x"))
SCREEN = {"name": "paper", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
SCREENS = Path(tempfile.mkdtemp()) / "screens.json"  # the offscreen screen is 800 x 800 unless told
SCREENS.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREENS}"

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.office.office import Office, open_office
from db.packs import catalogue
from db.periods import report_period
from desktop import demo
from desktop.app import dress
from desktop.shell.window import Window
from desktop.start.start_window import StartWindow
from desktop.work import settings, tasks
from desktop.work.session import Session
from resources import path
from tests import upward

TODAY = date(2026, 11, 3)
ENTRIES = [  # picture, programme, form, row and field the cursor stands on
    ("entry-tasks", "urban-renewal-3yr", "tasks", "A1.T2.I1", "progress"),
    ("entry-indicators", "employment-talent", "indicators", "K01", "current"),
    ("entry-ledger", "urban-renewal-3yr", "lg-old-community", "demo-c01", "households"),
]
REST = 1200  # ms for what runs beside: checks, previews


def main(argv: list[str]) -> int:
    """Write the pictures; prints where."""
    folder = Path(argv[0]) if argv else path("help/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ["TAIZHANG_SETTINGS"] = str(Path(place) / "settings.ini")
        settings.put("scale", os.environ.get("SCALE", "100"))
        settings.put("language", os.environ.get("LANGUAGE_OF_PICTURES", "zh"))
        known = catalogue.load()
        file, _, paper = demo.make(Path(place), known)
        pages_of(paper, folder)
        app = QApplication(sys.argv[:1])
        dress(app)
        start(known, folder)
        with open_office(file, known) as office:
            windows(office, folder)
        upper(Path(place), folder)
    print(folder)
    return 0


def windows(office: Office, folder: Path) -> None:
    """Every page of the window."""
    session = Session(office, TODAY)
    window = Window(session)
    window.resize(WIDTH, HEIGHT)
    window.show()
    for name in ("inbox", "packs", "preferences"):
        window.go(name)
        grab(window, folder / f"{'settings' if name == 'preferences' else name}.png")
    for name, programme, form, row, field in ENTRIES:
        session.look_at(office.catalogue.pack(programme), report_period.parse("2026-10"))
        window.go("entry")
        rest()
        window.page_of("entry").go_to(form, row, field)  # type: ignore[attr-defined]
        grab(window, folder / f"{name}.png")
    window.search.open()
    window.search.field.setText("ljxq")
    grab(window, folder / "search.png")
    window.search.go_back()
    session.look_at(office.catalogue.pack("urban-renewal-3yr"), report_period.parse("2026-10"))
    window.go("handoff")
    rest()
    grab(window, folder / "handoff.png")
    window.close()


def upper(place: Path, folder: Path) -> None:
    """The pages of a city that nine of ten districts have reported to; the figures are those of the tests."""
    made = upward.districts(place)
    wrong = place / "又一份.xlsx"
    wrong.write_text("no workbook", encoding="utf-8")
    with open_office(made.city, made.catalogue, "王科长") as office:
        office.move_due(made.pack, upward.OCTOBER, datetime(2059, 1, 1, 17), "收报时刻是真的，时限放远")
        session = Session(office, TODAY)
        session.look_at(made.pack, upward.OCTOBER)
        window = Window(session)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.go("intake")
        intake: Any = window.page_of("intake")
        intake.take([*made.books[:9], wrong])
        grab(window, folder / "intake.png")
        window.go("rollup")
        rest()
        rollup: Any = window.page_of("rollup")
        rollup.forms.setCurrentIndex(1)
        rest()
        rollup.totals.setCurrentCell(0, 4)
        rollup.totals.cellActivated.emit(0, 4)
        grab(window, folder / "rollup.png")
        window.go("overview")
        grab(window, folder / "overview.png")
        window.go("intake")
        window.go("received", {"unit": upward.DISTRICTS[0]})
        grab(window, folder / "review.png")
        window.close()


def start(known: catalogue.Catalogue, folder: Path) -> None:
    """What stands before any office is open."""
    window = StartWindow(known)
    window.show()
    grab(window, folder / "start.png")
    window.close()


def pages_of(paper: Path, folder: Path) -> None:
    """The first page of each form of the paper, and the last page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(paper)
    chosen = {"paper": 0, "paper-last": len(document) - 1}
    for n in range(len(document)):
        text = document[n].get_textpage().get_text_range()
        if "老旧小区改造台账" in text and "续表" not in text:
            chosen["paper-ledger"] = n
            break
    for name, n in chosen.items():
        document[n].render(scale=1.6).to_pil().save(folder / f"{name}.png", optimize=True)
    document.close()


def grab(widget: QWidget, file: Path) -> None:
    """One picture, when everything has come to rest."""
    rest()
    widget.grab().save(str(file))


def rest() -> None:
    """Let timers run out and jobs come home."""
    loop = QEventLoop()
    QTimer.singleShot(REST, loop.quit)
    loop.exec()
    tasks.settle()
    QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
