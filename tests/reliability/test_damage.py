"""A damaged library: recognised, never made worse, and all that can be read comes into a new one; the rest is named."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services.recovering import recover
from tests.support.damage import PAGE, WAYS, Contents, Damage, contents, fill
from tests.support.trials import trials


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Contents]:
    path = tmp_path_factory.mktemp("sound") / "library.masthead"
    return path, fill(path)


def nothing_is_lost_in_silence(before: Contents, path: Path, lost: tuple[str, ...]) -> int:
    """Check that every original and draft is there or named; returns how many originals are there."""
    after = contents(path)
    originals = {original for _, original in after.issues.values()}
    texts = set(after.drafts.values())
    named = "\n".join(lost)
    for title, original in before.issues.values():
        assert original in originals or title in named or "issue" in named, title
    for text in before.drafts.values():
        assert text in texts or "draft" in named
    return sum(original in originals for _, original in before.issues.values())


@pytest.mark.parametrize("damage", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("seed", range(trials(3)))
def test_what_can_be_read_is_recovered_and_the_rest_named(
    sound: tuple[Path, Contents], tmp_path: Path, damage: Damage, seed: int
) -> None:
    source, before = sound
    data = bytearray(source.read_bytes())
    damage(data, random.Random(seed))
    path = tmp_path / "library.masthead"
    path.write_bytes(data)
    recovered = recover(path)
    assert recovered.aside.read_bytes() == data
    with Library.open(path) as library:
        assert library.verify() == ()
        assert library.counts() == recovered.counts
    kept = nothing_is_lost_in_silence(before, path, recovered.lost)
    assert kept >= (len(before.issues) // 4 if damage.__name__ == "cut" else len(before.issues) * 2 // 3)
    assert sorted(file.name for file in tmp_path.iterdir()) == [path.name, recovered.aside.name]


def test_a_sound_library_comes_back_as_it_was(sound: tuple[Path, Contents], tmp_path: Path) -> None:
    source, before = sound
    path = tmp_path / "library.masthead"
    shutil.copyfile(source, path)
    recovered = recover(path)
    assert recovered.lost == ()
    assert contents(path) == before
    with Library.open(source) as one, Library.open(path) as other:
        assert one.counts() == other.counts()
        assert one.search("letter").rows == other.search("letter").rows
        assert one.items(Scope()).rows == other.items(Scope()).rows
        assert one.sponsors() == other.sponsors()
        for issue_id in before.issues:
            assert one.issue(issue_id) == other.issue(issue_id)
            assert one.display(issue_id) == other.display(issue_id)
            assert one.origins(issue_id) == other.origins(issue_id)
        for draft_id in before.drafts:
            assert one.draft(draft_id) == other.draft(draft_id)
            assert one.draft_revisions(draft_id) == other.draft_revisions(draft_id)


def test_what_was_only_in_the_log_is_recovered(sound: tuple[Path, Contents], tmp_path: Path) -> None:
    path = tmp_path / "library.masthead"
    with Library.open(tmp_path / "live") as library:
        draft = library.new_draft("Only in the log.")
        shutil.copyfile(library.path, path)
        shutil.copyfile(library.path.with_name("live-wal"), path.with_name(f"{path.name}-wal"))
    data = bytearray(path.read_bytes())
    data[:100] = bytes(100)
    path.write_bytes(data)
    recovered = recover(path)
    assert contents(path).drafts == {draft.id: "Only in the log."}
    assert recovered.aside.with_name(f"{recovered.aside.name}-wal").exists()


def test_an_older_library_is_recovered_to_the_newest_schema(tmp_path: Path) -> None:
    for old in sorted((Path(__file__).parent.parent / "libraries").glob("version-*.masthead")):
        path = tmp_path / old.name
        data = bytearray(old.read_bytes())
        data[24:28] = b"\xff" * 4
        path.write_bytes(data)
        counts = recover(path).counts
        assert counts.issues + counts.archived + counts.trashed == 3
        with Library.open(path) as library:
            assert library.verify() == ()


FOREIGN = (b"Dear readers, this is no library.\n" * 400, bytes(50_000), b"", b"x")


@pytest.mark.parametrize("content", FOREIGN)
def test_a_file_of_which_nothing_can_be_read_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.masthead"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="Nothing of a library can be read") as caught:
        recover(path)
    assert caught.value.kind is LibraryErrorKind.FOREIGN
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_not_taken_for_a_library(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "library.masthead"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE recipes (key INTEGER PRIMARY KEY, read INTEGER, starred INTEGER)")
    db.execute("INSERT INTO recipes VALUES (1, 1, 1)")
    db.commit()
    db.close()
    with pytest.raises(LibraryError, match="Nothing of a library can be read"):
        recover(path)


def test_a_library_that_is_open_is_not_replaced(sound: tuple[Path, Contents], tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "library.masthead"
    shutil.copyfile(sound[0], path)
    code = (
        "import sys; from pathlib import Path; from reader_app.library.library import Library; "
        "library = Library.open(Path(sys.argv[1])); print(flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(LibraryError) as caught:
            recover(path)
        other.communicate()
    assert caught.value.kind is LibraryErrorKind.LOCKED
    assert contents(path) == sound[1]


@pytest.mark.parametrize("seed", range(trials(6)))
def test_damage_is_never_made_worse_by_use(sound: tuple[Path, Contents], tmp_path: Path, seed: int) -> None:
    """Whatever a person does with a damaged library: pages that are whole stay whole, and errors are sentences."""
    source, _ = sound
    chance = random.Random(seed)
    data = bytearray(source.read_bytes())
    chance.choice(WAYS)(data, chance)
    path = tmp_path / "library.masthead"
    path.write_bytes(data)
    try:
        with Library.open(path) as library:
            library.verify()
            ids = [row.id for row in library.summaries(Scope()).rows]
            library.set_read(ids, True)
            library.new_draft("Words written on a damaged library.")
    except LibraryError as error:
        assert error.kind in (LibraryErrorKind.DAMAGED, LibraryErrorKind.FOREIGN)
        assert str(path) in error.sentence
    recover(path)
    with Library.open(path) as library:
        assert library.verify() == ()


def test_nothing_is_written_once_damage_has_shown(sound: tuple[Path, Contents], tmp_path: Path) -> None:
    path = tmp_path / "library.masthead"
    shutil.copyfile(sound[0], path)
    with Library.open(path) as library:
        first = library.new_draft("Before.")
    data = bytearray(path.read_bytes())
    for page in range(len(data) // PAGE // 2, len(data) // PAGE):
        data[page * PAGE] = 0x77
    path.write_bytes(data)
    with Library.open(path) as library:
        with pytest.raises(LibraryError) as caught:
            for issue_id in sound[1].issues:
                library.original(issue_id)
        assert caught.value.kind is LibraryErrorKind.DAMAGED
        with pytest.raises(LibraryError, match="is damaged"):
            library.save_draft(first.id, "After.", base_revision=1, title="", publication="", number="")
    assert path.read_bytes() == bytes(data)
