"""Adding, reading, finding, deriving again and removing issues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind, UsageError
from reader_app.library.library import Library
from reader_app.library.types import ItemMarks, Scope
from reader_app.model.blocks import Item, LinkList, Note, Podcast, Prose, Sponsor
from reader_app.model.issue import About, Issue, Section
from reader_app.model.origin import Imported, Origin, digest
from tests.library.conftest import Clock
from tests.support.imports import imported, section

RICH = Issue(
    publication="Harbour Post",
    number="S02E05",
    title="Grüße — 你好",
    preheader="A line",
    date=datetime(2017, 12, 6, 8, 0, 0, 123456, tzinfo=UTC),
    authors=("One", "Two"),
    url="https://post.example/5",
    lang="de",
    tags=("sea",),
    lead=(Prose("A *paragraph*\n\nand [one](https://a.example)"), Sponsor("Acorn", slot="top", body="Rope")),
    sections=(
        Section("Tools", "t", (Item("Lamp", "https://l.example", minutes=3), LinkList((Item("Knot"), Item("Oar"))))),
        Section("Empty"),
        Section("Last", "", (Podcast("Waves", audio="https://w.example/1.mp3"), Note("Mind the tide"))),
    ),
    about=About("For those at sea", curator="The keeper"),
    extra={"mood": ["calm", {"wind": 3}]},
)


def test_what_was_added_is_read_back(library: Library) -> None:
    added = library.add(
        Imported(RICH, b"the original", Origin("text", "revue", "", "letter.txt", 3), ("Unsure.",), ("Gone",))
    )
    assert added.new
    assert added.reason == ""
    stored = library.issue(added.id)
    assert stored.id == added.id
    assert stored == Issue(
        **{name: getattr(RICH, name) for name in RICH.__dataclass_fields__ if name != "id"}, id=added.id
    )
    assert library.warnings(added.id) == ("Unsure.",)
    assert library.removed(added.id) == ("Gone",)
    data, origin = library.original(added.id)
    assert data == b"the original"
    assert origin == Origin("text", "revue", digest(b"the original"), "letter.txt", 3)


def test_it_is_still_there_after_closing(path: Path) -> None:
    with Library.open(path) as library:
        added = library.add(imported())
    with Library.open(path) as library:
        assert library.issue(added.id).title == "Boats in the fog"


def test_an_issue_keeps_its_own_id(library: Library) -> None:
    own = uuid4()
    assert library.add(imported(id=own)).id == own


def test_a_summary_says_what_a_list_shows(library: Library, clock: Clock) -> None:
    added = library.add(Imported(RICH, b"", Origin("text")))
    (row,) = library.summaries(Scope()).rows
    assert (row.id, row.publication, row.number, row.title) == (added.id, "Harbour Post", "S02E05", "Grüße — 你好")
    assert (row.preheader, row.date, row.received) == ("A line", RICH.date, clock())
    assert (row.sections, row.items, row.sponsors, row.minutes) == (3, 3, 1, 1)
    assert (row.read, row.starred) == (False, False)


def test_any_bytes_are_kept_untouched(library: Library) -> None:
    data = bytes(range(256)) * 1000
    added = library.add(imported(original=data))
    assert library.original(added.id)[0] == data


def test_a_date_may_be_anywhere_in_the_calendar(library: Library) -> None:
    dates = [
        datetime.min.replace(tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ]
    for date in dates:
        library.add(imported(str(date), date=date))
    assert [row.date for row in library.summaries(Scope()).rows] == dates[::-1]


def test_removing_takes_all_that_belongs_to_an_issue(library: Library) -> None:
    one, two = library.add_many([imported("One", original=b"1"), imported("Two", original=b"2", number="2")])
    library.set_starred([one.id], True)
    library.set_item_read(one.id, 0, True)
    library.remove([one.id, uuid4()])
    assert [row.id for row in library.summaries(Scope()).rows] == [two.id]
    assert library.counts().issues == 1
    assert library.search("One").rows == ()
    assert {row.issue for row in library.items(Scope()).rows} == {two.id}
    assert {run.issue for run in library.sponsors()} == {two.id}
    for call in (
        library.issue,
        library.original,
        library.warnings,
        library.removed,
        library.origins,
        library.item_marks,
    ):
        with pytest.raises(UsageError):
            call(one.id)
    assert library.verify() == ()


def test_an_original_shared_by_two_issues_stays_until_both_are_gone(library: Library) -> None:
    one = library.add(imported("One", original=b"feed", lead=(Prose("Words of the first"),)))
    two = library.add(imported("Two", original=b"feed", lead=(Prose("Other text in the second"),)))
    assert two.new
    library.remove([one.id])
    assert library.original(two.id)[0] == b"feed"
    library.remove([two.id])
    assert library.add(imported("One", original=b"feed")).new


class TestFinding:
    ID = UUID("abcdef01-2345-4789-8abc-def012345678")

    @pytest.fixture(autouse=True)
    def issues(self, library: Library) -> None:
        library.add(imported("Known", id=self.ID, number="177"))
        library.add(imported("Other", id=UUID("abcd0000-0000-4000-8000-000000000000"), number="178"))
        library.add(imported("Cased", publication="ÄTHER", number="9"))

    @pytest.mark.parametrize(
        "reference",
        [
            "abcdef01-2345-4789-8abc-def012345678",
            "ABCDEF0123454789 8ABCDEF012345678".replace(" ", ""),
            "abcde",
            "abcdef01-2345-4",
            " abcdef01 ",
            "Harbour Post#177",
            "harbour post #177",
        ],
    )
    def test_a_reference_names_one_issue(self, library: Library, reference: str) -> None:
        assert library.find(reference) == self.ID

    def test_case_does_not_matter_in_any_script(self, library: Library) -> None:
        assert library.issue(library.find("äther#9")).title == "Cased"

    @pytest.mark.parametrize(
        "reference", ["abcd", "abc", "ffff", "", "#", "Harbour Post#1", "Nobody#177", "words", "é", "%", "-" * 50]
    )
    def test_anything_else_ends_in_a_sentence(self, library: Library, reference: str) -> None:
        with pytest.raises(UsageError, match=r"\.$"):
            library.find(reference)

    def test_a_name_of_two_issues_is_not_guessed(self, library: Library) -> None:
        library.add(
            imported("Quite another", number="177", lead=(Prose("Nothing like the other one at all"),), sections=())
        )
        with pytest.raises(UsageError, match="Several issues are called"):
            library.find("Harbour Post#177")


class TestDerivingAgain:
    def test_the_new_reading_takes_the_place_of_the_old(self, library: Library) -> None:
        added = library.add(imported("Raw", original=b"bytes", number="1"))
        better = imported(
            "Better", original=b"bytes", rules=2, number="12", publication="Post", sections=(), preheader="New"
        )
        library.replace_derived(added.id, Imported(better.issue, b"bytes", better.origin, ("Now unsure.",), ("Cut",)))
        assert library.issue(added.id).title == "Better"
        assert library.warnings(added.id) == ("Now unsure.",)
        assert library.removed(added.id) == ("Cut",)
        assert [origin.importer for origin in library.origins(added.id)] == [2]
        (row,) = library.summaries(Scope(publication="Post")).rows
        assert (row.number, row.preheader, row.items) == ("12", "New", 0)
        assert library.items(Scope()).rows == ()
        assert library.search("Raw").rows == ()
        assert len(library.search("Better").rows) == 1
        counts = library.counts()
        assert (counts.issues, counts.items) == (1, 0)
        assert [entry.name for entry in counts.publications] == ["Post"]
        assert library.verify() == ()

    def test_what_the_person_marked_survives(self, library: Library) -> None:
        old = section("Tools", "Stays", "Moves", "Renamed", "Goes", "Other")
        added = library.add(imported(original=b"bytes", sections=(old,)))
        library.set_starred([added.id], True)
        library.set_read([added.id], True)
        for position in range(4):
            library.set_item_starred(added.id, position, True)
        renamed = Item("Renamed", "https://elsewhere.example/renamed")
        new = Section("Tools", "", (renamed, old.blocks[1], old.blocks[4], old.blocks[0]))
        library.replace_derived(added.id, imported(original=b"bytes", rules=2, sections=(new,)))
        assert library.item_marks(added.id) == {n: ItemMarks(starred=True) for n in (0, 1, 3)}
        (row,) = library.summaries(Scope(starred=True)).rows
        assert row.read
        # What was gone for a time comes back with its mark.
        library.replace_derived(added.id, imported(original=b"bytes", rules=3, sections=(old,)))
        assert library.item_marks(added.id)[3] == ItemMarks(starred=True)
        assert library.verify() == ()

    def test_the_same_link_twice_is_two_items(self, library: Library) -> None:
        twice = Section(
            "Tools", "", (Item("First", "https://x.example"), Item("Second", "https://x.example/?utm_source=a"))
        )
        added = library.add(imported(original=b"bytes", sections=(twice,)))
        library.set_item_read(added.id, 1, True)
        library.replace_derived(added.id, imported(original=b"bytes", rules=2, sections=(twice,)))
        assert library.item_marks(added.id) == {1: ItemMarks(read=True)}

    def test_a_new_date_puts_it_in_its_place(self, library: Library, clock: Clock) -> None:
        first = library.add(imported("First", original=b"1", date=clock()))
        library.add(imported("Second", original=b"2", number="2", date=clock() - timedelta(days=1)))
        library.set_item_starred(first.id, 0, True)
        moved = imported("First", original=b"1", rules=2, date=clock() - timedelta(days=2))
        library.replace_derived(first.id, moved)
        assert [row.title for row in library.summaries(Scope()).rows] == ["Second", "First"]
        assert [hit.issue.title for hit in library.search("fog OR boats").rows] == []
        assert [hit.issue.title for hit in library.search("harbour").rows] == ["Second", "First"]
        assert library.item_marks(first.id) == {0: ItemMarks(starred=True)}
        assert library.issue(first.id).date == moved.issue.date
        assert library.verify() == ()

    def test_the_same_date_leaves_it_in_its_place(self, library: Library, clock: Clock) -> None:
        for name in ("One", "Two", "Three"):
            library.add(imported(name, original=name.encode(), number=name, date=clock()))
        before = library.summaries(Scope()).rows
        library.replace_derived(before[1].id, imported("Two", original=b"Two", rules=2, number="Two", date=clock()))
        assert library.summaries(Scope()).rows == before

    def test_an_unknown_issue_cannot_be_derived_again(self, library: Library) -> None:
        with pytest.raises(UsageError):
            library.replace_derived(uuid4(), imported())


def test_text_that_is_not_what_was_stored_is_damage(library: Library) -> None:
    added = library.add(imported(original=b"bytes"))
    for change in ("documents SET data = x'00'", "originals SET data = x'00'"):
        with library._database.writing() as db:
            db.execute(f"UPDATE {change}")
    for call in (library.issue, library.original):
        with pytest.raises(LibraryError) as caught:
            call(added.id)
        assert caught.value.kind is LibraryErrorKind.DAMAGED


def test_a_batch_is_all_or_nothing(library: Library) -> None:
    def batch() -> Iterator[Imported]:
        yield imported("First")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add_many(batch())
    assert library.counts().issues == 0
