"""The check of a whole library finds what is wrong and says it in sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.library import Library
from reader_app.model.corrections import NotSponsor, block_anchor
from reader_app.model.origin import Asset, Imported, Origin
from tests.support.imports import imported, issue


@pytest.fixture
def filled(library: Library) -> Library:
    first, _ = library.add_many(
        [imported("One", number="1", original=b"1"), imported("Two", number="2", original=b"2")]
    )
    library.add(
        Imported(
            issue("Three", number="3"), b"3", Origin("html"), display="<p>3</p>", assets=(Asset(b"3", "image/gif"),)
        )
    )
    library.correct(first.id, NotSponsor(block_anchor(library.issue(first.id), 1)))
    library.set_starred([first.id], True)
    library.set_item_read(first.id, 1, True)
    library.tag([first.id], "Sea")
    library.add_asset(b"picture", "image/png")
    draft = library.new_draft("words")
    library.save_draft(draft.id, "more words", base_revision=1, title="", publication="", number="")
    return library


@pytest.fixture
def spoil(filled: Library) -> Callable[[str], None]:
    """Change the library behind its back."""

    def run(sql: str) -> None:
        with filled._database.bare() as db:
            db.execute("PRAGMA foreign_keys = OFF")
            db.executescript(sql)

    return run


def test_a_sound_library_has_nothing_to_say(filled: Library) -> None:
    assert filled.verify() == ()


CASES = {
    "UPDATE originals SET data = x'00' WHERE key = 1": "original file 6b86b2.* is not as it was stored",
    "UPDATE originals SET data = (SELECT data FROM originals WHERE key = 2) WHERE key = 1": "original file 6b86b2",
    "UPDATE assets SET data = x'00'": "picture or file .* is not as it was stored",
    "UPDATE documents SET data = x'00'": "text of the issue .* cannot be read",
    "UPDATE displays SET data = x'00'": "display copy of the issue .* cannot be read",
    "UPDATE corrections SET data = '{}'": "A correction of the issue .* cannot be read",
    "UPDATE corrections SET data = '['": "A correction of the issue .* cannot be read",
    "DELETE FROM assets": "Row .* of “issue_assets” refers to something missing in “assets”",
    "DELETE FROM documents": "text of the issue .* cannot be read",
    "UPDATE draft_revisions SET data = x'00' WHERE number = 1": "Version 1 of the draft .* cannot be read",
    "UPDATE draft_revisions SET size = 3 WHERE number = 2": "Version 2 of the draft .* cannot be read",
    "DELETE FROM draft_revisions WHERE number = 2": "newest version of the draft .* is missing",
    "DELETE FROM originals WHERE key = 1": "Row .* of “origins” refers to something missing in “originals”",
    "UPDATE totals SET items = items + 1": "counts of issues, items",
    "DELETE FROM items WHERE position = 0": "counts of issues, items",
    "UPDATE publications SET unread = 0": "counts of the publication “Harbour Post”",
    "UPDATE totals SET archived = 1": "counts of issues, items",
    "UPDATE totals SET clips = 1": "counts of issues, items",
    "UPDATE issues SET shelf = 1": "do not show what was marked",
    "UPDATE tags SET issues = 5": "count of the tag “Sea” is not",
    "DELETE FROM marks": "do not show what was marked",
    "DELETE FROM item_marks": "do not show what was marked",
    "DELETE FROM search_content WHERE id IN (SELECT min(id) FROM search_content)": "search index",
    "DELETE FROM search": "search index holds 0 of 3 issues",
    "UPDATE search_data SET block = x'00' WHERE id > 10": "search index is damaged",
}


@pytest.mark.parametrize("sql", CASES)
def test_what_is_wrong_is_named(filled: Library, spoil: Callable[[str], None], sql: str) -> None:
    import re

    spoil(sql)
    found = filled.verify()
    assert any(re.search(CASES[sql], sentence) for sentence in found), found
    assert all(sentence.endswith(".") for sentence in found)


def test_a_damaged_file_is_named(path: Path) -> None:
    with Library.open(path) as library:
        library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(300))
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 8192 * 4096, len(content), 4096 * 2):
        content[page : page + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with Library.open(path) as library:
        found = library.verify()
    assert found
    assert all(sentence.startswith("The file is damaged: ") for sentence in found)


def test_a_file_too_damaged_to_check_is_named(path: Path) -> None:
    with Library.open(path) as library:
        library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(50))
    with Library.open(path) as library:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 3])
        try:
            found = library.verify()
        except LibraryError as error:
            assert error.kind is LibraryErrorKind.DAMAGED
        else:
            assert found


def test_very_many_faults_are_not_all_named(library: Library) -> None:
    library.add_many(imported(f"Issue {n}", number=str(n), original=str(n).encode()) for n in range(150))
    with library._database.writing() as db:
        db.execute("UPDATE originals SET data = x'00'")
    assert len(library.verify()) == 100
