"""The model: normal forms, counts, anchors, JSON of other versions, addresses."""

# ruff: noqa: E501 - the cases read best as tables

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from reader_app.errors import FormatError
from reader_app.model import urls
from reader_app.model.blocks import Button, Feedback, Figure, Item, LinkList, Note, Podcast, Prose, Sponsor, Unknown
from reader_app.model.codec import decode, encode
from reader_app.model.issue import About, Issue, Json, Section, clean_json
from reader_app.model.origin import digest
from reader_app.model.text import clean_body, clean_line
from reader_app.model.walk import anchors, count_words, counts


def test_lines_and_bodies_are_normal() -> None:
    assert clean_line(" a \x00\r\n b\u2028c\ud800 ") == "a b c\ufffd"
    assert clean_line("Invoice \u202egnp.exe\u202c") == "Invoice gnp.exe\u202c"  # it reads as it is written
    assert clean_body("\u202dNo. \u202b\u05d0\u202c\n") == "No. \u202b\u05d0\u202c"
    assert clean_body("\n\n  a\r\nb \n\n") == "  a\nb"
    assert clean_body("```\nx") == "```\nx\n```"
    assert clean_body("~~~~\n```\n~~~") == "~~~~\n```\n~~~\n~~~~"
    assert clean_body("``` a`b\nx") == "``` a`b\nx"
    assert clean_body("\n \n") == ""


def test_values_have_limits() -> None:
    with pytest.raises(ValueError, match="name"):
        Sponsor(" ")
    assert Sponsor("A", label="").label == "Sponsor"
    assert "<!--" not in Unknown("<<!--!-- x").opening
    assert Unknown("").opening == "unknown"
    assert Item("a", minutes=0).minutes is None
    assert Note("x", (("a b", "1"), ("body", "2"), ("ok", " 3 "), ("ok", "4"))).extra == (("ok", "4"),)


def test_dates_are_utc_within_the_calendar() -> None:
    assert Issue(date=datetime(2020, 1, 1, 1, tzinfo=timezone(timedelta(hours=2)))).date == datetime(
        2019, 12, 31, 23, tzinfo=UTC
    )
    assert Issue(date=datetime(2020, 1, 1)).date == datetime(2020, 1, 1, tzinfo=UTC)  # noqa: DTZ001
    early = Issue(date=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9)))).date
    assert early is not None
    assert early.year == 1


def test_extra_holds_what_is_not_the_issues_own() -> None:
    deep: Json = "x"
    for _ in range(30):
        deep = [deep]
    issue = Issue(extra={"title": "no", " k ": float("inf"), "": 1, "d": deep, "m": {"a": ["\x00b", 1.5]}})
    assert issue.extra["k"] is None
    assert issue.extra["m"] == {"a": ["b", 1.5]}
    assert set(issue.extra) == {"k", "d", "m"}
    assert clean_json(True) is True


def test_an_issue_knows_its_items_and_whether_it_is_empty() -> None:
    section = Section("S", blocks=(Item("a"), LinkList((Item("b"), Item("c")))))
    issue = Issue(lead=(Item("z"),), sections=(section,))
    assert [(s.heading if s else "", item.title) for s, item in issue.items()] == [
        ("", "z"),
        ("S", "a"),
        ("S", "b"),
        ("S", "c"),
    ]
    assert not issue.is_empty()
    assert Issue(lead=(Prose(""),)).is_empty()
    assert not Issue(about=About("t")).is_empty()


def test_counts() -> None:
    blocks = (
        Prose("one two [three](https://x.example/a-b)"), Item("four", body="five"), LinkList((Item("six"),)), Sponsor("seven", body="x"),
        Podcast("t", body="b"), Figure("s", caption="c"), Button("b"), Feedback("q"), Note("n"), Unknown("u", "w"),
    )  # fmt: skip
    found = counts(Issue(title="T", sections=(Section("S", blocks=blocks),)))
    assert (found.sections, found.items, found.sponsors, found.minutes) == (1, 2, 1, 1)
    assert found.words == 3 + 2 + 1 + 3 + 2 + 1 + 1 + 1 + 1 + 1 + 2
    assert counts(Issue()).minutes == 0
    assert count_words("新闻周刊 hello") == 3


def test_anchors_are_unique() -> None:
    sections = (Section("A & b"), Section("A b"), Section("x", "a-b"), Section("***"), Section("Über"))
    assert anchors(sections) == ("a-b", "a-b-2", "a-b-3", "section", "über")


def test_json_of_a_newer_version_survives() -> None:
    data = {
        "format": "masthead-issue/2",
        "title": "T",
        "mood": {"x": 1},
        "origin": {"kind": "eml"},
        "lead": [{"type": "poll", "question": "?"}, {"type": "note", "markdown": "n", "weight": 3, "tone": "calm"}],
    }
    issue = decode(data)
    again = encode(issue)
    assert again["lead"] == data["lead"]
    assert again["mood"] == {"x": 1}
    assert decode(again) == issue
    clash = Issue(extra={"origin": "mine"})
    assert decode(encode(clash, origin={"kind": "text"}, warnings=("w",))) == clash


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"format": "other/1"},
        {"format": 3},
        {"title": {}},
        {"title": True},
        {"lead": "x"},
        {"lead": ["x"]},
        {"lead": [{"type": "sponsor"}]},
        {"sections": [3]},
        {"id": "x"},
        {"date": "soon"},
        {"about": 3},
        {"extra": 3},
    ],
)
def test_other_json_is_refused_in_a_sentence(data: object) -> None:
    with pytest.raises(FormatError) as caught:
        decode(data)
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://www.Example.com:80/a/?utm_source=x&b=1&fbclid=2#frag", "https://example.com/a?b=1"),
        ("https://x.example:8443/#!/page", "https://x.example:8443#!/page"),
        ("https://t.example/redirect?url=https%3A%2F%2Fy.example%2Fz%3Futm_medium%3Demail", "https://y.example/z"),
        ("https://t.example/search?q=https://y.example", "https://t.example/search?q=https://y.example"),
        ("https://t.example/click?id=1", "https://t.example/click?id=1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_canonical_addresses(url: str, canonical: str) -> None:
    assert urls.canonical(url) == canonical


def test_tracking_goes_and_the_rest_stays() -> None:
    assert urls.without_tracking("https://x.example/?a=1&UTM_source=n&b=%20#f") == "https://x.example/?a=1&b=%20#f"
    assert urls.without_tracking("https://x.example/?mc_cid=1") == "https://x.example/"
    assert urls.without_tracking("https://x.example/") == "https://x.example/"
    assert urls.clean(" https://out.example/click?url=https%3A%2F%2Fx.example%2F%3Fa%3D1%26utm_id%3D2 ") == (
        "https://x.example/?a=1"
    )
    assert urls.clean("mailto:a@x.example?subject=b") == "mailto:a@x.example?subject=b"


def test_hosts_and_merge_tags() -> None:
    assert urls.host("https://www.X.example/a") == "x.example"
    assert urls.host("nonsense") == ""
    assert urls.host("http://x.example:port/") == ""
    assert urls.has_merge_tag("https://x.example/*|UNSUB|*")
    assert not urls.is_safe(" java\nscript:x")
    assert urls.is_safe("/relative")
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_very_long_text_is_counted_in_pieces_and_to_the_same_number() -> None:
    words = "word and it's a half-way house. " * 20_000
    assert count_words(words) == 6 * 20_000
    assert count_words("東京の庭、" * 40_000) == 2 * 40_000
