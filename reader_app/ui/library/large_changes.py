"""Large changes of one window: made between other work, shown in the status bar, and stopped when the person asks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from reader_app.errors import MastheadError
from reader_app.ui.jobs import Portions, at_once

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.services.shelving import Change, Made
    from reader_app.ui.main_window import MainWindow

WORK: Final = "shelving"  # its name in the status bar
LARGE: Final = 1000  # issues or items that may take a while


class LargeChanges(QObject):
    """Says “Working…” from `begin` to `end`, with how far it is, and offers to cancel it."""

    _progressed = Signal(int, int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._count = 0
        self._cancelled = threading.Event()
        self._progressed.connect(self._show_progress)
        window.status.cancelled.connect(lambda name: self._cancelled.set() if name == WORK else None)

    def is_working(self) -> bool:
        """Tell whether a large change is under way."""
        return self._count > 0

    def begin(self, large: bool) -> None:
        """Say that a change is asked for, if it is `large`."""
        if large:
            if not self._count:
                self._cancelled.clear()
            self._count += 1
            self._window.status.say(self.tr("Working…"))

    def end(self, large: bool) -> None:
        """Say no more of it."""
        if large:
            self._count -= 1
            self._window.status.say("")
            self._window.status.end_work(name=WORK)

    def make(self, library: Library, change: Change, large: bool) -> Portions[Made]:
        """Make `change` in portions; called in the library's thread. Only a `large` one is stopped."""
        from reader_app.services.shelving import in_portions

        def progress(done: int) -> None:
            self._progressed.emit(done, change.size)

        cancelled = self._cancelled.is_set if large else lambda: False
        return in_portions(library, change, progress=progress, cancelled=cancelled)

    def submit(
        self,
        job: Callable[[Library], Portions[Any]],
        done: Callable[[Any], None],
        failed: Callable[[MastheadError], None] | None = None,
        *,
        large: bool,
        topic: str = "",
    ) -> None:
        """Have `job` done: other jobs come in between when it is `large`, else it does not wait for large ones."""
        self._window.worker.submit(job if large else small(job), done, failed, topic=topic)

    def _show_progress(self, done: int, total: int) -> None:
        if self._count:
            self._window.status.say("")
            self._window.status.show_work(self.tr("Working…"), done, total, name=WORK)


def small(job: Callable[[Library], Portions[Any]]) -> Callable[[Library], Any]:
    """Return `job` as one that is done in one go."""
    return lambda library: at_once(job(library))
