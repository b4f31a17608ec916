"""What the words in the search field mean."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.library.query import Query, item_terms, parse
from reader_app.library.script import joined, split


def day(year: int, month: int = 1, date: int = 1) -> datetime:
    return datetime(year, month, date, tzinfo=UTC)


CASES = {
    "": Query(),
    "   ": Query(),
    '""': Query(),
    "!!! — …": Query(),
    "kata": Query('"kata"*'),
    "open source": Query('"open" AND "source"*'),
    '"open source"': Query('"open source"'),
    '"open source" kata': Query('"open source" AND "kata"*'),
    'kata "open source"': Query('"kata" AND "open source"'),
    '"open sour': Query('"open sour"'),
    "publication:cloud": Query('publication : "cloud"*'),
    "PUBLICATION:Cloud containers": Query('publication : "Cloud"* AND "containers"*'),
    'publication:"cloud weekly" x': Query('publication : "cloud weekly" AND "x"*'),
    "sponsor:acorn": Query('sponsors : "acorn"*'),
    "words sponsor:acorn": Query('"words"* AND sponsors : "acorn"*'),
    "sponsor:": Query('"sponsor:"*'),
    "before:2020-01-31": Query(before=day(2020, 1, 31)),
    "after:2020": Query(after=day(2020)),
    "after:2020-2 before:2020-3-5": Query(after=day(2020, 2), before=day(2020, 3, 5)),
    "before:2020-02-31": Query('"before:2020-02-31"*'),
    "before:soon": Query('"before:soon"*'),
    "after:0000": Query('"after:0000"*'),
    "is:unread": Query(unread=True),
    "is:Starred IS:unread": Query(starred=True, unread=True),
    "is:archived x": Query('"x"*', archived=True),
    'tag:work tag:"two words" TAG:work': Query(tags=("work", "two words")),
    "tag:": Query('"tag:"*'),
    "is:new": Query('"is:new"*'),
    "is:unread kata": Query('"kata"*', unread=True),
    "https://a.example/x": Query('"https://a.example/x"*'),
    "AND OR NOT NEAR(": Query('"AND" AND "OR" AND "NOT" AND "NEAR("*'),
    "a* ^b -c (d)": Query('"a*" AND "^b" AND "-c" AND "(d)"*'),
    'say "a""b" c"d': Query('"say" AND "a" AND "b" AND "c" AND "d"'),
    "人工智能": Query('"人\u200b工\u200b智\u200b能"'),
    "ＡＩ新": Query('"AI\u200b新"'),
    "新AI": Query('"新\u200bAI"*'),
}


@pytest.mark.parametrize("text", CASES)
def test_a_query_is_read(text: str) -> None:
    found = parse(text)
    expected = CASES[text]
    assert found == expected
    assert found.is_empty() == (expected == Query())


def test_a_book_pasted_into_the_field_is_cut() -> None:
    assert parse("word " * 100_000).match.count("AND") == 31


@given(st.text())
def test_splitting_adds_only_what_joining_takes_away(text: str) -> None:
    from unicodedata import normalize

    plain = text.replace("\u200b", "")
    shown = joined(split(plain))
    assert len(shown) == len(normalize("NFC", plain))
    assert joined(split(shown)) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", "plain text"),
        ("Grüße", "Grüße"),
        ("人工 智能", "人|工 智|能"),
        ("AI新闻", "AI|新|闻"),
        ("カタカナ。", "カ|タ|カ|ナ。"),
        ("한국어", "한|국|어"),
        ("ไทย", "ไ|ท|ย"),
        ("שלום", "שלום"),
    ],
)
def test_letters_of_scripts_without_spaces_stand_alone(text: str, expected: str) -> None:
    assert split(text).replace("\u200b", "|") == expected


TERMS = {
    "": (),
    "kata containers": (("kata", False), ("containers", True)),
    '"open source" is:unread ka': (("open source", False), ("ka", True)),
    'ka "open source"': (("ka", False), ("open source", False)),
    "tag:a publication:b sponsor:c before:2020 !": (),
    "note:this": (("note:this", True),),
}


@pytest.mark.parametrize("text", TERMS)
def test_what_is_looked_for_in_items(text: str) -> None:
    assert item_terms(text) == TERMS[text]
