"""What another library holds more comes into this one, and nothing here is taken away by it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader_app.errors import LibraryError
from reader_app.importers.registry import read
from reader_app.importers.source import Source
from reader_app.library.library import Library
from reader_app.library.types import Scope, Shelf
from reader_app.services.merging import Merged, merge
from tests.support.imports import imported

LETTER = "---\npublication: P\nnumber: {0}\ntitle: Letter {0}\n---\n\nWords of {0} and of nothing else {0}{0}{0}."


def letters(path: Path, *numbers: int) -> None:
    with Library.open(path) as library:
        for number in numbers:
            library.add_many(read(Source(f"{number}.md", LETTER.format(number).encode())))


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a library with two letters and a draft."""
    here, there = tmp_path / "library.masthead", tmp_path / "library.sync-conflict-1.masthead"
    letters(here, 1, 2)
    with Library.open(here) as library:
        library.new_draft("Begun", title="A draft")
    shutil.copyfile(here, there)
    return here, there


def titles(library: Library) -> list[str]:
    return sorted(row.title for row in library.summaries(Scope(shelf=Shelf.KEPT)).rows)


def merged(here: Path, there: Path) -> Merged:
    before = there.read_bytes()
    with Library.open(here) as library:
        found = merge(library, there)
        assert library.verify() == ()
        assert merge(library, there) == Merged(0, 0)
    assert there.read_bytes() == before
    return found


def test_copies_that_are_alike_bring_nothing(both: tuple[Path, Path]) -> None:
    assert merged(*both) == Merged(0, 0)


def test_issues_of_both_are_there_afterwards_with_what_was_said_of_them(both: tuple[Path, Path]) -> None:
    here, there = both
    letters(here, 3)
    letters(there, 4, 5)
    with Library.open(there) as other:
        four, five = (other.find(f"P#{number}") for number in (4, 5))
        other.set_starred([four], True)
        other.tag([four], "kept")
        other.set_note(four, "Read twice")
        other.archive([five])
        other.add_highlight(four, "Words of 4")
    assert merged(here, there) == Merged(2, 0)
    with Library.open(here) as library:
        assert titles(library) == [f"Letter {number}" for number in range(1, 6)]
        four, five = (library.find(f"P#{number}") for number in (4, 5))
        assert library.summary(four).starred
        assert library.tags_of(four) == ("kept",)
        assert [each.quote for each in library.highlights(four)] == ["Words of 4"]
        note = library.note(four)
        assert note is not None and note.text == "Read twice"
        assert library.summary(five).shelf is Shelf.ARCHIVED


def test_marks_of_both_are_kept(both: tuple[Path, Path]) -> None:
    here, there = both
    with Library.open(here) as library:
        one, two = library.find("P#1"), library.find("P#2")
        library.set_starred([one], True)
        library.set_note(one, "Mine")
    with Library.open(there) as other:
        other.set_read([one], True)
        other.set_starred([two], True)
        other.set_note(one, "Theirs")
    assert merged(here, there) == Merged(0, 0)
    with Library.open(here) as library:
        first, second = library.summary(one), library.summary(two)
        assert (first.read, first.starred, second.starred) == (True, True, True)
        note = library.note(one)
        assert note is not None and note.text == "Mine"


def save(path: Path, *texts: str) -> None:
    with Library.open(path) as library:
        draft = library.draft(library.drafts()[0].id)
        for text in texts:
            draft = library.save_draft(
                draft.id, text, base_revision=draft.revision, title=draft.title, publication="", number=""
            )


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ((), (), ["Begun"]),
        (("Mine",), (), ["Mine"]),
        ((), ("Theirs",), ["Begun", "Theirs"]),
        (("Mine",), ("Theirs",), ["Mine", "Theirs"]),
        (("Both", "Mine"), ("Both",), ["Mine"]),
    ],
)
def test_a_draft_is_lost_in_neither(
    both: tuple[Path, Path], mine: tuple[str, ...], theirs: tuple[str, ...], expected: list[str]
) -> None:
    here, there = both
    save(here, *mine)
    save(there, *theirs)
    assert merged(here, there).drafts == len(expected) - 1
    with Library.open(here) as library:
        assert sorted(library.draft(draft.id).text for draft in library.drafts()) == expected


def test_an_issue_that_cannot_be_read_again_comes_as_it_is(both: tuple[Path, Path]) -> None:
    here, there = both
    with Library.open(there) as other:
        other.add(imported("Of a kind unknown", original=b""))
    assert merged(here, there) == Merged(1, 0)
    with Library.open(here) as library:
        assert "Of a kind unknown" in titles(library)


def test_it_ends_when_asked_to_and_goes_on_later(both: tuple[Path, Path]) -> None:
    here, there = both
    letters(there, 3, 4, 5)
    asked = iter([False, False, True])
    with Library.open(here) as library:
        stopped = merge(library, there, cancelled=lambda: next(asked))
    assert stopped.cancelled
    assert stopped.issues + merged(here, there).issues == 3


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"Dear readers" * 100)])
def test_what_is_no_library_is_said(both: tuple[Path, Path], spoil: Callable[[Path], object]) -> None:
    here, there = both
    spoil(there)
    with Library.open(here) as library, pytest.raises(LibraryError, match=str(there)):
        merge(library, there)
