"""What long work on the file of a library says while it goes on, and how it is ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader_app.errors import LibraryError, LibraryErrorKind

STEP = 0.1  # seconds between two reports: the window has other things to do


class Report(QObject):
    """Is called in the library's thread with how much of how much is done, and ends the work once `stop` was called.

    Signals: `progressed(int, int)`, in the thread that made it.
    """

    progressed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stopped = threading.Event()
        self._next = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the work is. Raises LibraryError when it shall end."""
        if self._stopped.is_set():
            sentence = self.tr("Recovering was ended before its end; the damaged library is as it was.")
            raise LibraryError(LibraryErrorKind.DAMAGED, sentence)
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + STEP
            self.progressed.emit(done, total)

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._stopped.set()


Mending = Callable[[Path, Report], str]
