"""Bringing a library to the newest schema: step by step, with a copy put aside, from real old files."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library import migrations
from reader_app.library.library import Library
from reader_app.library.migrations import STEPS, copy_name, migrate
from reader_app.library.person_types import PublicationSettings, TagCount
from reader_app.library.types import ItemMarks, Scope, Shelf
from reader_app.model.origin import digest
from tests.support.imports import imported

OLD = sorted((Path(__file__).parent.parent / "libraries").glob("version-*.masthead"))


def add_colour(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE publications ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


def add_shelf(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE shelves (key INTEGER PRIMARY KEY) STRICT")


def fail(db: sqlite3.Connection) -> None:
    db.execute("DROP TABLE marks")
    db.execute("SELECT no_such_function()")


def break_references(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM publications")


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def state(path: Path) -> tuple[int, int]:
    """Return the schema version and the number of issues of a file."""
    db = opened(path)
    version, issues = (
        db.execute("PRAGMA user_version").fetchone()[0],
        db.execute("SELECT count(*) FROM issues").fetchone()[0],
    )
    db.close()
    return version, issues


@pytest.fixture
def old(path: Path) -> Path:
    with Library.open(path) as library:
        library.add(imported())
    return path


def run(path: Path, *steps: migrations.Step) -> None:
    db = opened(path)
    try:
        migrate(db, path, (*STEPS, *steps))
    finally:
        db.close()


def test_a_new_library_needs_no_copy(path: Path) -> None:
    with Library.open(path):
        assert not copy_name(path, 0).exists()


def test_the_steps_it_lacks_are_run_and_a_copy_is_put_aside(old: Path) -> None:
    version = migrations.NEWEST
    run(old, add_colour, add_shelf)
    assert state(old) == (version + 2, 1)
    assert state(copy_name(old, version)) == (version, 1)
    assert not copy_name(old, version + 1).exists()
    db = opened(old)
    assert db.execute("SELECT name, colour FROM publications").fetchall() == [("Harbour Post", "")]
    assert db.execute("SELECT count(*) FROM shelves").fetchone() == (0,)
    db.close()


def test_nothing_is_done_twice(old: Path) -> None:
    run(old, add_colour)
    copy_name(old, migrations.NEWEST).unlink()
    run(old, add_colour)
    assert state(old) == (migrations.NEWEST + 1, 1)
    assert not copy_name(old, migrations.NEWEST).exists()


def test_a_step_that_fails_leaves_the_file_as_the_step_before(old: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        run(old, add_colour, fail)
    assert state(old) == (migrations.NEWEST + 1, 1)
    db = opened(old)
    assert db.execute("SELECT count(*) FROM marks").fetchone() == (0,)
    db.close()


def test_a_step_that_leaves_references_dangling_is_not_kept(old: Path) -> None:
    with pytest.raises(LibraryError) as caught:
        run(old, break_references)
    assert caught.value.kind is LibraryErrorKind.DAMAGED
    assert state(old) == (migrations.NEWEST, 1)


def test_a_file_made_newer_meanwhile_is_refused(old: Path) -> None:
    run(old, add_colour)
    with pytest.raises(LibraryError) as caught:
        run(old)
    assert caught.value.kind is LibraryErrorKind.NEWER


def test_an_older_library_is_not_changed_when_opened_read_only(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(migrations, "NEWEST", migrations.NEWEST + 1)
    with pytest.raises(LibraryError, match="made by an older Masthead") as caught:
        Library.open(old, read_only=True)
    assert caught.value.kind is LibraryErrorKind.READ_ONLY
    assert old.read_bytes() == before


def test_a_copy_that_cannot_be_put_aside_stops_the_migration(old: Path) -> None:
    copy_name(old, migrations.NEWEST).mkdir()
    with pytest.raises(LibraryError, match=f"version-{migrations.NEWEST}”") as caught:
        run(old, add_colour)
    assert caught.value.kind is LibraryErrorKind.NO_ACCESS
    assert state(old) == (migrations.NEWEST, 1)


def schema(path: Path) -> set[tuple[str, str, str]]:
    db = opened(path)
    rows = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    db.close()
    return set(rows)


def check_what_a_person_made(library: Library, first: UUID, second: UUID, third: UUID) -> None:
    counts = library.counts()
    assert (counts.issues, counts.archived, counts.clips) == (2, 1, 1)
    assert library.summary(third).shelf is Shelf.ARCHIVED
    assert counts.tags == (TagCount("Light", 2),)
    assert [(search.name, search.query) for search in counts.searches] == [("Lamps", "is:unread lamp")]
    assert library.item_marks(first)[0].hidden
    position, note, (highlight,) = library.position(first), library.note(first), library.highlights(first)
    assert position is not None
    assert (position.view, position.anchor, position.fraction) == ("sections", "b2", 0.25)
    assert note is not None
    assert note.text == "Try the splice."
    assert (highlight.quote, highlight.before, highlight.after) == ("cold", "It is ", " on the pier")
    assert library.publication_settings("Harbour Post") == PublicationSettings("original", True, '{"width": 600}')
    pictures = library.remote_pictures([f"https://lamps.example/{n}.png" for n in (1, 2, 3)])
    assert [(picture.asset, picture.attempts) for picture in pictures.values()] == [(digest(b"a light"), 0), ("", 1)]
    (clip,) = library.clips()
    assert (clip.title, clip.issue, clip.used) == ("Bowline", first, ("Harbour Post #4",))
    (own,) = library.own_publications()
    assert (own.name, own.next_number, own.theme) == ("Harbour Post", "4", '{"accent": "#004466"}')
    assert library.dictionary("en") == {"bowline"}
    library.remove([second])
    assert library.remote_pictures(pictures) == {}


@pytest.mark.parametrize("old", OLD, ids=lambda file: file.stem)
def test_a_real_old_library_becomes_a_new_one(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "library.masthead"
    shutil.copyfile(old, path)
    with Library.open(path) as library:
        assert library.verify() == ()
        counts = library.counts()
        assert (counts.unread, counts.starred, counts.drafts) == (2 - counts.archived, 1, 1)
        first, second, third = library.summaries(Scope(shelf=Shelf.KEPT)).rows
        assert (first.title, first.number, first.read, first.starred) == ("Knots for winter", "3", False, True)
        assert [row.read for row in (second, third)] == [True, False]
        assert third.title == "冬の灯台"
        assert library.issue(first.id).lead
        assert library.original(first.id)[0] == b"Knots for winter, as it was sent"
        assert len(library.origins(second.id)) == 2
        assert library.item_marks(first.id)[1] == ItemMarks(read=True, starred=True)
        assert [hit.issue.id for hit in library.search("灯台").rows] == [third.id]
        draft = library.draft(library.drafts()[0].id)
        assert (draft.text, draft.revision) == ("Dear readers,\r\nit is cold.", 2)
        assert library.draft_revision_text(draft.id, 1) == "Dear"
        assert library.asset(library.add_asset(b"a picture", "image/gif")) == (b"a picture", "image/png")
        if old.stem >= "version-2":
            assert library.display(third.id) == "<p>冬の灯台</p>"
            assert library.origins(third.id)[0].fact("list-id") == "<lamp.example>"
            assert library.asset(digest(b"a lamp")) == (b"a lamp", "image/gif")
            (kept,) = library.corrections(third.id)
            assert kept.matched
            assert library.issue(third.id).sections[0].heading == "灯台"
        if old.stem >= "version-4":
            assert (library.issue(second.id).number, library.issue(third.id).publication) == (
                "2a",
                "Letters from the light",
            )
        if old.stem >= "version-3":
            check_what_a_person_made(library, first.id, second.id, third.id)
    fresh = tmp_path / "fresh.masthead"
    Library.open(fresh).close()
    assert schema(path) == schema(fresh)


def test_there_is_an_old_library_of_every_version() -> None:
    assert [file.stem for file in OLD] == [f"version-{n}" for n in range(1, migrations.NEWEST + 1)]
