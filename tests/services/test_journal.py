"""The journal: nothing typed is lost, whoever stops the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reader_app.errors import FileError
from reader_app.services.journal import Journal

DRAFT = UUID(int=7)
TYPIST = """
import sys, uuid
from pathlib import Path
from reader_app.services.journal import Journal
journal = Journal(Path(sys.argv[1]))
for count in range(10_000):
    journal.record(uuid.UUID(int=7), "word " * count, 3)
    print(count, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def test_a_running_session_has_nothing_pending(folder: Path) -> None:
    journal = Journal(folder)
    journal.record(DRAFT, "one", 1)
    assert journal.pending() == ()
    assert Journal(folder).pending() == ()
    journal.close()


def test_an_ended_session_leaves_its_newest_text(folder: Path) -> None:
    journal = Journal(folder)
    journal.record(DRAFT, "one", 1)
    journal.record(DRAFT, "two ünd 🗞 \u2028 three\n", 4)
    journal.close()
    (entry,) = Journal(folder).pending(DRAFT)
    assert (entry.draft, entry.text, entry.base_revision) == (DRAFT, "two ünd 🗞 \u2028 three\n", 4)
    assert Journal(folder).pending(uuid4()) == ()


def test_what_was_cleared_or_discarded_does_not_come_back(folder: Path) -> None:
    journal = Journal(folder)
    other = uuid4()
    journal.record(DRAFT, "one", 1)
    journal.record(other, "two", 1)
    journal.clear(DRAFT)
    journal.clear(DRAFT)
    journal.close()
    later = Journal(folder)
    (entry,) = later.pending()
    assert entry.draft == other
    later.discard(entry)
    assert later.pending() == ()


def test_two_programs_keep_their_own_texts_of_one_draft(folder: Path) -> None:
    first, second = Journal(folder), Journal(folder)
    first.record(DRAFT, "first", 1)
    second.record(DRAFT, "second", 1)
    first.close()
    assert [entry.text for entry in second.pending()] == ["first"]
    second.close()
    assert [entry.text for entry in Journal(folder).pending()] == ["first", "second"]


@pytest.mark.parametrize(
    "damage", [b"", b"\xff\xfe", b"[]", b"{}", b'{"format": "other"}', b'{"format": "masthead-journal/1"}']
)
def test_an_unreadable_file_is_left_alone(folder: Path, damage: bytes) -> None:
    folder.mkdir()
    path = folder / f"{DRAFT}.1-abc.json"
    path.write_bytes(damage)
    assert Journal(folder).pending() == ()
    assert path.read_bytes() == damage


def test_no_folder_means_nothing_pending(folder: Path) -> None:
    assert Journal(folder).pending() == ()
    Journal(folder).close()


def test_a_refusing_disk_is_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(FileError, match=r"^The journal in .* cannot be written: .+\.$"):
        Journal(blocked / "journal").record(DRAFT, "one", 1)


def test_a_file_that_cannot_be_removed_is_one_sentence(folder: Path) -> None:
    journal = Journal(folder)
    journal.record(DRAFT, "one", 1)
    (path,) = folder.glob("*.json")
    path.unlink()
    path.mkdir()
    with pytest.raises(FileError, match=r"cannot be removed"):
        journal.clear(DRAFT)
    journal.close()


def test_a_killed_program_leaves_whole_texts(folder: Path) -> None:
    typist = subprocess.Popen([sys.executable, "-c", TYPIST, str(folder)], stdout=subprocess.PIPE, text=True)
    assert typist.stdout is not None
    try:
        assert Journal(folder).pending() == ()
        for line in typist.stdout:
            if int(line) == 5:
                break
        assert Journal(folder).pending() == ()
    finally:
        os.kill(typist.pid, signal.SIGKILL)
        typist.wait()
        typist.stdout.close()
    (entry,) = Journal(folder).pending()
    assert entry.base_revision == 3
    assert entry.text.count("word ") >= 5
    assert entry.text == "word " * entry.text.count("word ")


def test_a_draft_is_claimed_by_one_until_it_is_released(folder: Path) -> None:
    one, other = Journal(folder), Journal(folder)
    assert one.claim(DRAFT)
    assert not other.claim(DRAFT)
    assert other.claim(uuid4())
    one.release(DRAFT)
    one.release(DRAFT)
    assert other.claim(DRAFT)
    other.close()
    assert one.claim(DRAFT)
    assert one.pending() == ()
    one.close()


def test_where_no_note_can_be_kept_nobody_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Journal(tmp_path / "file" / "journal").claim(DRAFT)
