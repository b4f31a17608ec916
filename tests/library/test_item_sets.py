"""All items of a list as one set: the same as on all its pages, marked together, and changed back exactly."""

from __future__ import annotations

import tempfile
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library import item_sets
from reader_app.library.item_lists import ItemFilter
from reader_app.library.item_sets import Items
from reader_app.library.library import Library
from reader_app.library.lists import Chosen
from reader_app.library.marks import ItemMark
from reader_app.library.types import Cursor, ItemMarks, Scope, Shelf
from tests.support.imports import imported, section

LONG = 130  # items of the longest issue
MARKS: list[ItemMark] = ["read", "starred", "hidden"]
PAIRS = st.lists(st.tuples(st.integers(0, 1 << 20).map(lambda n: UUID(int=n << 60 | n)), st.integers(0, 200)))
SCOPES = [
    Scope(),
    Scope("Harbour Post"),
    Scope("Nowhere"),
    Scope(unread=True),
    Scope("Harbour Post", unread=True),
    Scope(starred=True),
    Scope(tag="sea"),
    Scope(shelf=Shelf.ARCHIVED),
]
CHOICES: list[dict[str, Any]] = [
    {},
    {"section": "tools"},
    {"section": "no such section"},
    {"starred": True},
    {"hidden": True},
    {"section": "Tools", "starred": True},
]


def titles(first: str, count: int) -> list[str]:
    return [f"{first} {number}" for number in range(count)]


@pytest.fixture
def library(library: Library) -> Library:
    """Seven issues, one of them long, with marks of every kind in each of them."""
    added = library.add_many(
        imported(
            f"Boats {n}",
            number=str(n),
            publication="Harbour Post" if n % 2 else "Hill Post",
            sections=(section("Tools", *titles(f"a{n}", LONG if n == 3 else 3)), section("Talk", *titles(f"b{n}", 2))),
        )
        for n in range(7)
    )
    ids = [each.id for each in added]
    library.set_read(ids[:2], True)
    library.set_starred(ids[2:4], True)
    library.tag(ids[1:5], "sea")
    library.archive(ids[5:6])
    library.trash(ids[6:7])
    for issue_id, (mark, position) in product(ids, [("read", 0), ("starred", 1), ("starred", 3), ("hidden", 2)]):
        one: ItemMark = mark  # type: ignore[assignment]
        library.mark_items(Items.of([(issue_id, position)]), one, True)
    return library


def paged(library: Library, scope: Scope, **choice: Any) -> list[tuple[UUID, int]]:
    found: list[tuple[UUID, int]] = []
    after: Cursor | None = None
    while True:
        page = library.items(scope, after=after, limit=7, **choice)
        found += [(row.issue, row.position) for row in page.rows]
        after = page.next
        if after is None:
            return found


def whole(library: Library, scope: Scope, *, issues: int = 2, **choice: Any) -> Items:
    parts: list[Items] = []
    after: Cursor | None = None
    while True:
        part, after = library.item_set(scope, after=after, issues=issues, **choice)
        parts.append(part)
        if after is None:
            return Items.joined(parts)


def all_marks(library: Library) -> dict[UUID, dict[int, ItemMarks]]:
    every = [row.id for shelf in Shelf for row in library.summaries(Scope(shelf=shelf)).rows]
    return {each: library.item_marks(each) for each in every}


def kept_rows(library: Library) -> int:
    with library._database.reading() as db:
        return int(db.execute("SELECT count(*) FROM item_marks").fetchone()[0])


# The set


@given(PAIRS, st.integers(1, 9))
def test_a_set_holds_what_was_put_in(pairs: list[tuple[UUID, int]], size: int) -> None:
    items = Items.of(pairs)
    assert set(items) == set(pairs)
    assert len(items) == len(set(pairs))
    assert list(items.issues()) == list(dict.fromkeys(issue_id for issue_id, _ in pairs))
    for pair in [*pairs, (UUID(int=5), 0), (UUID(int=1 << 64), 200)]:
        assert (pair in items) == (pair in pairs)
        assert set(items.positions(pair[0])) == {position for issue_id, position in pairs if issue_id == pair[0]}
    assert "no item" not in items
    assert Items.joined(items.portions(size)) == items
    assert all(len(part) >= size for part in list(items.portions(size))[:-1])
    assert items == Items.of(iter(items))


# All of a list


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.parametrize("issues", [1, 3, 1000])
def test_a_whole_list_is_all_its_pages(library: Library, scope: Scope, choice: dict[str, Any], issues: int) -> None:
    assert list(whole(library, scope, issues=issues, **choice)) == paged(library, scope, **choice)


def test_what_came_in_since_the_list_began_is_not_in_the_rest(library: Library) -> None:
    part, after = library.item_set(Scope(), issues=2)
    library.add(imported("A late boat", number="99"))
    rest, _ = library.item_set(Scope(), after=after)
    before = {pair for pair in paged(library, Scope()) if library.summary(pair[0]).title != "A late boat"}
    assert set(part) | set(rest) == before


@pytest.mark.parametrize(
    ("publication", "unread", "tag", "topic", "starred", "hidden"),
    list(product((None, 1), (False, True), (None, 1), (None, 1), (False, True), (False, True))),
)
def test_a_portion_is_found_by_its_issues(
    library: Library,
    publication: int | None,
    unread: bool,
    tag: int | None,
    topic: int | None,
    starred: bool,
    hidden: bool,
) -> None:
    scope = Scope("Hill Post" if publication else None, unread, tag="sea" if tag else None)
    query = item_sets.set_query(ItemFilter(Chosen(scope, publication, tag), topic, starred, hidden), 1, 1 << 40)
    with library._database.reading() as db:
        plan = [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {query[0]}", query[1])]
    assert all(step.startswith(("SEARCH", "USE TEMP B-TREE")) for step in plan), plan


# Marks


@pytest.mark.parametrize("mark", MARKS)
def test_all_items_are_marked_and_only_what_was_otherwise_is_changed_back(library: Library, mark: ItemMark) -> None:
    before, rows = all_marks(library), kept_rows(library)
    items = whole(library, Scope())
    unmarked = [each for each in items if not getattr(before[each[0]].get(each[1], ItemMarks()), mark)]
    changed = library.mark_items(items, mark, True)
    assert list(changed) == unmarked
    assert library.mark_items(items, mark, True) == Items()
    assert library.mark_items(changed, mark, False) == changed
    assert all_marks(library) == before
    assert kept_rows(library) == rows, "what is taken back leaves nothing behind"
    assert library.verify() == ()


def test_what_is_read_with_its_issue_is_seen_as_read(library: Library) -> None:
    everything = whole(library, Scope())
    read = {row.id for row in library.summaries(Scope()).rows if row.read}
    assert read
    changed = library.mark_items(everything, "read", True, seen=True)
    assert read.isdisjoint(changed.issues())
    assert whole(library, Scope(unread=True)) == Items()
    assert read.isdisjoint(library.mark_items(everything, "read", False, seen=True).issues())
    assert library.mark_items(everything, "read", False).issues(), "each item's own mark is still there"


def test_items_that_are_not_here_are_passed_over(library: Library) -> None:
    issue_id = whole(library, Scope()).issues()[0]
    assert library.mark_items(Items.of([(uuid4(), 0), (issue_id, 5000)]), "starred", True) == Items()


def test_a_library_that_can_only_be_read_is_left_alone(library: Library) -> None:
    items = whole(library, Scope())
    with Library.open(library.path, read_only=True) as other:
        assert whole(other, Scope()) == items
        with pytest.raises(LibraryError) as refused:
            other.mark_items(items, "starred", True)
    assert refused.value.kind is LibraryErrorKind.READ_ONLY


PLACES = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([0, 1, 58, 59, 60, 61, 119, 120, 125])), max_size=12)
GIVEN = st.lists(st.tuples(PLACES, st.sampled_from(MARKS), st.booleans()), max_size=5)


@given(GIVEN, PLACES, st.sampled_from(MARKS), st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_change_and_its_undo_leave_all_marks_as_they_were(
    given_before: list[tuple[list[tuple[int, int]], ItemMark, bool]],
    places: list[tuple[int, int]],
    mark: ItemMark,
    value: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.masthead") as library:
        long = section("Tools", *titles("Same", 5), *titles("Same", 5), *titles("Other", 120))
        added = library.add_many(imported(f"Issue {n}", number=str(n), sections=(long,)) for n in range(3))

        def items(chosen: list[tuple[int, int]]) -> Items:
            return Items.of((added[number].id, position) for number, position in chosen)

        for chosen, earlier, state in given_before:
            library.mark_items(items(chosen), earlier, state)
        before = all_marks(library)
        changed = library.mark_items(items(places), mark, value)
        after = all_marks(library)
        for each in added:
            for position in range(130):
                was, now = (marks[each.id].get(position, ItemMarks()) for marks in (before, after))
                meant = (each.id, position) in items(places)
                assert getattr(now, mark) == (value if meant else getattr(was, mark))
                assert ((each.id, position) in changed) == (was != now)
        library.mark_items(changed, mark, not value)
        assert all_marks(library) == before
