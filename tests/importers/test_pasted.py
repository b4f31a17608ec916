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


@given(st.lists(st.sampled_from(["<p>", "<b>", "</b>", "<h1>", "<li>", "<a href=x>", "</a>", "w ", "<table>", "<"])))
def test_no_html_breaks_it(pieces: list[str]) -> None:
    assert "<script" not in pasted("".join(pieces))
