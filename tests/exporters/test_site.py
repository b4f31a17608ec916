"""The parts of an archive site: names that stay, words that are found, lists that share pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.exporters import site_names as names
from reader_app.exporters.site import Entry, Row, dumped, dumped_entry, loaded, loaded_entry, site_words
from reader_app.exporters.site_search import WordsPart, part_of, search_id, words_of

IDS = st.sampled_from(["AAAaaa", "AAAbbb", "BBB-_a", "Zzzzzz"])
WORDS = st.sets(st.sampled_from(["boat", "boats", "bo", "灯台"]))
FOUND = st.lists(st.tuples(IDS, WORDS, WORDS), unique_by=lambda each: each[0])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Long reads", "long-reads"),
        ("LONG  READS", "long-reads"),
        ("מדור", "מדור"),
        ("Index", "index-"),
        ("C", "c"),
        ("C++", "c-"),
        ("C#", "c-"),
        ("../../etc", "etc-"),
        ("🙂", "section-"),
        ("w" * 400, f"{'w' * 171}-"),
    ],
)
def test_a_page_is_named_after_what_it_is_about(text: str, name: str) -> None:
    found = names.page_name(text)
    assert re.fullmatch(re.escape(name) + ("[0-9a-f]{8}" if name.endswith("-") else ""), found)


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_texts_share_a_page_only_when_they_say_the_same(one: str, other: str) -> None:
    same = one.casefold().split() == other.casefold().split()
    assert (names.page_name(one) == names.page_name(other)) == same
    assert len(names.page_name(one).encode()) <= 180
    assert "/" not in names.page_name(one)


@given(st.integers(0, 400), st.integers(1, 60))
def test_lists_share_pages_so_that_old_ones_stay(count: int, size: int) -> None:
    rows = list(range(count))
    parts = names.parts(rows, size)
    assert [row for part in parts for row in part] == rows
    assert all(len(part) == size for part in parts[:-1])
    assert len(parts[-1]) <= size * 3 // 2 + 1
    longer = names.parts([*rows, count], size)
    assert longer[: len(parts) - 1] == parts[:-1]


def test_an_entry_comes_back_from_its_line() -> None:
    row = Row("1", "issues/a.html", 'A "title"', date="1 May 2024")
    entry = Entry(row, "Tools", "tools", links=(("A", "https://a.example", ""), ("B", "", "C")))
    assert loaded(dumped(row)) == row
    assert loaded_entry(row, "Tools", dumped_entry(entry)) == entry
    assert "\n" not in dumped(row) + dumped_entry(entry)


def test_words_of_a_site_come_in_the_language_of_its_issues() -> None:
    assert site_words("de-AT").search == "Suche"
    assert site_words("tlh").search == "Search"


def test_words_are_found_without_accents_and_case() -> None:
    assert words_of("Crème BRÛLÉE, a_b 42nd") == {"creme", "brulee", "a", "b", "42nd"}
    assert words_of("灯台守の夜x") == {"灯台", "台守", "守の", "の夜", "夜", "x"}
    assert words_of("灯") == {"灯"}
    assert words_of("x" * 99) == {"x" * 24}


@given(st.text(max_size=40))
def test_every_part_of_the_index_has_a_plain_name(text: str) -> None:
    assert all(re.fullmatch("[a-z0-9_]+", part_of(word)) for word in words_of(text))


@given(FOUND, FOUND)
def test_an_index_of_words_is_the_same_however_it_came_about(first: list, second: list) -> None:  # type: ignore[type-arg]
    known = {each[0] for each in second}
    step = WordsPart()
    step.add(first)
    step = WordsPart.read(step.script("bo"))
    step.remove(known)
    step.add(second)
    once = WordsPart()
    once.add([each for each in first if each[0] not in known] + second)
    assert step.script("bo") == once.script("bo")


def test_short_ids_are_in_the_order_of_days_and_each_used_once() -> None:
    ids = [search_id("one", day, lambda _: False) for day in ("", "1850-01-01", "1999-12-31", "2024-01-01")]
    assert [each[:3] for each in ids] == sorted(each[:3] for each in ids)
    assert ids[0][:3] == ids[1][:3] < ids[2][:3]
    assert search_id("one", "", ids.__contains__) not in ids
