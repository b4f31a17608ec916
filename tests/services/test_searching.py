"""Which words of a query are marked in a page: the words and phrases, not the filters."""

from __future__ import annotations

import pytest

from reader_app.services.searching import words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ()),
        ("kata containers", ("kata", "containers")),
        ('"open source" kata', ("open source", "kata")),
        ("sponsor:acme publication:radpost is:unread before:2020 after:2019", ("acme",)),
        ('sponsor:"Acme Works"', ("Acme Works",)),
        ("kata kata", ("kata",)),
        ("(kata), «x»?", ("kata", "«x»")),
        ("12:30", ("12:30",)),
        ("note:this", ("note:this",)),
        ('"unclosed phrase', ("unclosed phrase",)),
        ('"" !!! ***', ()),
    ],
)
def test_words_of_a_query(query: str, found: tuple[str, ...]) -> None:
    assert words(query) == found
