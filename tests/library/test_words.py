"""The words of a body found quickly are those that the Markdown parser finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from reader_app.library.words import visible
from reader_app.markup.plain import plain_words
from reader_app.model.walk import count_words
from tests.support.strategies import bodies

BODIES = {
    "plain words, nothing else.": "plain words, nothing else.",
    "a [link](https://x.example/a_b_c) in *the* __middle__": "a link in the middle",
    '[one](<https://x.example/a b>) and [two](https://x.example/(b) "a title")': "one and two",
    "[![a picture](asset:00)](https://x.example)": "a picture",
    "## A heading\n\n- one\n- two\n\n> said\n> so": "A heading one two said so",
    "1. first\n2. second": "first second",
    "snake_case_name and 5 \\* 3": "snake_case_name and 5 * 3",
    "fish &amp; chips &lt;now&gt;": "fish & chips <now>",
    "written \\&amp; in HTML": "written &amp; in HTML",
    "see <https://x.example/y>": "see https://x.example/y",
    "`code` and **bold**": "code and bold",
    "a line\\\nbroken": "a line broken",
    "| a | b |\n|---|---|\n| c | d |": "a b c d",
    "你好，*世界*": "你好，世界",
    "": "",
}


@pytest.mark.parametrize("body", BODIES)
def test_markup_is_not_among_the_words(body: str) -> None:
    assert visible(body) == BODIES[body]
    assert plain_words(body) == BODIES[body]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@given(bodies)
@settings(deadline=None)
def test_every_letter_that_the_parser_finds_is_found(body: str) -> None:
    found = iter(letters(visible(body)))
    assert all(letter in found for letter in letters(plain_words(body)))


HOSTILE = ["_", "[", "[a ", "\\[", "[a](", "[a](x", "](", "(", "<", "<http://", "- ", "> ", "* ", "1. "]
HOSTILE += [" \n", "\n", "\\", "&", "`"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_text_made_to_take_long_does_not(piece: str) -> None:
    """Each of these took minutes with a pattern that looks at every place again and again."""
    text = "end\n\n" + piece * 20_000
    assert "end" in visible(text)
    assert count_words(text) > 0
