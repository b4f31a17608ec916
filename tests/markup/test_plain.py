"""Plain text: readable layout, labelled sponsors, addresses whole."""

# ruff: noqa: E501 - the cases read best as tables

from __future__ import annotations

import pytest
from hypothesis import given, settings

from reader_app.markup.commonmark import plain
from reader_app.markup.escape import escape_block, escape_inline
from reader_app.markup.plain import block_text, body_text, plain_words
from reader_app.model.blocks import Button, Feedback, Figure, Item, LinkList, Note, Podcast, Sponsor, Unknown
from reader_app.model.text import clean_line
from tests.support.strategies import lines


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("*a* [b](https://b.example) c", "a b <https://b.example> c"),
        ("<https://b.example>", "https://b.example"),
        ("[b](#x)", "b"),
        ("- a\n- b\n  - c", "- a\n- b\n  - c"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("> q\n>\n> r", "> q\n>\n> r"),
        ("```\ncode  x\n```", "    code  x"),
        ("    code", "    code"),
        ("a\n\n---\n\nb", "a\n\n* * *\n\nb"),
        ("a\\\nb", "a\nb"),
        ("| A | B |\n|---|---|\n| long cell | x |", "A          B\nlong cell  x"),
        ("a[^1]\n\n[^1]: note", "a[1]\n\n[1] note"),
        ("# Head\n\n![pic](x)", "Head\n\npic"),
    ],
)
def test_bodies(markdown: str, text: str) -> None:
    assert body_text(markdown) == text


def test_lines_are_wrapped_but_addresses_stay_whole() -> None:
    url = "https://x.example/" + "a" * 90
    text = body_text(f"{'word ' * 30} [link]({url})", 72)
    assert url in text
    assert all(len(line) <= 72 or url in line for line in text.split("\n"))


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Item("T", "https://t.example", source="S", minutes=2, body="B"), "T (S, 2 min)\nhttps://t.example\nB"),
        (LinkList((Item("a", "u"), Item("b", "v", body="w"))), "- a\n  u\n- b\n  v\n  w"),
        (LinkList((Item("a", "u"),), ordered=True), "1. a\n   u"),
        (Sponsor("Acme", "https://a.example", "Anzeige", body="Hi"), "-" * 40 + "\nAnzeige: Acme\nhttps://a.example\nHi\n" + "-" * 40),
        (Podcast("E", "u", "v", 5, "w"), "Podcast: E (5 min)\nu\nv\nw"),
        (Figure("s", "Alt", "Cap", "u"), "[Picture: Alt – Cap]\nu"),
        (Figure("s"), ""),
        (Button("Go", "u"), "→ Go\nu"),
        (Feedback("Q?", "u", "d"), "Q?\nYes: u\nNo: d"),
        (Note("a\n\nb"), "Note: a\n\n      b"),
        (Unknown("x", "a\n::: y\nb\n:::"), "a\n\nb"),
    ],
)  # fmt: skip
def test_blocks(block: Item, text: str) -> None:
    assert block_text(block) == text


@given(lines)
@settings(max_examples=300, deadline=None)
def test_escaped_text_shows_letter_for_letter(text: str) -> None:
    line = clean_line(text)
    assert plain(escape_inline(line), {}) == line
    assert plain_words(escape_block(line)) == " ".join(line.split())


def test_words_are_bare() -> None:
    assert plain_words("a  b") == "a b"
    assert plain_words("**a** [b](https://x.example)\n\n```\nc\n```") == "a b c"


def test_a_very_long_paragraph_is_wrapped_whole() -> None:
    words = [f"word{number}" for number in range(9000)]
    text = body_text(" ".join(words), width=72)
    assert text.split() == words
    assert max(map(len, text.split("\n"))) <= 72
