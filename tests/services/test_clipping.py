"""Clips of items and words, and what they look like in an issue that is being written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.person_types import NEW, Clip
from reader_app.markup.parse import parse
from reader_app.model.blocks import Item, LinkList, Prose
from reader_app.model.issue import Section
from reader_app.services.clipping import (
    LONGEST_QUOTE,
    as_markdown,
    clip_item,
    clip_items,
    clip_words,
    mark_uses,
    online_addresses,
    source_of,
    unused_first,
)
from tests.support.imports import imported

NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
DATE = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


@pytest.fixture
def issue_id(library: Library) -> UUID:
    items = (
        Item(
            "Knots", "https://knots.example/a?utm_source=x&id=3#top", body="A *good* [list](https://l.example).\n\nTwo."
        ),
        LinkList((Item("Rope", "javascript:alert(1)"), Item("", body="Nothing but words."))),
    )
    added = library.add(imported(number="7", date=DATE, sections=(Section("Tools", "", items),)))
    return added.id


def test_many_items_are_clipped_in_their_order_each_once(library: Library, issue_id: UUID) -> None:
    clip_item(library, issue_id, 1, NOW)
    items = [(issue_id, 2), (issue_id, 0), (issue_id, 1), (issue_id, 9), (uuid4(), 0), (issue_id, 0)]
    portions = clip_items(library, items, NOW)
    assert next(portions) is None
    assert len(library.clips()) == 1, "all are kept together, at the end"
    with pytest.raises(StopIteration) as end:
        while True:
            next(portions)
    assert [clip.title for clip in end.value.value] == ["Nothing but words.", "Knots"]
    assert [clip.title for clip in library.clips()] == ["Nothing but words.", "Knots", "Rope"]


def test_an_item_is_clipped_with_its_clean_address_and_source(library: Library, issue_id: UUID) -> None:
    clipped = clip_item(library, issue_id, 0, NOW)
    clip = clipped.clip
    assert clipped.new
    assert (clip.title, clip.url) == ("Knots", "https://knots.example/a?id=3#top")
    assert clip.quote == "A good list <https://l.example>.\n\nTwo."
    assert (clip.issue, clip.publication, clip.number, clip.date, clip.made) == (
        issue_id,
        "Harbour Post",
        "7",
        DATE,
        NOW,
    )
    assert source_of(clip) == "Harbour Post #7"


def test_the_same_item_is_not_clipped_twice(library: Library, issue_id: UUID) -> None:
    first = clip_item(library, issue_id, 0, NOW)
    again = clip_item(library, issue_id, 0, NOW)
    assert (again.new, again.clip.id) == (False, first.clip.id)
    assert len(library.clips()) == 1


def test_an_address_that_is_not_safe_is_left_out_and_words_name_what_has_no_title(
    library: Library, issue_id: UUID
) -> None:
    assert clip_item(library, issue_id, 1, NOW).clip.url == ""
    assert clip_item(library, issue_id, 2, NOW).clip.title == "Nothing but words."


def test_selected_words_are_clipped(library: Library, issue_id: UUID) -> None:
    words = "word " * 40
    clip = clip_words(library, issue_id, f" {words}", NOW).clip
    assert clip.quote == words.strip()
    assert clip.title == "word " * 15 + "word…"
    assert clip_words(library, issue_id, "x" * 50_000, NOW).clip.quote == "x" * LONGEST_QUOTE
    of_item = clip_words(
        library, issue_id, "good", NOW, title="Knots", url="https://out.example/click?url=https://k.example"
    ).clip
    assert (of_item.title, of_item.url) == ("Knots", "https://k.example")


def test_what_cannot_be_clipped_is_said(library: Library, issue_id: UUID) -> None:
    with pytest.raises(UsageError, match="no item 9"):
        clip_item(library, issue_id, 9, NOW)
    with pytest.raises(UsageError, match="Select some words"):
        clip_words(library, issue_id, " \n", NOW)


def made(**fields: object) -> Clip:
    clip = Clip(uuid4(), "Knots", "https://k.example/", "", "", None, "Harbour Post", "7", None, NEW, NOW)
    return replace(clip, **fields)  # type: ignore[arg-type]


def test_a_clip_becomes_an_item_of_an_issue() -> None:
    text = as_markdown([made(quote="A # good\nlist\n\nTwo.", remark="Read *this*.\n\nAnd more.")])
    (section, item) = next(iter(parse(f"## Tools\n\n{text}").issue.items()))
    assert section is not None
    assert (item.title, item.url) == ("Knots", "https://k.example/")
    assert item.body == "Read \\*this\\*.\n\nAnd more.\n\n> A # good\n> list\n>\n> Two.\n\nvia Harbour Post #7"


def test_a_clip_without_an_address_becomes_a_quotation() -> None:
    assert as_markdown([made(url="", quote="Words.", publication="", number="")]) == "> Words.\n"
    assert as_markdown([made(url="", publication="", number="")]) == "Knots\n"
    lead = parse(as_markdown([made(url="", quote="> 1. [a](b)")])).issue.lead
    assert all(isinstance(block, Prose) for block in lead)


def test_several_clips_stand_apart() -> None:
    issue = parse(as_markdown([made(title="One"), made(title="Two & three", number="Spring")])).issue
    assert [item.title for _, item in issue.items()] == ["One", "Two & three"]
    assert source_of(made(number="Spring")) == "Harbour Post Spring"


def test_where_it_is_from_is_linked_when_that_is_known(library: Library) -> None:
    online = library.add(imported(number="8", url="https://harbour.example/8")).id
    offline = library.add(imported("Other boats", number="9")).id
    found = [clip_item(library, issue, 0, NOW).clip for issue in (online, offline)]
    gone = replace(found[0], id=uuid4(), issue=uuid4())
    addresses = online_addresses(library, [*found, gone, replace(gone, issue=None)])
    assert addresses == {online: "https://harbour.example/8"}
    text = as_markdown([*found, gone], addresses)
    assert text.count("via [Harbour Post #8](https://harbour.example/8)") == 1
    assert text.count("via Harbour Post") == 2


def test_used_clips_come_behind_and_a_use_can_be_taken_back(library: Library, issue_id: UUID) -> None:
    for position in (0, 1):
        clip_item(library, issue_id, position, NOW)
    first, second = library.clips()
    mark_uses(library, "Pier Letter #2", [first.id, uuid4()], [])
    assert [clip.id for clip in unused_first(library.clips())] == [second.id, first.id]
    assert library.clip(first.id).used == ("Pier Letter #2",)
    mark_uses(library, "Pier Letter #2", [], [first.id, uuid4()])
    assert library.clips() == (first, second)
