"""From text to everything shown of it, version after version."""

from __future__ import annotations

from datetime import date

from reader_app.markup.parse import parse
from reader_app.model.issue import Issue
from reader_app.model.walk import counts
from reader_app.services.checking.subject import NOTHING_KNOWN, MailWeight
from reader_app.services.composing import LARGEST_SHOWN, Composer

TEXT = """---
publication: Notes
title: A title that is much too long to be shown whole on any phone
---

Lead words.

## One

### [Item](https://a.example)
Body words here.

- [x](https://x.example)
- [y](https://y.example)

::: {.sponsor name="S"}
Buy.
:::
"""


class Titles:
    """A preview that shows the title."""

    made = 0

    def __init__(self) -> None:
        Titles.made += 1

    def render(self, issue: Issue, view: str) -> str:
        return f"{view}: {issue.title}"

    def weigh(self, issue: Issue) -> MailWeight:
        return MailWeight(len(issue.title))


def composer() -> Composer:
    return Composer(Titles)  # type: ignore[arg-type]


def test_what_is_composed_is_what_a_full_parse_gives() -> None:
    desk = composer()
    for text in (TEXT, TEXT.replace("Lead", "First lead"), "", TEXT):
        composed = desk.compose(text)
        parsed = parse(text)
        assert (composed.parsed.issue, composed.parsed.problems) == (parsed.issue, parsed.problems)
        assert composed.counts == counts(parsed.issue)
        assert sum(desk.words(block) for block in composed.parsed.issue.lead) == (
            2 if text == TEXT else 3 if text else 0
        )


def test_the_preview_is_made_when_first_wanted() -> None:
    before = Titles.made
    desk = composer()
    assert desk.compose(TEXT).page == ""
    assert Titles.made == before
    composed = desk.compose(TEXT, "email")
    assert composed.page == "email: A title that is much too long to be shown whole on any phone"
    assert desk.check(composed, NOTHING_KNOWN, date(2026, 1, 5)).weight.total == len(composed.parsed.issue.title)
    assert Titles.made == before + 1


def test_words_of_a_block_that_was_not_composed() -> None:
    assert composer().words(parse("three little words").issue.lead[0]) == 3


def test_problems_point_at_their_lines() -> None:
    desk = composer()
    checked = desk.check(desk.compose(TEXT), NOTHING_KNOWN, date(2026, 1, 5))
    assert [(finding.rule, finding.line) for finding in checked.findings] == [
        ("unsubscribe", 0),
        ("postal-address", 0),
        ("title-length", 3),
        ("preheader-length", 1),
    ]
    assert checked.asked.addresses == {"https://a.example", "https://x.example", "https://y.example"}
    assert checked.weight.total == len("A title that is much too long to be shown whole on any phone")


def test_how_much_of_the_text_is_sponsored() -> None:
    composed = composer().compose(TEXT)
    assert composed.sponsored == 3  # label, name, and what they say
    assert composer().compose("Words.").sponsored == 0


def test_a_text_of_megabytes_is_parsed_and_checked_but_not_drawn() -> None:
    text = "word " * (LARGEST_SHOWN // 5 + 1)
    desk = composer()
    composed = desk.compose(text, "email")
    assert composed.counts.words > 200_000
    assert "too much for a preview" in composed.page
    checked = desk.check(composed, NOTHING_KNOWN, date(2026, 1, 5))
    assert checked.weight.total == len(text)
    assert "mail-size" in [finding.rule for finding in checked.findings]
