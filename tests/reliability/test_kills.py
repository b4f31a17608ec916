"""The program is killed at any moment of any work: what it said was done is there, the file is sound, work goes on.

One kill each by default; ``make kill`` does 200 of each.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader_app.library.item_sets import Items
from reader_app.library.library import Library
from reader_app.library.migrations import NEWEST
from reader_app.library.types import Scope
from reader_app.services import shelving
from reader_app.services.journal import Journal
from tests.support.damage import PAGE, fill
from tests.support.imports import imported
from tests.support.killing import PYTHON, finished, fresh, how_long, is_sound, masthead, run_and_kill
from tests.support.letters import mbox
from tests.support.trials import trials

TRIALS = trials(1)
ISSUES = 260
WRITER = """
import sys
from pathlib import Path
from uuid import UUID
from reader_app.library.library import Library
from reader_app.services.journal import Journal
path, draft_id = Path(sys.argv[1]), UUID(sys.argv[2])
journal = Journal(path.with_name("journal"))
with Library.open(path) as library:
    draft = library.draft(draft_id)
    for number in range(1, 100000):
        text = f"{number} " * 400
        journal.record(draft_id, text, draft.revision)
        print("journal", number, flush=True)
        if number % 3 == 0:
            draft = library.save_draft(
                draft_id, text, base_revision=draft.revision, title="", publication="", number=""
            )
            print("saved", number, flush=True)
            journal.clear(draft_id)
"""
OPENER = """
import sys
from pathlib import Path
from reader_app.library.library import Library
print("begins", flush=True)
Library.open(Path(sys.argv[1])).close()
print("done", flush=True)
"""

STARRER = """
import sys
from pathlib import Path
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services import shelving
shelving._MANY_ITEMS = 20
with Library.open(Path(sys.argv[1])) as library:
    items, _ = library.item_set(Scope())
    print("begins", flush=True)
    change = shelving.Change("star", items=items)
    for _ in shelving.in_portions(library, change, progress=lambda done: print(done, flush=True)):
        pass
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mbox(tmp_path_factory.mktemp("letters") / "letters.mbox", *range(1, ISSUES + 1))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, letters: Path) -> Path:
    """A library with all letters and some more."""
    path = tmp_path_factory.mktemp("full") / "library.masthead"
    fill(path)
    finished(path, "import", letters)
    return path


def each(work: str, trial: Callable[[random.Random], bool]) -> None:
    """Do all trials and say how many kills hit the work before its end."""
    hits = sum(not trial(random.Random(f"{work} {number}")) for number in range(TRIALS))
    sys.stderr.write(f"\n{work}: {TRIALS} kills, {hits} before the end, all survived\n")


def holds(path: Path) -> int:
    """Check the library as a next start would find it, and return how many issues it holds."""
    assert is_sound(path)
    with Library.open(path) as library:
        assert library.verify() == ()
        return library.counts().issues


def test_import(tmp_path: Path, letters: Path) -> None:
    path = tmp_path / "new" / "library.masthead"
    longest = how_long(masthead(path, "import", "--json", letters))

    def trial(chance: random.Random) -> bool:
        for file in path.parent.glob("*"):
            file.unlink()
        killed = run_and_kill(masthead(path, "import", "--json", letters), chance, longest)
        acknowledged = {json.loads(line)["id"] for line in killed.lines}
        if path.exists():
            holds(path)
        with Library.open(path) as library:
            here = {str(row.id) for row in library.summaries(Scope(), limit=1000).rows}
        assert acknowledged <= here
        again = finished(path, "import", "--json", letters)
        assert again.returncode == 0
        statuses = [json.loads(line)["status"] for line in again.stdout.splitlines()]
        assert (statuses.count("added"), statuses.count("duplicate")) == (ISSUES - len(here), len(here))
        assert holds(path) == ISSUES
        return killed.ended

    each("import", trial)


def test_autosave(tmp_path: Path) -> None:
    path = tmp_path / "library.masthead"
    with Library.open(path) as library:
        draft = library.new_draft("0 " * 400)

    def trial(chance: random.Random) -> bool:
        killed = run_and_kill([PYTHON, "-c", WRITER, str(path), str(draft.id)], chance, 0.4, after="journal 1")
        numbers = [int(line.split()[1]) for line in ("journal 1", *killed.lines)]
        saved = [int(line.split()[1]) for line in killed.lines if line.startswith("saved")]
        assert is_sound(path)
        journal = Journal(tmp_path / "journal")
        with Library.open(path) as library:
            kept = int(library.draft(draft.id).text.split()[0])
            pending = journal.pending(draft.id)
            for entry in pending:
                assert entry.text == f"{entry.text.split()[0]} " * 400
            newest = max([kept, *(int(entry.text.split()[0]) for entry in pending)])
            assert not saved or kept >= max(saved)
            assert newest >= max(numbers)
            for entry in pending:
                journal.discard(entry)
            current = library.draft(draft.id)
            library.save_draft(
                draft.id, "0 " * 400, base_revision=current.revision, title="", publication="", number=""
            )
        journal.close()
        return killed.ended

    each("autosave", trial)


def test_marks_of_a_whole_list(tmp_path: Path) -> None:
    full = tmp_path / "full.masthead"
    with Library.open(full) as library:
        library.add_many(imported(f"Boats {n}", number=str(n)) for n in range(ISSUES))
        library.mark_items(Items.of((each, 1) for each in library.ids(Scope())[::7]), "starred", True)
        items = library.item_set(Scope())[0]
        before = set(library.item_set(Scope(), starred=True)[0])

    def trial(chance: random.Random) -> bool:
        path = fresh(full, tmp_path / "trial")
        killed = run_and_kill([PYTHON, "-c", STARRER, str(path)], chance, 0.3, after="begins")
        holds(path)
        with Library.open(path) as library:
            starred = set(library.item_set(Scope(), starred=True)[0]) - before
            in_order = [each in starred for each in items if each not in before]
            assert in_order == sorted(in_order, reverse=True), "the first ones of the list, and no others"
            done = max(map(int, killed.lines), default=0)
            assert starred | before >= set(list(items)[:done])
            shelving.apply(library, shelving.Change("star", items=items))
            assert set(library.item_set(Scope(), starred=True)[0]) == set(items)
        return killed.ended

    each("marks of a whole list", trial)


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_migration(tmp_path: Path, version: int) -> None:
    template = Path(__file__).parents[1] / "libraries" / f"version-{version}.masthead"

    def trial(chance: random.Random) -> bool:
        path = fresh(template, tmp_path / "trial")
        killed = run_and_kill([PYTHON, "-c", OPENER, str(path)], chance, 0.08, after="begins")
        assert is_sound(path)
        copy = path.with_name(f"{path.name}.version-{version}")
        assert not copy.exists() or is_sound(copy)
        with Library.open(path) as library:
            assert library.verify() == ()
            counts = library.counts()
            assert (counts.issues + counts.archived, counts.drafts) == (3, 1)
            assert library.draft(library.drafts()[0].id).text == "Dear readers,\r\nit is cold."
        assert is_sound(copy)
        return killed.ended

    each(f"migration from version {version}", trial)


def test_backup(tmp_path: Path, full: Path) -> None:
    path = fresh(full, tmp_path / "library")
    target = tmp_path / "backup.masthead"
    command = masthead(path, "backup", target)
    longest = how_long(command)
    before = holds(path)

    def trial(chance: random.Random) -> bool:
        killed = run_and_kill(command, chance, longest)
        assert holds(path) == before
        assert holds(target) == before  # the old backup or the new one, never half of one
        return killed.ended

    each("backup", trial)
    assert finished(path, "backup", target).returncode == 0


def test_reading_again(tmp_path: Path, full: Path) -> None:
    path = fresh(full, tmp_path / "library")
    command = masthead(path, "reimport", "--all", "--json")
    longest = how_long(command)
    before = holds(path)

    def trial(chance: random.Random) -> bool:
        killed = run_and_kill(command, chance, longest)
        assert holds(path) == before
        return killed.ended

    each("reading again", trial)
    assert finished(path, "reimport", "--all").returncode == 0
    assert holds(path) == before


def contents(folder: Path) -> dict[str, object]:
    """Return every file below `folder` by name; of what the site notes of itself, the rows in whatever order."""
    found: dict[str, object] = {}
    for file in folder.rglob("*"):
        if file.name == "site.db" and file.parent.name == ".masthead":
            with closing(sqlite3.connect(file)) as db:
                found[file.name] = sorted(db.iterdump())
        elif file.is_file():
            found[str(file.relative_to(folder))] = file.read_bytes()
    return found


def test_archive(tmp_path: Path, full: Path) -> None:
    path = fresh(full, tmp_path / "library")
    whole = tmp_path / "whole"
    longest = how_long(masthead(path, "archive", whole))
    expected = contents(whole)
    assert expected

    def trial(chance: random.Random) -> bool:
        out = tmp_path / "out"
        killed = run_and_kill(masthead(path, "archive", out), chance, longest)
        found = contents(out) if out.exists() else {}
        for name, data in found.items():
            assert name not in expected or data == expected[name]
        assert finished(path, "archive", out).returncode == 0
        assert contents(out) == expected
        for file in list(out.rglob("*")):
            if file.is_file() and chance.random() < 0.5:
                file.unlink()
        return killed.ended

    each("archive", trial)


def test_recovering(tmp_path: Path, full: Path) -> None:
    data = bytearray(full.read_bytes())
    data[:PAGE] = bytes(PAGE)
    damaged = tmp_path / "damaged"
    damaged.write_bytes(data)
    longest = how_long(masthead(fresh(damaged, tmp_path / "trial"), "recover"))
    before = holds(full)

    def trial(chance: random.Random) -> bool:
        path = fresh(damaged, tmp_path / "trial")
        killed = run_and_kill(masthead(path, "recover"), chance, longest)
        if path.read_bytes() == data:
            assert finished(path, "recover").returncode == 1
        assert holds(path) == before
        assert any(file.read_bytes() == data for file in path.parent.glob("*damaged*"))
        return killed.ended

    each("recovering", trial)


def test_restoring(tmp_path: Path, full: Path) -> None:
    backup = tmp_path / "backup.masthead"
    assert finished(full, "backup", backup).returncode == 0
    path = fresh(full, tmp_path / "trial")
    command = masthead(path, "restore", backup)
    longest = how_long(command)
    before = holds(full)

    def trial(chance: random.Random) -> bool:
        killed = run_and_kill(command, chance, longest)
        assert holds(path) == before
        return killed.ended

    each("restoring", trial)


def test_exports(tmp_path: Path, full: Path) -> None:
    path, out = fresh(full, tmp_path / "library"), tmp_path / "out"
    out.mkdir()
    with Library.open(path) as library:
        ids = [str(row.id) for row in library.summaries(Scope(), limit=60).rows]
    command = masthead(path, "export", *ids, "--to", "web", "-o", out)
    longest = how_long(command)
    expected = {file.name: file.read_bytes() for file in out.iterdir()}
    assert len(expected) == len(ids)

    def trial(chance: random.Random) -> bool:
        for file in out.iterdir():
            file.unlink()
        killed = run_and_kill(command, chance, longest)
        found = {file.name: file.read_bytes() for file in out.iterdir() if not file.name.startswith(".")}
        assert found.items() <= expected.items()
        assert {Path(line).name for line in killed.lines} <= found.keys()
        return killed.ended

    each("exports", trial)
