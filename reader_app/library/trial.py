"""What adding issues to a library would do, found out without writing a byte of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader_app.library import issues
from reader_app.library.connection import now
from reader_app.library.derive import Derived
from reader_app.library.migrations import STEPS

if TYPE_CHECKING:
    from reader_app.library.known import Known
    from reader_app.library.library import Library
    from reader_app.library.types import Added


class Trial:
    """Stands in for `library`, an empty one when that is None: what is new goes into a library in memory alone.

    There it is found again: two copies of an issue in one import are told like two in two imports. Originals and
    pictures are not kept.
    """

    def __init__(self, library: Library | None) -> None:
        self._library = library
        self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        for step in STEPS:
            step(self._memory)

    def close(self) -> None:
        """Forget what was added."""
        self._memory.close()

    def add_derived(self, batch: Sequence[Derived | Known]) -> list[Added]:
        """Return what would become of each issue, of all that `Library.add_derived` would add at once.

        Raises LibraryError when the library cannot be read.
        """
        known = self._library.here_already(batch) if self._library else [None] * len(batch)
        results: list[Added] = []
        for derived, here in zip(batch, known, strict=False):
            found = here or self._added(derived)
            # A duplicate of something that brings more is kept as another source; here nothing is.
            results.append(found if found.new else replace(found, reason=_first_clause(found.reason)))
        return results

    def _added(self, derived: Derived | Known) -> Added:
        assert isinstance(derived, Derived), "what is known is here"
        bare = derived._replace(original=b"", display=b"", assets=())
        return issues.add_many(self._memory, [bare], now())[0]


def _first_clause(reason: str) -> str:
    head, rest = reason.partition(";")[::2]
    return f"{head}." if rest else reason
