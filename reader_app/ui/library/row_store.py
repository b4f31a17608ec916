"""Keeps the rows of a list: some pages of them ready to be drawn, those not looked at for long packed small.

A row takes more than a kilobyte as Python has it and a tenth of that packed, so that a list of 100,000 rows scrolled to
its end takes a few megabytes.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from itertools import accumulate
from typing import Any, Final
from uuid import UUID

from reader_app.ui.library.rows import Row, Tag

PAGE: Final = 64  # most rows of a page
OPEN: Final = 32  # pages that are not packed
_KEY: Final = 16  # bytes of an id
_FIELDS: Final = tuple(field.name for field in fields(Row) if field.name not in ("id", "tags"))


class _Page:
    """Some rows that follow each other: `rows` is None while they are packed."""

    __slots__ = ("ids", "packed", "rows", "unread")

    def __init__(self, rows: list[Row]) -> None:
        self.packed = b""
        self.rows: list[Row] | None = rows
        self.note(rows)

    def __len__(self) -> int:
        return len(self.ids) // _KEY

    def note(self, rows: list[Row]) -> None:
        """Take note of what is asked for while the rows are packed."""
        self.ids = b"".join(row.id.bytes for row in rows)
        self.unread = any(row.unread for row in rows)

    def pack(self) -> None:
        """Pack the rows."""
        if self.rows is not None:
            self.packed = zlib.compress(json.dumps([_packed(row) for row in self.rows]).encode(), 1)
            self.rows = None

    def unpack(self) -> list[Row]:
        """Return the rows, unpacked if they were packed."""
        if self.rows is None:
            ids = (UUID(bytes=self.ids[at : at + _KEY]) for at in range(0, len(self.ids), _KEY))
            packed = json.loads(zlib.decompress(self.packed))
            self.rows = [_unpacked(row_id, values) for row_id, values in zip(ids, packed, strict=True)]
            self.packed = b""
        return self.rows


class RowStore:
    """The rows of one list in their order, by number."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._pages: list[_Page] = []
        self._starts: list[int] = []  # the number of the first row of each page
        self._open: OrderedDict[int, _Page] = OrderedDict()  # by identity, the page used last at the end
        self._count = 0
        self.extend(rows)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> Row:
        page, place = self._find(number)
        return self._rows(page)[place]

    def extend(self, rows: Sequence[Row]) -> None:
        """Add `rows` after the last one."""
        for first in range(0, len(rows), PAGE):
            page = _Page(list(rows[first : first + PAGE]))
            self._pages.append(page)
            self._starts.append(self._count)
            self._count += len(page)
            self._keep_open(page)

    def replace(self, number: int, row: Row) -> None:
        """Put `row` in the place of the row with this number."""
        page, place = self._find(number)
        rows = self._rows(page)
        rows[place] = row
        page.note(rows)

    def remove(self, first: int, last: int) -> None:
        """Take out the rows from number `first` to number `last`."""
        while first <= last:
            page, place = self._find(first)
            rows = self._rows(page)
            gone = min(len(rows) - place, last - first + 1)
            del rows[place : place + gone]
            page.note(rows)
            last -= gone
            self._pages = [each for each in self._pages if len(each)]
            self._sum()

    def numbers(self, ids: Collection[UUID]) -> Iterator[int]:
        """Yield the numbers of the rows of the issues or drafts `ids`, in their order."""
        wanted = {each.bytes for each in ids}
        only = next(iter(wanted)) if len(wanted) == 1 else b""
        for start, page in zip(self._starts, self._pages, strict=True):
            if only not in page.ids:
                continue
            for place in range(len(page)):
                if page.ids[place * _KEY : place * _KEY + _KEY] in wanted:
                    yield start + place

    def unread(self, first: int) -> int:
        """Return the number of the first unread row from number `first` on, -1 when there is none."""
        for start, page in zip(self._starts, self._pages, strict=True):
            if page.unread and start + len(page) > first:
                for place, row in enumerate(self._rows(page)):
                    if row.unread and start + place >= first:
                        return start + place
        return -1

    def _find(self, number: int) -> tuple[_Page, int]:
        if not 0 <= number < self._count:
            raise IndexError(number)
        at = bisect_right(self._starts, number) - 1
        return self._pages[at], number - self._starts[at]

    def _rows(self, page: _Page) -> list[Row]:
        self._keep_open(page)
        return page.unpack()

    def _keep_open(self, page: _Page) -> None:
        self._open[id(page)] = page
        self._open.move_to_end(id(page))
        if len(self._open) > OPEN:
            self._open.popitem(last=False)[1].pack()

    def _sum(self) -> None:
        self._starts = list(accumulate(map(len, self._pages), initial=0))
        self._count = self._starts.pop()


def _packed(row: Row) -> list[Any]:
    return [*(getattr(row, name) for name in _FIELDS), [(tag.text, tag.sponsor) for tag in row.tags]]


def _unpacked(row_id: UUID, values: list[Any]) -> Row:
    *plain, tags = values
    return Row(id=row_id, tags=tuple(Tag(*tag) for tag in tags), **dict(zip(_FIELDS, plain, strict=True)))
