"""What issues and publications are called by hand: seen in every list and search, undone, and kept by later imports."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.person_types import NEW, Clip, PublicationSettings
from reader_app.library.types import Scope
from reader_app.model.corrections import StateFacts
from tests.support.imports import imported

MAY = datetime(2025, 5, 4, 8, 30, tzinfo=UTC)


def publications(library: Library) -> list[tuple[str, int, int]]:
    return [(each.name, each.issues, each.unread) for each in library.counts().publications]


def titles(library: Library, query: str) -> list[str]:
    return [hit.issue.title for hit in library.search(query).rows]


@pytest.fixture
def three(library: Library) -> list[UUID]:
    """Issues 1 to 3 of the Harbour Post, of the first days of 2026."""
    days = [datetime(2026, 1, n, tzinfo=UTC) for n in (1, 2, 3)]
    return [
        library.add(imported(f"Letter {n}", number=str(n), date=day, lead=(), sections=())).id
        for n, day in enumerate(days, 1)
    ]


class TestFactsStated:
    def test_they_are_what_the_issue_says_and_lists_and_search_show(self, library: Library, three: list[UUID]) -> None:
        library.correct(three[2], StateFacts(publication="Tide Tables", number="12", title="Spring tide", date=MAY))
        issue = library.issue(three[2])
        assert (issue.publication, issue.number, issue.title, issue.date) == ("Tide Tables", "12", "Spring tide", MAY)
        assert [row.title for row in library.summaries(Scope()).rows] == ["Letter 2", "Letter 1", "Spring tide"]
        assert publications(library) == [("Harbour Post", 2, 2), ("Tide Tables", 1, 1)]
        assert titles(library, "publication:tide") == ["Spring tide"]
        assert titles(library, "before:2025-06") == ["Spring tide"]
        assert titles(library, "letter") == ["Letter 2", "Letter 1"]
        assert library.find("Tide Tables#12") == three[2]
        assert library.verify() == ()

    def test_what_is_not_stated_stays_and_an_empty_text_says_there_is_none(
        self, library: Library, three: list[UUID]
    ) -> None:
        library.correct(three[0], StateFacts(number=""))
        issue = library.issue(three[0])
        assert (issue.publication, issue.number, issue.title) == ("Harbour Post", "", "Letter 1")

    def test_they_can_be_undone_one_after_the_other(self, library: Library, three: list[UUID]) -> None:
        before = library.issue(three[0])
        library.correct(three[0], StateFacts(date=MAY))
        library.correct(three[0], StateFacts(title="Other"))
        for kept in reversed(library.corrections(three[0])):
            library.undo_correction(three[0], kept.number)
        assert library.issue(three[0]) == before
        assert [row.id for row in library.summaries(Scope()).rows] == three[::-1]
        assert library.verify() == ()

    def test_marks_stay_when_the_date_moves_the_issue(self, library: Library, three: list[UUID]) -> None:
        library.set_starred([three[1]], True)
        library.tag([three[1]], "Sea")
        library.correct(three[1], StateFacts(date=MAY))
        assert library.summary(three[1]).starred
        assert [row.id for row in library.summaries(Scope(tag="Sea")).rows] == [three[1]]

    def test_they_survive_a_better_importer(self, library: Library) -> None:
        added = library.add(imported(original=b"bytes", number="5")).id
        library.correct(added, StateFacts(publication="Tide Tables", date=MAY))
        library.replace_derived(added, imported("Better title", original=b"bytes", rules=2, number="6"))
        issue = library.issue(added)
        assert (issue.publication, issue.number, issue.title) == ("Tide Tables", "6", "Better title")
        assert library.summary(added).date == MAY
        assert publications(library) == [("Tide Tables", 1, 1)]
        assert library.verify() == ()

    def test_the_same_file_again_adds_nothing(self, library: Library) -> None:
        added = library.add(imported(original=b"bytes", number="5")).id
        library.correct(added, StateFacts(publication="Tide Tables", number="7", title="Other"))
        again = library.add(imported(original=b"bytes", number="5"))
        assert (again.id, again.new) == (added, False)

    @pytest.mark.parametrize("fields", [{}, {"title": ""}, {"title": " \n"}])
    def test_nothing_and_no_title_cannot_be_stated(self, fields: dict[str, str]) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            StateFacts(**fields)  # type: ignore[arg-type]


class TestPublicationRenamed:
    def test_all_its_issues_carry_the_new_name(self, library: Library, three: list[UUID]) -> None:
        library.set_read([three[0]], True)
        library.rename_publication("Harbour Post", "  The Harbour\nPost ")
        assert publications(library) == [("The Harbour Post", 3, 2)]
        assert {library.issue(each).publication for each in three} == {"The Harbour Post"}
        assert [row.id for row in library.summaries(Scope("The Harbour Post")).rows] == three[::-1]
        assert library.summaries(Scope("Harbour Post")).rows == ()
        assert titles(library, 'publication:"the harbour post"') == ["Letter 3", "Letter 2", "Letter 1"]
        assert library.find("the harbour post#2") == three[1]
        assert library.verify() == ()

    def test_issues_that_come_later_carry_it_too_and_are_known_again(self, library: Library, three: list[UUID]) -> None:
        library.rename_publication("Harbour Post", "Pier")
        assert library.issue(three[0]).publication == "Pier"
        new = library.add(imported("Letter 4", number="4"))
        assert library.issue(new.id).publication == "Pier"
        assert titles(library, "publication:pier letter") == ["Letter 4", "Letter 3", "Letter 2", "Letter 1"]
        assert library.add(imported("Letter 4", number="4", original=b"another source")).id == new.id
        library.replace_derived(new.id, imported("Letter four", number="4", rules=2))
        assert library.issue(new.id).publication == "Pier"
        assert publications(library) == [("Pier", 4, 4)]

    def test_two_become_one_and_can_be_parted_again(self, library: Library, three: list[UUID]) -> None:
        other = library.add(imported("Foghorn", publication="Pier", date=MAY)).id
        before = library.stamps([*three, other])
        renamed = library.rename_publication("Harbour Post", "Pier")
        assert publications(library) == [("Pier", 4, 4)]
        after = library.stamps([*three, other])
        assert [one != two for one, two in zip(before, after, strict=True)] == [True, True, True, False]
        library.undo_rename(renamed)
        assert publications(library) == [("Harbour Post", 3, 3), ("Pier", 1, 1)]
        assert library.issue(three[0]).publication == "Harbour Post"
        assert titles(library, "publication:harbour") == ["Letter 3", "Letter 2", "Letter 1"]
        assert library.issue(library.add(imported("Letter 4", number="4")).id).publication == "Harbour Post"
        assert library.verify() == ()

    def test_names_given_one_after_the_other_all_lead_to_the_last(self, library: Library, three: list[UUID]) -> None:
        library.rename_publication("Harbour Post", "Pier")
        library.correct(three[0], StateFacts(publication="Pier"))
        library.rename_publication("Pier", "Quay")
        assert {library.issue(each).publication for each in three} == {"Quay"}
        library.rename_publication("Quay", "Harbour Post")
        assert {library.issue(each).publication for each in three} == {"Harbour Post"}
        assert library.issue(library.add(imported("Letter 4", publication="Pier")).id).publication == "Harbour Post"

    def test_settings_and_clips_go_with_it_and_come_back(self, library: Library, three: list[UUID]) -> None:
        chosen = PublicationSettings("original", True, "{}")
        library.set_publication_settings("Harbour Post", chosen)
        clip = Clip(UUID(int=7), "Knots", "", "", "", three[0], "Harbour Post", "1", None, NEW, MAY)
        library.add_clips([clip])
        renamed = library.rename_publication("Harbour Post", "Pier")
        assert library.publication_settings("Pier") == chosen
        assert library.clips()[0].publication == "Pier"
        library.undo_rename(renamed)
        assert library.publication_settings("Harbour Post") == chosen
        assert library.publication_settings("Pier") == PublicationSettings()
        assert library.clips()[0].publication == "Harbour Post"

    def test_leave_for_pictures_does_not_spread_to_another_publication(
        self, library: Library, three: list[UUID]
    ) -> None:
        library.add(imported("Foghorn", publication="Pier"))
        assert library.issue(three[0]).publication == "Harbour Post"
        library.set_publication_settings("Pier", PublicationSettings("text"))
        library.set_publication_settings("Harbour Post", PublicationSettings("", True))
        library.rename_publication("Harbour Post", "Pier")
        assert library.publication_settings("Pier") == PublicationSettings("text")

    @pytest.mark.parametrize(("old", "new"), [("Harbour Post", " \n"), ("Elsewhere", "Pier"), ("", "Pier")])
    def test_what_cannot_be_done_is_said_and_changes_nothing(
        self, library: Library, three: list[UUID], old: str, new: str
    ) -> None:
        with pytest.raises(UsageError, match=r"\.$"):
            library.rename_publication(old, new)
        assert publications(library) == [("Harbour Post", len(three), len(three))]

    def test_the_same_name_again_changes_nothing(self, library: Library, three: list[UUID]) -> None:
        library.undo_rename(library.rename_publication("Harbour Post", "Harbour Post"))
        assert publications(library) == [("Harbour Post", len(three), len(three))]
