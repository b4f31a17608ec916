"""Opening a library: making it, and one clear sentence for every file that cannot be one."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind, UsageError
from reader_app.library import connection
from reader_app.library.library import Library
from reader_app.library.types import Counts, Scope
from tests.support.imports import imported

Kind = LibraryErrorKind


def refused(path: Path, kind: LibraryErrorKind, *, read_only: bool = False) -> str:
    with pytest.raises(LibraryError) as caught:
        Library.open(path, read_only=read_only, wait=0.1)
    assert caught.value.kind is kind
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    return sentence


def filled(path: Path, count: int = 30) -> bytes:
    """Make a library of several pages and return the bytes of its file."""
    with Library.open(path) as library:
        library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(count))
    return path.read_bytes()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_library_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deeper" / "library.masthead"
    with Library.open(path) as library:
        assert library.counts() == Counts()
        assert library.summaries(Scope()).rows == ()
        assert library.path == path
    assert path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_person_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deeper" / "library.masthead"
    with Library.open(path) as library:
        library.add(imported())
        files = sorted(path.parent.iterdir())
        shown = [file.name for file in files if not file.name.startswith(".")]
        assert shown == ["library.masthead", "library.masthead-shm", "library.masthead-wal"]
        assert len(files) == len(shown) + 2
        assert {mode(file) for file in files} == {0o600}
    assert {mode(path.parent), mode(path.parent.parent)} == {0o700}


def test_a_path_may_hold_any_characters(tmp_path: Path) -> None:
    path = tmp_path / "100% ?mode=ro #1 ✉" / "a b.masthead"
    with Library.open(path) as library:
        library.add(imported())
    assert path.exists()
    with Library.open(path, read_only=True) as library:
        assert library.counts().issues == 1


def test_closing_leaves_one_file(path: Path) -> None:
    filled(path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_closing_twice_is_allowed(path: Path) -> None:
    library = Library.open(path)
    library.close()
    library.close()


def test_use_after_closing_is_a_bug_not_a_fault_of_the_world(path: Path) -> None:
    library = Library.open(path)
    library.close()
    with pytest.raises(RuntimeError):
        library.counts()


def test_it_says_what_file_it_is(path: Path) -> None:
    filled(path)
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"Mast", "big"),)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with Library.open(path) as library:
        assert library.counts() == Counts()


@pytest.mark.parametrize("content", [b"Dear readers,\n" * 100, b"\x00" * 5000, bytes(range(256)) * 40])
def test_another_file_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sentence = refused(path, Kind.FOREIGN)
    assert "not a Masthead library" in sentence
    assert path.read_bytes() == content


@pytest.mark.parametrize("marks", ["PRAGMA user_version = 3", "PRAGMA application_id = 7", "SELECT 1"])
@pytest.mark.parametrize("read_only", [False, True])
def test_the_database_of_another_program_is_refused_and_left_alone(path: Path, marks: str, read_only: bool) -> None:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE recipes (name)")
    db.execute(marks)
    db.commit()
    db.close()
    before = path.read_bytes()
    refused(path, Kind.FOREIGN, read_only=read_only)
    assert path.read_bytes() == before


def test_an_empty_database_read_only_is_refused(path: Path) -> None:
    path.touch()
    refused(path, Kind.FOREIGN, read_only=True)


def test_a_library_of_a_newer_masthead_is_refused_and_left_alone(path: Path) -> None:
    filled(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 999")
    db.close()
    before = path.read_bytes()
    for read_only in (False, True):
        assert "update Masthead" in refused(path, Kind.NEWER, read_only=read_only)
    assert path.read_bytes() == before


def test_a_truncated_library_is_damaged_and_left_alone(path: Path) -> None:
    content = filled(path)
    path.write_bytes(content[: len(content) // 2])
    assert "restore a backup" in refused(path, Kind.DAMAGED)
    assert path.read_bytes() == content[: len(content) // 2]


def test_a_library_cut_within_its_first_page_is_damaged(path: Path) -> None:
    path.write_bytes(filled(path)[:300])
    refused(path, Kind.DAMAGED)


def test_a_broken_table_of_contents_is_damage(path: Path) -> None:
    content = bytearray(filled(path))
    content[100:4096] = b"\xa5" * 3996
    path.write_bytes(content)
    refused(path, Kind.DAMAGED)


def test_damage_found_while_reading_is_named(path: Path) -> None:
    content = bytearray(filled(path, 60))
    for page in range(4096 * 3, len(content), 4096):
        content[page : page + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.raises(LibraryError) as caught, Library.open(path) as library:
        library.summaries(Scope())
        library.search("boats")
        library.sponsors()
    assert caught.value.kind is Kind.DAMAGED


def test_a_missing_table_is_damage(path: Path) -> None:
    filled(path)
    db = sqlite3.connect(path)
    db.execute("DROP TABLE assets")
    db.close()
    with Library.open(path) as library, pytest.raises(LibraryError) as caught:
        library.asset("00")
    assert caught.value.kind is Kind.DAMAGED


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path, Kind.NO_ACCESS)


def test_a_path_below_a_file_is_no_place_for_a_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    refused(tmp_path / "file" / "library.masthead", Kind.NO_ACCESS)


def test_read_only_makes_nothing(path: Path) -> None:
    refused(path, Kind.NO_ACCESS, read_only=True)
    assert not path.exists()


def test_read_only_reads_and_refuses_to_write(path: Path) -> None:
    filled(path, 3)
    before = path.read_bytes()
    with Library.open(path, read_only=True) as library:
        assert library.counts().issues == 3
        assert library.verify() == ()
        with pytest.raises(LibraryError) as caught:
            library.add(imported("New"))
        assert caught.value.kind is Kind.READ_ONLY
    assert path.read_bytes() == before


def test_read_only_works_beside_a_writer(path: Path) -> None:
    with Library.open(path) as writer, Library.open(path, read_only=True) as reader:
        writer.add(imported())
        assert reader.counts().issues == 1


@pytest.mark.usefixtures("ordinary_person")
def test_a_write_protected_file_is_named_before_anything_is_written(open_folder: Path) -> None:
    path = open_folder / "library.masthead"
    filled(path, 2)
    path.chmod(0o400)
    assert "allow writing" in refused(path, Kind.READ_ONLY)
    with Library.open(path, read_only=True) as library:
        assert library.counts().issues == 2


@pytest.mark.usefixtures("ordinary_person")
def test_a_write_protected_folder_can_still_be_read(open_folder: Path) -> None:
    path = open_folder / "library.masthead"
    filled(path, 2)
    open_folder.chmod(0o555)
    refused(path, Kind.READ_ONLY)
    with Library.open(path, read_only=True) as library:
        assert library.counts().issues == 2
        assert library.verify() == ()


@pytest.mark.usefixtures("ordinary_person")
def test_a_file_that_may_not_be_read_is_named(open_folder: Path) -> None:
    path = open_folder / "library.masthead"
    filled(path, 2)
    path.chmod(0o000)
    refused(path, Kind.NO_ACCESS)
    refused(path, Kind.NO_ACCESS, read_only=True)
    path.chmod(0o600)


@pytest.mark.usefixtures("ordinary_person")
def test_a_folder_where_nothing_may_be_made_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    refused(open_folder / "library.masthead", Kind.NO_ACCESS)
    refused(open_folder / "deeper" / "library.masthead", Kind.NO_ACCESS)


@pytest.mark.usefixtures("ordinary_person")
@pytest.mark.parametrize("mode", [0o000, 0o400, 0o500, 0o555])
def test_rights_that_are_lost_while_it_is_open_cost_nothing_that_was_kept(open_folder: Path, mode: int) -> None:
    folder = open_folder / "own"
    path = folder / "library.masthead"
    with Library.open(path) as library:
        draft = library.new_draft("0")
        kept = 0
        path.chmod(mode & 0o444)
        folder.chmod(mode)
        for number in range(1, 4):
            try:
                draft = library.save_draft(
                    draft.id, str(number), base_revision=draft.revision, title="", publication="", number=""
                )
            except LibraryError as error:
                assert error.kind in (Kind.NO_ACCESS, Kind.READ_ONLY)
                assert "moved" not in error.sentence
            else:
                kept = number
        folder.chmod(0o700)
        path.chmod(0o600)
        assert library.draft(draft.id).text == str(kept)
        library.save_draft(draft.id, "mended", base_revision=draft.revision, title="", publication="", number="")
    with Library.open(path) as library:
        assert library.draft(draft.id).text == "mended"
        assert library.verify() == ()


def test_a_library_held_by_another_program_is_locked(path: Path) -> None:
    filled(path, 2)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("BEGIN EXCLUSIVE")
    assert "in use by another program" in refused(path, Kind.LOCKED)
    db.close()


def test_a_write_waits_for_another_and_then_gives_up_with_nothing_written(path: Path, library: Library) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError) as caught:
        library.add(imported())
    assert caught.value.kind is Kind.LOCKED
    assert library.counts().issues == 0
    db.execute("ROLLBACK")
    db.close()
    assert library.add(imported()).new


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let libraries opened from now on grow to so many pages only, as a full disk would."""

    def limit(pages: int) -> None:
        connect = connection.connect

        def limited(path: Path, mode: str) -> sqlite3.Connection:
            db = connect(path, mode)
            db.execute(f"PRAGMA max_page_count = {pages}")
            return db

        monkeypatch.setattr(connection, "connect", limited)

    return limit


def test_a_full_disk_is_named_and_nothing_is_half_written(path: Path, small_disk: Callable[[int], None]) -> None:
    small_disk(150)
    with Library.open(path) as library:
        draft = library.new_draft("kept")
        with pytest.raises(LibraryError) as caught:
            library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(500))
        assert caught.value.kind is Kind.FULL
        assert "no room" in str(caught.value)
        assert library.counts().issues == 0
        assert library.draft(draft.id).text == "kept"
        assert library.verify() == ()


def test_a_full_disk_at_the_first_start_is_named(path: Path, small_disk: Callable[[int], None]) -> None:
    small_disk(3)
    refused(path, Kind.FULL)


def test_what_is_not_there_is_the_askers_mistake(library: Library) -> None:
    with pytest.raises(UsageError, match=r"no issue .* in the library\."):
        library.issue(library.new_draft("").id)
