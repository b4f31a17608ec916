"""What a source is, and the sentence for what is no newsletter."""

# ruff: noqa: E501 - the cases read best as tables

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader_app.errors import FormatError
from reader_app.importers.registry import Source, read, recognise
from reader_app.markup.parse import parse
from reader_app.markup.plain import plain_words
from reader_app.markup.write import write
from reader_app.model import codec
from reader_app.model.blocks import Item, Sponsor
from reader_app.model.issue import Issue
from reader_app.model.walk import block_texts

MARKDOWN = b"---\ntitle: T\n---\n\n## S\n\n### [i](https://i.example)\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.md", MARKDOWN, "markdown"),
        ("without-suffix", MARKDOWN, "markdown"),
        ("a.txt", MARKDOWN, "markdown"),
        ("a.json", codec.dumps(codec.encode(Issue(title="T"))).encode(), "json"),
        ("strange.bin", codec.dumps(codec.encode(Issue(title="T"))).encode(), "json"),
        ("a.txt", b"Some words.\n\nMore words.", "text"),
        ("x", b"T\nP\nT\nBy A \xe2\x80\xa2 Issue #3 \xe2\x80\xa2 View online\nWords.", "text"),
    ],
)
def test_recognised_by_content_then_by_name(name: str, data: bytes, kind: str) -> None:
    assert recognise(Source(name, data)).kind == kind


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.md", b" \n ", "The file is empty."),
        ("a.md", b"\xef\xbb\xbf\n", "The file is empty."),
        ("a.txt", b"--- *** ---", "The file holds no words."),
        ("a.txt", b"\x00\x01\x02" * 50, "The file holds binary data, not a newsletter."),
        ("a.md", b"x" * 20_000_001, "The file is larger than 20 MB; no newsletter is."),
        ("a.json", b"{broken", "The file is not valid JSON."),
        ("a.json", b'{"a": 1}', "The file is JSON, but not an issue in a form Masthead knows."),
        ("a.json", b'{"format": "masthead-issue/1", "title": {}}', "The file is not a Masthead issue: “title” is not a text."),
        ("a.txt", b"\xff\xfe" + b"\x00\xd8" * 500, "The file holds binary data, not text."),
    ],
)  # fmt: skip
def test_what_is_no_newsletter_gets_a_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(Source(name, data))
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("data", "title", "warned"),
    [
        ("Überschrift\n\nText".encode("utf-16"), "Überschrift", 0),
        ("Überschrift\n\nText".encode("utf-8-sig"), "Überschrift", 0),
        ("Überschrift\n\nText äöü".encode("cp1252"), "Überschrift", 1),
        ("Überschrift – größer als €\n\nText ".encode() + b"\xe4 broken", "Überschrift – größer als €", 1),
        (b"\xff\xfeT\x00i\x00\n\x00\n\x00x\x00\x00", "Ti", 1),
        (b"T\x81itle \xe9\n\nText", "T\x81itle é".replace("\x81", ""), 1),
    ],
)
def test_encodings(data: bytes, title: str, warned: int) -> None:
    (found,) = read(Source("a.txt", data))
    assert found.issue.title == title
    assert len(found.warnings) == warned


TEXT = """WEEKLY OF THE TARN No. 41

Together with Moor Tools

A sharp spade for a soft field. https://moor.example

===== SPONSORED BY: Opal Rope =====
Rope that holds.
===================================

REPORTS

A story worth reading: https://a.example/1

Words that stand
over two lines with *stars* and _marks_.

Deep dives
----------
More words.

----------

To unsubscribe, write to us.
"""


def test_plain_text_is_read_by_its_marks() -> None:
    (found,) = read(Source("weekly.txt", TEXT.encode()))
    issue = found.issue
    assert (issue.title, issue.number) == ("WEEKLY OF THE TARN No. 41", "41")
    assert [section.heading for section in issue.sections] == ["REPORTS", "Deep dives"]
    sponsors = [block for _, block in issue.blocks() if isinstance(block, Sponsor)]
    assert [sponsor.name for sponsor in sponsors] == ["Moor Tools", "Opal Rope"]
    assert sponsors[1].body == "Rope that holds."
    item = issue.sections[0].blocks[0]
    assert isinstance(item, Item)
    assert (item.title, item.url) == ("A story worth reading", "https://a.example/1")
    assert issue.about is not None
    assert issue.about.body == "To unsubscribe, write to us."


def shown(issue: Issue) -> str:
    about = issue.about
    texts = [issue.publication, issue.number, issue.title, issue.preheader]
    texts += [text for block in issue.lead for text in block_texts(block)]
    for section in issue.sections:
        texts.append(section.heading)
        texts += [text for block in section.blocks for text in block_texts(block)]
    addresses = [item.url for _, item in issue.items()]
    return " ".join(
        [
            *texts,
            *map(plain_words, texts),
            *addresses,
            plain_words(about.tagline + "\n\n" + about.body) if about else "",
        ]
    )


ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#39|#x27);")


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), max_size=60), min_size=1, max_size=12
    )
)
@example(["o 0"])
@example(["&quot;"])
@settings(max_examples=200, deadline=None)
def test_no_word_of_a_text_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        (found,) = read(Source("a.txt", b"Opening words here.\n\n" + text.encode()))
    except FormatError:
        return
    word = re.compile(r"[^\W_]+")  # what stands around one may be the marks of stress: "_this_"
    kept = set(word.findall(shown(found.issue) + " " + " ".join(found.removed)))
    said = ENTITY.sub(" ", " ".join(text.split()))  # some programs write these into their text parts
    words = set(word.findall(said)) - {"o"}  # at the start of a line it is a bullet
    assert found.issue.is_empty() or words <= kept or "```" in text


FOREIGN = """---
layout: post
subject: Week of the tarn
issue: 12
description: What happened
author: Ada Moor
pubDate: 2021-03-04 08:00:00 +0100
---
<p align="center"><img src="https://x.example/a.png" alt="A [view]"></p>

Reading
-------

<a href="https://b.example?x=1&amp;y=2">A <b>bold</b> link</a><br>and <i>more</i>.

```html
<b>code stays</b>
```
"""


def test_markdown_of_other_tools() -> None:
    (found,) = read(Source("2021-03-04-week.md", FOREIGN.encode()))
    issue = found.issue
    assert (issue.title, issue.number, issue.preheader, issue.authors) == (
        "Week of the tarn",
        "12",
        "What happened",
        ("Ada Moor",),
    )
    assert issue.date is not None
    assert issue.date.isoformat() == "2021-03-04T07:00:00+00:00"
    assert issue.extra == {"layout": "post"}
    assert [section.heading for section in issue.sections] == ["Reading"]
    text = write(issue)
    assert "[A **bold** link](https://b.example?x=1&y=2)" in text
    assert "<b>code stays</b>" in text
    assert "<p" not in text
    assert "x.example/a.png" in text


def test_several_top_headings_are_sections_and_names_tell_dates_and_numbers() -> None:
    (found,) = read(Source("2020-02-03-issue-007.md", b"# One\n\na\n\n# Two\n\nb\n\n# Three\n\nc\n"))
    assert [section.heading for section in found.issue.sections] == ["One", "Two", "Three"]
    assert (found.issue.number, found.issue.title) == ("7", "2020-02-03-issue-007")
    assert found.issue.date is not None
    (bare,) = read(Source("note.md", b"Just *words*.\n\n- a list"))
    assert (bare.issue.title, bare.issue.number, bare.issue.date) == ("note", "", None)


def test_problems_of_the_text_are_told() -> None:
    (found,) = read(Source("a.md", b"---\ntitle: [\n---\n\n::: sponsor\nx\n"))
    assert any("Line" in warning and "YAML" in warning for warning in found.warnings)
    assert any("not closed" in warning for warning in found.warnings)


def test_json_reads_back() -> None:
    issue = parse(MARKDOWN.decode()).issue
    (found,) = read(Source("a.json", codec.dumps(codec.encode(issue)).encode()))
    assert found.issue == issue


@pytest.mark.parametrize("folder", ["newsletters-txt", "newsletters-md"])
def test_real_newsletters_are_read_and_read_back(corpus: Path, folder: str) -> None:
    files = [path for path in sorted((corpus / folder).rglob("*")) if path.is_file() and path.read_bytes().strip()][::9]
    assert files
    for path in files:
        (found,) = read(Source(path.name, path.read_bytes()))
        assert found.issue.title, path
        assert not found.issue.is_empty(), path
        assert parse(write(found.issue)).issue == found.issue, path


@pytest.mark.parametrize(
    ("name", "front", "publication", "number"),
    [
        ("2016-10-08-harbour-this-week.md", 'title: "Harbour This Week: The lamp"', "Harbour This Week", ""),
        ("2016-10-08-the-lamp.md", 'title: "Harbour This Evening: The lamp"', "", ""),
        ("keeper.md", "title: 码头灯塔 186\nslug: lamp-186", "码头灯塔", "186"),
        ("keeper.md", "title: 码头灯塔 186\nslug: lamp-12", "", ""),
    ],
)
def test_the_name_of_a_markdown_file_and_its_slug_tell_what_the_title_begins_with(
    name: str, front: str, publication: str, number: str
) -> None:
    issue = read(Source(name, f"---\n{front}\n---\n\n## News\n\nWords.\n".encode()))[0].issue
    assert (issue.publication, issue.number) == (publication, number)
