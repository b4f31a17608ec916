"""The bar that shows how far long work is: on a terminal only, and only when it takes a while."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final, Self

_AFTER: Final = 0.5  # seconds


class ProgressBar:
    """A progress bar on standard error; nothing at all where that is no terminal."""

    def __init__(self, unit: str = "file") -> None:
        self._unit = unit
        self._bar: Any = None
        self._wanted = sys.stderr.isatty()
        self._from = time.monotonic() + _AFTER

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, done: int, total: int) -> None:
        """Show that `done` of `total` is done."""
        if not self._wanted or (self._bar is None and time.monotonic() < self._from):
            return
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(total=total, file=sys.stderr, leave=False, unit=self._unit, dynamic_ncols=True)
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while a line is printed."""
        if self._bar is None:
            yield
            return
        with self._bar.external_write_mode(file=sys.stderr):
            yield
