"""The ids of a whole list are those of all its pages, and packed ids are a sequence like any other."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.library.library import Library
from reader_app.library.types import Cursor, Scope, Shelf
from reader_app.library.whole import Ids
from tests.support.imports import imported

IDS = st.lists(st.integers(0, 1 << 20).map(lambda number: UUID(int=number << 60 | number)), max_size=12)
SCOPES = [
    Scope(),
    Scope("Harbour Post"),
    Scope("Nowhere"),
    Scope(unread=True),
    Scope(starred=True),
    Scope(tag="sea"),
    Scope(tag="no such tag"),
    Scope(shelf=Shelf.ARCHIVED),
    Scope(shelf=Shelf.TRASHED),
]
QUERIES = ["boats", "fog is:unread", "is:archived", "is:starred", "tag:sea", "tag:sea boats", "tag:no boats", "", "xyz"]


@pytest.fixture
def library(library: Library) -> Library:
    added = library.add_many(
        imported(f"Boats {n}", number=str(n), publication="Harbour Post" if n % 2 else "Hill Post") for n in range(9)
    )
    ids = [each.id for each in added]
    library.set_read(ids[:4], True)
    library.set_starred(ids[2:6], True)
    library.tag(ids[1:7], "sea")
    library.archive(ids[3:5])
    library.trash(ids[6:7])
    return library


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_whole_list_is_all_its_pages(library: Library, scope: Scope) -> None:
    paged: list[UUID] = []
    after: Cursor | None = None
    while True:
        page = library.summaries(scope, after=after, limit=2)
        paged += [row.id for row in page.rows]
        after = page.next
        if after is None:
            break
    assert list(library.ids(scope)) == paged


@pytest.mark.parametrize("query", QUERIES)
def test_all_that_a_search_finds(library: Library, query: str) -> None:
    assert list(library.found_ids(query)) == [hit.issue.id for hit in library.search(query, limit=50).rows]


@given(IDS, st.integers(-3, 13), st.integers(-3, 13))
def test_packed_ids_are_a_sequence(ids: list[UUID], first: int, last: int) -> None:
    packed = Ids(ids)
    assert list(packed) == ids
    assert len(packed) == len(ids)
    assert packed[first:last] == tuple(ids[first:last])
    for each in [*ids, UUID(int=5), UUID(int=1 << 64)]:
        assert (each in packed) == (each in ids)
    if ids:
        assert packed[-1] == ids[-1]
    with pytest.raises(IndexError):
        packed[len(ids)]
    assert None not in packed
