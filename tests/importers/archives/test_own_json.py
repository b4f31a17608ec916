"""Issues that publishers keep as JSON of their own making: read by their shape, whatever the fields are called."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reader_app.errors import FormatError
from reader_app.importers import registry
from reader_app.importers.rereading import reread
from reader_app.importers.source import Source
from reader_app.model.blocks import Item, Sponsor
from reader_app.model.issue import Issue
from reader_app.model.origin import Imported

LINKS = [
    {"title": "Tides by hand", "url": "https://tides.example/hand", "text": "How to <em>read</em> a table."},
    {"title": "A lamp for fog", "url": "https://lamps.example/fog", "text": "Red, of all colours."},
]
PART = {"title": "Instruments", "entries": LINKS}


def read(value: Any, name: str = "issue.json") -> list[Imported]:
    return [each for each in registry.read(Source(name, json.dumps(value).encode())) if isinstance(each, Imported)]


def issue(value: Any, name: str = "issue.json") -> Issue:
    (found,) = read(value, name)
    return found.issue


def items(found: Issue) -> list[tuple[str, str, str]]:
    return [
        (each.title, each.url, each.body)
        for section in found.sections
        for each in section.blocks
        if isinstance(each, Item)
    ]


def test_parts_are_sections_and_their_links_items() -> None:
    found = issue({"subject": "Fog", "date": "2021-03-04", "chapters": [PART]})
    assert [each.heading for each in found.sections] == ["Instruments"]
    assert items(found) == [
        ("Tides by hand", "https://tides.example/hand", "How to *read* a table."),
        ("A lamp for fog", "https://lamps.example/fog", "Red, of all colours."),
    ]
    assert found.title == "Fog"
    assert found.date is not None
    assert found.date.date().isoformat() == "2021-03-04"


def sponsors_of(found: Issue) -> list[Sponsor]:
    blocks = [*found.lead, *(each for section in found.sections for each in section.blocks)]
    return [each for each in blocks if isinstance(each, Sponsor)]


RENAMED = [
    ("sections", "links", "heading", "link", "description"),
    ("categories", "articles", "name", "href", "summary"),
    ("topics", "Items", "Title", "URL", "html"),
    ("parts", "stories", "headline", "permalink", "body"),
]


@pytest.mark.parametrize(("parts", "entries", "title", "url", "text"), RENAMED)
def test_the_fields_may_have_other_names(parts: str, entries: str, title: str, url: str, text: str) -> None:
    links = [{title: each["title"], url: each["url"], text: each["text"]} for each in LINKS]
    found = issue({"title": "Fog", parts: [{title: "Instruments", entries: links}]})
    assert items(found) == items(issue({"title": "Fog", "chapters": [PART]}))


FACTS: list[tuple[dict[str, Any], str, str, str]] = [
    ({"title": "Fog", "number": 41, "publication": "Harbour Post"}, "Harbour Post", "41", "Fog"),
    ({"title": "Fog", "issue": "#041", "newsletter": {"name": "Harbour Post"}}, "Harbour Post", "41", "Fog"),
    ({"title": "Harbour Post #41: Thick fog"}, "Harbour Post", "41", "Thick fog"),
    ({"title": "Fog", "issue": "The one about fog"}, "", "", "Fog"),
]


@pytest.mark.parametrize(("record", "publication", "number", "title"), FACTS)
def test_its_facts(record: dict[str, Any], publication: str, number: str, title: str) -> None:
    found = issue({**record, "sections": [PART]})
    assert (found.publication, found.number, found.title) == (publication, number, title)


def test_an_introduction_and_a_footer_of_several_paragraphs_are_kept() -> None:
    found = issue(
        {"title": "Fog", "header": ["Dear all,", "It is <b>thick</b>."], "footer": ["Ada"], "sections": [PART]}
    )
    assert [getattr(each, "body", "") for each in found.lead] == ["Dear all,", "It is **thick**."]
    assert found.about is not None
    assert found.about.body == "Ada"


def test_what_a_part_says_itself_stands_over_its_links() -> None:
    found = issue({"title": "Fog", "sections": [{**PART, "description": "Made of brass."}]})
    assert getattr(found.sections[0].blocks[0], "body", "") == "Made of brass."
    assert len(found.sections[0].blocks) == 3


ADVERTISEMENT = {"title": "Ropeworks", "url": "https://ropeworks.example", "text": "Rope that holds."}
PAID: list[dict[str, Any]] = [
    {"sections": [PART, {"title": "Our thanks to", "sponsor": 1, "entries": [ADVERTISEMENT]}]},
    {"sections": [PART, {"title": "Sponsors", "entries": [ADVERTISEMENT]}]},
    {"sections": [{**PART, "entries": [*LINKS, {**ADVERTISEMENT, "sponsored": True}]}]},
    {"sponsor": ADVERTISEMENT, "sections": [PART]},
    {"sponsors": [ADVERTISEMENT], "sections": [PART]},
]


@pytest.mark.parametrize("record", PAID)
def test_what_is_marked_as_paid_is_a_sponsor(record: dict[str, Any]) -> None:
    found = issue({"title": "Fog", **record})
    assert [(each.name, each.url) for each in sponsors_of(found)] == [("Ropeworks", "https://ropeworks.example")]
    assert [each.heading for each in found.sections] == ["Instruments"]
    assert len(items(found)) == 2


def test_what_is_marked_as_not_paid_is_none() -> None:
    links = [{**each, "sponsored": False, "sponsor": None} for each in LINKS]
    found = issue({"title": "Fog", "sections": [{**PART, "sponsor": 0, "entries": links}]})
    assert sponsors_of(found) == []
    assert len(items(found)) == 2


def test_links_without_parts_are_an_issue_when_it_has_a_number() -> None:
    links = [*LINKS, {"title": "Knots", "url": "https://knots.example"}]
    found = issue({"title": "Fog", "number": 3, "links": links})
    assert found.number == "3"
    assert [each.title for each in found.lead if isinstance(each, Item)] == ["Tides by hand", "A lamp for fog", "Knots"]


def test_a_list_of_issues_is_as_many_and_each_can_be_read_again() -> None:
    found = read([{"title": "Fog", "number": 1, "sections": [PART]}, {"title": "Ice", "number": 2, "sections": [PART]}])
    assert [each.issue.title for each in found] == ["Fog", "Ice"]
    assert [reread(each.original, each.origin).issue for each in found] == [each.issue for each in found]


OTHERS: list[Any] = [
    {"name": "a-package", "version": "1.0.0", "dependencies": {"left": "1"}},
    {"title": "Fog", "sections": [{"title": "Instruments", "entries": [{"title": "No address"}]}]},
    {"title": "Fog", "sections": ["Instruments"]},
    {"title": "A shop", "items": LINKS},
    {"sections": [PART]},
    [1, 2, 3],
    "Fog",
]


@pytest.mark.parametrize("value", OTHERS)
def test_other_json_is_refused_with_a_sentence(value: Any) -> None:
    with pytest.raises(FormatError, match=r"JSON|newsletter"):
        read(value)
