"""JSON in a column that was damaged: named by a check, never a crash, and emptied when the library is recovered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services.recovering import recover

PROJECT = Path(__file__).parents[2]
NEWEST = PROJECT / "tests/libraries/version-4.masthead"
READ: dict[tuple[str, str], Callable[[Library], object]] = {
    ("documents", "warnings"): lambda library: library.warnings(library.summaries(Scope()).rows[0].id),
    ("documents", "removed"): lambda library: library.removed(library.summaries(Scope()).rows[0].id),
    ("origins", "facts"): lambda library: library.origins(library.summaries(Scope()).rows[0].id),
    ("publication_settings", "export"): lambda library: library.publication_settings("Harbour Post"),
    ("own_publications", "theme"): Library.own_publications,
}
DAMAGED = ('["a', "7", '[["a"]]', "[7]", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.masthead"
    path.write_bytes(NEWEST.read_bytes())
    return path


def damage(path: Path, table: str, column: str, text: str) -> None:
    with Library.open(path) as library, library._database.writing() as db:
        assert db.execute(f"UPDATE {table} SET {column} = ?", (text,)).rowcount


@pytest.mark.parametrize("text", DAMAGED)
@pytest.mark.parametrize(("table", "column"), READ)
def test_it_is_said_and_mended(path: Path, table: str, column: str, text: str) -> None:
    damage(path, table, column, text)
    read = READ[table, column]
    with Library.open(path) as library:
        assert any("cannot be read." in sentence for sentence in library.verify())
        with pytest.raises(LibraryError) as caught:
            read(library)
        assert caught.value.kind is LibraryErrorKind.DAMAGED
        before = library.counts()
    recover(path)
    with Library.open(path) as library:
        assert library.verify() == ()
        assert library.counts() == before
        read(library)
