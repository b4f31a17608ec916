"""Backups: consistent, checked, and never over something else."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from reader_app.errors import FileError, LibraryError, LibraryErrorKind
from reader_app.library.copying import copy_aside
from reader_app.library.library import Library
from reader_app.library.types import Scope
from tests.support.imports import imported


def test_a_backup_is_a_library_of_its_own(library: Library, tmp_path: Path) -> None:
    added = library.add(imported())
    draft = library.new_draft("words")
    target = tmp_path / "new folder" / "backup.masthead"
    library.backup(target)
    library.add(imported("Later", number="9"))
    assert [file.name for file in target.parent.iterdir()] == [target.name]
    with Library.open(target) as copy:
        assert copy.verify() == ()
        assert [row.id for row in copy.summaries(Scope()).rows] == [added.id]
        assert copy.original(added.id) == library.original(added.id)
        assert copy.draft(draft.id) == draft


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_person_may_read_it(library: Library, tmp_path: Path) -> None:
    library.backup(tmp_path / "backup.masthead")
    assert stat.S_IMODE((tmp_path / "backup.masthead").stat().st_mode) == 0o600


def test_an_older_backup_is_replaced(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "backup.masthead"
    library.backup(target)
    library.add(imported())
    library.backup(target)
    with Library.open(target, read_only=True) as copy:
        assert copy.counts().issues == 1


def test_an_empty_file_may_be_replaced(library: Library, tmp_path: Path) -> None:
    (tmp_path / "backup.masthead").touch()
    library.backup(tmp_path / "backup.masthead")
    with Library.open(tmp_path / "backup.masthead", read_only=True) as copy:
        assert copy.counts().issues == 0


def test_a_backup_of_a_read_only_library(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        library.add(imported())
    with Library.open(path, read_only=True) as library:
        library.backup(tmp_path / "backup.masthead")
    with Library.open(tmp_path / "backup.masthead") as copy:
        assert copy.counts().issues == 1


@pytest.mark.parametrize("content", [b"a letter", b"SQLite format 3\x00" + b"\x00" * 84, b"\x00"])
def test_another_file_is_never_overwritten(library: Library, tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "letter.txt"
    target.write_bytes(content)
    with pytest.raises(FileError, match="is not a Masthead library"):
        library.backup(target)
    assert target.read_bytes() == content


def test_the_library_itself_is_no_place_for_its_backup(library: Library, tmp_path: Path) -> None:
    (tmp_path / "link.masthead").symlink_to(library.path)
    for target in (library.path, tmp_path / "link.masthead"):
        with pytest.raises(FileError, match="is the library itself"):
            library.backup(target)
    assert library.add(imported()).new


def test_a_folder_is_no_backup(library: Library, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        library.backup(tmp_path)


def test_a_place_that_cannot_be_written_is_named(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="cannot be written"):
        library.backup(tmp_path / "file" / "backup.masthead")


def test_a_full_disk_leaves_the_older_backup(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "backup.masthead"
    library.backup(target)
    before = target.read_bytes()
    library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(50))
    connect = sqlite3.connect

    def limited(*arguments: object, **options: object) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(*arguments, **options)  # type: ignore[call-overload]
        db.execute("PRAGMA max_page_count = 5")
        return db

    monkeypatch.setattr(sqlite3, "connect", limited)
    with pytest.raises(FileError, match="cannot be written; choose a folder with room"):
        library.backup(target)
    assert target.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if "library" not in file.name] == [target.name]


def damage(path: Path) -> None:
    """Spoil the second half of the file, beyond what is read when it is opened."""
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 8192 * 4096, len(content), 4096):
        content[page : page + 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def test_a_damaged_library_does_not_replace_a_sound_backup(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.masthead"
    with Library.open(path) as library:
        library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(300))
        library.backup(target)
    before = target.read_bytes()
    damage(path)
    with Library.open(path) as library, pytest.raises(LibraryError) as caught:
        library.backup(target)
    assert caught.value.kind is LibraryErrorKind.DAMAGED
    assert str(path) in str(caught.value)
    assert target.read_bytes() == before


def test_a_library_that_cannot_be_read_is_named_not_the_backup(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(50))
    with Library.open(path) as library:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 3])
        with pytest.raises(LibraryError) as caught:
            library.backup(tmp_path / "backup.masthead")
    assert caught.value.kind is LibraryErrorKind.DAMAGED
    assert not (tmp_path / "backup.masthead").exists()


def test_a_library_that_stays_locked_is_given_up(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "copy.masthead"
    with pytest.raises(LibraryError) as caught, library._database.writing() as db:
        copy_aside(db, target, wait=0.1)
    assert caught.value.kind is LibraryErrorKind.LOCKED
    assert not target.exists()
    assert library.verify() == ()
