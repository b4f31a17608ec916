"""Lets work off screen be ended by Ctrl+C or SIGTERM in order: what it made for itself goes first."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType

from PySide6.QtCore import QEventLoop

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _StoppedError(Exception):
    """The work was asked to end."""


class Stopping:
    """A context that notes the signal and leaves it to the work when to end; afterwards the signal does what it does.

    Python sees a signal between two of its own steps only: an event loop run here needs a timer that calls some.
    """

    def __init__(self) -> None:
        self._came = 0
        self._loop: QEventLoop | None = None
        self._before: dict[int, object] = {}

    def __enter__(self) -> Stopping:
        if threading.current_thread() is threading.main_thread():  # the only one that may set handlers
            self._before = {number: signal.signal(number, self._note) for number in SIGNALS}
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal.signal returned
        if self._came:
            signal.raise_signal(self._came)
        return isinstance(error, _StoppedError)

    def check(self) -> None:
        """Leave the context if its work was asked to end."""
        if self._came:
            raise _StoppedError

    def run(self, loop: QEventLoop) -> None:
        """Run `loop` until it ends or the work is asked to end; leave the context then."""
        self.check()
        self._loop = loop
        loop.exec()
        self._loop = None
        self.check()

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._came = number
        if self._loop is not None:
            self._loop.quit()
