"""How well typed letters fit a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.services.matching import match


def score(typed: str, name: str) -> float:
    found = match(typed, name)
    assert found is not None
    return found.score


def test_the_start_fits_best_then_words_then_their_insides_then_scattered_letters() -> None:
    scores = [score("arc", name) for name in ("Architecture", "New architecture", "A monarch rests", "Arid cloud")]
    assert scores == sorted(scores, reverse=True)
    assert score("gar", "Garden") > score("gar", "Garden Letter of the Northern Hills")
    assert match("gadn", "Garden") is not None
    assert match("gadx", "Garden") is None
    assert match("gdn", "Garden") is None


@pytest.mark.parametrize(
    ("typed", "name", "places"),
    [
        ("ec", "École du soir", ((0, 2),)),
        ("STRASSE große", "Große Strasse", ((0, 5), (6, 13))),
        ("let gar", "Garden Letter", ((0, 3), (7, 10))),
        ("cola", "Chocolate", ((3, 7),)),
        ("", "Anything", ()),
    ],
)
def test_what_was_typed_is_found_in_the_name(typed: str, name: str, places: tuple[tuple[int, int], ...]) -> None:
    found = match(typed, name)
    assert found is not None
    assert found.places == places


@given(st.text(), st.text())
def test_places_are_parts_of_the_name(typed: str, name: str) -> None:
    found = match(typed, name)
    assert found is None or all(0 <= start < end <= len(name) for start, end in found.places)


@given(st.text(min_size=1))
def test_a_name_fits_itself_or_says_nothing(name: str) -> None:
    assert len(name) > 200 or match(name, name) is not None
