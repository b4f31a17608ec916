"""Prints pages to PDF with WebEngine: the same engine that shows them, kept as quiet (see web_view.py)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QByteArray, QEventLoop, QLocale, QMarginsF, QObject, QTimer
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import QWebEngineSettings

from reader_app.errors import FileError
from reader_app.services.printing import NOT_PRINTED
from reader_app.ui.web_view import SafeWebView

Done = Callable[["bytes | None"], None]
LONGEST: Final = 300_000  # milliseconds for one document, however long
_START: Final = b"%PDF-"


class PdfPrinter(QObject):
    """Prints one page after the other; the engine is started with the first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: SafeWebView | None = None
        self._waiting: deque[tuple[str, Done]] = deque()
        self._busy = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(lambda: self._answer(b""))

    def print_page(self, html: str, done: Done) -> None:
        """Print the document `html` and hand over the PDF; None when the engine could not print it."""
        self._waiting.append((html, done))
        if not self._busy:
            self._begin()

    def close(self) -> None:
        """Forget what waits, and end the engine."""
        self._waiting.clear()
        self._clock.stop()
        if self._view is not None:
            shiboken6.delete(self._view)  # at once: the program may end now, and the engine must not outlive its page
            self._view = None

    def _begin(self) -> None:
        if self._view is None:
            self._view = SafeWebView()
            self._view.page().settings().setAttribute(QWebEngineSettings.WebAttribute.PreferCSSMarginsForPrinting, True)
            self._view.shown.connect(self._print)
            self._view.page().renderProcessTerminated.connect(lambda *_: self._answer(b""))
        self._busy = True
        self._clock.start(LONGEST)
        self._view.show_html(self._waiting[0][0])

    def _print(self) -> None:
        if self._view is not None and self._busy:
            self._view.page().printToPdf(self._take, paper())

    def _take(self, data: QByteArray | bytes) -> None:
        self._answer(bytes(data.data()) if isinstance(data, QByteArray) else bytes(data))

    def _answer(self, data: bytes) -> None:
        if not self._busy or not self._waiting:
            return
        self._busy = False
        self._clock.stop()
        _, done = self._waiting.popleft()
        done(data if data.startswith(_START) else None)
        if self._waiting and not self._busy:
            self._begin()


def paper() -> QPageLayout:
    """Return the paper of the person's country; the page's own style sheet says how wide its margins are."""
    american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    size = QPageSize(QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def print_now(printer: PdfPrinter, html: str) -> bytes:
    """Print the document `html` and wait for it. Raises FileError when the engine could not print it."""
    loop = QEventLoop()
    found: list[bytes | None] = []

    def done(data: bytes | None) -> None:
        found.append(data)
        loop.quit()

    printer.print_page(html, done)
    if not found:
        loop.exec()
    if not found or found[0] is None:
        raise FileError(NOT_PRINTED)
    return found[0]
