"""The generator of large libraries: always the same, of the asked size, sound."""

from __future__ import annotations

from pathlib import Path

from reader_app.library.library import Library
from reader_app.library.types import Scope
from tests.support import large, synthetic


def test_the_same_arguments_give_the_same_issues() -> None:
    assert list(synthetic.imported(20)) == list(synthetic.imported(20))
    assert list(synthetic.imported(20)) != list(synthetic.imported(20, seed=2))


def test_a_library_of_the_asked_size_is_made(tmp_path: Path) -> None:
    path = tmp_path / "many.masthead"
    assert synthetic.main([str(path), "60", "--items", "7"]) == 0
    with Library.open(path) as library:
        counts = library.counts()
        assert (counts.issues, counts.items, counts.unread, counts.starred) == (60, 420, 6, 2)
        assert library.verify() == ()
        assert library.summaries(Scope(), limit=1).rows[0].id == synthetic.newest(library)
        first_word = library.summaries(Scope()).rows[0].title.split()[0]
        assert library.search(first_word).rows


def test_it_holds_every_kind_of_script() -> None:
    languages = {entry.issue.lang for entry in synthetic.imported(200, items=1)}
    assert languages == {"en", "de", "zh", "ja", "he", "ar"}


def test_a_large_library_is_made_of_copies_and_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "large.masthead"
    assert large.main([str(path), "90", "--pool", "8"]) == 0
    with Library.open(path) as library:
        counts = library.counts()
        assert (counts.issues, counts.items, counts.unread, counts.starred) == (90, 1800, 9, 3)
        assert library.verify() == ()
        newest = library.summaries(Scope(), limit=1).rows[0]
        assert library.issue(newest.id).sections
        assert library.search(newest.title).rows
