"""What can be taken back in a window: the changes made last, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from reader_app.errors import MastheadError
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One change that can be taken back: `job` does that in the library, `sentence` says so afterwards.

    `begun` is called in the window when `job` is asked for, `done` with what it returned, `failed` with its error.
    """

    job: Callable[[Library], Any]
    sentence: str
    done: Callable[[Any], object] = lambda _result: None
    failed: Callable[[MastheadError], None] | None = None
    begun: Callable[[], object] = lambda: None


class Undoing(QObject):
    """The changes of one window, taken back one after the other.

    Signals: `undone(str)` with the sentence of a step when it was taken back.
    """

    undone = Signal(str)

    def __init__(self, worker: LibraryWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._steps: list[Step] = []

    def add(self, step: Step) -> None:
        """Remember how the newest change is taken back; the oldest of very many is forgotten."""
        self._steps = [*self._steps[1 - MOST :], step]

    def newest(self) -> Step | None:
        """Return what would be taken back now."""
        return self._steps[-1] if self._steps else None

    def undo(self, step: Step | None = None) -> bool:
        """Take back the newest change, or `step` if that was not done yet; return whether there was one."""
        step = step or self.newest()
        if step is None or step not in self._steps:
            return False
        self._steps.remove(step)

        def done(result: Any) -> None:
            step.done(result)
            self.undone.emit(step.sentence)

        step.begun()
        self._worker.submit(step.job, done, step.failed)
        return True
