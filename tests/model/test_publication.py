"""What an issue takes from its publication, and colours that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app import tokens
from reader_app.model.issue import About, Issue
from reader_app.model.naming import issue_name
from reader_app.model.publication import (
    READABLE,
    Look,
    Publication,
    complete,
    contrast,
    darkened,
    is_colour,
    lightened,
    on_colour,
)
from tests.support.strategies import issues

OWN = Publication(
    name="Harbour Post",
    tagline="For those at sea",
    sender="The keeper",
    mail="keeper@harbour.example",
    site="https://harbour.example",
    unsubscribe="{{ unsubscribe_url }}",
    postal="1 Pier\n\n Harbour ",
    lang="en",
    authors=("The keeper",),
)
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_an_issue_takes_what_it_does_not_say() -> None:
    issue = complete(Issue(publication="Harbour Post"), OWN)
    assert issue.about == About(
        tagline="For those at sea",
        site="https://harbour.example",
        unsubscribe="{{ unsubscribe_url }}",
        address="1 Pier, Harbour",
    )
    assert (issue.lang, issue.authors) == ("en", ("The keeper",))
    assert issue.extra["from"] == "The keeper <keeper@harbour.example>"


def test_what_the_issue_says_wins() -> None:
    said = Issue(
        authors=("Ines",), lang="de", about=About(tagline="Mine", curator="Ines"), extra={"from": "me@x.example"}
    )
    issue = complete(said, OWN)
    assert (issue.authors, issue.lang, issue.extra["from"]) == (("Ines",), "de", "me@x.example")
    assert issue.about is not None
    assert (issue.about.tagline, issue.about.curator, issue.about.site) == ("Mine", "Ines", "https://harbour.example")


@settings(deadline=None)
@given(issues)
def test_blocks_stay_the_same_objects(issue: Issue) -> None:
    assert complete(issue, None) is issue
    assert complete(issue, Publication(name="Empty")) == issue
    full = complete(issue, OWN)
    assert full.lead is issue.lead
    assert full.sections is issue.sections


def test_names_of_issues() -> None:
    assert issue_name("Harbour Post", "3") == "Harbour Post #3"
    assert issue_name("", "S02E05") == "S02E05"
    assert issue_name("Harbour Post", "") == "Harbour Post"


@pytest.mark.parametrize(("text", "sound"), [("#B3402A", True), ("#b3402a", True), ("red", False), ("#12345", False)])
def test_colours(text: str, sound: bool) -> None:
    assert is_colour(text) is sound


@settings(deadline=None)
@given(colours)
def test_words_on_any_accent_can_be_read(colour: str) -> None:
    assert contrast(on_colour(colour), colour) >= READABLE
    assert contrast(lightened(colour, "#1B1A18"), "#1B1A18") >= READABLE
    assert contrast(darkened(colour, "#FBFAF7"), "#FBFAF7") >= READABLE
    assert contrast(colour, colour) == 1


@settings(deadline=None)
@given(colours)
def test_a_look_changes_the_accent_alone(colour: str) -> None:
    light, dark = tokens.colours("light"), tokens.colours("dark")
    assert Look().colours(light) is light
    look = Look(accent=colour)
    assert look.colours(light)["accent"] == colour
    assert contrast(look.colours(dark)["accent"], dark["paper"]) >= READABLE
    changed = {name for name in light if look.colours(light)[name] != light[name]}
    assert changed <= {"accent", "on_accent"}
