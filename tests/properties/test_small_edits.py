"""Law 2: moving a part or filling in a form is a small text edit of just those lines."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader_app.markup import edits
from reader_app.markup.parse import parse
from reader_app.markup.write import write
from reader_app.model.issue import Issue
from reader_app.model.text import clean_line
from tests.support.strategies import bodies, issues, lines

KEYS = st.sampled_from(["title", "preheader", "publication", "number"])


@given(st.one_of(issues.map(write), bodies), st.integers(0, 99), st.integers(0, 99))
@settings(max_examples=100, deadline=None)
def test_a_move_changes_the_order_of_lines_between_two_places_and_nothing_else(
    text: str, which: int, where: int
) -> None:
    parsed = parse(text)
    movable = [number for number, part in enumerate(parsed.parts) if part.kind in edits.MOVABLE]
    assume(movable)
    index = movable[which % len(movable)]
    before = [*movable, None][where % (len(movable) + 1)]
    edit = edits.move_part(text, parsed, index, before)
    if edit is None:
        return
    part, old = parsed.parts[index], text.split("\n")
    target = len(old) if before is None else parsed.parts[before].start
    assert edit.start >= min(part.start, target)
    assert all(not line.strip() for line in old[max(part.end, target) : edit.end])
    new = edits.apply(text, edit).split("\n")
    assert (new[: edit.start], new[len(new) - len(old) + edit.end :]) == (old[: edit.start], old[edit.end :])
    assert Counter(filter(str.strip, new)) == Counter(filter(str.strip, old))


@given(issues, KEYS, lines)
@settings(max_examples=100, deadline=None)
def test_a_form_field_changes_its_fact_and_no_line_of_the_body(issue: Issue, key: str, value: str) -> None:
    text, value = write(issue), clean_line(value)
    edit = edits.set_front_matter(text, key, value)
    new = edits.apply(text, edit)
    after = parse(new).issue
    assert getattr(after, key) == value
    old_lines, new_lines = text.split("\n"), new.split("\n")
    assert new_lines[: edit.start] == old_lines[: edit.start]
    assert new_lines[edit.start + len(edit.lines) :] == old_lines[edit.end :]
    assert (after.lead, after.sections, after.about) == (issue.lead, issue.sections, issue.about)
