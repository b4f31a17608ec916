"""Importing files: what comes in, what is not new, what cannot be read, and that nothing stops at a bad file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader_app.errors import FileError
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services import import_reading
from reader_app.services.import_units import Unit
from reader_app.services.importing import Entry, Progress, import_paths, read_file
from tests.support.letters import mbox


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "letters"
    (root / "deep" / "er").mkdir(parents=True)
    for number in range(3):
        (root / f"{number}.md").write_text(
            f"---\npublication: P\nnumber: {number}\ntitle: T{number}\n---\n\nWords {number}."
        )
    (root / "deep" / "er" / "3.txt").write_text("A title\n\nSome words of text.")
    (root / "bad.bin").write_bytes(b"\x00\x01\x02" * 9)
    (root / ".hidden.md").write_text("x")
    (root / "deep" / "loop").symlink_to(root)
    return root


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library.masthead")


def test_folders_are_read_whole_and_bad_files_named(folder: Path, library: Library) -> None:
    seen: list[Progress] = []
    added: list[str] = []
    report = import_paths(library, [folder], progress=seen.append, added=lambda entry: added.append(entry.title))
    assert sorted(entry.title for entry in report.added) == ["A title", "T0", "T1", "T2"]
    assert sorted(added) == ["A title", "T0", "T1", "T2"]
    assert [(entry.path.name, entry.sentence) for entry in report.failed] == [
        ("bad.bin", "The file holds binary data, not a newsletter.")
    ]
    assert seen[-1].done == seen[-1].total == 5
    again = import_paths(library, [folder])
    assert (len(again.added), len(again.duplicates)) == (0, 4)
    assert all(entry.sentence for entry in again.duplicates)
    assert library.counts().issues == 4


def test_a_dry_run_writes_nothing(folder: Path, library: Library) -> None:
    report = import_paths(library, [folder], dry_run=True)
    assert len(report.added) == 4
    assert library.counts().issues == 0
    assert len(import_paths(None, [folder / "0.md"], dry_run=True).added) == 1


def test_a_dry_run_knows_what_is_here_and_what_comes_twice(folder: Path, library: Library) -> None:
    first = import_paths(library, [folder / "0.md"]).added[0]
    called: list[Entry] = []
    report = import_paths(library, [folder, folder / "1.md"], dry_run=True, added=called.append)
    assert [(entry.path.name, entry.issue_id) for entry in report.duplicates] == [
        ("0.md", first.issue_id),
        ("1.md", report.duplicates[1].issue_id),
    ]
    assert {entry.sentence for entry in report.duplicates} == {"This file is already in the library."}
    assert (len(report.added), len(report.failed), called) == (3, 1, [])
    again = import_paths(library, [folder, folder / "1.md"])
    assert [entry.path for entry in again.added] == [entry.path for entry in report.added]
    assert [entry.path for entry in again.duplicates] == [entry.path for entry in report.duplicates]


def test_a_dry_run_does_not_say_that_anything_was_kept(tmp_path: Path, library: Library) -> None:
    mail = "From: a@tarn.example\nMessage-ID: <1@tarn.example>\nSubject: Otters\n{}\nWords of the otters.\n"
    (tmp_path / "a.eml").write_text(mail.format(""))
    (tmp_path / "b.eml").write_text(mail.format("X-Copy: 2\n"))
    import_paths(library, [tmp_path / "a.eml"])
    (entry,) = import_paths(library, [tmp_path / "b.eml"], dry_run=True).duplicates
    assert entry.sentence == "This mail is already in the library."


def test_an_import_can_be_cancelled_and_keeps_what_it_did(folder: Path, library: Library) -> None:
    calls = iter([False, False, True])
    report = import_paths(library, [folder], cancelled=lambda: next(calls))
    assert report.cancelled
    assert library.counts().issues == len(report.added) == 2


def test_large_imports_are_written_in_batches(tmp_path: Path, library: Library) -> None:
    for number in range(120):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: T{number}\n---\n\nAll about number {number}.")
    report = import_paths(library, [tmp_path / f"{number}.md" for number in range(120)])
    assert len(report.added) == 120 == library.counts().issues


def test_each_bad_path_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileError, match="no such file"):
        read_file(tmp_path / "missing.md")
    with pytest.raises(FileError, match="folder, not a file"):
        read_file(tmp_path)
    monkeypatch.setattr(import_reading, "MAX_FILE", 3)
    (tmp_path / "big.md").write_text("words")
    with pytest.raises(FileError, match="larger than"):
        read_file(tmp_path / "big.md")


@pytest.mark.parametrize(
    ("error", "sentence"), [(PermissionError(13, "x"), "permissions"), (OSError(5, "Input/output error"), "Input")]
)
def test_disks_that_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str) -> None:
    def fail(_path: Path) -> bytes:
        raise error

    (tmp_path / "a.md").write_text("words")
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(FileError, match=sentence):
        read_file(tmp_path / "a.md")


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull)):
        with pytest.raises(FileError, match="neither a file nor a folder"):
            read_file(path)


def test_a_folder_that_cannot_be_listed_is_named(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(os, "scandir", fail)
    report = import_paths(library, [tmp_path])
    assert [entry.sentence for entry in report.failed] == ["The folder cannot be read: Permission denied."]


def test_what_is_here_is_told_without_being_read(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = import_paths(library, [folder])
    read: list[str] = []

    def outcomes(unit: Unit) -> Iterator[import_reading.Outcome]:
        read.append(unit.path.name)
        return import_reading.outcomes(unit)

    monkeypatch.setattr("reader_app.services.importing.outcomes", outcomes)
    (folder / "1.md").write_text("---\npublication: P\nnumber: 9\ntitle: T9\n---\n\nOther words.")
    (folder / "2.md").rename(folder / "2b.md")
    again = import_paths(library, [folder])
    assert sorted(read) == ["1.md", "2b.md", "bad.bin"]
    assert [entry.title for entry in again.added] == ["T9"]
    assert sorted(entry.title for entry in again.duplicates) == ["A title", "T0", "T2"]
    assert {entry.sentence for entry in again.duplicates} == {"This file is already in the library."}
    assert {entry.issue_id for entry in again.duplicates} < {entry.issue_id for entry in first.added}
    assert again.failed == first.failed


def test_what_leaves_the_library_while_it_is_told_is_read(folder: Path, library: Library) -> None:
    first = import_paths(library, [folder])
    gone = next(entry for entry in first.added if entry.title == "T1")
    assert gone.issue_id is not None

    def cancelled() -> bool:
        if gone.issue_id in {row.id for row in library.summaries(Scope()).rows}:
            library.remove([gone.issue_id])
        return False

    again = import_paths(library, [folder], cancelled=cancelled)
    assert [(entry.path.name, entry.title) for entry in again.added] == [("1.md", "T1")]
    assert [entry.title for entry in again.duplicates] == [e.title for e in first.added if e.title != "T1"]
    assert library.counts().issues == 4


def test_messages_of_a_mailbox_are_known_again(tmp_path: Path, library: Library) -> None:
    box = mbox(tmp_path / "box.mbox", 1, 2)
    import_paths(library, [box])
    library.trash([library.summaries(Scope()).rows[0].id])
    mbox(tmp_path / "box.mbox", 1, 2, 3)
    for dry_run in (True, False):
        report = import_paths(library, [box], dry_run=dry_run)
        assert [(entry.part, entry.title) for entry in report.added] == [("message 3", "Boats 3")]
        told = {entry.part: entry.sentence for entry in report.duplicates}
        assert told == {
            "message 1": "This mail is already in the library.",
            "message 2": "This mail is already in the library. It is in the trash.",
        }
