"""The zip of Markdown: what another program finds in it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime

from hypothesis import given, settings
from markdown_it import MarkdownIt

from reader_app.exporters.markdown_zip import markdown_zip
from reader_app.exporters.options import DEFAULT, ExportOptions
from reader_app.markup.portable import portable
from reader_app.model.blocks import Button, Feedback, Figure, Item, LinkList, Note, Podcast, Prose, Sponsor, Unknown
from reader_app.model.issue import About, Issue, Section
from reader_app.model.origin import digest
from reader_app.model.urls import is_safe
from tests.support.imports import issue
from tests.support.pictures import png
from tests.support.strategies import issues

PICTURE = png()
ASSET = f"asset:{digest(PICTURE)}"
WITH_PICTURE = ExportOptions({digest(PICTURE): (PICTURE, "image/png")}.get)
NAME = f"pictures/{digest(PICTURE)[:32]}.png"


def files(*found: Issue, options: ExportOptions = DEFAULT) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(markdown_zip(found, options))) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def front(text: str) -> dict[str, object]:
    lines = text.split("---\n")[1].splitlines()
    return {name: json.loads(value) for name, _, value in (line.partition(": ") for line in lines)}


def markdown(*blocks: object) -> str:
    return portable(Issue(lead=blocks), picture={ASSET: NAME}.get)  # type: ignore[arg-type]


def test_each_issue_is_a_file_named_after_it() -> None:
    assert list(files(issue(number="7"), issue("Other", number="7"), issue(number="8"))) == [
        "harbour-post-7.md",
        "harbour-post-7-2.md",
        "harbour-post-8.md",
    ]


def test_an_issue_with_pictures_is_a_folder() -> None:
    found = files(issue(lead=(Figure(ASSET, "A grey field"),)), options=WITH_PICTURE)
    assert list(found) == ["harbour-post/index.md", f"harbour-post/{NAME}"]
    assert f"![A grey field]({NAME})" in found["harbour-post/index.md"]


def test_the_front_matter_says_what_programs_ask_for() -> None:
    text = files(
        issue(
            'Boats: "fog"',
            number="7",
            preheader="Short",
            date=datetime(2024, 3, 1, 7, tzinfo=UTC),
            authors=("Ada",),
            tags=("sea",),
            lang="en",
            url="https://notes.example/7",
        )
    )["harbour-post-7.md"]
    assert front(text) == {
        "title": 'Boats: "fog"',
        "subject": 'Boats: "fog"',
        "slug": "harbour-post-7",
        "date": "2024-03-01T07:00:00Z",
        "publish_date": "2024-03-01T07:00:00Z",
        "description": "Short",
        "publication": "Harbour Post",
        "number": "7",
        "authors": ["Ada"],
        "tags": ["sea"],
        "lang": "en",
        "canonical_url": "https://notes.example/7",
    }


def test_what_is_not_known_is_left_out() -> None:
    assert front(files(Issue(title="T"))["t.md"]) == {"title": "T", "subject": "T", "slug": "t"}


def test_every_block_without_divs_or_attributes() -> None:
    assert markdown(Prose("Words.")) == "Words.\n"
    assert (
        markdown(Item("Title", "https://a.example", "Source", "Ada", 3, ASSET, "Words."))
        == f"### [Title](https://a.example)\n\n*Source · Ada · 3 min*\n\n![]({NAME})\n\nWords.\n"
    )
    assert markdown(LinkList((Item("One", "https://a.example", body="a\n\nb"), Item("Two")), ordered=True)) == (
        "1. [One](https://a.example)\n\n   a\n\n   b\n2. Two\n"
    )
    assert markdown(Sponsor("Acorn", "https://a.example", body="Rope.")) == (
        "> **Sponsor: [Acorn](https://a.example)**\n>\n> Rope.\n"
    )
    assert markdown(Podcast("Ep", "https://p.example", "https://p.example/1.mp3", 3, "About.")) == (
        "> **Podcast: [Ep](https://p.example)** (3 min)\n>\n> About.\n>\n> [Listen](https://p.example/1.mp3)\n"
    )
    assert markdown(Podcast("", body="About.")) == "> **Podcast**\n>\n> About.\n"
    assert markdown(Figure(ASSET, "Alt", "Caption", "https://a.example")) == (
        f"[![Alt]({NAME})](https://a.example)\n\n*Caption*\n"
    )
    assert markdown(Figure("asset:" + "0" * 64, "Alt")) == "Alt\n"
    assert markdown(Button("Press", "https://a.example"), Button("")) == "**[Press](https://a.example)**\n"
    assert markdown(Feedback("Well?", "https://u.example", "javascript:x")) == "Well?\n\n[Yes](https://u.example)\n"
    assert markdown(Note("Mind.")) == "> Mind.\n"
    assert markdown(Unknown("odd", "::: odd\nText.\n:::")) == "Text.\n"


def test_pictures_in_bodies_go_along_or_leave_their_words() -> None:
    missing = "asset:" + "0" * 64
    assert markdown(Prose(f"![a]({ASSET}) ![b]({missing})")) == f"![a]({NAME}) b\n"


def test_sections_and_the_footer() -> None:
    found = Issue(
        sections=(Section("One", "", (Prose("a"),)), Section("", "", (Prose("b"),))),
        about=About("Tag", "Ada", "https://a.example", "https://a.example/s", "{{ u }}", "1 Street", "More."),
    )
    assert portable(found, picture=lambda _src: None) == (
        "## One\n\na\n\n***\n\nb\n\n***\n\nTag\n\nCurated by Ada\n\nMore.\n\n"
        "[https://a.example](https://a.example) · [Subscribe](https://a.example/s) · [Unsubscribe](<{{ u }}>)\n\n"
        "1 Street\n"
    )


@given(issues)
@settings(max_examples=60, deadline=None)
def test_other_programs_find_every_title_and_label(found: Issue) -> None:
    text = portable(found, picture=lambda _src: None)
    shown = re.sub(r"\s|<[^>]*>", "", MarkdownIt("commonmark", {"html": False}).render(text))
    escaped = [title for _, item in found.items() if (title := item.title) and is_safe(item.url) and title.isalnum()]
    labels = [block.label for _, block in found.blocks() if isinstance(block, Sponsor) and block.label.isalnum()]
    for word in (*escaped, *labels):
        assert word in shown


def test_a_picture_that_is_not_there_leaves_its_words() -> None:
    found = files(issue(number="1", lead=(Figure(ASSET, "A lamp"),)))
    assert list(found) == ["harbour-post-1.md"]
    assert "A lamp" in found["harbour-post-1.md"]
