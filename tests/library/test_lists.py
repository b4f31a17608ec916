"""Lists come newest first and in pages; no page costs more than its rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from reader_app.library import item_lists, lists, search
from reader_app.library.item_lists import ItemFilter
from reader_app.library.library import Library
from reader_app.library.lists import Chosen
from reader_app.library.query import Query
from reader_app.library.types import Cursor, Page, Scope, Shelf
from reader_app.model.blocks import Prose
from tests.library.conftest import Clock
from tests.support.imports import imported, section

FLAGS = (False, True)
SCOPES = list(product((None, "Alpha", "", "Unknown"), FLAGS, FLAGS))


def all_rows(fetch: Callable[[Cursor | None], Page[Any]]) -> list[Any]:
    """Return the rows of all pages, making sure that none but the last is short."""
    rows: list[Any] = []
    after = None
    while True:
        page = fetch(after)
        rows += page.rows
        if page.next is None:
            return rows
        after = page.next


def titles(library: Library, scope: Scope, limit: int = 100) -> list[str]:
    return [row.title for row in all_rows(lambda after: library.summaries(scope, after=after, limit=limit))]


@pytest.fixture
def many(library: Library, clock: Clock) -> Library:
    """Twelve issues of three publications, added out of order; odd ones are read, every third is starred."""
    names = ("Alpha", "Beta", "")
    batch = [
        imported(f"Issue {n:02}", number=str(n), publication=names[n % 3], date=clock() + timedelta(days=n))
        for n in (5, 0, 11, 3, 8, 1, 10, 2, 9, 4, 7, 6)
    ]
    added = {entry.issue.title: result.id for entry, result in zip(batch, library.add_many(batch), strict=True)}
    library.set_read([added[f"Issue {n:02}"] for n in range(1, 12, 2)], True)
    library.set_starred([added[f"Issue {n:02}"] for n in range(0, 12, 3)], True)
    return library


@pytest.mark.parametrize("limit", [1, 2, 5, 12, 100])
def test_issues_come_newest_first_whatever_the_page(many: Library, limit: int) -> None:
    assert titles(many, Scope(), limit) == [f"Issue {n:02}" for n in range(11, -1, -1)]


@pytest.mark.parametrize(("publication", "unread", "starred"), SCOPES)
@pytest.mark.parametrize("limit", [1, 3, 100])
def test_every_scope_lists_its_issues(
    many: Library, publication: str | None, unread: bool, starred: bool, limit: int
) -> None:
    names = ("Alpha", "Beta", "")
    expected = [
        f"Issue {n:02}"
        for n in range(11, -1, -1)
        if (publication is None or names[n % 3] == publication) and not (unread and n % 2) and not (starred and n % 3)
    ]
    scope = Scope(publication, unread, starred)
    assert titles(many, scope, limit) == expected
    of_items = all_rows(lambda after: many.items(scope, after=after, limit=limit))
    assert [(row.number, row.position) for row in of_items] == [
        (str(int(title[-2:])), position) for title in expected for position in (0, 1)
    ]


def test_issues_of_the_same_second_keep_the_order_they_came_in(library: Library, clock: Clock) -> None:
    library.add_many(imported(f"{n:04}", number=str(n), date=clock(), lead=(), sections=()) for n in range(300))
    assert titles(library, Scope()) == [f"{n:04}" for n in range(299, -1, -1)]


def test_more_issues_of_one_second_than_have_their_place(library: Library, clock: Clock) -> None:
    library.add_many(imported(f"{n:04}", number=str(n), date=clock(), lead=(), sections=()) for n in range(4100))
    assert titles(library, Scope(), 1000) == [f"{n:04}" for n in range(4099, -1, -1)]


def test_an_issue_without_a_date_stands_where_it_arrived(library: Library, clock: Clock) -> None:
    library.add(imported("Dated later", number="1", date=clock() + timedelta(hours=1)))
    library.add(imported("Undated", number="2"))
    library.add(imported("Dated earlier", number="3", date=clock() - timedelta(hours=1)))
    assert titles(library, Scope()) == ["Dated later", "Undated", "Dated earlier"]


def test_a_page_follows_its_cursor_although_issues_came_in_between(many: Library, clock: Clock) -> None:
    first = many.summaries(Scope(), limit=4)
    many.add(imported("Newer", number="99", date=clock() + timedelta(days=50)))
    second = many.summaries(Scope(), after=first.next, limit=4)
    assert [row.title for row in second.rows] == [f"Issue {n:02}" for n in (7, 6, 5, 4)]


@pytest.fixture
def shelved(library: Library, clock: Clock) -> Library:
    """Six issues of two publications with items under Tools, TOOLS and Jobs and in the lead; some starred or read."""
    for n in range(6):
        added = library.add(
            imported(
                f"Issue {n}",
                number=str(n),
                publication=("Alpha", "Beta")[n % 2],
                date=clock() + timedelta(days=n),
                lead=(Prose("words"), *section("", f"lead {n}").blocks),
                sections=(section("Tools" if n < 3 else "TOOLS", f"a{n}", f"b{n}"), section("Jobs", f"c{n}")),
            )
        )
        library.set_item_starred(added.id, 1, n % 3 == 0)
        library.set_item_starred(added.id, 3, n % 2 == 0)
        library.set_item_read(added.id, 2, n == 4)
        library.set_read([added.id], n == 1)
    return library


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
@pytest.mark.parametrize(
    ("publication", "unread", "section", "starred"),
    list(product((None, "Beta"), FLAGS, (None, "tools", "Jobs", "None"), FLAGS)),
)
def test_every_list_of_items(
    shelved: Library, publication: str | None, unread: bool, section: str | None, starred: bool, limit: int
) -> None:
    def wanted(n: int, position: int) -> bool:
        heading = ("", "tools", "tools", "Jobs")[position]
        is_starred = (position == 1 and n % 3 == 0) or (position == 3 and n % 2 == 0)
        is_read = n == 1 or (n == 4 and position == 2)
        return (
            (publication is None or n % 2 == 1)
            and not (unread and is_read)
            and (section is None or heading == section)
            and (not starred or is_starred)
        )

    expected = [(str(n), position) for n in range(5, -1, -1) for position in range(4) if wanted(n, position)]
    rows = all_rows(
        lambda after: shelved.items(
            Scope(publication, unread), section=section, starred=starred, after=after, limit=limit
        )
    )
    assert [(row.number, row.position) for row in rows] == expected


def test_an_item_says_where_it_stands(shelved: Library) -> None:
    row = next(row for row in shelved.items(Scope()).rows if row.title == "b4")
    assert (row.section, row.publication, row.number, row.position) == ("TOOLS", "Alpha", "4", 2)
    assert row.url == "https://items.example/b4"
    assert (row.read, row.starred) == (True, False)
    assert next(row for row in shelved.items(Scope()).rows if row.title == "lead 1").read


def test_sponsors_run_newest_first(many: Library, clock: Clock) -> None:
    runs = many.sponsors()
    assert [run.number for run in runs] == [str(n) for n in range(11, -1, -1)]
    assert runs[0].name == "Acorn Works"
    assert runs[0].label == "Sponsor"
    assert runs[0].url == "https://acorn.example"
    assert runs[0].date == clock() + timedelta(days=11)
    assert many.counts().sponsors == 1


def test_counts_name_publications_in_order_of_alphabet(library: Library) -> None:
    for n, name in enumerate(("beta", "Alpha", "Éclair", "alpha", "", "Gamma")):
        library.add(imported(str(n), publication=name, number=str(n)))
    assert [entry.name for entry in library.counts().publications] == ["Alpha", "alpha", "beta", "Gamma", "Éclair"]


class TestPlans:
    """How SQLite answers every list query: by an index in the order wanted, never sorting or reading a whole table."""

    @staticmethod
    def plan(library: Library, query: tuple[str, list[Any]]) -> list[str]:
        with library._database.reading() as db:
            return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query[0]}", query[1])]

    def check(self, library: Library, query: tuple[str, list[Any]]) -> None:
        for step in self.plan(library, query):
            assert step.startswith(("SEARCH", "SCAN search VIRTUAL TABLE")), step
            assert "TEMP B-TREE" not in step
            assert "AUTOMATIC" not in step

    @pytest.mark.parametrize(("publication", "unread", "starred"), list(product((None, 1), FLAGS, FLAGS)))
    @pytest.mark.parametrize("after", [None, Cursor(1 << 40)])
    def test_issues(
        self, library: Library, publication: int | None, unread: bool, starred: bool, after: Cursor | None
    ) -> None:
        scope = Scope("Alpha" if publication else None, unread, starred)
        self.check(library, lists.issues_query(Chosen(scope, publication), after, 10))

    @pytest.mark.parametrize("shelf", [Shelf.ARCHIVED, Shelf.TRASHED, Shelf.KEPT])
    @pytest.mark.parametrize("tag", [None, 1])
    @pytest.mark.parametrize("unread", FLAGS)
    def test_issues_of_other_shelves(self, library: Library, shelf: Shelf, tag: int | None, unread: bool) -> None:
        scope = Scope(unread=unread, tag="a tag" if tag else None, shelf=shelf)
        self.check(library, lists.issues_query(Chosen(scope, tag=tag), None, 10))
        self.check(library, item_lists.items_query(ItemFilter(Chosen(scope, tag=tag)), None, 10))
        self.check(library, item_lists.rest_query(ItemFilter(Chosen(scope, tag=tag)), Cursor(1, 1), 10))

    @pytest.mark.parametrize(
        ("publication", "unread", "scope_starred", "topic", "starred"),
        list(product((None, 1), FLAGS, FLAGS, (None, 1), FLAGS)),
    )
    def test_items(
        self,
        library: Library,
        publication: int | None,
        unread: bool,
        scope_starred: bool,
        topic: int | None,
        starred: bool,
    ) -> None:
        scope = Scope("Alpha" if publication else None, unread, scope_starred)
        chosen = ItemFilter(Chosen(scope, publication), topic, starred)
        self.check(library, item_lists.items_query(chosen, None, 10))
        self.check(library, item_lists.rest_query(chosen, Cursor(1, 1), 10))

    @pytest.mark.parametrize(
        ("query", "index"),
        [
            (Query('"word"*', archived=True), "issues_archived"),
            (Query('"word"*', archived=True, unread=True), "issues_archived"),
            (Query('"word"*', starred=True, unread=True), "issues_starred"),
            (Query('"word"*', unread=True), "issues_unread"),
        ],
    )
    def test_few_issues_wanted_of_the_many_that_hold_a_word(self, library: Library, query: Query, index: str) -> None:
        assert any(index in step for step in self.plan(library, search.search_query(query, None, 10)))

    @pytest.mark.parametrize(("match", "unread", "starred"), list(product(("", '"word"*'), FLAGS, FLAGS)))
    def test_search(self, library: Library, match: str, unread: bool, starred: bool, clock: Clock) -> None:
        query = Query(match, before=clock(), unread=unread, starred=starred)
        self.check(library, search.search_query(query, None, 10))
