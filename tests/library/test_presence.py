"""Two machines on one folder that a program keeps alike: the second one is told, and decides."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.guarding import presence
from reader_app.library.library import Library
from reader_app.services.import_units import units
from reader_app.services.upkeep import restore
from tests.support.machines import elsewhere


def notes(path: Path) -> list[Path]:
    return list(path.parent.glob(f".{path.name}.open-*"))


@pytest.fixture(autouse=True)
def nothing_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "_shared", set())


def test_a_library_that_is_open_says_so_until_it_is_closed(path: Path) -> None:
    with Library.open(path), Library.open(path) as second:
        (note,) = notes(path)
        said = json.loads(note.read_bytes())
        assert said["machine"] == os.uname().nodename
        assert note.stat().st_mode & 0o077 == 0
        assert second.around() == presence.Around()
    assert notes(path) == []


def test_who_only_reads_says_nothing(path: Path) -> None:
    Library.open(path).close()
    with Library.open(path, read_only=True):
        assert notes(path) == []


def test_a_library_that_is_open_elsewhere_can_only_be_read(path: Path) -> None:
    Library.open(path).close()
    elsewhere(path)
    with pytest.raises(LibraryError, match="is open on the computer “attic” since") as caught:
        Library.open(path)
    assert caught.value.kind is LibraryErrorKind.ELSEWHERE
    with Library.open(path, read_only=True) as library:
        (notice,) = library.notices
        assert "attic" in notice
        assert library.counts().issues == 0


def test_who_was_there_first_goes_on(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as first:
        draft = first.new_draft("Begun")
        elsewhere(tmp_path / "other").rename(path.with_name(f".{path.name}.open-0123456789abcdef-77"))
        with Library.open(path) as second:
            second.save_draft(draft.id, "Saved", base_revision=1, title="", publication="", number="")
        assert [each.machine for each in first.around().elsewhere] == ["attic"]


def test_a_person_may_open_it_all_the_same(path: Path) -> None:
    Library.open(path).close()
    elsewhere(path)
    presence.share(path)
    with Library.open(path) as library:
        library.new_draft("Written in two places")
        assert [each.machine for each in library.around().elsewhere] == ["attic"]


@pytest.mark.parametrize("ago", [timedelta(minutes=6), timedelta(days=3), -timedelta(hours=2)])
def test_a_machine_that_has_not_been_heard_of_keeps_nobody_out(path: Path, ago: timedelta) -> None:
    elsewhere(path, ago=ago)
    with Library.open(path) as library:
        assert library.around().elsewhere == ()


@pytest.mark.parametrize(
    "said", [b"", b"{", b"[]", b'{"machine": 7}', b"\xff", b'{"machine": "a", "since": 1, "seen": 2}']
)
def test_a_note_that_cannot_be_read_keeps_nobody_out(path: Path, said: bytes) -> None:
    elsewhere(path).write_bytes(said)
    Library.open(path).close()


def test_what_this_machine_left_when_it_was_ended_is_cleared_away(path: Path) -> None:
    left = path.with_name(f".{path.name}.open-{presence._machine()}-999999")
    elsewhere(path, ago=timedelta(minutes=9)).rename(left)
    Library.open(path).close()
    assert not left.exists()


def test_the_note_is_renewed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(path):
        (note,) = notes(path)
        note.unlink()
        beats = iter([False, True])
        monkeypatch.setattr(presence._never, "wait", lambda _seconds: next(beats))
        presence._beat()
        assert notes(path) == [note]
        assert datetime.now(UTC) - datetime.fromisoformat(json.loads(note.read_bytes())["seen"]) < timedelta(minutes=1)


def test_a_library_that_is_open_elsewhere_is_not_replaced(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        library.backup(tmp_path / "backup.masthead")
    elsewhere(path)
    with pytest.raises(LibraryError, match="is open on the computer"):
        restore(path, tmp_path / "backup.masthead")


NAMES = [
    ("library (attic's conflicted copy 2026-03-14).masthead", True),
    ("library (conflicted copy 2026-03-14 092653).masthead", True),
    ("library.sync-conflict-20260314-092653-ABCDEFG.masthead", True),
    ("library_conf(attic).masthead", False),
    ("library.masthead.replaced-2026-03-14", False),
    ("other.sync-conflict-20260314-092653-ABCDEFG.masthead", False),
    ("library.sync-conflict-20260314-092653-ABCDEFG.masthead-wal", False),
]


@pytest.mark.parametrize(("name", "is_copy"), NAMES)
def test_copies_made_where_changes_conflicted_are_found(path: Path, name: str, is_copy: bool) -> None:
    path.with_name(name).touch()
    with Library.open(path) as library:
        assert library.around().copies == ((path.with_name(name),) if is_copy else ())


def test_an_import_of_its_own_folder_leaves_the_library_alone(path: Path) -> None:
    with Library.open(path) as library:
        library.new_draft("")
        found = [unit.path.name for unit in units([path.parent])]
        assert not {path.name, *(note.name for note in path.parent.glob(".*"))} & set(found)
