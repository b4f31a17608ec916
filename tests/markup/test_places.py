"""Where things stand in a text."""

from __future__ import annotations

from reader_app.markup.attributes import parse_attributes
from reader_app.markup.parse import PartKind, parse
from reader_app.markup.write import write_block, write_section
from reader_app.model.blocks import Item, Note
from reader_app.model.issue import Section

TEXT = "---\ntitle: T\n---\n\nLead.\n\n## A\n\n### [i](https://i.example)\nbody\n\n::: about\nTag\n:::\n"


def test_the_innermost_part_at_a_line_is_found() -> None:
    parsed = parse(TEXT)
    kinds = [part.kind if part else None for part in map(parsed.part_at, (0, 3, 4, 6, 9, 12, 99))]
    assert kinds == [
        PartKind.FRONT_MATTER,
        PartKind.LEAD,
        PartKind.BLOCK,
        PartKind.SECTION,
        PartKind.BLOCK,
        PartKind.ABOUT,
        None,
    ]


def test_a_block_is_found_by_its_place() -> None:
    parsed = parse(TEXT)
    part = parsed.block_part(0, 0)
    assert part is not None
    assert (part.start, part.end, part.value) == (8, 10, Item("i", "https://i.example", body="body"))
    assert parsed.block_part(3, 0) is None


def test_single_parts_are_written() -> None:
    assert write_section(Section("A", blocks=(Note("n"),))) == "## A\n\n::: note\nn\n:::\n"
    assert write_block(Item("t", "https://t.example", minutes=3)) == "### [t](https://t.example) {minutes=3}\n"


def test_attributes_stand_in_braces() -> None:
    assert parse_attributes("sponsor") is None
    assert parse_attributes("{.a b}") is None
    found = parse_attributes('{#i .a .b x="\\"q\\"" y=1}')
    assert found is not None
    assert (found.anchor, found.classes, found.get("x"), found.get("y"), found.get("z")) == (
        "i",
        ("a", "b"),
        '"q"',
        "1",
        None,
    )
