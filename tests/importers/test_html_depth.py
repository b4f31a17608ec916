"""What makes parsers slow is taken out of HTML, and nothing else."""

from __future__ import annotations

import pytest

from reader_app.importers.html_depth import MOST_ATTRIBUTES, flattened

MANY = " ".join(f"a{number}='>'" for number in range(20_000))
PADDING = "<p>Words of the tarn.</p>\n" * 1000


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<!-- <a b=\" -->",
        "<script>if (a<b && c='x') {}</script>",
        "<style>p > a[b=\"'\"] {}</style>",
        "<p title=\"<a b='\">",
        "<p a\"b='c'>",
    ],
)  # fmt: skip
def test_a_tag_keeps_no_more_than_its_first_attributes(before: str) -> None:
    result = flattened(f"{before}<p {MANY}>the words</p>{PADDING}")
    kept = " ".join(MANY.split(" ")[:MOST_ATTRIBUTES])
    assert result == f"{before}<p {kept}>the words</p>{PADDING}"


@pytest.mark.parametrize(
    "html",
    [
        PADDING,
        f"<p>a < b and <b and so on {'words ' * 200}</b></p>{PADDING}",
        f"<a title='{'words ' * 6000}' href=x>a</a>",
        f"<!-- {MANY} -->{PADDING}",
        f"<script>{MANY}</script>{PADDING}",
        f"<p {MANY[:4000]}",
    ],
)
def test_other_html_is_as_it_was(html: str) -> None:
    assert flattened(html) == html


@pytest.mark.parametrize("piece", ["<a", "<a ", "<!--", "<a b='", '<a b="', "<a/b=c", "<script>", "<a =", "<style <"])
def test_no_piece_repeated_makes_it_slow_or_longer(piece: str) -> None:
    html = piece * 300_000
    assert len(flattened(html)) <= len(html)
