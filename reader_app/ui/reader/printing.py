"""Prints the page shown, dark on white whatever the window's colours are; a preview is the same as a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

if TYPE_CHECKING:
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.reader.page_view import PageView


class Printing(QObject):
    """Prints for one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._printer: QPrinter | None = None
        self._folder: QTemporaryDir | None = None  # of the previews; goes with the window
        self._connected = False

    def start(self) -> None:
        """Let the person choose a printer, then print the page shown."""
        reading = self._window.reader_pane.reading
        if reading is None or self._printer is not None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(reading.issue.title or self.tr("Issue"))
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print"))
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def print_to(self, printer: QPrinter) -> None:
        """Print the page shown with `printer`."""
        web = self._on_white()
        if web is not None:
            self._printer = printer  # lives until all is printed
            web.print(printer)

    def preview(self) -> None:
        """Show what the page is on paper: as a PDF, in the program that shows these."""
        web = self._on_white()
        if web is not None:
            if self._folder is None:
                self._folder = QTemporaryDir()
            web.printToPdf(str(Path(self._folder.path()) / "Masthead.pdf"))

    def _on_white(self) -> PageView | None:
        """Return the web view with its page in the colours for paper, None when there is no page."""
        pane = self._window.reader_pane
        if pane.web is None or pane.reading is None:
            return None
        if not self._connected:
            self._connected = True
            pane.web.printFinished.connect(self._printed)
            pane.web.pdfPrintingFinished.connect(self._previewed)
        pane.restyle(replace(self._window.reader.look(), mode="light"))
        return pane.web

    def _printed(self, done: bool) -> None:
        self._printer = None
        self._window.reader.restyle()
        self._window.status.say(self.tr("Printed") if done else self.tr("The printer took nothing."))

    def _previewed(self, path: str, done: bool) -> None:
        self._window.reader.restyle()
        if done:
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))
        else:
            self._window.reader_pane.messages.show_message(
                self.tr("The preview cannot be written to %1.").replace("%1", path)
            )
