"""Where each row of a list begins: heights that are measured once and summed up."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class RowHeights:
    """The heights of the rows of a list from the top, each with that of the heading above it, 0 for none."""

    def __init__(self) -> None:
        self.clear()

    def __len__(self) -> int:
        return len(self._tops)

    def clear(self) -> None:
        """Forget all rows."""
        self._rows = array("i")
        self._headings = array("i")
        self._tops = array("q")  # where each row begins, its heading included
        self.end = 0

    def set(self, first: int, measured: Iterable[tuple[int, int]]) -> None:
        """Set heading and height of the rows from number `first` on; those past the last row are added."""
        number = first
        for number, (heading, height) in enumerate(measured, first):
            if number < len(self._rows):
                self._headings[number], self._rows[number] = heading, height
            else:
                self._headings.append(heading)
                self._rows.append(height)
        self._sum(first)

    def remove(self, first: int, last: int) -> None:
        """Take out the rows from number `first` to number `last`."""
        del self._rows[first : last + 1], self._headings[first : last + 1]
        self._sum(first)

    def top(self, row: int) -> int:
        """Return where `row` begins with its heading."""
        return self._tops[row]

    def heading(self, row: int) -> int:
        """Return the height of the heading above `row`."""
        return self._headings[row]

    def height(self, row: int) -> int:
        """Return the height of `row` without its heading."""
        return self._rows[row]

    def bottom(self, row: int) -> int:
        """Return where `row` ends."""
        return self._tops[row + 1] if row + 1 < len(self._tops) else self.end

    def at(self, y: int) -> int:
        """Return the row at the height `y` or its heading, the last one below all rows, -1 when there is none."""
        return bisect_right(self._tops, max(0, y)) - 1

    def _sum(self, first: int) -> None:
        start = self.bottom(first - 1) if 0 < first <= len(self._tops) else 0
        wholes = map(int.__add__, self._headings[first:], self._rows[first:])
        tops = array("q", accumulate(wholes, initial=start))
        self.end = tops.pop()
        self._tops[first:] = tops
