"""Lists of issues in other orders, in pages: each page goes on where the one before ended."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from reader_app.library import sorting
from reader_app.library.library import Library
from reader_app.library.lists import Chosen
from reader_app.library.types import Cursor, IssueSummary, Scope, Shelf, Sort
from tests.library.conftest import Clock
from tests.library.test_lists import all_rows
from tests.support.imports import imported

TITLES = ["beta", "Alpha", "", "alpha", "Éclair", "beta", "Alpha", "Zoo", "灯台", "beta"]
NAMES = ["Rope", "lamp", "", "Rope"]
SCOPES = [
    Scope(),
    Scope("Rope"),
    Scope(unread=True),
    Scope("lamp", unread=True),
    Scope(starred=True),
    Scope(tag="Sea"),
    Scope(tag="Sea", unread=True),
    Scope(shelf=Shelf.ARCHIVED),
    Scope(shelf=Shelf.TRASHED),
    Scope(tag="Nothing"),
]


@pytest.fixture
def many(library: Library, clock: Clock) -> Library:
    """Forty issues: some read, starred, tagged, archived, deleted."""
    added = library.add_many(
        imported(
            TITLES[n % 10],
            number=str(n),
            publication=NAMES[n % 4],
            original=b"%d" % n,
            date=clock() + timedelta(days=n * 7 % 40),
        )
        for n in range(40)
    )
    ids: list[UUID] = [each.id for each in added]
    library.set_read(ids[::2], True)
    library.set_starred(ids[::3], True)
    library.tag(ids[::5], "Sea")
    library.archive(ids[1::6])
    library.trash(ids[2::6])
    return library


def folded(text: str) -> str:
    """Return `text` with the case of ASCII letters alone gone, as SQLite compares titles."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def expected(rows: list[IssueSummary], sort: Sort) -> list[IssueSummary]:
    newest = rows  # as the library lists them
    match sort:
        case Sort.OLDEST:
            return newest[::-1]
        case Sort.TITLE:
            return sorted(newest, key=lambda row: folded(row.title))
        case Sort.PUBLICATION:
            return sorted(newest, key=lambda row: (row.publication.casefold(), row.publication))
        case Sort.UNREAD:
            return sorted(newest, key=lambda row: row.read)
        case Sort.NEWEST:
            return newest


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
@pytest.mark.parametrize(("sort", "scope"), list(product(Sort, SCOPES)), ids=str)
def test_every_order_of_every_list(many: Library, sort: Sort, scope: Scope, limit: int) -> None:
    newest = all_rows(lambda after: many.summaries(scope, after=after))
    rows = all_rows(lambda after: many.summaries(scope, sort=sort, after=after, limit=limit))
    assert [row.number for row in rows] == [row.number for row in expected(newest, sort)]


@pytest.mark.parametrize("scope", [Scope(), Scope(unread=True), Scope("Rope")], ids=str)
def test_long_lists_come_from_an_index(library: Library, scope: Scope) -> None:
    chosen = Chosen(scope, 1 if scope.publication else None)
    for query in (
        sorting.oldest_query(chosen, Cursor(1), 10),
        sorting.title_query(chosen, Cursor(1, text="a"), 10, indexed=True),
    ):
        with library._database.reading() as db:
            steps: list[Any] = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query[0]}", query[1])]
        assert not any("TEMP B-TREE" in step or step.startswith("SCAN p") for step in steps), steps


def test_a_small_list_in_a_large_library_is_sorted_as_it_is(many: Library) -> None:
    many.add_many(imported(f"Issue {n}", number=f"x{n}", publication="Other", original=b"x%d" % n) for n in range(300))
    rows = all_rows(lambda after: many.summaries(Scope("Rope"), sort=Sort.TITLE, after=after, limit=3))
    newest = all_rows(lambda after: many.summaries(Scope("Rope"), after=after))
    assert [row.number for row in rows] == [row.number for row in expected(newest, Sort.TITLE)]
