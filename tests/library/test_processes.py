"""Several programs on one library, and programs that are killed: nothing that was said to be kept is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.library import Library
from reader_app.library.types import Scope
from tests.support.imports import imported

PROJECT = Path(__file__).parents[2]
WRITER = """
    import sys
    from pathlib import Path
    from reader_app.library.library import Library
    from tests.support.imports import imported

    path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    print("ready", flush=True)
    sys.stdin.readline()
    with Library.open(path, wait=120) as library:
        draft = library.new_draft("")
        for n in range(count):
            added = library.add(imported(f"{name} {n}", publication=name, number=str(n)))
            draft = library.save_draft(
                draft.id, draft.text + "x", base_revision=draft.revision, title=name, publication="", number=""
            )
            library.set_read([added.id], True)
            print(added.id, draft.revision, flush=True)
"""
# Adds words to a draft, beginning again with what is stored when another program was quicker.
APPENDER = """
    import sys
    from pathlib import Path
    from uuid import UUID
    from reader_app.errors import LibraryError
    from reader_app.library.library import Library

    path, draft_id, name = Path(sys.argv[1]), UUID(sys.argv[2]), sys.argv[3]
    print("ready", flush=True)
    sys.stdin.readline()
    with Library.open(path, wait=120) as library:
        for word in [f"{name}.{n}" for n in range(10)]:
            while True:
                draft = library.draft(draft_id)
                try:
                    library.save_draft(
                        draft_id,
                        f"{draft.text} {word}",
                        base_revision=draft.revision,
                        title="",
                        publication="",
                        number="",
                    )
                except LibraryError as error:
                    assert error.kind == "conflict", error
                else:
                    break
            print(word, flush=True)
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Start a program that waits for a line, then adds `count` issues and says the id of each once it is kept."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(path), name, str(count)],
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def go(*programs: subprocess.Popen[str]) -> None:
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()


@pytest.mark.parametrize("name", ["one", "two", "three"])
def test_programs_that_race_for_a_new_library_all_get_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "new folder" / f"{name}.masthead"
    programs = [start(path, f"P{n}", 1) for n in range(5)]
    go(*programs)
    for program in programs:
        program.communicate(timeout=60)
        assert program.returncode == 0
    with Library.open(path) as library:
        assert library.counts().issues == 5
        assert library.verify() == ()


def test_programs_that_write_at_the_same_time_lose_nothing(path: Path) -> None:
    programs = [start(path, f"P{n}", 40) for n in range(3)]
    go(*programs)
    said = [line for program in programs for line in program.communicate(timeout=120)[0].splitlines()]
    assert len(said) == 120
    with Library.open(path) as library:
        assert library.verify() == ()
        counts = library.counts()
        assert (counts.issues, counts.unread, counts.drafts) == (120, 0, 3)
        assert {library.draft(row.id).text for row in library.drafts()} == {"x" * 40}
        here = {str(row.id) for row in library.summaries(Scope(), limit=200).rows}
        assert here == {line.split()[0] for line in said}


@pytest.mark.parametrize("lines", [1, 3, 8, 20])
def test_what_a_killed_program_said_was_kept_is_kept(path: Path, lines: int) -> None:
    program = start(path, "P", 1000)
    go(program)
    assert program.stdout is not None
    said = [program.stdout.readline().split() for _ in range(lines)]
    program.kill()
    said += [line.split() for line in program.communicate()[0].splitlines() if len(line.split()) == 2]
    with Library.open(path) as library:
        assert library.verify() == ()
        here = {str(row.id) for row in library.summaries(Scope(), limit=2000).rows}
        assert {issue for issue, _ in said} <= here
        (draft,) = library.drafts()
        assert draft.revision >= int(said[-1][1])
        assert library.draft(draft.id).text == "x" * (draft.revision - 1)
        assert library.add(imported()).new


def test_threads_with_libraries_of_their_own_write_together(path: Path) -> None:
    def work(name: str) -> None:
        with Library.open(path, wait=30) as library:
            for n in range(20):
                library.add(imported(f"{name} {n}", publication=name, number=str(n)))

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work, f"T{n}") for n in range(4)]:
            done.result()
    with Library.open(path) as library:
        assert library.counts().issues == 80
        assert library.verify() == ()


def test_two_windows_see_each_others_changes(path: Path) -> None:
    with Library.open(path) as one, Library.open(path) as two:
        added = one.add(imported())
        assert two.counts().unread == 1
        two.set_read([added.id], True)
        assert one.counts().unread == 0
        draft = one.new_draft("start")
        two.save_draft(draft.id, "two", base_revision=1, title="", publication="", number="")
        with pytest.raises(LibraryError) as caught:
            one.save_draft(draft.id, "one", base_revision=1, title="", publication="", number="")
        assert caught.value.kind is LibraryErrorKind.CONFLICT
        assert one.draft(draft.id).text == "two"


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    """A backup: a library that is not in WAL mode yet, so that opening it has to switch, as for a new one."""
    with Library.open(path) as library:
        library.add(imported())
        library.backup(tmp_path / "backup.masthead")
    return tmp_path / "backup.masthead"


def reading(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.execute("BEGIN")
    db.execute("SELECT count(*) FROM issues").fetchone()
    return db


def test_opening_waits_until_the_file_can_be_switched(backup: Path) -> None:
    reader = reading(backup)
    timer = threading.Timer(0.2, reader.close)
    timer.start()
    with Library.open(backup) as library:
        assert library.counts().issues == 1
    timer.join()


def test_opening_does_not_wait_for_ever(backup: Path) -> None:
    reader = reading(backup)
    with pytest.raises(LibraryError) as caught:
        Library.open(backup, wait=0.1)
    assert caught.value.kind is LibraryErrorKind.LOCKED
    reader.close()


def test_eight_programs_that_write_at_once_lose_nothing_and_end(path: Path) -> None:
    programs = [start(path, f"P{n}", 25) for n in range(8)]
    go(*programs)
    said = {line.split()[0] for program in programs for line in program.communicate(timeout=300)[0].splitlines()}
    assert [program.returncode for program in programs] == [0] * 8
    assert len(said) == 200
    with Library.open(path) as library:
        assert library.verify() == ()
        counts = library.counts()
        assert (counts.issues, counts.unread, counts.drafts) == (200, 0, 8)
        assert {library.draft(row.id).text for row in library.drafts()} == {"x" * 25}
        assert said == {str(row.id) for row in library.summaries(Scope(), limit=300).rows}


def test_eight_programs_on_one_draft_overwrite_no_word_of_another(path: Path) -> None:
    with Library.open(path) as library:
        draft = library.new_draft("")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(APPENDER), str(path), str(draft.id), f"P{n}"],
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(8)
    ]
    go(*programs)
    said = [line for program in programs for line in program.communicate(timeout=300)[0].splitlines()]
    assert len(said) == 80
    with Library.open(path) as library:
        assert sorted(library.draft(draft.id).text.split()) == sorted(said)
        assert library.draft(draft.id).revision == 81
