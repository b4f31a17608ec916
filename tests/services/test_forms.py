"""What the forms of the composing window ask the library: sponsors that ran before, and pictures to keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader_app.errors import FileError
from reader_app.library.library import Library
from reader_app.markup.edits import apply, next_section, set_front_matter
from reader_app.markup.parse import parse
from reader_app.model.blocks import Sponsor
from reader_app.services.pictures_in import LARGEST, keep_picture, keep_picture_file
from reader_app.services.sponsoring import known_sponsors, words_of
from tests.support.imports import imported
from tests.support.pictures import png


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


class TestSponsors:
    def test_each_is_known_once_by_its_last_run(self, library: Library) -> None:
        for number, name, words in ((1, "Acorn Works", "Old words."), (2, "ACORN works", "New words."), (3, "Oak", "")):
            day = datetime(2026, 1, number, tzinfo=UTC)
            library.add(imported(f"Boats {number}", number=str(number), date=day, lead=(Sponsor(name, body=words),)))
        known = known_sponsors(library)
        assert [(run.name, run.number) for run in known] == [("ACORN works", "2"), ("Oak", "3")]
        assert [words_of(library, run) for run in known] == ["New words.", ""]
        library.remove([known[0].issue])
        assert words_of(library, known[0]) == ""


class TestPictures:
    def test_a_picture_is_kept_as_it_is(self, library: Library, tmp_path: Path) -> None:
        (tmp_path / "boat").write_bytes(png(8, 6))
        kept = keep_picture_file(library, tmp_path / "boat")
        assert (kept.media_type, kept.width, kept.height, kept.size) == ("image/png", 8, 6, len(png(8, 6)))
        assert kept.shows_in_mail
        assert library.asset(kept.src.removeprefix("asset:")) == (png(8, 6), "image/png")
        assert not keep_picture(library, b"<svg></svg>").shows_in_mail

    def test_what_cannot_be_kept_is_said(self, library: Library, tmp_path: Path) -> None:
        (tmp_path / "words.png").write_text("words")
        with (tmp_path / "huge.png").open("wb") as file:
            file.truncate(LARGEST + 1)
        for name, sentence in (("words.png", "not a picture"), ("huge.png", "larger"), ("no.png", "cannot be read")):
            with pytest.raises(FileError, match=f"{name}: .*{sentence}"):
                keep_picture_file(library, tmp_path / name)
        with pytest.raises(FileError, match="This: It is not a picture"):
            keep_picture(library, b"")


def test_the_next_section_or_footer() -> None:
    parsed = parse("Lead.\n\n## A\n\n### x\n\n## B\n\n::: about\nWe.\n:::\n")
    kinds = [str(part.kind) for part in parsed.parts]
    assert kinds[next_section(parsed, 0)] == "section"
    assert kinds[next_section(parsed, len(kinds) - 1)] == "about"
    assert next_section(parse("Lead."), 0) == len(parse("Lead.").parts)


def test_a_list_that_stands_on_lines_of_its_own_is_replaced_whole() -> None:
    text = "---\nauthors:\n  - A\n  - B\ntitle: T\n---\n"
    assert apply(text, set_front_matter(text, "authors", ("C",))) == "---\nauthors: [C]\ntitle: T\n---\n"
    assert apply(text, set_front_matter(text, "authors", ())) == "---\ntitle: T\n---\n"
