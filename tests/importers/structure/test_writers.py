"""Who wrote a text copied from a web page: the name between its title and its date."""

from __future__ import annotations

import pytest

from reader_app.importers.registry import read
from reader_app.importers.source import Source

BODY = (
    "Boats float because they are lighter than the water they push aside, as a man found in his bath.\n\n"
    "{}\n\n"
    "He got in, and the water went up, and he ran out into the street without his towel, as books tell.\n\n"
    "{}\n\n"
    "He weighed the crown in the same water, and the king was told something he did not like to hear.\n"
)


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        ("Why boats float\nAda Keel\nMay 3, 2022\n\n", ("Ada Keel",)),
        ("Why boats float\nAnd why stones do not.\nAda van der Keel\n3. Mai 2022\n\n", ("Ada van der Keel",)),
        ("Why boats float\nMay 3, 2022\n\n", ()),
        ("Why boats float\nHarbour Weekly\nMay 3, 2022\n\n", ()),
    ],
)
def test_the_name_between_title_and_date_wrote_it(top: str, authors: tuple[str, ...]) -> None:
    (imported,) = read(Source("boats.txt", f"{top}{BODY.format('The bath', 'The crown')}".encode()))
    assert imported.issue.authors == authors
    assert imported.issue.title == "Why boats float"
    assert [section.heading for section in imported.issue.sections] == ["The bath", "The crown"]
