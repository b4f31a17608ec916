"""What a person may call an issue or a draft on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.types import Draft
from reader_app.services.references import find, issue_of, original_of
from tests.support.imports import imported


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


def test_an_issue_by_its_id_the_start_of_it_or_its_number(library: Library) -> None:
    added = library.add(imported("T", number="7"))
    for reference in (str(added.id), added.id.hex, str(added.id)[:6], str(added.id)[:10].upper(), "harbour post#7"):
        found = find(library, reference)
        assert found == added.id
        assert issue_of(library, found).title == "T"


def test_a_draft_by_its_id_or_the_start_of_it(library: Library) -> None:
    draft = library.new_draft("# A title\n\nWords.")
    for reference in (str(draft.id), draft.id.hex[:5]):
        found = find(library, reference)
        assert isinstance(found, Draft)
        assert issue_of(library, found).title == "A title"
        assert issue_of(library, found).id == draft.id
        assert original_of(library, found) == b"# A title\n\nWords."


def test_the_original_of_an_issue_is_its_bytes(library: Library) -> None:
    found = imported("T")
    assert original_of(library, library.add(found).id) == found.original


@pytest.mark.parametrize("reference", ["", "abc", "zzzz", "0000", "None#1"])
def test_what_names_nothing_is_said(library: Library, reference: str) -> None:
    library.new_draft("x")
    with pytest.raises(UsageError):
        find(library, reference)


def test_two_drafts_with_the_same_beginning_need_more_of_it(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [UUID("abcd0000-0000-4000-8000-000000000001"), UUID("abcd0000-0000-4000-8000-000000000002")]
    waiting = iter(ids)
    monkeypatch.setattr("reader_app.library.drafts.uuid4", lambda: next(waiting))
    for _ in ids:
        library.new_draft("x")
    with pytest.raises(UsageError, match="Several drafts have an id that starts with “abcd”"):
        find(library, "abcd")
