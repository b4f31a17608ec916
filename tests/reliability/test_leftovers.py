"""A program that is killed before what it wrote aside takes its place leaves a file; the next one clears it away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from reader_app import asides
from reader_app.library.library import Library
from reader_app.services.exporting import write_file
from reader_app.services.journal import Journal
from reader_app.services.recovering import recover
from reader_app.services.upkeep import keep_backup, restore

# The program dies at the moment a file that was written aside would take its place.
KILLED = """
import os, pathlib, signal, sys
from pathlib import Path
from uuid import UUID
from reader_app.library.library import Library
from reader_app.services.exporting import write_file
from reader_app.services.journal import Journal
from reader_app.services.recovering import recover
from reader_app.services.upkeep import keep_backup, restore
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
folder = Path(sys.argv[1])
library = folder / "library.masthead"
"""
DRAFT = UUID(int=7)
HOURS = 2 * 3600


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.masthead"
    with Library.open(path) as opened:
        opened.new_draft("Words.")
        opened.backup(tmp_path / "backup.masthead")
    return path


def killed_at(work: str, folder: Path) -> list[Path]:
    """Let a process die at `work`; return the files in `folder` that were not there before."""
    before = set(folder.rglob("*"))
    ran = subprocess.run([sys.executable, "-c", f"{KILLED}{work}", str(folder)], check=False)
    assert ran.returncode == -signal.SIGKILL
    return sorted(path for path in set(folder.rglob("*")) - before if path.is_file())


def grown_old(files: list[Path]) -> None:
    for file in files:
        os.utime(file, (time.time() - HOURS, time.time() - HOURS))


def opened(path: Path, work: Callable[[Library], object]) -> None:
    with Library.open(path) as library:
        work(library)


WORKS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "export": ("write_file(folder / 'letter.html', b'x')", lambda path: write_file(path.with_name("other.html"), b"y")),
    "backup": (
        "Library.open(library).backup(folder / 'other.masthead')",
        lambda path: opened(path, lambda library: library.backup(path.with_name("backup.masthead"))),
    ),
    "daily backup": ("keep_backup(Library.open(library))", lambda path: opened(path, keep_backup)),
    "restore": (
        "restore(library, folder / 'backup.masthead')",
        lambda path: restore(path, path.with_name("backup.masthead")),
    ),
    "recover": ("recover(library)", recover),
}


@pytest.mark.parametrize("kind", WORKS)
def test_what_was_written_aside_is_gone_after_the_next_work(library: Path, kind: str) -> None:
    work, later = WORKS[kind]
    left = [path for path in killed_at(work, library.parent) if path.name.startswith(".") and "-part" in path.name]
    assert left
    assert kind == "export" or all(path.stat().st_mode & 0o077 == 0 for path in left)
    asides.clear(library.parent)
    assert all(path.exists() for path in left), "what is new may be the work of a program that still runs"
    asides._looked.clear()
    grown_old(left)
    later(library)
    assert not any(path.exists() for path in left)
    assert not [path for path in library.parent.rglob(".*-part*") if path.is_file()]


def test_the_journal_clears_what_an_ended_session_was_writing(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    mine = Journal(folder)
    mine.record(DRAFT, "mine", 1)
    writing = folder / f"{DRAFT}.{mine._session}.new"
    writing.write_text("half")
    left = killed_at("Journal(folder).record(UUID(int=9), 'never said', 1)", folder)
    assert {path.suffix for path in left} == {".lock", ".new"}
    assert Journal(folder).pending() == ()
    assert not any(path.exists() for path in left)
    assert writing.read_text() == "half"
    mine.close()


STRANGERS = [
    ".letter.html.part",
    ".letter.html.0123456789abcdef0123456789abcdef",
    ".letter.html.0123456789abcdef0123456789abcdeX.masthead-part",
    "letter.html.0123456789abcdef0123456789abcdef.masthead-part",
    ".0123456789abcdef0123456789abcdef.masthead-part",
    ".letter.html.0123456789abcdef0123456789abcdef.masthead-part.bak",
    ".library.masthead.0123456789abcdef0123456789abcdef",
    "library.masthead-journal",
]
OURS = ".letter.html.0123456789abcdef0123456789abcdef.masthead-part"


def test_nothing_of_others_is_ever_removed(tmp_path: Path) -> None:
    files = [tmp_path / name for name in STRANGERS]
    for file in files:
        file.write_text("somebody's")
    folder = tmp_path / OURS
    folder.mkdir()
    (folder / "inside").write_text("somebody's")
    below = tmp_path / "below"
    below.mkdir()
    (below / OURS).write_text("in a folder nobody asked about")
    grown_old([*files, folder, below / OURS])
    asides.clear(tmp_path)
    assert all(path.exists() for path in (*files, folder / "inside", below / OURS))


def test_a_link_of_that_name_is_left_and_so_is_what_it_leads_to(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("words")
    link = tmp_path / OURS
    link.symlink_to(mine)
    grown_old([mine])
    asides.clear(tmp_path)
    assert link.is_symlink()
    assert mine.exists()


def test_a_folder_is_looked_through_once_in_a_while(tmp_path: Path) -> None:
    asides.clear(tmp_path)
    (tmp_path / OURS).write_text("left later")
    grown_old([tmp_path / OURS])
    asides.clear(tmp_path)
    assert (tmp_path / OURS).exists()
    asides.clear(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["a", "w" * 250, "ш" * 120, "[1] *?.masthead"])
def test_the_name_of_a_part_is_known_again_and_is_not_too_long(tmp_path: Path, name: str) -> None:
    part = asides.aside(tmp_path / name)
    files = [part, asides.rows_of(part), *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))]
    for file in files:
        file.write_text("x")
    grown_old(files)
    asides.clear(tmp_path)
    assert list(tmp_path.iterdir()) == []
    for file in files:
        file.write_text("x")
    asides.discard(part)
    assert list(tmp_path.iterdir()) == []


def drawing(folder: Path, window: str) -> subprocess.Popen[bytes]:
    """Begin to draw the samples to a picture, with `folder` for what is needed meanwhile."""
    command = [sys.executable, "-m", "reader_app", "--library", "none", "screenshot", "picture.png", "--window", window]
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=os.environ | {"TMPDIR": str(folder)}, stderr=silent, stdout=silent)


def own_folders(folder: Path) -> list[Path]:
    """Return what was made in `folder` for the time of the work; the web engine has files of its own there."""
    return [path for made in folder.glob(f"{tempfile.gettempprefix()}*") for path in (made, *made.rglob("*"))]


@pytest.mark.parametrize("window", ["reader", "editor"])
def test_a_picture_leaves_nothing_but_itself(tmp_path: Path, window: str) -> None:
    ran = drawing(tmp_path, window)
    assert ran.wait(timeout=60) == 0
    assert (tmp_path / "picture.png").exists()
    assert own_folders(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_picture_that_is_ended_takes_its_folder_with_it(tmp_path: Path, number: signal.Signals) -> None:
    ran = drawing(tmp_path, "reader")
    while not any(tmp_path.glob("*/samples.masthead")):
        assert ran.poll() is None
        time.sleep(0.01)
    ran.send_signal(number)
    ran.wait(timeout=60)
    if number == signal.SIGTERM:
        assert ran.returncode == -number
    assert ran.returncode != 0
    assert own_folders(tmp_path) == []
