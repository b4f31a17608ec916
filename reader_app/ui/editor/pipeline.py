"""Runs the composing beside the GUI thread: soon after a key, one version at a time, the newest next."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader_app.services.composing import Composed, Composer

if TYPE_CHECKING:
    from reader_app.services.preview import View

SOON: Final = 8  # milliseconds: the letter is painted first
SETTLED: Final = 250  # milliseconds after the last composing
_SLOW: Final = 0.04  # seconds of composing from which it leaves the GUI thread more time between two versions
_LONGEST_WAIT: Final = 0.3
_FAIR_SWITCH: Final = 0.0005  # seconds after which the thread lets the GUI's go on


class Pipeline(QObject):
    """Composes the text that `read` gives, for the view that `view` gives (None: no preview wanted).

    Signals: `composed(Composed)` for each version composed; `settled(Composed, size)` when the text rested for a
    moment, with the bytes of the mail's HTML.
    """

    composed = Signal(object)
    settled = Signal(object, int)
    _answered = Signal(object)
    _measured = Signal(object)

    def __init__(self, composer: Composer, read: Callable[[], str], view: Callable[[], View | None]) -> None:
        super().__init__()
        self.latest: Composed | None = None
        self._composer = composer
        self._read = read
        self._view = view
        self._cost = 0.0
        self._is_stale = self._is_closed = False
        self._under_way: Future[tuple[Composed, float]] | None = None
        self._measuring: Future[tuple[Composed, int]] | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compose")
        self._soon = self._single_shot(self._compose)
        self._settle = self._single_shot(self._measure)
        self._answered.connect(self._note_answer)
        self._measured.connect(self._announce)

    def edited(self) -> None:
        """The text changed."""
        if not self._soon.isActive():
            self._soon.start(SOON if self._cost <= _SLOW else round(1000 * min(_LONGEST_WAIT, 2 * self._cost)))

    def refresh(self) -> None:
        """Compose now: another view is wanted, or the text was just loaded."""
        self._soon.start(0)

    def current(self) -> Composed:
        """Return what follows from the text as it is at this moment, composing it here if need be."""
        text = self._read()
        if self.latest is None or self.latest.text != text:
            for future in (self._under_way, self._measuring):
                if future is not None:
                    future.result()  # the composer serves one at a time
            self._under_way = None
            self._deliver(self._composer.compose(text, self._view()))
        assert self.latest is not None
        return self.latest

    def close(self) -> None:
        """Compose no more."""
        self._is_closed = True
        self._soon.stop()
        self._settle.stop()
        self._thread.shutdown(wait=True)

    def _compose(self) -> None:
        if self._under_way is not None:
            self._is_stale = True
            return
        future = self._thread.submit(_timed, self._composer, self._read(), self._view())
        self._under_way = future
        future.add_done_callback(self._answered.emit)

    def _note_answer(self, future: Future[tuple[Composed, float]]) -> None:
        if self._is_closed or future is not self._under_way:
            return  # `current` was faster
        self._under_way = None
        composed, cost = future.result()
        # What the first version costs says nothing of the next one.
        self._cost = 0.0 if self.latest is None else cost
        self._deliver(composed)
        if self._is_stale:
            self._is_stale = False
            self.edited()

    def _deliver(self, composed: Composed) -> None:
        self.latest = composed
        self.composed.emit(composed)
        self._settle.start(SETTLED)

    def _measure(self) -> None:
        if self.latest is not None and self._under_way is None:
            self._measuring = self._thread.submit(_measured, self._composer, self.latest)
            self._measuring.add_done_callback(self._measured.emit)

    def _announce(self, future: Future[tuple[Composed, int]]) -> None:
        composed, size = future.result()
        if not self._is_closed and composed is self.latest:
            self.settled.emit(composed, size)

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
        start = time.thread_time()  # not what other programs and the GUI thread cost meanwhile
        return composer.compose(text, view), time.thread_time() - start
    finally:
        sys.setswitchinterval(before)


def _measured(composer: Composer, composed: Composed) -> tuple[Composed, int]:
    return composed, composer.mail_size(composed)
