"""Runs the composing: soon after a key, at most once a frame, in the GUI thread if it is quick and beside it if not."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader_app.model.blocks import Block
from reader_app.services.composing import Composed, Composer

if TYPE_CHECKING:
    from reader_app.services.preview import View

SOON: Final = 8  # milliseconds: the letter is painted first
SETTLED: Final = 250  # milliseconds after the last composing
QUICK: Final = 0.008  # seconds of work that may be done between two keys
_LONGEST_WAIT: Final = 300  # milliseconds of rest before something slow begins
_LARGE: Final = 300_000  # characters from which even one changed letter costs time
_BIG_CHANGE: Final = 4_000  # characters
_FAIR_SWITCH: Final = 0.0005  # seconds after which the thread lets the GUI go on


class Pipeline(QObject):
    """Composes the text that `read` gives, for the view that `view` gives (None: no preview wanted).

    Signals: `composed(Composed)` for each version composed; `settled(Composed)` when the text rested for a moment.
    """

    composed = Signal(object)
    settled = Signal(object)
    _answered = Signal(object)

    def __init__(self, composer: Composer, read: Callable[[], str], view: Callable[[], View | None]) -> None:
        super().__init__()
        self.latest: Composed | None = None
        self._composer = composer
        self._read = read
        self._view = view
        self._cost = 1.0
        self._is_busy = self._is_stale = self._is_closed = False
        self._thread: ThreadPoolExecutor | None = None
        self._soon = self._single_shot(self._compose)
        self._settle = self._single_shot(self._announce)
        self._answered.connect(self._note_answer)

    def edited(self) -> None:
        """The text changed."""
        if self._cost > QUICK:
            self._soon.start(min(_LONGEST_WAIT, round(4000 * self._cost)))  # waits for a pause in the typing
        elif not self._soon.isActive():
            self._soon.start(SOON)

    def refresh(self) -> None:
        """Compose now: another view is wanted, or the text was just loaded."""
        self._soon.start(0)

    def current(self) -> Composed:
        """Return what follows from the text as it is at this moment, composing it if need be."""
        text = self._read()
        if self.latest is None or self.latest.text != text:
            self._wait()
            self._finish(self._composer.compose(text, self._view()), 0.0)
        assert self.latest is not None
        return self.latest

    def words(self, block: Block) -> int:
        """Return the words in `block`."""
        return self._composer.words(block)

    def mail_size(self, composed: Composed) -> int:
        """Return how many bytes the HTML of the mail has."""
        return self._composer.mail_size(composed)

    def close(self) -> None:
        """Compose no more."""
        self._is_closed = True
        self._soon.stop()
        self._settle.stop()
        if self._thread is not None:
            self._thread.shutdown(wait=True)

    def _compose(self) -> None:
        if self._is_busy:
            self._is_stale = True
            return
        text, view = self._read(), self._view()
        if self._is_quick(text):
            start = time.perf_counter()
            self._finish(self._composer.compose(text, view), start)
            return
        self._is_busy = True
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compose")
        future = self._thread.submit(_timed, self._composer, text, view)
        future.add_done_callback(self._answered.emit)

    def _is_quick(self, text: str) -> bool:
        if self.latest is None or self._cost > QUICK:
            return False
        return abs(len(text) - len(self.latest.text)) < _BIG_CHANGE

    def _note_answer(self, future: Future[tuple[Composed, float]]) -> None:
        if self._is_closed or not self._is_busy:
            return
        self._is_busy = False
        composed, cost = future.result()
        # What the first version costs says nothing of the next one, but in a large text.
        is_first = self.latest is None or abs(len(composed.text) - len(self.latest.text)) >= _BIG_CHANGE
        self._cost = 0.0 if is_first and len(composed.text) < _LARGE else cost
        self._deliver(composed)
        if self._is_stale or composed.text != self._read():
            self._is_stale = False
            self.edited()

    def _finish(self, composed: Composed, start: float) -> None:
        if start:
            self._cost = time.perf_counter() - start
        self._deliver(composed)

    def _deliver(self, composed: Composed) -> None:
        self.latest = composed
        self.composed.emit(composed)
        self._settle.start(SETTLED)

    def _announce(self) -> None:
        if self.latest is not None and not self._is_busy:
            self.settled.emit(self.latest)

    def _wait(self) -> None:
        """Let the thread finish: the composer serves one at a time."""
        if self._is_busy and self._thread is not None:
            self._thread.submit(lambda: None).result()
            self._is_busy = False

    def _single_shot(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer


def _timed(composer: Composer, text: str, view: View | None) -> tuple[Composed, float]:
    """Compose in this thread without holding up the GUI's for long; return the result and what it cost."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_FAIR_SWITCH)
    try:
        start = time.perf_counter()
        return composer.compose(text, view), time.perf_counter() - start
    finally:
        sys.setswitchinterval(before)
