"""Recovering a library as a whole: what is derived again, what it costs when the world refuses."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reader_app.errors import FileError, LibraryError, LibraryErrorKind
from reader_app.importers import registry
from reader_app.importers.source import Source
from reader_app.library.library import Library
from reader_app.library.types import ItemMarks, Scope
from reader_app.services.recovering import recover

TEXT = b"---\npublication: P\nnumber: 1\ntitle: T\n---\n\nWords.\n\n## Tools\n\n### [Lamp](https://lamp.example)\n\nBright."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.masthead"
    with Library.open(path) as library:
        library.add_many(registry.read(Source("a.md", TEXT)))
        (issue,) = library.summaries(Scope()).rows
        library.set_starred([issue.id], True)
        library.set_item_read(issue.id, 0, True)
    return path


def spoil(path: Path, sql: str) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = OFF")
    db.executescript(sql)
    db.close()


@pytest.mark.parametrize(
    "sql", ["DELETE FROM documents", "DELETE FROM issues", "DELETE FROM documents; DELETE FROM issues"]
)
def test_an_issue_is_derived_again_and_keeps_what_was_said_of_it(path: Path, sql: str) -> None:
    spoil(path, sql)
    told: list[tuple[int, int]] = []
    assert recover(path, progress=lambda done, total: told.append((done, total))).lost == ()
    assert told[-1] == (1, 1)
    with Library.open(path) as library:
        (issue,) = library.summaries(Scope()).rows
        assert (issue.publication, issue.number, issue.title, issue.starred) == ("P", "1", "T", True)
        assert library.item_marks(issue.id) == {0: ItemMarks(read=True)}
        assert library.original(issue.id)[0] == TEXT
        assert [hit.issue.id for hit in library.search("bright").rows] == [issue.id]


def test_an_original_that_no_issue_is_known_of_is_read_as_a_new_one(path: Path) -> None:
    spoil(
        path,
        "DELETE FROM issues; DELETE FROM origins; DELETE FROM documents; DELETE FROM marks; DELETE FROM item_marks",
    )
    told: list[tuple[int, int]] = []
    assert recover(path, progress=lambda done, total: told.append((done, total))).lost == ()
    assert told[-1] == (1, 1)
    with Library.open(path) as library:
        (issue,) = library.summaries(Scope()).rows
        assert (issue.title, library.original(issue.id)[0]) == ("T", TEXT)


def test_an_original_found_without_its_note_is_given_back_to_its_issue(path: Path) -> None:
    spoil(path, "DELETE FROM origins")
    assert recover(path).lost == ()
    with Library.open(path) as library:
        (issue,) = library.summaries(Scope()).rows
        assert library.original(issue.id)[0] == TEXT
        assert issue.starred


def test_an_original_that_cannot_be_read_again_is_kept(path: Path) -> None:
    spoil(path, "DELETE FROM documents; UPDATE origins SET kind = 'of another world'")
    recovered = recover(path)
    assert recovered.lost == ("The text of the issue “T” could not be read again; its original is here.",)
    with Library.open(path) as library:
        (issue,) = library.summaries(Scope()).rows
        assert (issue.title, library.original(issue.id)[0]) == ("T", TEXT)
        assert library.warnings(issue.id)


def test_a_library_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no library") as caught:
        recover(tmp_path / "none")
    assert caught.value.kind is LibraryErrorKind.NO_ACCESS


def test_when_the_disk_refuses_all_is_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileError, match="No space left on device; nothing was changed"):
        recover(path)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*"))


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_recovering_that_is_broken_off_leaves_everything_as_it_was(path: Path, step: int) -> None:
    with Library.open(path) as library:
        library.add_asset(bytes(range(256)) * 4000, "image/png")
    spoil(path, "DELETE FROM documents WHERE 1")
    before = path.read_bytes()
    told = 0

    def stop(_done: int, _total: int) -> None:
        nonlocal told
        told += 1
        if told > step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recover(path, progress=stop)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before
    assert recover(path).lost == ()
