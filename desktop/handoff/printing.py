"""Printing a PDF through the system's dialog: pages as pictures at printer resolution; paper and direction are remembered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from db.messages import Trouble
from desktop.handoff import page_pictures
from desktop.words.i18n import tr
from desktop.work import settings

FINEST = 600  # dots to the inch; more only takes longer
AUTO = "auto"  # the direction of the first page


def new_printer(key: str, first: tuple[float, float]) -> QPrinter:
    """A printer set as remembered for `key` (programme/form), else A4 in the direction of the first page (points)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    saved = settings.get_map(f"print/{key}")
    size = QPageSize.id(int(saved["paper"])) if saved.get("paper", "").isdecimal() else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4 if size is QPageSize.PageSizeId.Custom else size))
    wide = first[0] > first[1] if saved.get("direction", AUTO) == AUTO else saved["direction"] == "landscape"
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)
    if saved.get("printer"):
        printer.setPrinterName(saved["printer"])
    printer.setFullPage(True)
    return printer


def remember(key: str, printer: QPrinter) -> None:
    """Save paper, direction and printer for the next time."""
    layout = printer.pageLayout()
    wide = layout.orientation() is QPageLayout.Orientation.Landscape
    paper = str(layout.pageSize().windowsId() or "")
    settings.put_map(f"print/{key}", {"paper": paper, "direction": "landscape" if wide else "portrait", "printer": printer.printerName()})


def ask(parent: QWidget | None, printer: QPrinter, title: str, count: int) -> bool:
    """Show the system's print dialog; False where it was cancelled."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("打印 {title}", title=title))
    dialog.setMinMax(1, count)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def print_file(data: bytes, printer: QPrinter) -> int:
    """Print the chosen pages of a PDF, each turned to fit the paper best; returns their number. Raises `Trouble`."""
    sizes = page_pictures.sizes(data)
    start, end = printer.fromPage() or 1, printer.toPage() or len(sizes)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble("打印机“{printer}”没有应答，请检查后再打印。", printer=printer.printerName() or "PDF")
    try:
        for number in range(start - 1, min(end, len(sizes))):
            if number >= start and not printer.newPage():
                raise Trouble("打印到第 {page} 页时打印机停下了，请检查纸张后从这一页重新打印。", page=number + 1)
            _print_page(painter, printer, data, number, QSizeF(*sizes[number]))
    finally:
        painter.end()
    return min(end, len(sizes)) - start + 1


def _print_page(painter: QPainter, printer: QPrinter, data: bytes, number: int, size: QSizeF) -> None:
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    dots = min(printer.resolution(), FINEST)
    picture = page_pictures.draw(data, number, dots / page_pictures.POINTS)
    turned = (size.width() > size.height()) != (paper.width() > paper.height())
    painter.save()
    if turned:
        painter.translate(paper.width(), 0)
        painter.rotate(90)
        paper = QRectF(0, 0, paper.height(), paper.width())
    wanted = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    exact = QSizeF(size.width(), size.height()) * (printer.resolution() / page_pictures.POINTS)
    if exact.width() <= paper.width() + 2 and exact.height() <= paper.height() + 2:
        wanted = exact  # never enlarged: the signature block and the QR code keep their size
    place = QRectF((paper.width() - wanted.width()) / 2, (paper.height() - wanted.height()) / 2, wanted.width(), wanted.height())
    painter.drawImage(place, picture)
    painter.restore()
