"""What the source adds to a key press."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.ui.editor import typing_aids
from reader_app.ui.editor.typing_aids import Continuation, continuation, is_address, link, toggled


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("words", Continuation("")),
        ("- one", Continuation("- ")),
        ("  * one", Continuation("  * ")),
        ("9. nine", Continuation("10. ")),
        ("3) three", Continuation("4) ")),
        ("- [x] done", Continuation("- [ ] ")),
        ("> said", Continuation("> ")),
        ("> > said", Continuation("> > ")),
        ("- ", Continuation("", clear=True)),
        ("2. ", Continuation("", clear=True)),
        ("> ", Continuation("", clear=True)),
        ("-dash", Continuation("")),
        ("---", Continuation("")),
    ],
)
def test_enter_continues_lists_and_quotations(line: str, expected: Continuation) -> None:
    assert continuation(line, len(line)) == expected


def test_enter_before_the_mark_only_breaks_the_line() -> None:
    assert continuation("- one", 0) == Continuation("")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x?y=1", True),
        (" mailto:a@b.example\n", True),
        ("a https://b.example", False),
        ("ftp://a", False),
    ],
)
def test_one_address_and_nothing_else(text: str, expected: bool) -> None:
    assert is_address(text) is expected


def test_links_survive_awkward_texts_and_addresses() -> None:
    assert link("words", "https://a.example") == "[words](https://a.example)"
    assert link("words", "https://a.example/b_(c)") == "[words](<https://a.example/b_(c)>)"
    assert link("a] b", "https://a.example") == r"[a\] b](https://a.example)"


def test_marks_go_on_and_off() -> None:
    assert toggled("word", "**") == "**word**"
    assert toggled("**word**", "**") == "word"
    assert toggled(" word ", "*") == " *word* "
    assert toggled("**word**", "*") == "***word***"
    assert toggled("", "**") == "****"


@given(st.text("ab \n", max_size=200), st.integers(1, 3))
def test_long_lines_are_broken_and_nothing_else_changes(text: str, times: int) -> None:
    long = text + "x" * typing_aids.LONGEST_LINE * times + " word " * 3000
    broken = typing_aids.with_shorter_lines(long)
    assert broken.replace("\n", "") == long.replace("\n", "")
    assert max(map(len, broken.split("\n"))) <= typing_aids.LONGEST_LINE
    assert typing_aids.with_shorter_lines(text) == text
