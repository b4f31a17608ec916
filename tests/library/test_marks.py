"""Read and starred, of issues and of single items."""

from __future__ import annotations

from uuid import uuid4

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.types import ItemMarks, Scope
from tests.support.imports import imported


def test_issues_are_read_and_starred_apart(library: Library) -> None:
    one, two = library.add_many([imported("One", number="1"), imported("Two", number="2")])
    library.set_read([one.id], True)
    library.set_starred([one.id, two.id], True)
    library.set_starred([two.id], False)
    assert {row.title: (row.read, row.starred) for row in library.summaries(Scope()).rows} == {
        "One": (True, True),
        "Two": (False, False),
    }
    library.set_read([one.id], False)
    assert library.counts().unread == 2
    assert library.counts().starred == 1


def test_marks_for_what_is_not_here_are_passed_over(library: Library) -> None:
    library.set_read([uuid4()], True)
    library.set_starred([], True)
    assert library.counts().starred == 0


def test_items_are_marked_one_by_one(library: Library) -> None:
    added = library.add(imported())
    assert library.item_marks(added.id) == {}
    library.set_item_starred(added.id, 1, True)
    library.set_item_read(added.id, 1, True)
    library.set_item_read(added.id, 0, True)
    assert library.item_marks(added.id) == {0: ItemMarks(read=True), 1: ItemMarks(read=True, starred=True)}
    library.set_item_read(added.id, 0, False)
    assert library.item_marks(added.id) == {1: ItemMarks(read=True, starred=True)}


def test_an_item_that_is_not_there_cannot_be_marked(library: Library) -> None:
    added = library.add(imported())
    with pytest.raises(UsageError, match="has no item 2"):
        library.set_item_read(added.id, 2, True)
    with pytest.raises(UsageError):
        library.set_item_starred(uuid4(), 0, True)
