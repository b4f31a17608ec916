"""Formatted text from the clipboard as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.importers.pasted import LARGEST, pasted, says_more

PAGE = """<meta charset="utf-8"><h2>Beans</h2><p>Some <b>bold</b> and <a href="https://a.example/x?utm_source=q">a
link</a>, <i>it</i> and <code>x</code>.</p><ul><li>one</li><li>two</li></ul><blockquote><p>said</p></blockquote>
<h3><a href="https://c.example/?fbclid=1">Story</a></h3><p>What<br>it is.</p><img src="https://p.example/a.png"
alt="A bean"><script>alert(1)</script><style>p{color:red}</style>"""
MARKDOWN = """## Beans

Some **bold** and [a link](https://a.example/x), *it* and `x`.

- one
- two

> said

### [Story](https://c.example/)
What\\
it is.

![A bean](https://p.example/a.png)"""


def test_a_piece_of_a_page() -> None:
    assert pasted(PAGE) == MARKDOWN


def test_words_within_a_line() -> None:
    assert pasted("Just <b>words</b>") == "Just **words**"
    assert pasted("") == ""
    assert pasted("<p>2 &lt; 3 * 4 * 5</p>") == r"2 \< 3 \* 4 \* 5"


@pytest.mark.parametrize(
    ("html", "more"),
    [
        (PAGE, True),
        ('<div style="font-family:monospace"><span style="color:red">x = 1</span></div>', False),
        ("<p>only words</p>", False),
        ("<a>no address</a>", False),
        ("<b>" + "x" * LARGEST, False),
    ],
)
def test_what_is_worth_it(html: str, more: bool) -> None:
    assert says_more(html) is more


TABLE = """<p>Before</p><table><tbody><tr><th>Bean</th><th style="text-align: right">Days</th></tr>
<tr><td>Broad|flat</td><td style="text-align:right">90</td></tr><tr><td>Said <a href="https://a.example/?utm_source=q">
here</a></td><td align="right">7<span>0</span></td></tr></tbody></table><p>After</p>"""


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (
            TABLE,
            [
                "Before",
                "",
                "| Bean | Days |",
                "| --- | ---: |",
                "| Broad\\|flat | 90 |",
                "| Said [here](https://a.example/) | 70 |",
                "",
                "After",
            ],
        ),
        (
            "Words<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td colspan=2>d</table>words",
            ["Words", "", "| a | b |", "| --- | --- |", "|  | c |", "| d |  |", "", "words"],
        ),
        (
            "<table><tr><td><p><b>a</b></p><p>b</p></td><td>c<br>d</td></tr><tr><td><i>e</i></td><td>pastedtable0q</td></tr></table>",
            ["| **a** b | c d |", "| --- | --- |", "| *e* | pastedtable0q |"],
        ),
        ("<table><tr><td>one column</td></tr><tr><td>of words</td></tr></table>", ["one column", "", "of words"]),
        (
            '<table role="presentation"><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
            ["a", "", "b", "", "c", "", "d"],
        ),
        (
            "<table><tr><td><h2>A story</h2></td><td>Words</td></tr><tr><td>More</td><td>words</td></tr></table>",
            ["## A story", "", "Words", "", "More", "", "words"],
        ),
        (
            "<table><tr><td>Left<td><table><tr><td>a<td>b<tr><td>1<td>2</table></td><tr><td>x<td>y</table>",
            ["Left", "", "| a | b |", "| --- | --- |", "| 1 | 2 |", "", "x", "", "y"],
        ),
    ],
    ids=[
        "cells",
        "spans",
        "blocks in cells",
        "one column",
        "layout by role",
        "layout by headings",
        "layout around one",
    ],
)
def test_a_table_is_one_where_it_does_not_lay_out_a_page(html: str, lines: list[str]) -> None:
    assert pasted(html).split("\n") == lines


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "<b>",
                "</b>",
                "<h1>",
                "<li>",
                "<a href=x>",
                "</a>",
                "w ",
                "<table>",
                "<tr>",
                "<td>",
                "<td rowspan=3 colspan=2>",
                "<",
            ]
        )
    )
)
def test_no_html_breaks_it(pieces: list[str]) -> None:
    assert "<script" not in pasted("".join(pieces))
