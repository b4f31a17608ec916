"""A disk that is full or fails, at every single write: one sentence, nothing that was said to be saved is lost.

A sample of the places by default; ``make faults`` tries every one.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind, MastheadError
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services.journal import Journal
from tests.support.faults import Day, places
from tests.support.killing import is_sound
from tests.support.trials import trials

PLACES = trials(3)
# A person's work: whatever fails is told, and the next thing is tried all the same, as the windows do.
WORK = """
import sys
from pathlib import Path
from reader_app.errors import MastheadError
from reader_app.importers import registry
from reader_app.importers.source import Source
from reader_app.library.library import Library
from reader_app.services.journal import Journal
from reader_app.services.upkeep import keep_backup, restore

folder = Path(sys.argv[1])
path = folder / "library.masthead"

def attempt(name, action):
    try:
        result = action()
    except MastheadError as error:
        print("told", name, error.sentence, flush=True)
        return None
    print("done", name, flush=True)
    return result

def save(library, draft, number):
    text = f"{number} " * 3000
    attempt(f"journal {number}", lambda: journal.record(draft.id, text, draft.revision))
    kept = attempt(f"draft {number}", lambda: library.save_draft(
        draft.id, text, base_revision=draft.revision, title="", publication="", number=""))
    if kept is not None:
        attempt("clear", lambda: journal.clear(draft.id))
    return kept or draft

journal = Journal(folder / "journal")
library = attempt("open", lambda: Library.open(path)) or attempt("open", lambda: Library.open(path))
if library is not None:
    draft = library.draft(library.drafts()[0].id)
    for number in range(1, 4):
        draft = save(library, draft, number)
    text = "---\\ntitle: Letter {0}\\n---\\n\\nWords {0}."
    letters = [registry.read(Source(f"{n}.md", text.format(n).encode()))[0] for n in range(3)]
    for letter in letters:
        attempt(f"issue {letter.issue.title}", lambda: library.add(letter))
    attempt("star", lambda: library.set_starred([row.id for row in ()], True))
    backup = attempt("backup", lambda: keep_backup(library))
    draft = save(library, draft, 4)
    attempt("close", library.close)
    if backup is not None:
        attempt("restore", lambda: restore(path, backup))
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "library.masthead"
    with Library.open(path) as library:
        library.new_draft("0 " * 3000)
    return path


def check(ran: subprocess.CompletedProcess[str], folder: Path) -> None:
    """Check that all that was said to be done is there, and that the rest was told in sentences."""
    assert ran.returncode == 0, ran.stderr
    lines = [line.split(" ", 2) for line in ran.stdout.splitlines()]
    done = [line[1:] for line in lines if line[0] == "done"]
    assert all(line[2].rstrip().endswith(".") for line in lines if line[0] == "told")
    path = folder / "library.masthead"
    assert is_sound(path)
    restored = ["restore"] in done
    with Library.open(path) as library:
        assert library.verify() == ()
        titles = {row.title for row in library.summaries(Scope()).rows}
        assert {rest[0].removeprefix("Letter ") for kind, *rest in done if kind == "issue"} <= {
            title.removeprefix("Letter ") for title in titles
        }
        text = library.draft(library.drafts()[0].id).text
    with_journal = [entry.text for entry in Journal(folder / "journal").pending()]
    saved = [int(rest[0]) for kind, *rest in done if kind in ("draft", "journal")]
    kept = max(int(each.split()[0]) for each in (text, *with_journal))
    if saved and not restored:
        assert kept >= max(saved)
    assert all(each == f"{each.split()[0]} " * 3000 for each in (text, *with_journal))
    for backup in (folder / "library.masthead.backups").glob("*.masthead"):
        assert is_sound(backup)


@pytest.mark.parametrize("count", [1, 0], ids=["once", "from then on"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_every_write_may_fail(shim: Path, template: Path, tmp_path: Path, error: int, count: int) -> None:
    folder = tmp_path / "folder"
    day = Day(WORK, shim, folder, template)
    ran, calls = day.work(0, 0, error)
    check(ran, folder)
    assert "told" not in ran.stdout
    assert calls > 60
    told = 0
    tried = places(calls, PLACES)
    for first in tried:
        ran, _ = day.work(first, count, error)
        check(ran, folder)
        told += "told" in ran.stdout
        if count == 1:
            assert "done draft 4" in ran.stdout or "told draft 4" in ran.stdout or "told open" in ran.stdout
    sys.stderr.write(
        f"\n{calls} places, {len(tried)} faults of {errno.errorcode[error]}, {told} told, none lost anything\n"
    )


def test_saving_goes_on_by_itself_when_there_is_room_again(shim: Path, template: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    day = Day(WORK, shim, folder, template)
    _, calls = day.work(0, 0, errno.ENOSPC)
    ran, _ = day.work(20, 5, errno.ENOSPC)
    check(ran, folder)
    assert "told draft" in ran.stdout
    assert "done draft 4" in ran.stdout
    assert calls > 24


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no small disk may be made here")
    try:
        fill_up(disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill_up(disk: Path) -> None:
    path = disk / "library.masthead"
    saved = ""
    with Library.open(path) as library:
        draft = library.new_draft("Begun.")
        for _ in range(400):
            text = os.urandom(8000).hex()
            try:
                draft = library.save_draft(
                    draft.id, text, base_revision=draft.revision, title="", publication="", number=""
                )
            except LibraryError as error:
                assert error.kind is LibraryErrorKind.FULL
                break
            saved = text
        else:
            raise AssertionError("the disk took every text")
        assert library.draft(draft.id).text == saved
        with pytest.raises(MastheadError, match=r"room|No space"):
            library.backup(disk / "backup.masthead")
        assert sorted(file.name for file in disk.glob("[!.]*")) == [path.name, f"{path.name}-shm", f"{path.name}-wal"]
    with Library.open(path) as library:
        assert library.draft(draft.id).text == saved
        assert library.verify() == ()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_library_that_is_removed_or_replaced_is_noticed_before_anything_is_lost(
    template: Path, tmp_path: Path, replaced: bool
) -> None:
    path = tmp_path / "library.masthead"
    shutil.copyfile(template, path)
    library = Library.open(path)
    draft = library.draft(library.drafts()[0].id)
    away = path.rename(tmp_path / "away")
    if replaced:
        shutil.copyfile(template, path)
    actions = [
        lambda: library.save_draft(draft.id, "New", base_revision=1, title="", publication="", number=""),
        lambda: library.draft(draft.id),
    ]
    for action in actions:
        with pytest.raises(LibraryError, match="moved, removed or replaced") as caught:
            action()
        assert caught.value.kind is LibraryErrorKind.MOVED
    path.unlink(missing_ok=True)
    away.rename(path)
    library.save_draft(draft.id, "New", base_revision=1, title="", publication="", number="")
    library.close()
    with Library.open(path) as again:
        assert again.draft(draft.id).text == "New"


def test_what_was_saved_stays_with_the_file_that_was_moved(template: Path, tmp_path: Path) -> None:
    path, away = tmp_path / "library.masthead", tmp_path / "away.masthead"
    shutil.copyfile(template, path)
    library = Library.open(path)
    draft = library.draft(library.drafts()[0].id)
    library.save_draft(draft.id, "New", base_revision=1, title="", publication="", number="")
    path.rename(away)
    shutil.copyfile(template, path)
    library.close()
    with Library.open(path) as replaced, Library.open(away) as old:
        assert replaced.draft(draft.id).text == draft.text
        assert old.draft(draft.id).text == "New"
        assert replaced.verify() == old.verify() == ()


def test_a_clock_that_is_set_back_costs_no_version(tmp_path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    moment = datetime(2030, 6, 1, 12, 0, tzinfo=UTC)
    clock = [moment]
    with Library.open(tmp_path / "library.masthead", clock=lambda: clock[0]) as library:
        draft = library.new_draft("0")
        for number in range(1, 30):
            clock[0] = moment + timedelta(seconds=number) - (timedelta(days=800) if number > 10 else timedelta())
            draft = library.save_draft(
                draft.id, str(number), base_revision=draft.revision, title="", publication="", number=""
            )
        assert library.draft(draft.id).text == "29"
        assert [library.draft_revision_text(draft.id, each.number) for each in library.draft_revisions(draft.id)] == [
            str(number) for number in range(30)
        ]
        assert library.verify() == ()
