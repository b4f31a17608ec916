"""Laws 3, 4 and 7: parsing never fails, incremental equals full, what did not change is the same object."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.markup.incremental import IncrementalParser
from reader_app.markup.parse import PartKind, parse
from reader_app.markup.write import write
from tests.support.strategies import bodies, issues

edits = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 30), bodies), min_size=1, max_size=6)


@given(st.text(), bodies)
@settings(max_examples=300, deadline=None)
def test_any_text_parses_with_parts_inside_it(noise: str, body: str) -> None:
    text = noise + "\n" + body
    parsed = parse(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(0 <= part.start <= part.end <= lines for part in parsed.parts)
    assert all(0 <= problem.line <= lines for problem in parsed.problems)
    values = [part.value for part in parsed.parts if part.kind is PartKind.BLOCK]
    assert values == [block for _, block in parsed.issue.blocks()]


@given(issues, edits)
@settings(max_examples=200, deadline=None)
def test_incremental_equals_full(issue: object, changes: list[tuple[int, int, str]]) -> None:
    from reader_app.model.issue import Issue

    assert isinstance(issue, Issue)
    text = write(issue)
    parser = IncrementalParser()
    parser.parse(text)
    for position, length, new in changes:
        at = position % (len(text) + 1)
        text = text[:at] + new + text[at + length :]
        assert parser.parse(text) == parse(text)


def test_untouched_sections_and_blocks_are_the_same_objects() -> None:
    text = "\n\n".join(
        f"## Section {n}\n\nText {n}.\n\n### [Item {n}](https://x.example/{n})\nBody." for n in range(20)
    )
    parser = IncrementalParser()
    before = parser.parse(text).issue
    after = parser.parse("A new first line.\n\n" + text.replace("Text 7.", "Text seven.")).issue
    same = [old is new for old, new in zip(before.sections, after.sections, strict=True)]
    assert same == [n != 7 for n in range(20)]
    assert after.sections[7].blocks[1] is before.sections[7].blocks[1]
