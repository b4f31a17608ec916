"""Takes from an iterator in a thread of its own, ahead of who needs it, so that reading goes on while others write."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

T = TypeVar("T")

MOST_ITEMS: Final = 600
MOST_BYTES: Final = 24_000_000
_SEVERAL: Final = 40
_SOON: Final = 0.1
_TICK: Final = 0.1


class Ahead(Generic[T]):
    """Iterates over `source`, which a thread takes up to `MOST_ITEMS` items or `MOST_BYTES` ahead, in order.

    What was taken ahead is handed over at once, and as much again may be taken meanwhile.
    `size` tells how many bytes an item holds. Once `given_up` says so no item is waited for any more. What `source`
    raises is raised where its next item would have been. The context ends the thread, which finishes the item it is
    taking.
    """

    def __init__(
        self, source: Iterator[T], size: Callable[[T], int], given_up: Callable[[], bool] | None = None
    ) -> None:
        self._source = source
        self._size = size
        self._given_up = given_up
        self._items: deque[tuple[T, int]] = deque()
        self._taken: deque[T] = deque()
        self._bytes = 0
        self._ended = False
        self._error: BaseException | None = None
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._take_all, name="reading ahead", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self._thread.join()

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        if not self._taken:
            self._take()
        if self._taken:
            return self._taken.popleft()
        if self._error is not None:
            raise self._error
        raise StopIteration

    def _take(self) -> None:
        """Take all that is there: several at once, since each turn of a thread costs more than an item."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._items) >= _SEVERAL or not self._has_room(), _SOON)
            while not self._changed.wait_for(lambda: self._items or self._ended, _TICK):
                if self._given_up and self._given_up():
                    raise StopIteration
            self._taken.extend(item for item, _ in self._items)
            self._items.clear()
            self._bytes = 0
            self._changed.notify_all()

    def _take_all(self) -> None:
        try:
            for item in self._source:
                if not self._put(item):
                    return
        except BaseException as error:  # noqa: BLE001 - raised again where the items are taken
            self._error = error
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _put(self, item: T) -> bool:
        """Keep `item` as soon as there is room; returns False when nobody wants any more."""
        size = self._size(item)
        with self._changed:
            self._changed.wait_for(self._has_room)
            if self._ended:
                return False
            self._items.append((item, size))
            self._bytes += size
            if len(self._items) >= _SEVERAL or not self._has_room():
                self._changed.notify_all()
        return True

    def _has_room(self) -> bool:
        return self._ended or (len(self._items) < MOST_ITEMS and self._bytes < MOST_BYTES)
