"""What an issue's language decides: direction, words, dates, how a number is called."""

from __future__ import annotations

import string
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from reader_app.exporters.facts import head_facts, kicker, shown_title
from reader_app.exporters.language import Words, direction, has_words, issue_number, labels, long_date, words
from reader_app.model.issue import Issue

DAY = datetime(2024, 3, 1, 23, 59, tzinfo=UTC)
LANGUAGES = ("en", "de", "fr", "es", "he", "ar")


@pytest.mark.parametrize(
    ("lang", "way"),
    [
        ("", "ltr"), ("en", "ltr"), ("he", "rtl"), ("iw", "rtl"), ("ar-EG", "rtl"), ("FA", "rtl"), ("ur_PK", "rtl"),
        ("az-Arab", "rtl"), ("ku-Latn", "ltr"), ("he-Latn-IL", "ltr"), ("ja", "ltr"), ("x-y-z", "ltr"),
        ("uz-Arab-AF", "rtl"),
    ],
)  # fmt: skip
def test_the_script_decides_the_direction_then_the_language(lang: str, way: str) -> None:
    assert direction(lang) == way


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_every_word_with_the_same_places_to_fill(lang: str) -> None:
    assert has_words(lang)
    found, english = words(lang), words("en")
    for field in fields(Words):
        mine, theirs = getattr(found, field.name), getattr(english, field.name)
        if isinstance(mine, tuple):
            assert len(mine) == 12
            assert all(mine)
        else:
            assert mine
            places = {name for _, name, _, _ in string.Formatter().parse(mine) if name is not None}
            wanted = {name for _, name, _, _ in string.Formatter().parse(theirs) if name is not None}
            assert places == wanted
    assert labels(lang).subscribe == found.subscribe


def test_a_language_without_words_gets_english_ones_and_dates_in_figures() -> None:
    assert words("ja-JP") == words("en")
    assert not has_words("ja-JP")
    assert long_date(DAY, "ja") == "2024-03-01"
    assert long_date(DAY, "") == "1 March 2024"
    assert long_date(DAY, "de-AT") == "1. März 2024"


def test_a_number_that_is_no_figure_has_no_sign_before_it() -> None:
    assert issue_number("177", words("")) == "Issue #177"
    assert issue_number("S02E05", words("")) == "Issue S02E05"


def test_the_head_says_what_there_is() -> None:
    assert kicker(Issue()) == ""
    assert kicker(Issue(publication="P", number="3")) == "P · Issue #3"
    assert head_facts(Issue()) == ()
    assert head_facts(Issue(date=DAY, authors=("A", "B"), title="One two")) == ("1 March 2024", "A, B", "1 min read")
    assert shown_title(Issue(title="T", publication="P")) == "T"
    assert shown_title(Issue(publication="P", number="3")) == "P · Issue #3"
    assert shown_title(Issue()) == "Untitled issue"
