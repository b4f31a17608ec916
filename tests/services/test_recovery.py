"""After a crash: the drafts whose newest text only the journal has are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from reader_app.library.library import Library
from reader_app.services.journal import Journal
from reader_app.services.recovery import drafts_to_restore


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "test.masthead") as library:
        yield library


@pytest.fixture
def crashed(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal")


def test_only_drafts_with_news_are_opened(library: Library, crashed: Journal) -> None:
    changed, same, untouched = (library.new_draft(text) for text in ("one", "two", "three"))
    crashed.record(changed.id, "one more", changed.revision)
    crashed.record(same.id, "two", same.revision)
    crashed.close()
    journal = Journal(crashed.folder)
    assert drafts_to_restore(library, journal) == (changed,)
    assert [entry.draft for entry in journal.pending()] == [changed.id]
    assert library.draft(untouched.id) == untouched


def test_the_text_of_a_draft_that_is_gone_becomes_a_new_one(library: Library, crashed: Journal) -> None:
    crashed.record(uuid4(), "orphan", 3)
    crashed.close()
    journal = Journal(crashed.folder)
    (draft,) = drafts_to_restore(library, journal)
    assert (draft.text, library.draft(draft.id).text, journal.pending()) == ("orphan", "orphan", ())


def test_two_sessions_that_ended_badly_open_one_window(library: Library, crashed: Journal) -> None:
    draft = library.new_draft("one")
    for text in ("one a", "one b"):
        session = Journal(crashed.folder)
        session.record(draft.id, text, draft.revision)
        session.close()
    assert drafts_to_restore(library, Journal(crashed.folder)) == (draft,)
