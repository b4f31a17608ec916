"""Reads units in processes of their own, one for each core, and gives what they hold in the order of the units.

A process that dies, or is silent for too long, costs the unit it was reading: a sentence says so, a fresh process takes
its place, the others go on. What is read but not yet taken is bounded, so memory stays flat however much there is.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Final, Self, TypeAlias

from reader_app.errors import FileError
from reader_app.services.import_known import Here
from reader_app.services.import_reading import Failed, Outcome
from reader_app.services.import_units import Refused, Unit
from reader_app.services.import_worker import FINISHED, READY, start

_QUEUE: Final = 6  # units a process has before it, so that it never waits for the next one
_MOST_AHEAD: Final = 64  # units read ahead of the one whose turn it is
_BYTES_AHEAD: Final = 24_000_000
_KEPT_BYTES: Final = 16_000_000
_TICK: Final = 0.25
_SILENCE: Final = 5.0
_BYTES_PER_SECOND: Final = 1_000_000  # for what is very large
_START_TIME: Final = 60.0
_MOST_FALSE_STARTS: Final = 3

DIED = "Reading it brought the reading process down; it was left out."
HUNG = "Reading it took too long; it was left out."

Place: TypeAlias = Unit | Refused | Here
Result: TypeAlias = tuple[Place, Outcome | Here | None]


class _Worker:
    """One process with the units it was given, the first of which it is reading."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes]
        self.connection: Connection
        self.process, self.connection = start()
        self.units: deque[tuple[int, Unit]] = deque()
        self.ready = False
        self.silent = 0.0

    def give(self, place: int, unit: Unit) -> None:
        if not self.units:
            self.silent = 0.0
        self.units.append((place, unit))
        self.connection.send_bytes(pickle.dumps(unit, pickle.HIGHEST_PROTOCOL))

    def is_hung(self) -> bool:
        if not self.ready:
            return self.silent > _START_TIME
        return bool(self.units) and self.silent > _SILENCE + self.units[0][1].size / _BYTES_PER_SECOND

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.wait()


class _Place:
    """What is known of one unit whose turn has not come: outcomes as they were sent, and whether these are all."""

    __slots__ = ("finished", "kept", "unit")

    def __init__(self, unit: Place) -> None:
        self.unit = unit
        self.kept: deque[bytes | Failed | Here] = deque()
        self.finished = not isinstance(unit, Unit)
        if isinstance(unit, Refused):
            self.kept.append(Failed("", unit.sentence))
        elif isinstance(unit, Here):
            self.kept.append(unit)


class Pool:
    """Processes that read. Leaving the context ends them at once, whatever they are doing."""

    def __init__(self, count: int | None = None) -> None:
        """Start nothing yet; `count` is the number of processes, by default one for each core this process may use."""
        self._count = count or _cores()
        self._workers: list[_Worker] = []
        self._ears = selectors.DefaultSelector()  # kept: making one for each message takes longer than to hear it
        self._places: dict[int, _Place] = {}
        self._again: deque[tuple[int, Unit]] = deque()
        self._first = 0  # the place whose turn it is
        self._next = 0
        self._kept_bytes = 0
        self._false_starts = 0
        self._stopped = False

    def stop(self) -> None:
        """Read no more: `read` ends within a moment, whatever the processes are doing. For any thread."""
        self._stopped = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ears.close()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def read(self, units: Iterable[Place]) -> Iterator[Result]:
        """Yield each outcome of `units` with its unit, and None once the unit is at its end, all in order.

        What is here already is its own outcome. No process is started before there is something to read. Raises
        FileError when none can be started.
        """
        source = iter(units)
        more = True
        while (more or self._places) and not self._stopped:
            more = self._fill(source)
            yield from self._due()
            if self._places:
                self._listen()

    def _due(self) -> Iterator[Result]:
        while self._first in self._places:
            place = self._places[self._first]
            while place.kept:
                kept = place.kept.popleft()
                if isinstance(kept, bytes):
                    self._kept_bytes -= len(kept)
                    yield place.unit, pickle.loads(kept)
                else:
                    yield place.unit, kept
            if not place.finished:
                return
            del self._places[self._first]
            self._first += 1
            yield place.unit, None

    def _fill(self, source: Iterator[Place]) -> bool:
        """Give units to the processes that have few; returns whether there may be more."""
        while self._has_room():
            if self._workers and len(self._least_busy().units) >= _QUEUE:
                break
            if self._again:
                self._give(self._least_busy(), *self._again.popleft())
                continue
            unit = next(source, None)
            if unit is None:
                return False
            self._places[self._next] = _Place(unit)
            if isinstance(unit, Unit):
                while len(self._workers) < self._count:
                    self._workers.append(self._started())
                self._give(self._least_busy(), self._next, unit)
            self._next += 1
        return True

    def _least_busy(self) -> _Worker:
        return min(self._workers, key=lambda each: len(each.units))

    def _has_room(self) -> bool:
        ahead = sum(unit.size for worker in self._workers for _, unit in worker.units)
        return bool(self._again) or (
            len(self._places) < _MOST_AHEAD and (ahead < _BYTES_AHEAD) and self._kept_bytes < _KEPT_BYTES
        )

    def _give(self, worker: _Worker, place: int, unit: Unit) -> None:
        with contextlib.suppress(ConnectionError):  # it died; listening to it will tell
            worker.give(place, unit)

    def _listen(self) -> None:
        """Take what the processes say within a moment, and replace those that say nothing any more."""
        heard = self._workers
        if self._kept_bytes >= _KEPT_BYTES:  # only to the one whose turn it is
            heard = [worker for worker in heard if worker.units and worker.units[0][0] == self._first] or heard
        began = time.monotonic()
        if heard is self._workers:
            ready = [key.fileobj for key, _ in self._ears.select(_TICK)]
        else:
            ready = list(wait([worker.connection for worker in heard], _TICK))
        passed = min(time.monotonic() - began, _TICK)
        for worker in list(heard):
            if worker.connection in ready:
                worker.silent = 0.0
                self._hear(worker)
            else:
                worker.silent += passed
                if worker.is_hung():
                    self._replace(worker, HUNG)

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            self._replace(worker, DIED)
            return
        if message == READY:
            worker.ready = True
            self._false_starts = 0
        elif message == FINISHED:
            place, _ = worker.units.popleft()
            self._places[place].finished = True
        else:
            self._kept_bytes += len(message)
            self._places[worker.units[0][0]].kept.append(message)

    def _replace(self, worker: _Worker, sentence: str) -> None:
        """Put a fresh process in the place of one that failed; the unit it was reading is given up, the others not."""
        self._ears.unregister(worker.connection)
        worker.end()
        if worker.ready and worker.units:
            number, unit = worker.units.popleft()
            self._places[number].kept.append(Failed(unit.part, sentence))
            self._places[number].finished = True
        elif not worker.ready:
            self._false_starts += 1
        self._again.extendleft(reversed(worker.units))
        self._workers[self._workers.index(worker)] = self._started()

    def _started(self) -> _Worker:
        if self._false_starts >= _MOST_FALSE_STARTS:
            raise FileError("The processes that read files cannot be started; there may be too little memory.")
        try:
            worker = _Worker()
        except OSError as error:
            raise FileError("The processes that read files cannot be started; close other programs.") from error
        self._ears.register(worker.connection, selectors.EVENT_READ)
        return worker


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
