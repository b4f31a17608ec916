"""Patterns compiled late and quick to refuse find exactly what `re` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.patterns import any_case, holds, regex

SOURCES = (
    r"\b(?:sponsored|presented) by\s+(?P<name>\S.*?)\s*\Z",
    r"unsubscri|opt.?out|d[ée]sabonn|abmeld|отписат|退订",
    r"[\W_]*(?:this|today['’]?s) (?:issue|edition)\b.{0,10}",
    r"\A(?P<who>[A-Z][^|]{0,9})\s(?:PR|İstanbul|\(c\))(?=\W|\Z)",
    r"(?P<mark>[*†])\D+(?P=mark)",
)
PIECES = (
    *"Sponsored BY presented by Acme UNSUBSCRIBE opt-out Désabonner ABMELDEN Отписаться 退订 This today’s".split(),
    *"ISSUE edition EDİTİON ıssue ſponsored PR pr İSTANBUL (C) K © * † ß ẞ | \n \t".split(" "),
    " ",
)
texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=12)


def told(match: re.Match[str] | None) -> object:
    return match and (match.span(), match.groupdict())


@given(st.sampled_from(SOURCES), texts)
def test_ignoring_case_is_what_re_means_by_it(source: str, text: str) -> None:
    quick, usual = any_case(source), re.compile(source, re.IGNORECASE)
    assert told(quick.search(text)) == told(usual.search(text))
    assert told(quick.match(text)) == told(usual.match(text))
    assert told(quick.fullmatch(text)) == told(usual.fullmatch(text))
    assert list(map(told, quick.finditer(text))) == list(map(told, usual.finditer(text)))
    assert quick.sub("–", text) == usual.sub("–", text)


@given(st.sampled_from(SOURCES), texts)
def test_a_pattern_compiled_late_is_the_pattern(source: str, text: str) -> None:
    late, usual = regex(source, re.DOTALL), re.compile(source, re.DOTALL)
    assert late.findall(text) == usual.findall(text)
    assert told(late.search(text)) == told(usual.search(text))
    assert late.pattern == usual.pattern


def test_a_pattern_of_bytes_is_one_too() -> None:
    assert regex(rb"\w+").findall(b"one two") == [b"one", b"two"]


def test_what_is_wrong_with_a_pattern_shows_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("text")


STEMS = ("opt-out", "abmelden", "istanbul", "退订", "sponsor")


@given(texts)
def test_a_text_holds_a_stem_whatever_its_case(text: str) -> None:
    assert holds(text, STEMS) == any(re.search(re.escape(stem), text, re.IGNORECASE) for stem in STEMS)
