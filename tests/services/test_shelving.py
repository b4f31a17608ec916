"""Changes to many issues at once, each with what takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from reader_app.library.connection import now
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services.shelving import Change, ChangeKind, apply, purge, tags_of
from tests.support.imports import imported


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


@pytest.fixture
def ids(library: Library) -> tuple[UUID, ...]:
    added = library.add_many(imported(f"Issue {n}", number=str(n), original=b"%d" % n) for n in range(4))
    return tuple(each.id for each in added)


@pytest.mark.parametrize(
    ("kind", "inverse"),
    [
        ("read", "unread"),
        ("star", "unstar"),
        ("archive", "unarchive"),
        ("trash", "restore"),
        ("tag", "untag"),
    ],
)
def test_a_change_is_taken_back_where_it_changed_something(
    library: Library, ids: tuple[UUID, ...], kind: ChangeKind, inverse: ChangeKind
) -> None:
    apply(library, Change(kind, ids[:1], "Sea"))
    before = library.counts()
    undo = apply(library, Change(kind, ids, "Sea"))
    assert undo == Change(inverse, ids[1:], "Sea")
    assert undo.size == 3
    assert library.counts() != before
    assert apply(library, undo) == Change(kind, ids[1:], "Sea")
    assert library.counts() == before


def test_items_are_hidden_and_shown_again(library: Library, ids: tuple[UUID, ...]) -> None:
    undo = apply(library, Change("hide", items=((ids[0], 0), (ids[1], 1))))
    assert undo.size == 2
    assert len(library.items(Scope()).rows) == 6
    apply(library, undo)
    assert len(library.items(Scope()).rows) == 8


def test_how_many_of_some_issues_carry_each_tag(library: Library, ids: tuple[UUID, ...]) -> None:
    library.tag(ids[:3], "b")
    library.tag(ids[:1], "A")
    assert list(tags_of(library, ids[1:]).items()) == [("A", 0), ("b", 2)]


def test_the_trash_keeps_for_thirty_days(library: Library, ids: tuple[UUID, ...]) -> None:
    library.trash(ids[:2])
    assert purge(library, now() + timedelta(days=29)) == 0
    assert purge(library, now() + timedelta(days=31)) == 2
    assert library.counts().trashed == 0
