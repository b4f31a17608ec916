"""Changes to many issues at once, each with what takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.connection import now
from reader_app.library.item_sets import Items
from reader_app.library.library import Library
from reader_app.library.types import ItemMarks, Scope
from reader_app.library.whole import Ids
from reader_app.services import shelving
from reader_app.services.shelving import Change, ChangeKind, Made, StoppedError, apply, in_portions, purge, tags_of
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


ITEM_CHANGES: list[tuple[ChangeKind, ChangeKind]] = [("read", "unread"), ("star", "unstar"), ("hide", "show")]


def marks(library: Library, ids: tuple[UUID, ...]) -> list[dict[int, ItemMarks]]:
    return [library.item_marks(each) for each in ids]


def everything(ids: tuple[UUID, ...]) -> Items:
    return Items.of((each, position) for each in ids for position in (0, 1))


def run(library: Library, change: Change, stop_after: int = 1000) -> tuple[Made, list[int]]:
    """Make `change` in portions and return what became of it, with what was told of its progress."""
    told: list[int] = []
    portions = in_portions(library, change, progress=told.append, cancelled=lambda: len(told) > stop_after)
    while True:
        try:
            next(portions)
        except StopIteration as end:
            return end.value, told


@pytest.mark.parametrize(("kind", "inverse"), ITEM_CHANGES)
def test_a_change_of_items_is_taken_back_where_it_changed_something(
    library: Library, ids: tuple[UUID, ...], kind: ChangeKind, inverse: ChangeKind
) -> None:
    for earlier, _ in ITEM_CHANGES:
        apply(library, Change(earlier, items=[(ids[1], 0)]))
    before = marks(library, ids)
    undo = apply(library, Change(kind, items=everything(ids)))
    assert (undo.kind, undo.size) == (inverse, 7)
    assert (ids[1], 0) not in undo.items
    redo = apply(library, undo)
    assert marks(library, ids) == before
    assert (redo.kind, redo.items) == (kind, undo.items)


def test_items_read_with_their_issue_stay_read_and_get_their_own_mark_back(
    library: Library, ids: tuple[UUID, ...]
) -> None:
    library.set_read(ids[:1], True)
    assert apply(library, Change("unread", items=everything(ids))).size == 0
    undo = apply(library, Change("read", items=everything(ids)))
    assert undo.size == 6
    library.set_read(ids, True)
    assert apply(library, undo).size == 6
    assert marks(library, ids) == [{}] * 4


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "_MANY_ITEMS", 2)
    monkeypatch.setattr(shelving, "_MANY", 2)


@pytest.mark.usefixtures("small_portions")
def test_a_large_change_is_made_in_portions_and_taken_back_whole(library: Library, ids: tuple[UUID, ...]) -> None:
    made, told = run(library, Change("star", items=everything(ids)))
    assert told == [0, 2, 4, 6]
    assert made == Made(Change("unstar", items=everything(ids), exactly=True))
    made, told = run(library, Change("archive", ids))
    assert told == [0, 2]
    assert list(made.undo.ids) == list(ids)
    assert isinstance(made.undo.ids, Ids)
    apply(library, made.undo)
    assert library.counts().archived == 0


@pytest.mark.usefixtures("small_portions")
def test_who_else_writes_comes_in_between(library: Library, ids: tuple[UUID, ...]) -> None:
    portions = in_portions(library, Change("star", items=everything(ids)))
    next(portions)
    with Library.open(library.path, wait=0) as other:
        other.mark_items(Items.of([(ids[3], 0)]), "starred", True)
    while True:
        try:
            next(portions)
        except StopIteration as end:
            made: Made = end.value
            break
    assert made.undo.size == 7, "what another one starred in between is theirs"


@pytest.mark.usefixtures("small_portions")
def test_what_was_done_before_it_was_stopped_can_be_taken_back(library: Library, ids: tuple[UUID, ...]) -> None:
    made, told = run(library, Change("star", items=everything(ids)), stop_after=2)
    assert told == [0, 2, 4]
    assert isinstance(made.error, StoppedError)
    assert made.undo.items == everything(ids[:2])
    assert marks(library, ids) == [{0: ItemMarks(starred=True), 1: ItemMarks(starred=True)}] * 2 + [{}] * 2
    apply(library, made.undo)
    assert marks(library, ids) == [{}] * 4


@pytest.mark.usefixtures("small_portions")
def test_what_was_done_before_an_error_can_be_taken_back(
    library: Library, ids: tuple[UUID, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    mark_items = library.mark_items

    def until_full(items: Items, *arguments: object, **options: object) -> Items:
        if ids[2] in items.issues():
            raise LibraryError(LibraryErrorKind.FULL, "There is no room left.")
        return mark_items(items, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "mark_items", until_full)
    made, _ = run(library, Change("hide", items=everything(ids)))
    assert str(made.error) == "There is no room left."
    assert made.undo.items == everything(ids[:2])
    with pytest.raises(LibraryError, match="no room"):
        apply(library, Change("star", items=everything(ids)))


def test_how_many_of_some_issues_carry_each_tag(library: Library, ids: tuple[UUID, ...]) -> None:
    library.tag(ids[:3], "b")
    library.tag(ids[:1], "A")
    assert list(tags_of(library, ids[1:]).items()) == [("A", 0), ("b", 2)]


def test_the_trash_keeps_for_thirty_days(library: Library, ids: tuple[UUID, ...]) -> None:
    library.trash(ids[:2])
    assert purge(library, now() + timedelta(days=29)) == 0
    assert purge(library, now() + timedelta(days=31)) == 2
    assert library.counts().trashed == 0
