"""Automatic backups: made once a day when something changed, a few kept of each age, and brought back on demand."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from reader_app.errors import FileError, LibraryError, LibraryErrorKind
from reader_app.library.backups import Backup, superfluous
from reader_app.library.library import Library
from reader_app.services.upkeep import backups, keep_backup, restore
from tests.support.imports import imported

NOON = datetime(2031, 5, 7, 12, 0).astimezone()  # where one lives: which backups stay goes by local days


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        opened.add(imported())
        yield opened


def change(library: Library, moment: datetime) -> None:
    """Write something and let the file say that it was at `moment`."""
    library.new_draft("Words.")
    for name in ("library.masthead", "library.masthead-wal"):
        os.utime(library.path.with_name(name), (moment.timestamp(), moment.timestamp()))


def test_the_first_one_is_made_at_once_and_holds_everything(library: Library) -> None:
    made = keep_backup(library, NOON)
    assert made is not None
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    with Library.open(made, read_only=True) as copy:
        assert copy.verify() == ()
        assert copy.counts() == library.counts()
    (kept,) = backups(library.path)
    assert (kept.path, kept.made, kept.size) == (made, NOON, made.stat().st_size)


def test_the_next_one_is_made_a_day_later_if_something_changed(library: Library) -> None:
    keep_backup(library, NOON)
    change(library, NOON + timedelta(hours=1))
    assert keep_backup(library, NOON + timedelta(hours=2)) is None
    assert keep_backup(library, NOON + timedelta(hours=21)) is not None
    assert keep_backup(library, NOON + timedelta(days=5)) is None
    change(library, NOON + timedelta(days=5))
    assert keep_backup(library, NOON + timedelta(days=6)) is not None
    assert len(backups(library.path)) == 3


def test_a_backup_from_the_future_hinders_none(library: Library) -> None:
    keep_backup(library, NOON)
    assert keep_backup(library, NOON - timedelta(days=400)) is not None


def test_a_few_of_each_age_are_kept(library: Library) -> None:
    for day in range(60):
        moment = NOON + timedelta(days=day)
        change(library, moment)
        assert keep_backup(library, moment) is not None
    kept = [(NOON + timedelta(days=59) - backup.made).days for backup in backups(library.path)]
    assert kept[:7] == list(range(7))
    assert 8 <= len(kept) <= 11
    assert 20 <= kept[-1] <= 28


def test_thinning_keeps_the_last_of_a_day() -> None:
    made = [NOON - timedelta(hours=hours) for hours in (0, 1, 2, 30)]
    assert [backup.made for backup in superfluous([Backup(Path(str(m)), m, 1) for m in made])] == made[1:3]


def test_a_damaged_library_displaces_no_backup(library: Library) -> None:
    first = keep_backup(library, NOON)
    path = library.path
    library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(200))
    library.close()
    data = bytearray(path.read_bytes())
    for start in range(len(data) // 2 // 4096 * 4096, len(data) - 4096, 4096):
        data[start : start + 4096] = bytes(4096)
    path.write_bytes(data)
    os.utime(path, ((NOON + timedelta(days=1)).timestamp(),) * 2)
    with Library.open(path) as damaged, pytest.raises(LibraryError) as caught:
        keep_backup(damaged, NOON + timedelta(days=1))
    assert caught.value.kind is LibraryErrorKind.DAMAGED
    assert [backup.path for backup in backups(path)] == [first]


def test_without_room_there_is_none_and_a_sentence(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10, 10, 1000))
    with pytest.raises(FileError, match="too little room"):
        keep_backup(library, NOON)
    assert backups(library.path) == ()


def test_a_folder_of_backups_that_is_a_file_is_named(library: Library) -> None:
    library.path.with_name("library.masthead.backups").touch()
    with pytest.raises(FileError, match="folder of backups"):
        keep_backup(library, NOON)


def test_a_backup_is_brought_back_and_what_was_there_is_kept(library: Library) -> None:
    made = keep_backup(library, NOON)
    assert made is not None
    path = library.path
    library.new_draft("Written since.")
    library.close()
    for number in range(2):
        aside = restore(path, made, NOON)
        assert aside == path.with_name("library.masthead.replaced-2031-05-07" + ("-2" if number else ""))
    with Library.open(path) as restored:
        assert restored.counts().drafts == 0
    with Library.open(path.with_name("library.masthead.replaced-2031-05-07")) as old:
        assert old.counts().drafts == 1
    assert made.exists()


def test_a_library_that_is_gone_can_be_restored(library: Library) -> None:
    made = keep_backup(library, NOON)
    assert made is not None
    path = library.path
    library.close()
    path.unlink()
    assert restore(path, made, NOON) is None
    with Library.open(path) as restored:
        assert restored.counts().issues == 1


@pytest.mark.parametrize("name", ["library.masthead", "letters [1].masthead"])
def test_copies_made_before_an_update_are_backups_too(tmp_path: Path, name: str) -> None:
    copy = tmp_path / f"{name}.version-1"
    with Library.open(tmp_path / name) as library:
        library.backup(copy)
    folder = tmp_path / f"{name}.backups"
    folder.mkdir()
    (folder / "mine.masthead").write_bytes(b"mine")
    assert [backup.path for backup in backups(tmp_path / name)] == [copy]


@pytest.mark.parametrize("content", [None, b"no library at all", bytes(9000)])
def test_what_is_no_sound_library_is_not_brought_back(library: Library, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "backup"
    if content is not None:
        file.write_bytes(content)
    library.close()
    before = library.path.read_bytes()
    with pytest.raises(LibraryError, match="backup"):
        restore(library.path, file, NOON)
    assert library.path.read_bytes() == before


def test_a_damaged_or_newer_backup_is_not_brought_back(library: Library, tmp_path: Path) -> None:
    import sqlite3

    made = keep_backup(library, NOON)
    assert made is not None
    library.close()
    data = bytearray(made.read_bytes())
    data[3 * 4096 : 30 * 4096] = bytes(27 * 4096)
    damaged = tmp_path / "damaged"
    damaged.write_bytes(data)
    with pytest.raises(LibraryError) as caught:
        restore(library.path, damaged, NOON)
    assert caught.value.kind is LibraryErrorKind.DAMAGED
    db = sqlite3.connect(made)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LibraryError) as caught:
        restore(library.path, made, NOON)
    assert caught.value.kind is LibraryErrorKind.NEWER


def test_without_links_a_copy_is_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made = keep_backup(library, NOON)
    assert made is not None
    library.close()
    before = library.path.read_bytes()

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    aside = restore(library.path, made, NOON)
    assert aside is not None
    assert aside.read_bytes() == before
    assert aside.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_changes_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    made = keep_backup(library, NOON)
    assert made is not None
    library.close()
    before = library.path.read_bytes()

    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileError, match="nothing was changed"):
        restore(library.path, made, NOON)
    assert library.path.read_bytes() == before
    assert not list(library.path.parent.glob(".*"))
