"""All of a list, also what no row is loaded of: what "select all" selects."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader_app.library.item_sets import Items
    from reader_app.library.library import Library
    from reader_app.library.whole import Ids

    Found = Ids | Items
    Finding = Generator[None, None, Found]


class Whole:
    """What `find` finds when it is first asked for; that stays the same, whatever comes in meanwhile.

    A list `of_items` is one of items, any other one of issues. Called in the library's thread, with the library, as
    long work; who calls it again goes on where that was given up.
    """

    def __init__(self, find: Callable[[Library], Finding], *, of_items: bool = False) -> None:
        self._find = find
        self._finding: Finding | None = None
        self._found: Found | None = None
        self.of_items = of_items

    def __call__(self, library: Library) -> Finding:
        while self._found is None:
            self._finding = self._finding or self._find(library)
            try:
                next(self._finding)
            except StopIteration as end:
                self._found = end.value
            except BaseException:
                self._finding = None
                raise
            else:
                yield
        return self._found

    @property
    def count(self) -> int | None:
        """How many issues or items that are, once it is known."""
        return None if self._found is None else len(self._found)

    @property
    def ids(self) -> Ids | None:
        """The issues of a list of issues, the issues in which the items of one of items stand; None until then."""
        return None if self._found is None else issues_of(self._found)


def issues_of(found: Found) -> Ids:
    """Return the issues that were found, or those in which the items stand."""
    from reader_app.library.item_sets import Items

    return found.issues() if isinstance(found, Items) else found
