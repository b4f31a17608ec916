"""Runs work on the library outside the GUI thread: one thread that owns one `Library`."""

from __future__ import annotations

import itertools
import queue
from collections import deque
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, overload

import shiboken6
from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from reader_app.errors import MastheadError

if TYPE_CHECKING:
    from reader_app.library.library import Library

T = TypeVar("T")
Failed = Callable[[MastheadError], None]
Portions = Generator[None, None, T]  # long work that is given up at each `yield`, for other work


@dataclass(frozen=True)
class _Job:
    """One piece of work with what to call afterwards."""

    number: int
    topic: str
    replace: bool
    to_its_end: bool
    function: Callable[[Library], Any]
    done: Callable[[Any], None] | None
    failed: Failed | None


@dataclass(frozen=True)
class _Result:
    """What came of a job: a value, or the error it ended with."""

    job: _Job
    value: Any = None
    error: Exception | None = None


_Long = deque[tuple[_Job, Portions[Any]]]
_MORE: Final = object()


class LibraryWorker(QObject):
    """One thread with its own `Library`, working off jobs in the order they were submitted.

    A job that is a generator is long work: at each `yield` the jobs that wait come first, but for long work, which is
    done one after the other. Closing ends it after the portion under way; what was done by then stays.

    `open_library` is called in that thread, before the first job; if it fails, every job fails with that error. When
    another file takes the place of the library's, that one is opened. Without
    `start`, the thread waits for `start()`, which leaves the processor to who makes the windows.
    Results arrive in the thread that made the worker. All jobs submitted before `close` are done before it returns,
    but for long work.
    Nothing is called for an object of Qt that is gone by then, such as a window that was closed: a method of it, or a
    function that was made with it. Its result is dropped, its error told by `failed`.

    Signals: `failed(MastheadError)` for the error of a job that brought no `failed` callback of its own;
    `busy_changed(bool)` when the first job is waiting or the last one is done; `told(str)` for a sentence the person
    must know of the library that was opened.
    """

    failed = Signal(object)
    busy_changed = Signal(bool)
    told = Signal(str)
    _finished = Signal(object)
    _noticed = Signal(str)

    def __init__(
        self, open_library: Callable[[], Library], parent: QObject | None = None, *, start: bool = True
    ) -> None:
        super().__init__(parent)
        self._open = open_library
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._numbers = itertools.count(1)
        self._newest: dict[str, int] = {}
        self._waiting = 0
        self._closed = False
        self._started = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._noticed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = _Thread(self._work)
        if start:
            self.start()

    def sibling(self) -> LibraryWorker:
        """Make another thread with a library of its own on the same file, for long work."""
        return LibraryWorker(self._open)

    def start(self) -> None:
        """Begin to work, if that was put off when this was made."""
        if not self._started:
            self._started = True
            self._thread.start()

    @overload
    def submit(
        self,
        function: Callable[[Library], Portions[T]],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        topic: str = "",
        replace: bool = False,
        to_its_end: bool = False,
    ) -> int: ...

    @overload
    def submit(
        self,
        function: Callable[[Library], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        topic: str = "",
        replace: bool = False,
        to_its_end: bool = False,
    ) -> int: ...

    def submit(
        self,
        function: Callable[[Library], Any],
        done: Callable[[Any], None] | None = None,
        failed: Failed | None = None,
        *,
        topic: str = "",
        replace: bool = False,
        to_its_end: bool = False,
    ) -> int:
        """Run `function` with the library and hand its result to `done`; return the job's number.

        Long work that is worth nothing in part, and not very long, is done `to_its_end` also when the worker is closed.
        A newer job of the same `topic` drops this one's result and error. With `replace` the work itself is dropped as
        well if it has not begun, or is not at its end, when the newer job comes: for looking up only, never for what
        must be stored.
        Submitting after `close` does nothing.
        """
        number = next(self._numbers)
        if self._closed:
            return number
        if topic:
            self._newest[topic] = number
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)
        self._jobs.put(_Job(number, topic, replace, to_its_end, function, done, failed))
        return number

    def forget(self, topic: str) -> None:
        """Drop the results of all jobs of `topic` that are under way."""
        self._newest[topic] = next(self._numbers)

    def is_busy(self) -> bool:
        """Tell whether a job is waiting or running."""
        return self._waiting > 0

    def close(self) -> None:
        """Finish what was submitted, of long work the portion under way; close the library and end the thread.

        Results of these jobs are not delivered.
        """
        if not self._closed:
            self._closed = True
            self.start()  # what was submitted is done even if nothing was begun
            self._jobs.put(None)
            self._thread.wait()

    def _work(self) -> None:
        library, error = self._opened()
        long: _Long = deque()
        closing = False
        while long or not closing:
            job = None
            with suppress(queue.Empty):
                job = self._jobs.get(block=not long)
                closing |= job is None
            if library is not None and library.was_moved() and library.path.exists():
                self._close(library)
                library, error = self._opened()
            if closing:
                self._give_up(long)
            if job is not None:
                self._begin(job, library, error, long)
            elif long:
                self._go_on(long)
        if library is not None:
            self._close(library)

    def _begin(self, job: _Job, library: Library | None, error: Exception | None, long: _Long) -> None:
        """Do a job, or put it to the long work if it turns out to be such."""
        if error is not None or library is None:
            self._finished.emit(_Result(job, error=error))
            return
        result = _Result(job) if self._is_replaced(job) else _run(job, lambda: job.function(library))
        if isinstance(result.value, Generator):
            long.append((job, result.value))
        else:
            self._finished.emit(result)

    def _go_on(self, long: _Long) -> None:
        """Do a portion of the long work that came first."""
        job, portions = long[0]
        result = _Result(job) if self._is_replaced(job) else _run(job, lambda: _portion(portions))
        if result.value is not _MORE:
            portions.close()
            long.popleft()
            self._finished.emit(result)

    def _give_up(self, long: _Long) -> None:
        """End the long work that may be left undone."""
        for each in [each for each in long if not each[0].to_its_end]:
            long.remove(each)
            each[1].close()
            self._finished.emit(_Result(each[0]))

    def _close(self, library: Library) -> None:
        library.close()
        if library.rescued is not None:
            sentence = self.tr("Another file took the library's place while it was open; what was open is kept as %1.")
            self._noticed.emit(sentence.replace("%1", str(library.rescued)))

    def _opened(self) -> tuple[Library | None, Exception | None]:
        try:
            library = self._open()
        except Exception as error:  # noqa: BLE001 - delivered with each job and raised again in the GUI thread
            return None, error
        for notice in library.notices:
            self._noticed.emit(notice)
        return library, None

    def _is_replaced(self, job: _Job) -> bool:
        return job.replace and self._newest.get(job.topic, job.number) > job.number

    @Slot(str)
    def _tell(self, notice: str) -> None:
        self.told.emit(notice)

    @Slot(object)
    def _deliver(self, result: _Result) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
        job = result.job
        if self._closed or (job.topic and self._newest[job.topic] > job.number):
            return
        if result.error is None:
            if job.done is not None and not _is_for_gone(job.done):
                job.done(result.value)
        elif isinstance(result.error, MastheadError):
            told = job.failed if job.failed is not None and not _is_for_gone(job.failed) else self.failed.emit
            told(result.error)
        else:
            raise result.error


class _Thread(QThread):
    """Runs one function."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


def _is_for_gone(callback: Callable[[Any], None]) -> bool:
    """Tell whether `callback` is a method of an object that Qt has deleted, or was made with one."""
    plain = callback.func if isinstance(callback, partial) else callback
    held = [getattr(plain, "__self__", None)]
    for cell in getattr(plain, "__closure__", None) or ():
        with suppress(ValueError):  # a name that has no value yet
            held.append(cell.cell_contents)
    return any(isinstance(each, QObject) and not shiboken6.isValid(each) for each in held)


def _run(job: _Job, function: Callable[[], Any]) -> _Result:
    try:
        return _Result(job, value=function())
    except Exception as error:  # noqa: BLE001 - delivered to the GUI thread, where a bug is raised again
        return _Result(job, error=error)


def _portion(portions: Portions[Any]) -> Any:
    """Do the next portion; return what the work brought when that was the last one, `_MORE` before."""
    try:
        next(portions)
    except StopIteration as end:
        return end.value
    return _MORE


def at_once(portions: Portions[T]) -> T:
    """Do long work in one go and return what it brought."""
    while (value := _portion(portions)) is _MORE:
        pass
    return cast(T, value)
