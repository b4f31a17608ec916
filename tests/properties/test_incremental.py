"""Laws 3, 4 and 7: parsing never fails, incremental equals full, what did not change is the same object."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.markup.incremental import IncrementalParser
from reader_app.markup.parse import PartKind, parse
from reader_app.markup.write import write
from reader_app.model.issue import Issue
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
def test_incremental_equals_full(issue: Issue, changes: list[tuple[int, int, str]]) -> None:
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


@given(
    st.lists(
        st.lists(st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,5}", fullmatch=True), max_size=4), min_size=1, max_size=6
    ),
    st.integers(0, 99),
    st.integers(0, 99),
)
@settings(max_examples=100, deadline=None)
def test_only_the_block_that_was_typed_in_is_another_object(bodies: list[list[str]], which: int, where: int) -> None:
    def text() -> str:
        return "\n\n".join(
            "\n\n".join(
                [f"## S{n}", *(f"### [I{m}](https://x.example/{n}/{m})\n{body}" for m, body in enumerate(inside))]
            )
            for n, inside in enumerate(bodies)
        )

    parser = IncrementalParser()
    before = parser.parse(text()).issue.sections
    at = which % len(bodies)
    if bodies[at]:
        bodies[at][where % len(bodies[at])] += " typed"
    after = parser.parse(text()).issue.sections
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        assert (old is new) == (number != at or not bodies[at])
        same = [one is other for one, other in zip(old.blocks, new.blocks, strict=True)]
        assert same == [number != at or block != where % len(bodies[at]) for block in range(len(bodies[number]))]
