"""Laws of corrections: they do what they say once and for all, lose no word, and survive being written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader_app.errors import FormatError
from reader_app.model.as_body import as_body, escaped
from reader_app.model.blocks import DEFAULT_LABEL, Block, Item, Prose, Sponsor
from reader_app.model.correcting import apply
from reader_app.model.corrections import (
    BlockAnchor,
    Correction,
    JoinSection,
    MarkSponsor,
    NotSponsor,
    RenameSection,
    SectionAnchor,
    SplitSection,
    block_anchor,
    decode_correction,
    encode_correction,
    find_block,
    section_anchor,
    words_of,
)
from reader_app.model.issue import Issue, Section
from reader_app.model.text import clean_line
from tests.support import strategies


@st.composite
def corrected(draw: st.DrawFn) -> tuple[Issue, list[Correction]]:
    """An issue and up to four corrections, each made of the issue with those before."""
    issue = draw(strategies.bare_issues)
    current, made = issue, []
    for _ in range(draw(st.integers(1, 4))):
        correction = draw(correction_of(current))
        if correction is not None:
            current = apply(current, (correction,)).issue
            made.append(correction)
    return issue, made


@st.composite
def correction_of(draw: st.DrawFn, issue: Issue) -> Correction | None:
    blocks, kind = sum(1 for _ in issue.blocks()), draw(st.integers(0, 4))
    if kind < 3 and blocks:
        anchor = block_anchor(issue, draw(st.integers(0, blocks - 1)))
        text = draw(strategies.names)
        return (MarkSponsor(anchor, text), NotSponsor(anchor), SplitSection(anchor, text))[kind]
    if kind >= 3 and issue.sections:
        section = section_anchor(issue, draw(st.integers(0, len(issue.sections) - 1)))
        return RenameSection(section, draw(strategies.names)) if kind == 3 else JoinSection(section)
    return None


def words(issue: Issue) -> Counter[str]:
    """Every word that a reader meets in the blocks and headings, labels that only Masthead gave aside."""
    found: Counter[str] = Counter(clean_words(section.heading for section in issue.sections))
    for _, block in issue.blocks():
        found.update(words_of(block) if as_body(block) else ())
        if isinstance(block, Sponsor) and block.body:
            label = "" if block.label == DEFAULT_LABEL else block.label
            found.update(clean_words((label, block.name)))
    return found


def clean_words(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in words_of(Prose(escaped(line)))]


def distinct(issue: Issue) -> Issue:
    """Return `issue` without the blocks that say nothing or the same as one before, each heading once."""
    said: set[tuple[str, ...]] = {()}
    runs: list[tuple[Block, ...]] = []
    for blocks in (issue.lead, *(section.blocks for section in issue.sections)):
        run = []
        for block in blocks:
            if words_of(block) not in said:
                run.append(block)
            said.add(words_of(block))
        runs.append(tuple(run))
    sections, headings = [], {""}
    for section, run in zip(issue.sections, runs[1:], strict=True):
        if section.heading not in headings:
            sections.append(replace(section, blocks=run))
        headings.add(section.heading)
    return replace(issue, lead=runs[0], sections=tuple(sections))


@given(corrected())
def test_every_correction_finds_its_place_in_the_issue_it_was_made_of(case: tuple[Issue, list[Correction]]) -> None:
    issue, made = case
    assert apply(issue, made).unmatched == ()


@given(corrected())
def test_no_text_is_lost(case: tuple[Issue, list[Correction]]) -> None:
    issue, made = case
    assume(not any(isinstance(each, RenameSection | MarkSponsor) for each in made))
    before, after = words(issue), words(apply(issue, made).issue)
    assert not {word: count for word, count in (before - after).items() if not after[word]}


@given(corrected())
def test_the_text_of_a_block_stays_the_text_of_a_block(case: tuple[Issue, list[Correction]]) -> None:
    issue, made = case
    before, after = (
        Counter(words_of(block) for _, block in each.blocks() if words_of(block))
        for each in (issue, apply(issue, made).issue)
    )
    assert not before - after


@given(strategies.bare_issues.map(distinct), st.data())
def test_applying_again_changes_nothing(issue: Issue, data: st.DataObject) -> None:
    correction = data.draw(correction_of(issue))
    assume(correction is not None)
    once = apply(issue, (correction,)).issue
    assume(once == distinct(once))
    assert apply(once, (correction,)).issue == once


@given(corrected())
def test_they_can_be_written_down(case: tuple[Issue, list[Correction]]) -> None:
    for correction in case[1]:
        assert decode_correction(encode_correction(correction)) == correction


@given(corrected(), st.integers(0, 3), st.integers(0, 20))
def test_they_survive_a_slightly_different_reading(case: tuple[Issue, list[Correction]], n: int, place: int) -> None:
    """A block with words of its own is found although a word is missing and other blocks have come before it."""
    issue = case[0]
    prose = [f"w{k}" for k in range(12)]
    marked = replace(issue, lead=(*issue.lead, Prose(" ".join(prose))))
    anchor = block_anchor(marked, len(issue.lead))
    del prose[place % 12]
    changed = replace(issue, lead=(*(Prose(f"new{k}") for k in range(n)), *issue.lead, Prose(" ".join(prose))))
    result = apply(changed, (MarkSponsor(anchor, "Acorn"),))
    assert result.unmatched == ()
    assert result.issue.lead[-1] == Sponsor("Acorn", body=" ".join(prose))


@given(st.one_of(strategies.json_values, st.dictionaries(st.sampled_from(["kind", "block", "name"]), strategies.lines)))
def test_anything_else_is_not_a_correction(data: object) -> None:
    with pytest.raises(FormatError):
        decode_correction(data)


@pytest.mark.parametrize("kind", [MarkSponsor, SplitSection])
def test_a_name_is_needed(kind: type[MarkSponsor | SplitSection]) -> None:
    with pytest.raises(ValueError, match="needs"):
        kind(BlockAnchor("", ""), " \n")


def test_headings_are_brought_into_form() -> None:
    assert RenameSection(SectionAnchor("a", None), " b \n c ").heading == clean_line("b c")


def test_nothing_is_found_in_nothing() -> None:
    assert find_block([], BlockAnchor("", "")) is None
    gone = SectionAnchor("Gone", BlockAnchor("", "words"))
    for correction in (RenameSection(gone, "X"), JoinSection(gone), JoinSection(SectionAnchor("Gone", None))):
        assert apply(Issue(), (correction,)).unmatched == (correction,)


def test_a_section_whose_first_block_is_gone_is_found_by_its_heading() -> None:
    anchor = SectionAnchor("Tools", BlockAnchor("", "not here any more"))
    issue = Issue(sections=(Section("Tools", "", (Prose("other"),)),))
    assert apply(issue, (RenameSection(anchor, "Gear"),)).issue.sections[0].heading == "Gear"


def test_a_section_that_is_none_any_more_needs_no_joining() -> None:
    made = Issue(lead=(Prose("one"),), sections=(Section("Two", "", (Prose("three"), Prose("four"))),))
    join = JoinSection(section_anchor(made, 0))
    better = Issue(lead=(Prose("one"), Prose("Two"), Prose("three"), Prose("four")))
    assert apply(better, (join,)).issue == better
    assert apply(better, (join,)).unmatched == ()


def test_a_sponsor_without_text_becomes_an_item() -> None:
    made = Issue(lead=(Sponsor("Acorn", "https://acorn.example", "Presented by"),))
    after = apply(made, (NotSponsor(block_anchor(made, 0)),)).issue
    assert after.lead == (Prose("Presented by"), Item("Acorn", "https://acorn.example"))


def test_a_section_of_the_same_heading_is_joined_once() -> None:
    made = Issue(sections=(Section("A", "", (Prose("one"),)), Section("A", "", (Prose("two"),))))
    join = JoinSection(section_anchor(made, 1))
    once = apply(made, (join,)).issue
    assert once.sections == (Section("A", "", (Prose("one"), Prose("**A**"), Prose("two"))),)
    assert apply(once, (join,)).issue == once


def test_what_is_to_be_split_may_be_gone() -> None:
    split = SplitSection(BlockAnchor("", "gone"), "New")
    assert apply(Issue(lead=(Prose("other"),)), (split,)).unmatched == (split,)
