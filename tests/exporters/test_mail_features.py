"""The HTML of a mail holds in the mail programs people have: nothing in it but what the list of features knows."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reader_app import resources
from reader_app.exporters.email_html import MailRenderer
from reader_app.exporters.options import ExportOptions
from reader_app.markup.parse import parse
from reader_app.model.blocks import Button, Feedback, Figure, Item, LinkList, Note, Podcast, Prose, Sponsor, Unknown
from reader_app.model.issue import About, Issue, Section
from reader_app.model.origin import digest
from tests.support.pictures import png

LIST = Path(__file__).parents[1] / "cases" / "mail_features.tsv"
ROWS = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
KNOWN = {kind: {name for known, name, *_ in ROWS if known == kind} for kind in ("element", "property", "rule")}
BODY = """Words with *stress*, **weight**, ~~none~~, `code`, a [link](https://a.example/?a=1&b=2) and a note.[^1]

#### A deeper heading

> Quoted.

1. one
- two

| a | b |
|:--|--:|
| 1 | 2 |

```
code
```

***

![A picture](asset:{})\\
![Another](https://pics.example/x.png)

[^1]: The note.
"""
PICTURE = png(1200, 300)
OPTIONS = ExportOptions(
    asset={digest(PICTURE): (PICTURE, "image/png")}.get, asset_url=lambda sha256: f"https://pics.example/{sha256}.png"
)
EVERYTHING = Issue(
    publication="Harbour Post",
    number="7",
    title="It’s <everything> there 'is'",
    preheader="Short",
    url="https://notes.example/7",
    lead=(Prose(BODY.format(digest(PICTURE))),),
    sections=(
        Section(
            "Section",
            "",
            (
                Item("An item", "https://a.example", "Source", "Author", 3, f"asset:{digest(PICTURE)}", "Words."),
                LinkList((Item("One", "https://a.example", body="Words."), Item("Two", "https://b.example"))),
                LinkList((Item("One", "https://a.example"),), ordered=True),
                Sponsor("Acorn Works", "https://acorn.example", body="Fine rope."),
                Podcast("An episode", "https://pod.example", "https://pod.example/1.mp3", 30, "About it."),
                Figure(f"asset:{digest(PICTURE)}", "A grey field", "Caption", "https://a.example"),
                Button("Press", "https://a.example"),
                Feedback("Well?", "https://up.example", "https://down.example"),
                Note("A note."),
                Unknown("other", "Something else."),
            ),
        ),
    ),
    about=About("Tag", "Curator", "https://a.example", "https://a.example/s", "{{ unsubscribe_url }}", "Street", "B."),
)


class Found(HTMLParser):
    """Collects the elements, the inline styles and what stands in ``<style>``."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.sheets: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._in_style = tag == "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.sheets.append(data)

    def handle_endtag(self, _tag: str) -> None:
        self._in_style = False


def found(issue: Issue) -> tuple[str, Found]:
    html = MailRenderer().render(issue, OPTIONS)
    seen = Found()
    seen.feed(html)
    for comment in re.findall(r"<!--\[if[^\]]*\]>(.*?)<!\[endif\]-->", html, re.DOTALL):
        seen.feed(comment)
    return html, seen


def issues() -> list[Issue]:
    return [EVERYTHING, *(parse(path.read_text(encoding="utf-8")).issue for path in resources.samples())]


@pytest.fixture(params=issues(), ids=lambda issue: issue.publication)
def issue(request: pytest.FixtureRequest) -> Issue:
    return request.param  # type: ignore[no-any-return]


def test_only_elements_of_the_list(issue: Issue) -> None:
    assert {tag for tag, _ in found(issue)[1].elements if ":" not in tag} <= KNOWN["element"]


def test_only_properties_of_the_list(issue: Issue) -> None:
    _, seen = found(issue)
    inline = [attributes["style"] for _, attributes in seen.elements if "style" in attributes]
    rules = [body for sheet in seen.sheets for body in re.findall(r"\{([^{}]*)\}", sheet)]
    declared = {
        part.partition(":")[0].strip() for text in (*inline, *rules) for part in text.split(";") if part.strip()
    }
    assert declared <= KNOWN["property"]


def test_only_at_rules_of_the_list(issue: Issue) -> None:
    rules = {rule.strip() for sheet in found(issue)[1].sheets for rule in re.findall(r"@[^{;]*", sheet)}
    assert rules <= KNOWN["rule"]


@pytest.mark.parametrize(
    "never",
    [
        r"url\(",
        r"var\(",
        r"rgba?\(",
        r"\d(?:rem|vw|vh)\b",
        r"&apos;",
        r"<(?:script|link|svg|form|input|section|article)\b",
        r"\b(?:flex|grid|float|position|background-image):",
        r'src="(?:data|asset):',
        r" data-block",
        r"#000\b",
        r"margin:auto",
    ],
)
def test_never(issue: Issue, never: str) -> None:
    assert not re.search(never, found(issue)[0])


def test_every_table_is_for_layout_or_has_headers(issue: Issue) -> None:
    for tag, attributes in found(issue)[1].elements:
        if tag == "table" and "role" in attributes:
            layout = [attributes.get(name) for name in ("role", "cellpadding", "cellspacing", "border")]
            assert layout == ["presentation", "0", "0", "0"]


def test_padding_stands_on_cells_alone_but_for_indents(issue: Issue) -> None:
    padded = {
        tag
        for tag, attributes in found(issue)[1].elements
        if re.search(r"(?:^|;)padding:", attributes.get("style", ""))
    }
    assert padded <= {"td", "th", "ul", "ol", "blockquote"}


def test_every_picture_has_its_words_and_its_size() -> None:
    pictures = [attributes for tag, attributes in found(EVERYTHING)[1].elements if tag == "img"]
    assert [picture["alt"] for picture in pictures] == ["A picture", "Another", "", "A grey field"]
    kept = [picture for picture in pictures if digest(PICTURE) in picture["src"]]
    assert [(picture["width"], picture["height"]) for picture in kept] == [("552", "138")] * 3


def test_outlook_gets_a_table_of_its_own_and_its_pixels(issue: Issue) -> None:
    html, _ = found(issue)
    assert "<o:PixelsPerInch>96</o:PixelsPerInch>" in html
    assert re.search(r"<!--\[if mso \| IE\]><table [^>]*width=\"600\"", html)


def test_language_and_direction_stand_on_the_wrapper_too(issue: Issue) -> None:
    carriers = [attributes for _, attributes in found(issue)[1].elements if "lang" in attributes]
    assert [(each["lang"], each["dir"]) for each in carriers[:2]] == [
        (issue.lang or "en", "rtl" if issue.lang == "he" else "ltr")
    ] * 2


def test_the_preheader_comes_first_and_nothing_follows_it_in_the_inbox() -> None:
    html, _ = found(EVERYTHING)
    body = html[html.index("<body") :]
    first = re.match(r'<body[^>]*><div style="([^"]*)">([^<]*)</div>', body)
    assert first is not None
    assert {"display:none", "max-height:0px", "overflow:hidden", "mso-hide:all"} <= set(first[1].split(";"))
    assert first[2].startswith("Short\u200c\u00a0")
    assert len(first[2]) >= 130


def test_a_merge_tag_is_left_for_the_service() -> None:
    assert 'href="{{ unsubscribe_url }}"' in found(EVERYTHING)[0]


def test_a_sponsor_is_labelled(issue: Issue) -> None:
    html, _ = found(issue)
    for _, block in issue.blocks():
        if isinstance(block, Sponsor):
            assert f">{block.label} · <a " in html or f">{block.label} · {block.name}" in html
