"""Which words are checked: those a reader reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.services.spelling.words import LONGEST_LINE, words


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("A carefull look, twice.", ["carefull", "look", "twice"]),
        ("[calibrashun](https://a.example/carefull) of `cod`", ["calibrashun", "of"]),
        ("O’Brien’s don’t well-known Anglo-Saxon", ["O’Brien’s", "don’t", "well-known", "Anglo-Saxon"]),
        ("NASA iPhone v2 3rd a", []),
        ("see foo.bar/x, write a@b.example, or {{ unsub_url }} *|UNSUB|* %%x%%", ["see", "write", "or"]),
        ("<https://wrongg.example> https://wrongg.example @handel #tagg", []),
        ('### [Teech it](x) {source="Exampel"}', ["Teech", "it"]),
        ('::: {.sponsor name="Wrongg"}', []),
        ("[r]: https://wrongg.example", []),
        ("known [text][wrongg] <!-- wrongg --> end <!-- wrongg", ["known", "text", "end"]),
        ("שלום wörld 漢字かな", ["שלום", "wörld"]),
        ("fish &amp; chips", ["fish", "chips"]),
        ("x" * 61, []),
    ],
)
def test_words_of_a_line(line: str, found: list[str]) -> None:
    assert [word.text for word in words(line)] == found


def test_of_the_facts_only_what_is_read() -> None:
    assert [word.text for word in words("title: Expensiv thing", in_facts=True)] == ["Expensiv", "thing"]
    assert list(words("lang: expensiv", in_facts=True)) == []


@given(st.text(max_size=80), st.booleans())
def test_every_word_stands_where_it_is_said_to(line: str, facts: bool) -> None:
    for word in words(line, in_facts=facts):
        assert line[word.start : word.start + len(word.text)] == word.text


def test_a_line_of_megabytes_costs_no_more_than_a_long_one() -> None:
    assert sum(len(word.text) for word in words("word " * 1_000_000)) <= LONGEST_LINE
