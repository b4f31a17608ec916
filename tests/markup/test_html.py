"""HTML fragments: what a page shows, and what never reaches one."""

# ruff: noqa: E501 - the cases read best as tables

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from reader_app.markup.html import about_html, block_html, body_html, inline_html, issue_html
from reader_app.markup.parse import parse
from reader_app.model.blocks import Button, Feedback, Figure, Item, LinkList, Note, Podcast, Prose, Sponsor, Unknown
from reader_app.model.issue import About, Issue
from tests.support.strategies import issues

SAFE_TAGS = frozenset(
    "div p a article aside figure figcaption footer h1 h2 h3 h4 h5 h6 span section ul ol li img em strong s code pre "
    "blockquote hr br table thead tbody tr th td sup bdi".split()
)
FOREIGN_SCHEME = re.compile(r"(?i)\s*(?!https?:|mailto:|tel:|asset:)[a-z][a-z0-9+.-]*:|\s*[/\\]{2}")


class Audit(HTMLParser):
    """Notes every tag and address of a page that should not be in one."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SAFE_TAGS:
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("srcset", "action", "formaction"):
                self.bad.append(name)
            if name in ("href", "src") and FOREIGN_SCHEME.match(value or ""):
                self.bad.append(f"{name}={value}")


@given(issues)
@settings(max_examples=150, deadline=None)
def test_no_issue_brings_foreign_tags_or_unsafe_addresses(issue: Issue) -> None:
    audit = Audit()
    audit.feed(issue_html(issue))
    assert audit.bad == []


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java\tscript:x)",
        "[a](&#106;avascript:x)",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "[a](file:///etc/passwd)",
        "![a](javascript:x)",
        "![a](data:image/svg+xml,x)",
        "<javascript:alert(1)>",
        "[a][r]\n\n[r]: javascript:x",
        '[a](https://x.example "onclick=\\"x")',
        "[a](//evil.example/x)",
    ],
)
def test_hostile_markdown_stays_words(hostile: str) -> None:
    audit = Audit()
    audit.feed(body_html(hostile) + inline_html(hostile))
    assert audit.bad == []


def test_links_and_pictures_are_mapped() -> None:
    html = body_html(
        "[a](https://x.example) ![alt *text*](asset:1) ![gone](asset:2)",
        link=lambda url: url + "/mapped",
        image=lambda src: "data:image/png;base64,AA==" if src == "asset:1" else None,
        styles={"a": "color:red", "p": "margin:0"},
    )
    assert 'href="https://x.example/mapped"' in html
    assert 'style="color:red"' in html
    assert '<p style="margin:0">' in html
    assert '<img src="data:image/png;base64,AA==" alt="alt text"' in html
    assert "gone" in html
    assert "asset:2" not in html


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        (Prose("*x*"), ['<div class="prose" data-block="0-1"><p><em>x</em></p></div>']),
        (
            Item("T <b>", "https://www.h.example/x", author="A", minutes=3, image="asset:1", body="B"),
            ["T &lt;b&gt;</a></h3>", "h.example · A · 3 min", "<p>B</p>", 'src="asset:1"'],
        ),
        (Item("T", "javascript:x", source="S"), ['<h3 class="item-title" dir="auto">T</h3>', ">S<"]),
        (LinkList((Item("a", "u"), Item("b", "v", body="why")), ordered=True), ["<ol", 'data-entry="1"', "<p>why</p>"]),
        (LinkList((Item("a", "u"),)), ["<ul"]),
        (Sponsor("Acme", "https://a.example", body="Buy"), ["Sponsor</span> · <a", ">Acme</a>", 'aria-label="Sponsor: Acme"']),
        (Podcast("E", "u", "https://a.example/1.mp3", 9, "text"), ["Podcast", "9 min", "Listen", "<p>text</p>"]),
        (Figure("https://x.example/p.png", "Alt", "Cap", "https://x.example"), ["<figcaption>Cap</figcaption>", 'alt="Alt"']),
        (Figure("javascript:x", "Alt"), ['<span class="missing-picture">Alt</span>']),
        (Figure("", ""), ['<figure class="figure" data-block="0-1"></figure>']),
        (Button("Go", "https://x.example"), ['<p class="button"', ">Go</a>"]),
        (Feedback("Well?", "https://u.example", "https://d.example"), ["Well?", "Yes", "No"]),
        (Feedback("Well?"), ["Well?"]),
        (Note("N"), ['<aside class="note"']),
        (Unknown("poll", "A\n::: inner\nB\n:::"), ["<p>A</p>", "<p>B</p>"]),
    ],
)  # fmt: skip
def test_blocks(block: Prose, parts: list[str]) -> None:
    html = block_html(block, place="0-1")
    for part in parts:
        assert part in html
    assert ":::" not in html


def test_an_issue_has_its_sections_and_footer() -> None:
    issue = parse("Lead.\n\n## Same\n\nx\n\n## Same\n\n::: about\nTag\n:::").issue
    html = issue_html(issue)
    assert 'id="same"' in html
    assert 'id="same-2"' in html
    assert '<footer class="about"><p class="tagline" dir="auto">Tag</p></footer>' in html


def test_a_whole_footer() -> None:
    about = About("T", "C", "https://www.s.example", "https://sub.example", "{{ unsubscribe_url }}", "1 Road", "Body")
    html = about_html(about)
    for part in ("T", "C", ">s.example</a>", ">Subscribe</a>", '"{{ unsubscribe_url }}"', "1 Road", "<p>Body</p>"):
        assert part in html
