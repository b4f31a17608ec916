"""Imports files in a thread and with a library of its own, so that reading goes on meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader_app.errors import MastheadError
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.services.importing import ImportReport, Progress


class Importer(QObject):
    """Runs one import after another.

    Signals: `progressed(Progress)`; `finished(ImportReport)`, also after `cancel`, with what was done until then;
    `failed(MastheadError)`.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, make_worker: Callable[[], LibraryWorker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_worker = make_worker
        self._worker: LibraryWorker | None = None
        self._cancelled = threading.Event()
        self._running = 0

    def is_running(self) -> bool:
        """Tell whether an import is under way."""
        return self._running > 0

    def start(self, paths: Sequence[Path]) -> None:
        """Import `paths`: files, and folders with all that is in them."""
        if self._worker is None:
            self._worker = self._make_worker()
        if self._cancelled.is_set():  # what was cancelled may still be at its last file: this is not meant by that
            self._cancelled = threading.Event()
        cancelled = self._cancelled
        self._running += 1

        def job(library: Library) -> ImportReport:
            from reader_app.services.importing import import_paths

            return import_paths(library, paths, progress=self._progress, cancelled=cancelled.is_set)

        self._worker.submit(job, self._done, self._fail)

    def cancel(self) -> None:
        """Stop after the file being read what was started so far; what was imported stays."""
        self._cancelled.set()

    def close(self) -> None:
        """Stop and wait for the thread to end."""
        self.cancel()
        if self._worker is not None:
            self._worker.close()

    def _progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)  # from the worker's thread; the signal brings it over

    def _done(self, report: ImportReport) -> None:
        self._running -= 1
        self.finished.emit(report)

    def _fail(self, error: MastheadError) -> None:
        self._running -= 1
        self.failed.emit(error)
