"""The rows of a list are the same whether they are packed or not, whatever is changed and taken out of them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.ui.library import row_store
from reader_app.ui.library.row_store import RowStore
from reader_app.ui.library.rows import Row, Tag

TEXTS = st.text(max_size=20)
ROWS = st.builds(
    Row,
    st.sampled_from(["issue", "item", "hit"]),
    st.integers(0, 8).map(lambda number: UUID(int=number)),
    TEXTS,
    position=st.integers(-1, 3),
    group=TEXTS,
    text=TEXTS | st.sampled_from(["\ud800", "\x02a\x03", "云山"]),
    tags=st.lists(st.builds(Tag, TEXTS, st.booleans()), max_size=2).map(tuple),
    unread=st.booleans(),
    starred=st.booleans(),
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["replace", "remove", "extend"]), st.integers(0, 40), st.integers(0, 12)), max_size=8
)


@pytest.fixture(autouse=True, scope="module")
def _small_pages() -> object:
    """Pages of four rows, two of them open: a few rows are a long list."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_store, "PAGE", 4)
        patch.setattr(row_store, "OPEN", 2)
        yield


@given(st.lists(ROWS, max_size=40), CHANGES)
def test_a_store_is_a_list(rows: list[Row], changes: list[tuple[str, int, int]]) -> None:
    store, expected = RowStore(rows), list(rows)
    for kind, number, more in changes:
        if kind == "extend":
            added = [Row("issue", UUID(int=number), str(place)) for place in range(more)]
            store.extend(added)
            expected += added
        elif number < len(expected):
            last = min(number + more, len(expected) - 1)
            if kind == "remove":
                store.remove(number, last)
                del expected[number : last + 1]
            else:
                expected[number] = replace(expected[number], starred=True, title="another")
                store.replace(number, expected[number])
    assert [store[number] for number in range(len(store))] == expected
    for ids in ([UUID(int=3)], [UUID(int=1), UUID(int=2)], []):
        assert list(store.numbers(ids)) == [n for n, row in enumerate(expected) if row.id in ids]
    for first in (0, 5):
        unread = (n for n, row in enumerate(expected) if row.unread and n >= first)
        assert store.unread(first) == next(unread, -1)


@pytest.mark.parametrize("number", [-1, 3])
def test_a_row_that_is_not_there_is_an_error(number: int) -> None:
    store = RowStore([Row("issue", UUID(int=n), "A title") for n in range(3)])
    with pytest.raises(IndexError):
        store[number]
