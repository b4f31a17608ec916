"""Runs exports in a thread and with a library of its own; pages for PDF are printed here, where the engine is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reader_app.errors import FileError, MastheadError
from reader_app.services.printing import NOT_PRINTED
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.services.batch import ExportOrder, ExportReport
    from reader_app.ui.pdf import PdfPrinter

_LOOK_AGAIN: Final = 0.1  # seconds


class ExportRun(QObject):
    """Carries out one order after another.

    Signals: `progressed(done, total)`; `finished(ExportReport)`, also after `cancel`; `failed(MastheadError)`.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    _asked = Signal(object)

    def __init__(self, make_worker: Callable[[], LibraryWorker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_worker = make_worker
        self._worker: LibraryWorker | None = None
        self._printer: PdfPrinter | None = None
        self._cancelled = threading.Event()
        self._closed = threading.Event()
        self._running = 0
        self._asked.connect(self._print, Qt.ConnectionType.QueuedConnection)

    def is_running(self) -> bool:
        """Tell whether an export is under way."""
        return self._running > 0

    def start(self, order: ExportOrder) -> None:
        """Carry out `order`."""
        if self._worker is None:
            self._worker = self._make_worker()
        if not self._running:
            self._cancelled.clear()
        self._running += 1

        def job(library: Library) -> ExportReport:
            from reader_app.services.batch import carry_out

            return carry_out(
                library,
                order,
                printer=self._printed,
                progress=self.progressed.emit,  # from the worker's thread; the signal brings it over
                cancelled=self._cancelled.is_set,
            )

        self._worker.submit(job, self._done, self._fail)

    def cancel(self) -> None:
        """Stop after what is being written; what is whole by then stays."""
        self._cancelled.set()

    def close(self) -> None:
        """Stop, wait for the thread to end, and end the engine."""
        self.cancel()
        self._closed.set()
        if self._worker is not None:
            self._worker.close()
        if self._printer is not None:
            self._printer.close()

    def _printed(self, html: str) -> bytes:
        """Have `html` printed, in the worker's thread. Raises FileError when the engine cannot, or all is closing."""
        request = _Request(html)
        self._asked.emit(request)
        while not request.answered.wait(_LOOK_AGAIN):
            if self._closed.is_set():
                break
        if request.data is None:
            raise FileError(NOT_PRINTED)
        return request.data

    @Slot(object)
    def _print(self, request: _Request) -> None:
        from reader_app.ui.pdf import PdfPrinter

        if self._closed.is_set():
            return
        if self._printer is None:
            self._printer = PdfPrinter(self)
        self._printer.print_page(request.html, request.answer)

    def _done(self, report: ExportReport) -> None:
        self._running -= 1
        self.finished.emit(report)

    def _fail(self, error: MastheadError) -> None:
        self._running -= 1
        self.failed.emit(error)


class _Request:
    """One page that the worker's thread waits for."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.data: bytes | None = None
        self.answered = threading.Event()

    def answer(self, data: bytes | None) -> None:
        """Hand over what was printed."""
        self.data = data
        self.answered.set()
