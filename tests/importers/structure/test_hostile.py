"""HTML that is broken, huge or meant to do harm: an issue comes of it, in bounded time, and no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.importers.structure.envelope import Envelope
from reader_app.importers.structure.find import find
from reader_app.markup.parse import parse
from reader_app.markup.write import write
from tests.support.visible import lost

DEEP = 100_000
HOSTILE = {
    "nested": "<div>" * DEEP + "<p>Deep words</p>" + "</div>" * DEEP,
    "left open": "<b x=1>" * DEEP + "Deep words",
    "formatting left open": "".join(f"<font size={n}><p>Deep words" for n in range(3000)),
    "tables": "<table><tr><td>" * 20_000 + "Deep words",
    "lists": "<ul><li>" * 5000 + "Deep words",
    "quotes": "<blockquote>" * 5000 + "Deep words",
    "closing tags": "</div></p></b>" * 30_000 + "<p>Deep words</p>",
    "open quotes": "<p>Deep words</p>" + '<a href="' * 20_000,
    "a long paragraph": "<p>Deep words " + "word " * 1_000_000,
    "many pictures": "<p>Deep words</p>" + "<img src='a.png' alt='x'>" * 10_000,
    "many headings": "<p>Deep words</p>"
    + "".join(f"<h{n % 6 + 1}>Head {n}</h{n % 6 + 1}><p>t</p>" for n in range(5000)),
    "many labels": "<p>Deep words</p>" + "<p>Sponsored by Acorn</p>" * 5000,
    "scripts left open": "<p>Deep words</p>" + "<script>" * 20_000,
    "comments left open": "<p>Deep words</p>" + "<!--" * 50_000,
    "NULs": "<p>Deep\0 words</p>\0<p>\ud800</p>",
    "style without end": "<p style='font-size:1e999px;color:rgb(999,999,999,9,9)'>Deep words<style>p{{{{@media{",
    "odd attributes": '<p a"b=\'1\' =c "="" style>Deep words<p style="font: bold 3em x; font-size:-4px">more</p>',
    "numbers": "<p>Deep words</p>" + "#1" * 5000 + "1" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_gives_an_issue(name: str) -> None:
    found = find(HOSTILE[name], Envelope(subject="S"))
    text = " ".join([*(str(block) for _, block in found.issue.blocks()), str(found.issue.about), *found.removed])
    assert "Deep" in text


@pytest.mark.parametrize("html", ["", " ", "<", "<>", "&", "</", "<!", "<p", "\0", "plain", "<html>", "<body></body>"])
def test_scraps_of_html(html: str) -> None:
    assert find(html, Envelope(name="scrap")).issue.title in ("scrap", "plain")


PIECES = st.sampled_from(
    """<p>|</p>|<div>|</div>|<b>|</b>|<i>|<a href="https://a.example/x?y=1">|<a href="#a">|</a>|<br>|<hr>
    |<ul>|<li>|</ul>|<ol>|<table>|<tr>|<td>|</td>|</table>|<h1>|<h2>|<h3>|</h2>|<blockquote>
    |</blockquote>|<pre>|</pre>|<code>|</code>|<img src="i.png" alt="alt">|<span style="font-size:30px">
    |</span>|<p style="display:none">|Sponsored by Acorn|Unsubscribe|(Sponsor)|1.|*|#|_x_|**y**|[z](w)
    |`c`|\\|!|<!--c-->|&amp;|&lt;|<td bgcolor="#eee">|© word|Words, two|View online|•|~~|:::|{a}|&#8203;
    |<center>|A. B.|<a <|word|Another word here|<s>|</s>|---|+|=""".replace("\n    |", "|").split("|")
)


@given(st.lists(PIECES, min_size=1, max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_word_of_any_page_is_lost(pieces: list[str]) -> None:
    html = "\n".join(pieces)
    found = find(html, Envelope(subject="Subject"))
    assert not lost(html, found)
    assert parse(write(found.issue)).issue == found.issue


def test_no_word_of_real_newsletters_is_lost(corpus: Path) -> None:
    files = sorted(path for path in corpus.rglob("*.htm*") if path.is_file() and path.stat().st_size < 200_000)
    missing = {}
    for path in files[::3]:
        html = path.read_bytes().decode("utf-8", "replace")
        if gone := lost(html, find(html, Envelope(name=path.stem))):
            missing[str(path)] = gone[:3]
    assert files
    assert not missing
