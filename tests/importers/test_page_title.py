"""What a page says it is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.importers.page_title import title_of


@pytest.mark.parametrize(
    ("page", "content_type", "title"),
    [
        (b"<title>How to dry\n  a bean &amp; more</title>", "", "How to dry a bean & more"),
        (b'<title>Bean | The Site</title><meta property="og:title" content="Bean">', "", "Bean"),
        (b'<title>Bean</title><meta property="og:title" content="  ">', "", "Bean"),
        (b'<meta name="twitter:title" content="A bean"><h1>Other</h1>', "text/html", "A bean"),
        (b"<body><svg><title>Logo</title></svg><h1>A <b>bean</b></h1>", "", "A bean"),
        ("<title>Böhnchen</title>".encode("latin-1"), "text/html; charset=ISO-8859-1", "Böhnchen"),
        ("<meta charset=utf-8><title>Бобы</title>".encode(), "text/html", "Бобы"),
        ("<title>豆</title>".encode("utf-16"), "text/html", "豆"),
        (b"<head><title>Cut off in the mid", "", "Cut off in the mid"),
        (b"<title>" + b"long " * 100 + b"</title>", "", "long " * 59 + "long…"),
        (b"<p>Nothing said</p>", "", ""),
        (b"", "", ""),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png", ""),
    ],
)
def test_the_title(page: bytes, content_type: str, title: str) -> None:
    assert title_of(page, content_type) == title


@given(st.binary(max_size=200), st.text(max_size=30))
def test_no_page_breaks_it(page: bytes, content_type: str) -> None:
    assert "\n" not in title_of(page, content_type)
