"""What is known of publications and sponsors, and which issues link the same."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.types import PublicationFacts, Scope
from reader_app.model.blocks import Item, Sponsor
from reader_app.model.issue import Section
from tests.library.conftest import Clock
from tests.library.test_lists import all_rows
from tests.support.imports import imported, section


@pytest.fixture
def ids(library: Library, clock: Clock) -> list[UUID]:
    """Six issues, a week apart, of two publications, with sponsors and links in common."""
    added = [
        library.add(
            imported(
                f"Issue {n}",
                number=str(n),
                publication=("Alpha", "Beta")[n % 2],
                date=clock() + timedelta(weeks=n) if n else None,
                lead=(Sponsor("Acorn", "https://acorn.example"), Sponsor(("Basalt", "Acorn")[n % 2], label="Ad")),
                sections=(section("Tools", "same", f"own {n}"), Section("Jobs", "", (Item("No address"),))),
            )
        )
        for n in range(6)
    ]
    return [each.id for each in added]


def test_a_publication_is_known_by_its_issues(library: Library, ids: list[UUID], clock: Clock) -> None:
    library.set_read(ids[:1], True)
    library.archive(ids[2:3])
    facts = library.publication("Alpha")
    assert (facts.issues, facts.unread, facts.archived) == (2, 1, 1)
    assert facts.dates == tuple(clock() + timedelta(weeks=n) for n in (4, 2))
    assert facts.first == clock() + timedelta(weeks=2)
    assert facts.newest == ids[4]
    assert facts.sponsors == (("Acorn", 3), ("Basalt", 3))
    assert facts.sections == (("Tools", 3), ("Jobs", 3))
    assert library.publication("Gamma") == PublicationFacts("Gamma")
    library.trash(ids)
    assert library.publication("Alpha") == PublicationFacts("Alpha")


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_where_a_sponsor_ran(library: Library, ids: list[UUID], clock: Clock, limit: int) -> None:
    names = library.sponsor_names()
    assert [(each.name, each.runs, each.publication) for each in names] == [
        ("Acorn", 9, "Beta"),
        ("Basalt", 3, "Alpha"),
    ]
    assert names[0].last == clock() + timedelta(weeks=5)
    runs = all_rows(lambda after: library.sponsor_runs("Acorn", after=after, limit=limit))
    assert [(run.number, run.label) for run in runs] == [
        (str(n), label) for n in (5, 4, 3, 2, 1, 0) for label in (("Ad", "Sponsor") if n % 2 else ("Sponsor",))
    ]
    library.trash(ids[5:])
    assert library.sponsor_names()[0].runs == 7
    assert library.sponsor_names()[0].publication == "Alpha"
    assert library.sponsor_runs("Nobody").rows == ()


def test_other_issues_that_link_the_same(library: Library, ids: list[UUID]) -> None:
    others = library.also_in(ids[5])
    assert list(others) == [0]
    assert [(run.publication, run.number) for run in others[0]] == [
        ("Alpha", "4"),
        ("Beta", "3"),
        ("Alpha", "2"),
        ("Beta", "1"),
        ("Alpha", "0"),
    ]
    first, own, bare = library.items(Scope(), limit=3).rows
    assert [run.number for run in first.also] == ["4", "3"]
    assert own.also == bare.also == ()
    library.trash(ids[:4])
    library.archive(ids[4:5])
    assert [run.issue for run in library.also_in(ids[5])[0]] == [ids[4]]
    with pytest.raises(UsageError):
        library.also_in(uuid4())


def test_the_sections_of_the_newest_items(library: Library, ids: list[UUID]) -> None:
    assert library.sections() == ("Tools", "Jobs")
    assert library.sections(limit=1) == ("Tools",)
    assert len(library.items(Scope()).rows) == 18
