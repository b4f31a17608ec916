"""Finds the rows of a damaged library: along its b-trees, and where these are broken on every page by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from reader_app.library.migrations import APPLICATION_ID, NEWEST
from reader_app.library.recovering import cells
from reader_app.library.recovering.pages import Pages
from reader_app.library.recovering.tables import Row, Table, tables

Take = Callable[[Table, Row], None]
Progress = Callable[[int, int], None]
_STEP: Final = 50  # pages


@dataclass(slots=True)
class Found:
    """How many rows were found, and how many pages and rows of what is carried over could not be read."""

    rows: int = 0
    damaged_pages: int = 0
    damaged_rows: int = 0


def version_of(pages: Pages) -> int:
    """Return the schema version of the library, the newest one where its header cannot tell."""
    known = pages.application_id == APPLICATION_ID and 1 <= pages.version <= NEWEST
    return pages.version if known else NEWEST


def salvage(pages: Pages, take: Take, progress: Progress = lambda _done, _total: None) -> Found:
    """Hand every row to `take` that can be read, the surest first; one may come twice.

    `progress` is told of how many of the pages were looked at; what it raises ends the search.
    """
    search = _Search(pages, take, progress)
    search.along_the_trees()
    search.on_every_other_page()
    return search.found


class _Search:
    """One search through a file."""

    def __init__(self, pages: Pages, take: Take, progress: Progress) -> None:
        self._progress = progress
        self.found = Found()
        self._pages = pages
        self._take = take
        self._tables = tables(version_of(pages))
        self._seen: set[int] = set()
        self._is_ours = False

    def along_the_trees(self) -> None:
        """Take the rows of each table from its root on, as far as pages can be read."""
        roots = dict(self._roots())
        if roots and not roots.keys() & self._tables.keys():
            return  # the database of another program
        for name, root in roots.items():
            table = self._tables.get(name)
            kept = table is not None and table.kept
            for page in self._walk(root, counted=kept):
                if table is not None and kept:
                    self._take_all(table, cells.records(self._pages, page))
        self._is_ours = True

    def on_every_other_page(self) -> None:
        """Take rows from pages that no tree led to and that are not free, where they fit one table only."""
        if not self._is_ours:
            return
        self._seen.update(self._pages.free())
        for page in range(1, self._pages.count + 1):
            kind = 0 if page in self._seen else cells.kind_of(self._pages, page)
            if page % _STEP == 0 and page > len(self._seen):
                self._progress(page, self._pages.count)
            if kind in cells.LEAVES:
                records = list(cells.records(self._pages, page))
                readable = [record for record in records if record is not None]
                fitting = [table for table in self._tables.values() if _fit(table, kind, readable)]
                if len(fitting) == 1 and fitting[0].kept:
                    self._take_all(fitting[0], records)

    def _take_all(self, table: Table, records: Iterator[cells.Record | None] | list[cells.Record | None]) -> None:
        for record in records:
            row = table.row(record) if record is not None else None
            if row is None:
                self.found.damaged_rows += 1
            else:
                self.found.rows += 1
                self._take(table, row)

    def _roots(self) -> Iterator[tuple[str, int]]:
        """Yield the name and the first page of each table and index, as far as the schema can be read."""
        for page in self._walk(1, counted=True):
            for record in cells.records(self._pages, page):
                match record:
                    case cells.Record(values=(str(), str() as name, str(), int() as root, *_)) if root > 1:
                        yield name, root

    def _walk(self, root: int, *, counted: bool) -> Iterator[int]:
        """Yield the pages of the tree below `root` that may have rows, each page of the file once."""
        waiting = [root]
        while waiting:
            page = waiting.pop()
            kind = cells.kind_of(self._pages, page)
            if not kind or page in self._seen:
                self.found.damaged_pages += counted
                continue
            self._seen.add(page)
            if len(self._seen) % _STEP == 0:
                self._progress(len(self._seen), self._pages.count)
            if kind in cells.INTERIOR:
                waiting.extend(reversed(list(cells.children(self._pages, page))))
            if kind != cells.TABLE_INTERIOR:
                yield page


def _fit(table: Table, kind: int, records: list[cells.Record]) -> bool:
    """Tell whether `records`, from one page, are rows of `table`."""
    if not records or not table.may_be_guessed() or (kind == cells.INDEX_LEAF) is not table.in_index:
        return False
    rows = [table.row(record) for record in records]
    return all(row is not None and table.is_likely(row) for row in rows)
