"""Outline moves and form entries change the lines they must and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.markup import edits
from reader_app.markup.edits import TextEdit
from reader_app.markup.parse import PartKind, parse

TEXT = """---
# a comment
title: One  # keep me
extra:
  - kept
---

Lead.

## A

### [a1](https://x.example/1)
body

### [a2](https://x.example/2)

## B {#bee}

::: sponsor
x
:::

## C

end"""


def done(text: str, edit: TextEdit | None) -> str:
    assert edit is not None
    return edits.apply(text, edit)


@pytest.mark.parametrize(
    ("index", "to", "order"), [(0, 2, "BCA"), (2, 0, "CAB"), (1, 0, "BAC"), (0, 1, "BAC"), (1, 2, "ACB")]
)
def test_sections_move_whole(index: int, to: int, order: str) -> None:
    moved = done(TEXT, edits.move_section(TEXT, parse(TEXT), index, to))
    assert "".join(section.heading for section in parse(moved).issue.sections) == order
    before = {section.heading: section for section in parse(TEXT).issue.sections}
    assert all(before[section.heading] == section for section in parse(moved).issue.sections)
    assert moved.startswith(TEXT[: TEXT.index("## A")])


def test_a_move_to_where_it_stands_is_nothing() -> None:
    assert edits.move_section(TEXT, parse(TEXT), 1, 1) is None
    assert edits.move_part(TEXT, parse(TEXT), 0, None) is None
    assert edits.move_section(TEXT, parse(TEXT), 1, 9) is None


def test_renaming_keeps_the_anchor_and_every_other_line() -> None:
    moved = done(TEXT, edits.rename_section(TEXT, parse(TEXT), 1, "New [name]"))
    assert parse(moved).issue.sections[1].heading == "New [name]"
    assert parse(moved).issue.sections[1].anchor == "bee"
    assert len([1 for old, new in zip(TEXT.split("\n"), moved.split("\n"), strict=True) if old != new]) == 1
    assert edits.rename_section(TEXT, parse(TEXT), 7, "x") is None


def test_front_matter_keeps_comments_order_and_unknown_keys() -> None:
    moved = done(TEXT, edits.set_front_matter(TEXT, "title", "Two: or more"))
    assert (
        'title: "Two: or more"  # keep me' in moved.replace("  # keep me", "  # keep me") or '"Two: or more"' in moved
    )
    assert "# a comment\n" in moved
    assert parse(moved).issue.title == "Two: or more"
    assert parse(moved).issue.extra == {"extra": ["kept"]}
    added = done(moved, edits.set_front_matter(moved, "number", "178"))
    assert parse(added).issue.number == "178"
    removed = done(added, edits.set_front_matter(added, "title", ""))
    assert parse(removed).issue.title == ""


def test_front_matter_is_made_where_there_is_none() -> None:
    assert done("Text", edits.set_front_matter("Text", "title", "T")) == "---\ntitle: T\n---\n\nText"
    assert edits.apply("Text", edits.set_front_matter("Text", "title", "")) == "Text"


def test_blocks_are_inserted_at_the_end_of_their_section() -> None:
    moved = done(TEXT, edits.insert_block(TEXT, parse(TEXT), 0, "::: note\nhi\n:::\n"))
    assert [type(block).__name__ for block in parse(moved).issue.sections[0].blocks] == ["Item", "Item", "Note"]
    lead = done(TEXT, edits.insert_block(TEXT, parse(TEXT), -1, "More."))
    assert len(parse(lead).issue.lead) == 2


def test_removing_a_part_removes_just_it() -> None:
    parsed = parse(TEXT)
    index = next(n for n, part in enumerate(parsed.parts) if part.kind is PartKind.BLOCK and part.section == 1)
    moved = edits.apply(TEXT, edits.remove_part(TEXT, parsed, index))
    assert parse(moved).issue.sections[1].blocks == ()
    assert len(parse(moved).issue.sections) == 3


@given(st.integers(0, 20), st.sampled_from([-1, 1]))
@settings(deadline=None)
def test_steps_keep_every_block(index: int, direction: int) -> None:
    parsed = parse(TEXT)
    movable = [n for n, part in enumerate(parsed.parts) if part.kind in edits.MOVABLE]
    at = movable[index % len(movable)]
    place = edits.step(parsed, at, direction)
    if place is None:
        assert at in (movable[0], movable[-1]) or parsed.parts[at].kind is PartKind.SECTION
        return
    edit = edits.move_part(TEXT, parsed, at, place if place < len(parsed.parts) else None)
    moved = TEXT if edit is None else edits.apply(TEXT, edit)
    assert sorted(repr(block) for _, block in parse(moved).issue.blocks()) == sorted(
        repr(block) for _, block in parsed.issue.blocks()
    )
    assert sorted(filter(None, moved.split("\n"))) == sorted(filter(None, TEXT.split("\n")))
