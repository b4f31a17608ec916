"""What must never reach a page as such: foreign tags, script, addresses that run something. In every page we make."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from reader_app.exporters.options import ExportOptions
from reader_app.exporters.registry import ALONE, export
from reader_app.markup.parse import parse
from reader_app.model.blocks import (
    Button,
    Feedback,
    Figure,
    Item,
    LinkList,
    Note,
    Podcast,
    Prose,
    Sponsor,
    Unknown,
)
from reader_app.model.issue import About, Issue, Section
from reader_app.services.preview import VIEWS, Preview
from reader_app.services.reading import Head, Look, original_page, page, text_page
from tests.support.pages import text_of
from tests.support.strategies import issues

PICTURE = "0" * 64
HOSTILE_PICTURES = {
    PICTURE: (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>x</script></svg>', "image/svg+xml"),
    "1" * 64: (b"<html><script>alert(1)</script></html>", "text/html"),
}
PAYLOADS = (
    "<script>alert(1)</script>",
    "</title></style><script>alert(1)</script>",
    "</mj-text></mj-column><mj-raw><script>alert(1)</script></mj-raw>",
    "]]><script>alert(1)</script><![CDATA[",
    "--><script>alert(1)</script><!--",
    "{{ 7 * 7 }}{% include 'x' %}",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "[a](javascript:alert(1))",
    "[a](JaVa&#115;cript:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](//evil.example)",
    "![a](javascript:alert(1))",
    "![a](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[r]\n\n[r]: javascript:alert(1)",
    "<a href=javascript:alert(1)>x</a>",
    "<style>*{background:url(//evil.example)}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<iframe src=//evil.example></iframe>",
    "::: {.x onclick=alert(1)}\n<b onclick=alert(1)>\n:::",
)
ADDRESSES = (
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "\\evil.example",
    "vbscript:x",
    'https://a.example/"onmouseover="alert(1)',
    "https://a.example/<script>alert(1)</script>",
)
TAGS = frozenset(
    "html head meta title style body a header p h1 h2 h3 h4 h5 h6 span nav ol ul li main div section article aside "
    "figure figcaption footer img em strong s code pre blockquote hr br table thead tbody tr th td sup bdi".split()
)
BAD_ADDRESS = re.compile(r"(?i)(?!https?:|mailto:|tel:|asset:|#|\{\{)[a-z][a-z0-9+.-]*:|[/\\]{2}")


class Audit(HTMLParser):
    """Notes whatever may not stand in a page of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.styles: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag not in TAGS:
            self.bad.append(f"<{tag}>")
        for name, value in attrs:
            shown = re.sub(r"[\x00-\x20]", "", value or "")
            if name.startswith("on") or name in ("srcset", "action", "formaction", "background", "srcdoc"):
                self.bad.append(f"{tag} {name}")
            picture = name == "src" and shown.startswith(("data:image/", "masthead:asset/"))
            if name in ("href", "src") and not picture and BAD_ADDRESS.match(shown):
                self.bad.append(f"{name}={shown}")
            if tag == "meta" and name == "http-equiv" and (value or "").lower() == "refresh":
                self.bad.append("refresh")

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.styles.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"


def everything(text: str, url: str) -> Issue:
    """An issue that has `text` wherever text may stand, and `url` wherever an address may."""
    blocks = (
        Prose(text),
        Item(text, url, text, text, 3, url, text, (("onclick", text),)),
        LinkList((Item(text, url, text, body=text), Item(text, url)), ordered=True),
        Sponsor(text or "x", url, text, text, text),
        Podcast(text, url, url, 3, text),
        Figure(url, text, text, url),
        Figure(f"asset:{PICTURE}", text),
        Figure(f"asset:{'1' * 64}", text),
        Button(text, url),
        Feedback(text, url, url),
        Note(text),
        Unknown(text or "x", text),
    )
    return Issue(
        publication=text,
        number=text,
        title=text,
        preheader=text,
        authors=(text,),
        url=url,
        lang=text,
        tags=(text,),
        lead=blocks,
        sections=(Section(text, text, blocks), Section(text, "", blocks)),
        about=About(text, text, url, url, url, text, text),
    )


def exported(form: str, **choices: object) -> Callable[[Issue], str]:
    options = ExportOptions(asset=HOSTILE_PICTURES.get, **choices)  # type: ignore[arg-type]
    return lambda issue: export(issue, form, options).decode()


def book(issue: Issue) -> str:
    return text_of(export(issue, "epub", ExportOptions(asset=HOSTILE_PICTURES.get)))


PAGES: dict[str, Callable[[Issue], str]] = {
    "web": exported("web"),
    "web, dark": exported("web", mode="dark"),
    "email": exported("email"),
    "email with pictures": exported("email", asset_url=lambda sha256: f"https://pictures.example/{sha256}"),
    "book": lambda issue: book(issue).replace('<link rel="stylesheet" href="style.css"/>', ""),  # its own, inside it
    "reading page": lambda issue: page(issue, Look(), Head("k", ("f",))),
    "reading page, text": lambda issue: text_page(issue, Look()),
    "reading page, original": lambda issue: original_page(issue, Look(), issue.title),
    **{f"preview, {view}": lambda issue, view=view: Preview().render(issue, view) for view in VIEWS},
}


def audited(html: str) -> Audit:
    audit = Audit()
    audit.feed(re.sub(r"<!--\[if [^\]]*\]>.*?<!\[endif\]-->", "", html, flags=re.DOTALL))
    audit.close()
    return audit


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text(kind: str, payload: str) -> None:
    assert audited(PAGES[kind](everything(payload, "https://a.example/ok"))).bad == []


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_runs_something_is_dropped(kind: str, address: str) -> None:
    assert audited(PAGES[kind](everything("Words", address))).bad == []


@pytest.mark.parametrize("kind", ["web", "email"])
@given(issue=issues)
@settings(max_examples=60, deadline=None)
def test_no_issue_makes_an_unsafe_page(kind: str, issue: Issue) -> None:
    assert audited(PAGES[kind](issue)).bad == []


@pytest.mark.parametrize("kind", PAGES)
def test_styles_are_ours_alone(kind: str) -> None:
    plain = audited(PAGES[kind](everything("Words", "https://a.example"))).styles
    hostile = audited(PAGES[kind](everything("</style>*{x:url(//e.example)}", "https://a.example"))).styles
    assert hostile == plain


@pytest.mark.parametrize("kind", ["web", "web, dark"])
def test_a_page_forbids_what_it_does_not_need(kind: str) -> None:
    html = PAGES[kind](parse("# T\n\nWords.").issue)
    assert "default-src 'none'" in html


@pytest.mark.parametrize("kind", ["web", "web, dark"])
def test_a_web_page_makes_no_request(kind: str) -> None:
    html = PAGES[kind](parse("# T\n\n![a](https://a.example/p.png)\n\n![b](https://b.example/q.png)").issue)
    assert not re.search(r"<(?:img|link|script|iframe|source)\b|url\(|@import", html)


@given(issues)
@settings(max_examples=60, deadline=None)
def test_every_export_labels_every_sponsor(issue: Issue) -> None:
    labels = [block.label for _, block in issue.blocks() if isinstance(block, Sponsor)]
    for form in ALONE:
        text = text_of(export(issue, form))
        if form in ("web", "email"):
            marks = re.findall(r'class="(?:sponsor-label|ml)"', text)
            assert len(marks) == len(labels)
        elif form == "text":
            assert all(word in text for label in labels for word in label.split())


@pytest.mark.parametrize("form", ALONE)
def test_the_label_of_a_sponsor_is_in_every_form(form: str) -> None:
    issue = Issue(lead=(Sponsor("Ropes", body="Buy.", label="Paid for by"), Sponsor("Nets", body="Sell.")))
    text = text_of(export(issue, form))
    assert "Paid for by" in text
    assert "sponsor" in text.lower()
