"""Archive, trash, tags and saved searches: what a person puts in order, and takes back."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.person_types import SavedSearch, TagCount
from reader_app.library.types import Scope, Shelf
from tests.library.conftest import Clock
from tests.support.imports import imported, issue

ARCHIVED, TRASHED, KEPT = (Scope(shelf=shelf) for shelf in (Shelf.ARCHIVED, Shelf.TRASHED, Shelf.KEPT))


@pytest.fixture
def ids(library: Library) -> list[UUID]:
    """Four issues of two items each: 0 is read, 1 starred."""
    added = library.add_many(imported(f"Issue {n}", number=str(n), original=b"%d" % n) for n in range(4))
    ids = [each.id for each in added]
    library.set_read(ids[:1], True)
    library.set_starred(ids[1:2], True)
    return ids


def titles(library: Library, scope: Scope) -> list[str]:
    return [row.title for row in library.summaries(scope).rows]


def numbers(library: Library) -> tuple[int, ...]:
    counts = library.counts()
    return counts.issues, counts.unread, counts.starred, counts.items, counts.archived, counts.trashed


def test_an_archived_issue_leaves_the_lists_but_for_stars_tags_and_search(library: Library, ids: list[UUID]) -> None:
    assert numbers(library) == (4, 3, 1, 8, 0, 0)
    library.tag(ids, "Sea")
    assert library.archive(ids[:2]) == tuple(ids[:2])
    assert titles(library, Scope()) == ["Issue 3", "Issue 2"]
    assert titles(library, Scope("Harbour Post")) == ["Issue 3", "Issue 2"]
    assert titles(library, Scope(unread=True)) == ["Issue 3", "Issue 2"]
    assert len(library.items(Scope()).rows) == 4
    assert titles(library, ARCHIVED) == ["Issue 1", "Issue 0"]
    assert titles(library, Scope("Harbour Post", shelf=Shelf.KEPT)) == [f"Issue {n}" for n in (3, 2, 1, 0)]
    assert titles(library, Scope(unread=True, shelf=Shelf.ARCHIVED)) == ["Issue 1"]
    assert titles(library, Scope(starred=True)) == ["Issue 1"]
    assert len(titles(library, Scope(tag="sea"))) == len(titles(library, KEPT)) == 4
    assert len(library.search("boats").rows) == 4
    assert numbers(library) == (2, 2, 1, 4, 2, 0)
    assert library.summary(ids[0]).shelf is Shelf.ARCHIVED
    (publication,) = library.counts().publications
    assert (publication.issues, publication.unread) == (2, 2)
    assert library.archive(ids, False) == tuple(ids[:2])
    assert numbers(library) == (4, 3, 1, 8, 0, 0)
    assert library.verify() == ()


def test_an_issue_in_the_trash_is_nowhere_else(library: Library, ids: list[UUID]) -> None:
    library.tag(ids, "Sea")
    library.archive(ids[1:2])
    assert library.trash([*ids[:2], uuid4()]) == tuple(ids[:2])
    assert library.trash(ids[:1]) == ()
    assert titles(library, TRASHED) == ["Issue 1", "Issue 0"]
    for scope in (Scope(), ARCHIVED, KEPT, Scope(tag="Sea")):
        assert not {"Issue 0", "Issue 1"} & set(titles(library, scope))
    assert titles(library, Scope(starred=True)) == []
    assert [hit.issue.title for hit in library.search("boats").rows] == ["Issue 3", "Issue 2"]
    assert {run.issue for run in library.sponsors()} == set(ids[2:])
    assert library.counts().tags == (TagCount("Sea", 2),)
    assert numbers(library) == (2, 2, 0, 4, 0, 2)
    assert library.verify() == ()


def test_what_was_deleted_comes_back_as_it_was(library: Library, ids: list[UUID]) -> None:
    library.archive(ids[:1])
    library.tag(ids[:2], "Sea")
    library.set_note(ids[0], "Keep.")
    before = library.counts()
    library.trash(ids)
    assert library.counts().sponsors == 0
    assert library.restore([*ids, uuid4()]) == tuple(ids)
    assert library.restore(ids) == ()
    assert library.counts() == before
    assert titles(library, ARCHIVED) == ["Issue 0"]
    note = library.note(ids[0])
    assert note is not None
    assert note.text == "Keep."


def test_the_trash_is_emptied_of_what_is_old_or_of_all(library: Library, ids: list[UUID], clock: Clock) -> None:
    library.tag(ids, "Sea")
    library.trash(ids[:2])
    clock.forward(days=10)
    library.trash(ids[2:3])
    assert library.empty_trash(before=clock()) == 2
    assert titles(library, TRASHED) == ["Issue 2"]
    assert library.empty_trash() == 1
    assert library.empty_trash() == 0
    assert numbers(library) == (1, 1, 0, 2, 0, 0)
    assert library.counts().tags == (TagCount("Sea", 1),)
    assert library.verify() == ()


def test_shelves_survive_a_better_importer_and_a_new_date(library: Library, ids: list[UUID], clock: Clock) -> None:
    library.archive(ids[:1])
    library.trash(ids[1:2])
    library.tag(ids, "Sea")
    library.set_item_hidden(ids[0], 1, True)
    library.set_note(ids[0], "Keep.")
    library.add_highlight(ids[0], "boats")
    library.set_position(ids[0], "text", fraction=0.5)
    for n in (0, 1):
        library.replace_derived(ids[n], imported(f"Better {n}", number=str(n), date=clock(), original=b"%d" % n))
    assert titles(library, ARCHIVED) == ["Better 0"]
    assert titles(library, TRASHED) == ["Better 1"]
    assert library.tags_of(ids[0]) == ("Sea",)
    assert library.item_marks(ids[0])[1].hidden
    assert [len(library.highlights(ids[0])), bool(library.note(ids[0])), bool(library.position(ids[0]))] == [1, 1, 1]
    assert library.verify() == ()


def test_an_issue_of_an_empty_library_is_not_archived(library: Library) -> None:
    assert library.archive([uuid4()]) == ()


class TestHidden:
    def test_a_hidden_item_is_only_among_the_hidden(self, library: Library, ids: list[UUID]) -> None:
        library.set_item_starred(ids[0], 0, True)
        library.set_item_hidden(ids[0], 0, True)
        assert [(row.issue, row.position) for row in library.items(Scope(), hidden=True).rows] == [(ids[0], 0)]
        assert len(library.items(Scope()).rows) == 7
        assert library.items(Scope(), starred=True).rows == ()
        assert len(library.items(Scope("Harbour Post"), section="tools").rows) == 7
        library.set_item_hidden(ids[0], 0, False)
        assert library.items(Scope(), starred=True).rows[0].hidden is False


class TestTags:
    def test_a_tag_is_the_same_whatever_its_case(self, library: Library, ids: list[UUID]) -> None:
        assert library.tag(ids[:2], "  Röst  und Fisch ") == tuple(ids[:2])
        assert library.tag([*ids[1:3], uuid4()], "RÖST UND FISCH") == (ids[2],)
        assert library.tags() == (TagCount("Röst und Fisch", 3),)
        assert library.untag(ids[2:], "röst und fisch") == (ids[2],)
        assert titles(library, Scope(tag="Röst und fisch")) == ["Issue 1", "Issue 0"]
        assert titles(library, Scope(tag="Röst und fisch", unread=True)) == ["Issue 1"]
        assert [row.number for row in library.items(Scope(tag="röst und fisch")).rows] == ["1", "1", "0", "0"]
        assert titles(library, Scope(tag="Other")) == []
        assert library.items(Scope(tag="Other")).rows == ()

    def test_tags_of_an_issue_are_in_order_of_alphabet(self, library: Library, ids: list[UUID]) -> None:
        for name in ("b", "C", "a"):
            library.tag(ids[:1], name)
        assert library.tags_of(ids[0]) == ("a", "b", "C")

    def test_a_renamed_tag_becomes_one_with_another(self, library: Library, ids: list[UUID]) -> None:
        library.tag(ids[:2], "One")
        library.tag(ids[1:], "Two")
        library.rename_tag("one", "ONE")
        assert library.tags() == (TagCount("ONE", 2), TagCount("Two", 3))
        library.rename_tag("One", "two")
        assert library.tags() == (TagCount("Two", 4),)
        library.delete_tag("TWO")
        assert (library.tags(), library.tags_of(ids[0])) == ((), ())

    @pytest.mark.parametrize("name", ["", " \n ", "x" * 61])
    def test_a_tag_needs_a_name_of_some_length(self, library: Library, ids: list[UUID], name: str) -> None:
        with pytest.raises(UsageError, match=r"^A tag "):
            library.tag(ids, name)

    def test_an_unknown_tag_is_named(self, library: Library, ids: list[UUID]) -> None:
        for action in (lambda: library.untag(ids, "None"), lambda: library.delete_tag("None")):
            with pytest.raises(UsageError, match="no tag “None”"):
                action()

    def test_a_removed_issue_is_counted_off(self, library: Library, ids: list[UUID]) -> None:
        library.tag(ids, "Sea")
        library.remove(ids[:2])
        assert library.tags() == (TagCount("Sea", 2),)
        assert library.verify() == ()


class TestSearches:
    def test_a_search_is_kept_under_its_name_or_words(self, library: Library) -> None:
        first = library.save_search(" boats  is:unread ")
        second = library.save_search("fog", "Weather")
        assert library.counts().searches == library.saved_searches() == (first, second)
        assert first == SavedSearch(first.number, "boats is:unread", "boats is:unread")
        assert library.save_search("fog", "Fog") == SavedSearch(second.number, "Fog", "fog")
        library.rename_search(first.number, "Boats")
        library.delete_search(second.number)
        assert library.saved_searches() == (SavedSearch(first.number, "Boats", "boats is:unread"),)

    def test_what_cannot_be_saved_is_said(self, library: Library) -> None:
        with pytest.raises(UsageError, match="nothing to save"):
            library.save_search(" ")
        with pytest.raises(UsageError, match="needs a name"):
            library.rename_search(1, "")
        with pytest.raises(UsageError, match="no saved search 1"):
            library.rename_search(1, "a")
        with pytest.raises(UsageError, match="no saved search 1"):
            library.delete_search(1)


def test_the_same_issue_again_does_not_bring_it_out_of_the_trash(library: Library, path: Path) -> None:
    added = library.add(imported())
    library.trash([added.id])
    again = library.add(imported())
    assert (again.id, again.new) == (added.id, False)
    assert again.reason.endswith("It is in the trash.")
    assert titles(library, Scope()) == []
    assert issue().title in titles(library, TRASHED)
