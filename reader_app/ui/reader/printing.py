"""Prints the page shown: on white, as it is in the view of now, with a preview first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

if TYPE_CHECKING:
    from reader_app.ui.main_window import MainWindow


class Printing(QObject):
    """Prints for one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def start(self) -> None:
        """Show what the page looks like on paper, with a button that prints it."""
        if self._window.reader_pane.web is None or self._window.reader_pane.reading is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._window.reader_pane.reading.issue.title or self.tr("Issue"))
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print"))
        dialog.resize(self._window.size() * 0.8)
        dialog.paintRequested.connect(self.paint)
        dialog.finished.connect(lambda _result: self._window.reader.restyle())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paint(self, printer: QPrinter) -> None:
        """Put the page on the paper of `printer`; returns when it is there."""
        pane = self._window.reader_pane
        if pane.web is None:
            return
        pane.restyle(replace(self._window.reader.look(), mode="light"))
        loop = QEventLoop()
        pane.web.printFinished.connect(loop.quit)
        pane.web.print(printer)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        pane.web.printFinished.disconnect(loop.quit)
