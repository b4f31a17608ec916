"""Hypothesis strategies for every value of the model."""

# ruff: noqa: E501 - the pieces read best as a table

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st

from reader_app.model.blocks import (
    Block,
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
from reader_app.model.text import clean_line

_PIECES = st.sampled_from(
    [
        "word", "two words", "*em*", "**b**", "`code`", "[a](https://a.example/x)", "[r]", "[r]: https://r.example", "[^1]", "[^1]: note",
        "# h", "## h", "### h", "#### h", "- x", "- [a](u)", "1. [b](v): w", "> q", "```", "~~~", "    code", "---", "===", ":::", "::: note",
        "::: {.sponsor name=\"x\"}", "<!-- c -->", "<!--", "-->", "\\", "\\:::", "\\<!--", "|a|b|\n|-|-|\n|c|d|", "![i](s)", "<b>", "&amp;", "&",
        "{#x}", "{.c a=\"b\"}", "{{ tag }}", "*|UNSUB|*", "_", "~~s~~", "שלום", "你好", "é", "😀", "\u00a0", "\t", "  ", "\n", "\n\n", ":", "“", "'", '"', "<https://x.example>",
    ]
)  # fmt: skip
bodies = st.one_of(
    st.lists(_PIECES, max_size=7).map("".join),
    st.lists(_PIECES, max_size=6).map("\n".join),
    st.text(max_size=40),
)
lines = st.one_of(
    st.lists(_PIECES, max_size=4).map("".join), st.text(max_size=20), st.sampled_from(["", "Title", "A b c"])
)
urls = st.one_of(
    st.sampled_from(
        ["", "https://a.example/x?a=1&b=2", "https://a.example/(x)", "asset:00ff", "javascript:x", "{{ u }}"]
    ),
    lines,
)
minutes = st.one_of(st.none(), st.integers(1, 9999))
extras = st.lists(st.tuples(st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True), lines), max_size=2).map(tuple)
names = lines.filter(lambda text: bool(clean_line(text)))

items = st.builds(Item, lines, urls, source=lines, author=lines, minutes=minutes, image=urls, body=bodies, extra=extras)
plain_items = st.builds(
    Item, st.just("Title"), st.just("https://a.example"), body=st.sampled_from(["", "remark", "two\n\nparts"])
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Prose, bodies),
    st.builds(Prose, st.sampled_from(["A paragraph.", "Another one,\non two lines.", "- a\n- b"])),
    items,
    plain_items,
    st.builds(LinkList, st.lists(st.one_of(items, plain_items), max_size=3).map(tuple), st.booleans()),
    st.builds(Sponsor, names, urls, label=lines, slot=lines, body=bodies, extra=extras),
    st.builds(Podcast, lines, urls, audio=urls, minutes=minutes, body=bodies, extra=extras),
    st.builds(Figure, urls, lines, lines, urls, extras),
    st.builds(Button, lines, urls, extras),
    st.builds(Feedback, lines, urls, urls, extras),
    st.builds(Note, bodies, extras),
    st.builds(Unknown, st.sampled_from(["custom", "{.custom a=1}", "unknown"]), bodies),
)
sections = st.builds(
    Section,
    lines,
    st.one_of(st.just(""), st.from_regex(r"[a-z]{1,4}", fullmatch=True)),
    st.lists(blocks, max_size=4).map(tuple),
)
abouts = st.builds(About, lines, lines, urls, urls, urls, lines, bodies, extras)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | lines,
    lambda children: st.lists(children, max_size=3) | st.dictionaries(lines, children, max_size=3),
    max_leaves=5,
)
dates = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)).map(lambda d: d.replace(tzinfo=UTC))  # noqa: DTZ001
_leads = st.lists(blocks, max_size=4).map(tuple)
_sections = st.lists(sections, max_size=3).map(tuple)
bare_issues = st.builds(Issue, lead=_leads, sections=_sections)  # without facts, which take half the time to draw
issues = st.builds(
    Issue,
    id=st.one_of(st.just(UUID(int=0)), st.uuids()),
    publication=lines,
    number=st.one_of(lines, st.sampled_from(["177", "S02E05", "007", "1.10", "null"])),
    title=lines,
    preheader=lines,
    date=st.one_of(st.none(), dates),
    authors=st.lists(lines, max_size=2).map(tuple),
    url=urls,
    lang=st.sampled_from(["", "en", "he", "no"]),
    tags=st.lists(lines, max_size=2).map(tuple),
    lead=_leads,
    sections=_sections,
    about=st.one_of(st.none(), abouts),
    extra=st.dictionaries(lines, json_values, max_size=2),
)
