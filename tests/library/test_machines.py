"""A log that a killed program left is used for the file it was made for, and never for another one in its place."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.errors import LibraryError
from reader_app.library.guarding.log_note import note_of
from reader_app.library.library import Library
from reader_app.services.recovering import recover
from tests.support.damage import Contents, contents
from tests.support.imports import imported
from tests.support.killing import PYTHON, is_sound

PROJECT = Path(__file__).parents[2]
# Adds issues and saves a draft until it is killed, saying each number once it is kept.
WRITER = """
import sys
from pathlib import Path
from reader_app.library.guarding.log_note import note_of
from reader_app.library.library import Library
from tests.support.imports import imported
with Library.open(Path(sys.argv[1])) as library:
    draft = library.new_draft("")
    for number in range(100_000):
        library.add(imported(f"Killed {number}", number=str(number)))
        draft = library.save_draft(
            draft.id, str(number), base_revision=draft.revision, title="killed", publication="", number=""
        )
        print(number, flush=True)
"""


def write(path: Path, name: str, count: int = 3) -> None:
    with Library.open(path) as library:
        library.add_many(imported(f"{name} {n}", number=f"{name} {n}") for n in range(count))
        library.new_draft(f"Draft of {name}", title=name)


def killed(path: Path, numbers: int = 3) -> int:
    """Let a program write into the library and kill it; returns the last number that it said was kept."""
    program = subprocess.Popen(
        [PYTHON, "-c", WRITER, str(path)],
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    for _ in range(numbers):
        program.stdout.readline()
    program.send_signal(signal.SIGKILL)
    rest = program.communicate()[0].splitlines()
    return numbers - 1 + len(rest)


def was_kept(library: Library, last: int) -> bool:
    """Tell whether the killed program's draft is there, with the number `last` or one that was not said any more."""
    texts = [library.draft(draft.id).text for draft in library.drafts() if draft.title == "killed"]
    return bool(texts) and int(texts[0]) >= last


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def logs_aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.set-aside-*-wal"))


def older(path: Path, elsewhere: Path) -> None:
    """A backup from before, brought back by hand."""
    with Library.open(path) as library:
        library.backup(elsewhere)
    write(path, "later")


def older_file(path: Path, elsewhere: Path) -> None:
    """The file itself as it was before: of the same size, and with the same counts."""
    shutil.copyfile(path, elsewhere)
    with Library.open(path) as library:
        library.set_starred([library.search("first").rows[0].issue.id], True)


def newer(path: Path, elsewhere: Path) -> None:
    """The file as another machine went on with it."""
    shutil.copyfile(path, elsewhere)
    write(elsewhere, "elsewhere", 12)


def other(path: Path, elsewhere: Path) -> None:
    """A library that never had to do with this one."""
    write(elsewhere, "other", 7)


def unwritten(path: Path, elsewhere: Path) -> None:
    """A library in which nothing was ever written."""
    Library.open(elsewhere).close()


def moved(new: Path, path: Path) -> None:
    new.replace(path)


def written_over(new: Path, path: Path) -> None:
    path.write_bytes(new.read_bytes())


@pytest.mark.parametrize("replace", [moved, written_over])
@pytest.mark.parametrize("way", [older, older_file, newer, other, unwritten])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_log_is_not_used_for_a_file_that_took_the_place_of_its_own(
    path: Path,
    tmp_path: Path,
    way: Callable[[Path, Path], None],
    replace: Callable[[Path, Path], None],
    read_only: bool,
) -> None:
    elsewhere = tmp_path / "elsewhere" / "other.masthead"
    elsewhere.parent.mkdir()
    write(path, "first")
    way(path, elsewhere)
    expected = contents(elsewhere)
    killed(path)
    log = log_of(path).read_bytes()
    replace(elsewhere, path)
    with Library.open(path, read_only=read_only) as library:
        (notice,) = library.notices
        assert library.verify() == ()
    (aside,) = logs_aside(path)
    assert str(aside) in notice
    assert str(path) in notice
    assert aside.read_bytes() == log
    assert contents(path) == expected
    assert is_sound(path)
    with Library.open(path) as again:
        assert again.notices == ()


@pytest.mark.parametrize("numbers", [1, 4])
@pytest.mark.parametrize("first", [False, True])
def test_a_log_is_used_for_the_file_it_was_made_for(path: Path, numbers: int, first: bool) -> None:
    if not first:
        write(path, "first")
    last = killed(path, numbers)
    with Library.open(path) as library:
        assert library.notices == ()
        assert library.verify() == ()
        assert was_kept(library, last)
    assert logs_aside(path) == []


def test_a_log_that_came_with_its_file_from_another_machine_is_used(path: Path, tmp_path: Path) -> None:
    write(path, "first")
    last = killed(path)
    here = tmp_path / "here"
    here.mkdir()
    for file in files_of(path).values():
        shutil.copyfile(file, here / file.name)
    with Library.open(here / path.name) as library:
        assert library.notices == ()
        assert was_kept(library, last)


@pytest.mark.parametrize("belongs", [True, False])
def test_without_a_note_a_log_must_make_sense(path: Path, tmp_path: Path, belongs: bool) -> None:
    elsewhere = tmp_path / "other.masthead"
    write(path, "first")
    write(elsewhere, "other", 60)
    expected = contents(elsewhere)
    last = killed(path)
    note_of(path).unlink()
    if not belongs:
        elsewhere.replace(path)
    with Library.open(path) as library:
        assert library.verify() == ()
        assert len(library.notices) == (0 if belongs else 1)
        assert was_kept(library, last) == belongs
    assert len(logs_aside(path)) == (0 if belongs else 1)
    assert belongs or contents(path) == expected
    assert not list(path.parent.glob("*part*"))


def test_a_log_whose_library_was_removed_is_kept(path: Path) -> None:
    write(path, "first")
    killed(path)
    log = log_of(path).read_bytes()
    path.unlink()
    with Library.open(path) as library:
        assert len(library.notices) == 1
        assert library.counts().issues == 0
    assert [aside.read_bytes() for aside in logs_aside(path)] == [log]


def test_a_log_set_aside_opens_again_with_its_own_file(path: Path, tmp_path: Path) -> None:
    write(path, "first")
    last = killed(path)
    own = path.rename(tmp_path / "own.masthead")
    write(path, "other")
    (aside,) = logs_aside(path)
    own.rename(aside.with_name(aside.name.removesuffix("-wal")))
    with Library.open(aside.with_name(aside.name.removesuffix("-wal"))) as library:
        assert was_kept(library, last)


def test_recovering_takes_nothing_from_a_log_of_another_file(path: Path, tmp_path: Path) -> None:
    write(path, "first")
    killed(path)
    write(tmp_path / "other", "other", 9)
    expected = contents(tmp_path / "other")
    (tmp_path / "other").replace(path)
    recovered = recover(path)
    assert "set-aside" in recovered.lost[0]
    assert contents(path) == expected
    assert len(logs_aside(path)) == 1


def test_logs_set_aside_on_one_day_are_all_kept(path: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(path, name)
        killed(path, 1)
        write(tmp_path / name, name)
        (tmp_path / name).replace(path)
        Library.open(path).close()
    assert len(logs_aside(path)) == 3


def test_a_program_that_has_the_replaced_file_open_takes_nothing_from_the_new_one(path: Path, tmp_path: Path) -> None:
    write(path, "first")
    write(tmp_path / "other", "other", 20)
    expected = contents(tmp_path / "other")
    with Library.open(path) as old:
        old.new_draft("In the log of the old file")
        log = log_of(path).read_bytes()
        (tmp_path / "other").replace(path)
        with Library.open(path) as new:
            assert len(new.notices) == 1
            new.new_draft("In the new file", title="new")
            with pytest.raises(LibraryError, match="replaced"):
                old.counts()
            old.close()
            assert [new.draft(draft.id).text for draft in new.drafts() if draft.title == "new"] == ["In the new file"]
            assert new.verify() == ()
    (aside,) = logs_aside(path)
    assert aside.read_bytes() == log
    assert contents(path).issues == expected.issues


def test_a_library_whose_only_name_another_file_took_is_copied_beside_it(path: Path, tmp_path: Path) -> None:
    write(path, "first")
    write(tmp_path / "other", "other")
    expected = contents(tmp_path / "other")
    first, second = Library.open(path), Library.open(path)
    first.new_draft("Kept in no other file")
    (tmp_path / "other").replace(path)
    first.close()
    assert first.rescued is None
    second.close()
    assert second.rescued is not None
    assert second.rescued.name.startswith("library.masthead.replaced-")
    assert "Kept in no other file" in contents(second.rescued).drafts.values()
    assert contents(path) == expected
    assert logs_aside(path) == []


def test_a_library_that_was_only_moved_is_not_copied(path: Path, tmp_path: Path) -> None:
    write(path, "first")
    with Library.open(path) as library:
        path.rename(tmp_path / "away")
    assert library.rescued is None
    assert is_sound(tmp_path / "away")


def test_a_program_beside_another_leaves_its_log_alone(path: Path) -> None:
    write(path, "first")
    with Library.open(path) as library:
        library.new_draft("Only in the log")
        log = log_of(path).read_bytes()
        seen = subprocess.run(
            [sys.executable, "-m", "reader_app", "--library", str(path), "list", "--drafts"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert len(seen.stdout.splitlines()) == 2
        assert seen.stderr == ""
        assert log_of(path).read_bytes() == log
        library.new_draft("Still there")
    assert len(contents(path).drafts) == 3


@dataclass(frozen=True)
class Moment:
    """The files of a library as a kill at some moment leaves them, and what had been said to be kept."""

    files: dict[str, bytes] = field(repr=False)
    kept: Contents = field(repr=False)
    number: int


def moment(path: Path, number: int) -> Moment:
    """Copy the files without opening the library, as it lies on disk; what it holds is read from that copy."""
    files = {name: file.read_bytes() for name, file in files_of(path).items() if file.exists()}
    folder = path.parent / "looking"
    shutil.rmtree(folder, ignore_errors=True)
    lay(files, folder / "copy")
    return Moment(files, contents(folder / "copy"), number)


def files_of(path: Path) -> dict[str, Path]:
    return {"": path, "log": log_of(path), "note": note_of(path)}


def lay(files: dict[str, bytes], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        files_of(path)[name].write_bytes(data)
    return path


STEPS = st.lists(st.sampled_from(["issue", "star", "draft", "close", "checkpoint", "look"]), min_size=6, max_size=16)


def lived(path: Path, steps: list[str]) -> list[Moment]:
    """Live through the steps in one library; returns what a kill would have left at each look and at the end."""
    library = Library.open(path)
    moments = []
    for number, step in enumerate([*steps, "look"]):
        match step:
            case "issue":
                library.add(imported(f"Issue {number}", number=str(number)))
            case "star":
                library.set_starred([hit.issue.id for hit in library.search("issue").rows[:1]], number % 2 == 0)
            case "draft":
                library.new_draft(f"Text {number}")
            case "close":
                library.close()
                library = Library.open(path)
            case "checkpoint":
                with library._database.bare() as db:
                    db.execute("PRAGMA wal_checkpoint(PASSIVE)")
            case _:
                moments.append(moment(path, number))
    library.close()
    return [*moments, moment(path, len(steps) + 1)]


@settings(max_examples=40, deadline=None)
@given(STEPS, st.data())
def test_whatever_file_meets_whatever_log_all_of_one_or_of_the_other_is_there(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("lived")
    moments = lived(folder / "library.masthead", steps)
    file, log = data.draw(st.sampled_from(moments)), data.draw(st.sampled_from(moments))
    alone = contents(lay({"": file.files[""]}, folder / "alone" / "copy"))
    mixed = lay(log.files | {"": file.files[""]}, folder / "mixed" / "library.masthead")
    with Library.open(mixed) as library:
        assert library.verify() == ()
        told = bool(library.notices)
    assert bool(logs_aside(mixed)) == told
    assert contents(mixed) in ((alone,) if told else (alone, log.kept))
