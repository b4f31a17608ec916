"""New issues: numbers that count on, and skeletons that keep the shape but none of the words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader_app.markup.parse import parse
from reader_app.model.blocks import Button, Feedback, Item, LinkList, Note, Podcast, Prose, Sponsor
from reader_app.model.issue import About, Issue, Section
from reader_app.services.drafting import new_text, next_number

LIKE = Issue(
    publication="Architecture Notes",
    number="177",
    title="Foundations, moving",
    preheader="The conference is under way",
    date=datetime(2017, 12, 6, tzinfo=UTC),
    authors=("The Editors",),
    url="https://notes.example/177",
    lang="en",
    tags=("one", "two"),
    lead=(
        Prose("Old words."),
        Sponsor("Open Cloud Foundation", "https://ocf.example"),
        Button("Join", "https://join.example"),
    ),
    sections=(
        Section(
            "Artificial intelligence",
            "ai",
            (Item("Calibration", "https://research.example", body="Old words."), Note("x")),
        ),
        Section("Empty"),
        Section(
            "Talk",
            "",
            (
                LinkList((Item("a", "https://a.example"),)),
                Podcast("Episode", "https://pod.example"),
                Feedback("Did you enjoy it?", "https://up.example", "https://down.example"),
            ),
        ),
    ),
    about=About(tagline="All about it", curator="The Editors", unsubscribe="{{ unsubscribe_url }}"),
    extra={"theme": "paper"},
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("177", "178"),
        ("9", "10"),
        ("099", "100"),
        ("S02E05", "S02E06"),
        ("S02E09", "S02E10"),
        ("#12", "#13"),
        ("No. 12 (special)", "No. 13 (special)"),
        ("2024-W28", "2024-W29"),
        ("2024-W52", "2025-W01"),
        ("2020-W52", "2020-W53"),
        ("2020W53", "2021W01"),
        ("2020-W77", "2020-W78"),
        ("9999-W52", "9999-W53"),
        ("2024-07-15", ""),
        ("", ""),
        ("special", ""),
        ("9" * 30, "1" + "0" * 30),
    ],
)
def test_the_next_number(number: str, expected: str) -> None:
    assert next_number(number) == expected


def test_a_new_issue_starts_with_what_is_to_be_filled_in() -> None:
    text = new_text("Architecture Notes: weekly")
    parsed = parse(text)
    assert parsed.problems == ()
    assert (parsed.issue.publication, parsed.issue.title, parsed.issue.lead) == (
        "Architecture Notes: weekly",
        "",
        (Prose("TK"),),
    )
    assert "\ntitle: \npreheader: \n---\n" in text


def test_without_a_publication_there_is_front_matter_all_the_same() -> None:
    text = new_text("")
    assert text.startswith("---\ntitle: \npreheader: \n---\n")
    assert parse(text).issue.lead == (Prose("TK"),)


def test_an_issue_like_another_keeps_its_shape_and_none_of_its_words() -> None:
    text = new_text("", LIKE)
    issue = parse(text).issue
    assert parse(text).problems == ()
    assert (issue.publication, issue.number, issue.lang, issue.authors) == (
        "Architecture Notes",
        "178",
        "en",
        ("The Editors",),
    )
    assert (issue.title, issue.preheader, issue.date, issue.url, issue.tags) == ("", "", None, "", ())
    assert issue.lead == (Prose("TK"), Button("Join", "https://join.example"))
    assert [(section.heading, section.anchor) for section in issue.sections] == [
        ("Artificial intelligence", "ai"),
        ("Empty", ""),
        ("Talk", ""),
    ]
    assert issue.sections[0].blocks == ()
    assert issue.sections[2].blocks == (Feedback("Did you enjoy it?", "https://up.example", "https://down.example"),)
    assert (issue.about, issue.extra) == (LIKE.about, LIKE.extra)
    assert "Old words" not in text


def test_another_publication_may_take_the_shape() -> None:
    assert parse(new_text("Cloud Weekly", LIKE)).issue.publication == "Cloud Weekly"
