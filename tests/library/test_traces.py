"""What a person leaves in issues: positions, notes, highlights; settings of publications; pictures from the web."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.person_types import Highlight, IssueNote, Position, PublicationSettings, RemotePicture
from reader_app.model.origin import digest
from tests.library.conftest import Clock
from tests.support.imports import imported

URL = "https://pictures.example/boat.png"


@pytest.fixture
def issue_id(library: Library) -> UUID:
    return library.add(imported()).id


def test_how_far_an_issue_was_read(library: Library, issue_id: UUID, clock: Clock) -> None:
    assert library.position(issue_id) is None
    library.set_position(issue_id, "sections", anchor="b3", fraction=0.25)
    library.set_position(issue_id, "text", fraction=7)
    assert library.position(issue_id) == Position("text", "", 1.0, clock())


def test_a_note_stays_until_it_is_blank(library: Library, issue_id: UUID, clock: Clock) -> None:
    assert library.note(issue_id) is None
    library.set_note(issue_id, "first")
    library.set_note(issue_id, "a\r\nb ")
    assert library.note(issue_id) == IssueNote("a\nb ", clock())
    library.set_note(issue_id, " \n")
    assert library.note(issue_id) is None


def test_highlights_keep_the_words_around(library: Library, issue_id: UUID, clock: Clock) -> None:
    first = library.add_highlight(issue_id, "the fog", before="before ", after=" came")
    second = library.add_highlight(issue_id, "boats")
    assert library.highlights(issue_id) == (
        Highlight(first, "the fog", "before ", " came", clock()),
        Highlight(second, "boats", "", "", clock()),
    )
    library.remove_highlight(issue_id, first)
    assert [each.quote for each in library.highlights(issue_id)] == ["boats"]
    with pytest.raises(UsageError, match="no highlight"):
        library.remove_highlight(issue_id, first)
    with pytest.raises(UsageError, match="Select some words"):
        library.add_highlight(issue_id, " ")


def test_an_issue_that_is_not_here_has_no_traces(library: Library) -> None:
    for ask in (library.position, library.note, library.highlights):
        with pytest.raises(UsageError, match="no issue"):
            ask(uuid4())


def test_settings_of_a_publication(library: Library) -> None:
    assert library.publication_settings("Harbour Post") == PublicationSettings()
    chosen = PublicationSettings("original", True, '{"width": 600}')
    library.set_publication_settings("Harbour  Post ", PublicationSettings("text"))
    library.set_publication_settings("Harbour Post", chosen)
    assert library.publication_settings("Harbour Post") == chosen
    assert library.publication_settings("harbour post") == PublicationSettings()


@pytest.mark.parametrize(("text", "what"), [("{", "no JSON"), ("[]", "something else")])
def test_export_choices_are_an_object(library: Library, text: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        library.set_publication_settings("Harbour Post", PublicationSettings(export=text))


class TestRemotePictures:
    def test_a_picture_is_kept_with_its_issue(self, library: Library, issue_id: UUID, clock: Clock) -> None:
        assert library.remote_pictures([URL]) == {}
        kept = library.keep_remote_picture(issue_id, URL, b"boat", "image/png")
        assert kept == RemotePicture(URL, digest(b"boat"), clock())
        assert library.remote_pictures([URL, "https://other.example/"]) == {URL: kept}
        assert library.asset(kept.asset) == (b"boat", "image/png")
        library.replace_derived(issue_id, imported("Better"))
        assert library.asset(kept.asset)
        library.remove([issue_id])
        assert library.asset(kept.asset) is None
        assert library.remote_pictures([URL]) == {}
        assert library.verify() == ()

    def test_a_picture_of_two_issues_stays_until_both_are_gone(self, library: Library, issue_id: UUID) -> None:
        other = library.add(imported("Other", number="2")).id
        for each in (issue_id, other):
            kept = library.keep_remote_picture(each, URL, b"boat", "image/png")
        library.remove([issue_id])
        assert library.asset(kept.asset)
        library.remove([other])
        assert library.asset(kept.asset) is None

    def test_newer_bytes_take_the_place_of_older_ones(self, library: Library, issue_id: UUID) -> None:
        old = library.keep_remote_picture(issue_id, URL, b"old", "image/png")
        new = library.keep_remote_picture(issue_id, URL, b"new", "image/png")
        assert (library.asset(old.asset), library.asset(new.asset)) == (None, (b"new", "image/png"))

    def test_failures_are_noted_until_it_works(self, library: Library, issue_id: UUID, clock: Clock) -> None:
        library.remote_picture_failed(issue_id, URL, "No answer.")
        clock.forward(minutes=5)
        failed = library.remote_picture_failed(issue_id, URL, "Not found.")
        assert failed == RemotePicture(URL, attempts=2, failed=clock(), reason="Not found.")
        later = clock() + timedelta(seconds=1)
        assert library.pictures_to_retry(before=later) == ((issue_id, URL),)
        assert library.pictures_to_retry(before=clock()) == ()
        assert library.pictures_to_retry(before=later, most_attempts=1) == ()
        library.trash([issue_id])
        assert library.pictures_to_retry(before=later) == ()
        library.restore([issue_id])
        kept = library.keep_remote_picture(issue_id, URL, b"boat", "image/png")
        assert (kept.attempts, kept.failed, kept.reason) == (0, None, "")
        assert library.pictures_to_retry(before=later) == ()
        library.remote_picture_failed(issue_id, "https://other.example/", "No answer.")
        library.remove([issue_id])
        assert library.pictures_to_retry(before=later) == ()
