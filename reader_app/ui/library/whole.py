"""All issues of a list, also those whose rows are not loaded: what "select all" selects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.whole import Ids


class Whole:
    """The issues that `find` finds when they are first asked for; they stay the same, whatever comes in meanwhile.

    Called in the library's thread, with the library.
    """

    def __init__(self, find: Callable[[Library], Ids]) -> None:
        self._find = find
        self._ids: Ids | None = None

    def __call__(self, library: Library) -> Ids:
        if self._ids is None:
            self._ids = self._find(library)
        return self._ids

    @property
    def ids(self) -> Ids | None:
        """The issues, once they were asked for."""
        return self._ids
