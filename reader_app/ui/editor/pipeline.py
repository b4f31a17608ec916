"""Runs the composing beside the GUI thread: soon after a key, one version at a time, the newest next."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader_app.services.checking.subject import NOTHING_KNOWN, Knowledge
from reader_app.services.composing import Checked, Composed, Composer
from reader_app.ui import dates

if TYPE_CHECKING:
    from reader_app.services.preview import View

SOON: Final = 8  # milliseconds: the letter is painted first
SETTLED: Final = 120  # milliseconds after the last composing
_SLOW: Final = 0.04  # seconds of composing from which it leaves the GUI thread more time between two versions
_LONGEST_WAIT: Final = 0.3
_FAIR_SWITCH: Final = 0.0005  # seconds after which the thread lets the GUI's go on


class Pipeline(QObject):
    """Composes the text that `read` gives, for the view that `view` gives (None: no preview wanted).

    `known` is what the library knows, for the checks.

    Signals: `composed(Composed)` for each version composed; `checked(Checked)` when the text rested for a moment.
    """

    composed = Signal(object)
    checked = Signal(object)
    _answered = Signal(object)
    _judged = Signal(object)

    def __init__(self, composer: Composer, read: Callable[[], str], view: Callable[[], View | None]) -> None:
        super().__init__()
        self.latest: Composed | None = None
        self.known = NOTHING_KNOWN
        self._composer = composer
        self._read = read
        self._view = view
        self._cost = 0.0
        self._is_stale = self._is_closed = False
        self._under_way: Future[tuple[Composed, float]] | None = None
        self._checking: Future[Checked] | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compose")
        self._soon = self._single_shot(self._compose)
        self._settle = self._single_shot(self._check)
        self._answered.connect(self._note_answer)
        self._judged.connect(self._announce)

    def edited(self) -> None:
        """The text changed."""
        if not self._soon.isActive():
            self._soon.start(SOON if self._cost <= _SLOW else round(1000 * min(_LONGEST_WAIT, 2 * self._cost)))

    def refresh(self) -> None:
        """Compose now: another view is wanted, or the text was just loaded."""
        if not self._is_closed:
            self._soon.start(0)

    def current(self) -> Composed:
        """Return what follows from the text as it is at this moment, composing it here if need be."""
        text = self._read()
        if self.latest is None or self.latest.text != text:
            for future in (self._under_way, self._checking):
                if future is not None:
                    future.result()  # the composer serves one at a time
            self._under_way = None
            self._deliver(self._composer.compose(text, self._view()))
        assert self.latest is not None
        return self.latest

    def check_now(self) -> Checked:
        """Return what is to be said about the text as it is at this moment, checking it here."""
        composed = self.current()
        if self._checking is not None:
            self._checking.result()
        return _checked(self._composer, composed, self.known)

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

    def check_again(self) -> None:
        """Check the version shown once more."""
        if not self._is_closed:
            self._settle.start(0)

    def learn(self, known: Knowledge) -> None:
        """Check the version shown once more, or compose it anew: the library told something new."""
        other = known.publication != self.known.publication
        self.known = known
        self._composer.publication = known.publication
        if other:
            self.refresh()
        else:
            self.check_again()

    def _check(self) -> None:
        if self.latest is not None and self._under_way is None:
            self._checking = self._thread.submit(_checked, self._composer, self.latest, self.known)
            self._checking.add_done_callback(self._judged.emit)

    def _announce(self, future: Future[Checked]) -> None:
        checked = future.result()
        if not self._is_closed and checked.composed is self.latest:
            self.checked.emit(checked)

    def _single_shot(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer


def _timed(composer: Composer, text: str, view: View | None) -> tuple[Composed, float]:
    """Compose in this thread; return the result and what it cost."""
    with _fairly():
        start = time.thread_time()  # not what other programs and the GUI thread cost meanwhile
        return composer.compose(text, view), time.thread_time() - start


def _checked(composer: Composer, composed: Composed, known: Knowledge) -> Checked:
    with _fairly():
        return composer.check(composed, known, dates.now().date())


@contextmanager
def _fairly() -> Iterator[None]:
    """Work in this thread without holding up the GUI's for long."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_FAIR_SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
