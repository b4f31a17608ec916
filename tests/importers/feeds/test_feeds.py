"""Feeds as files give an issue for each entry; each case is a feed with what is to come of it beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader_app.errors import FormatError
from reader_app.importers.again import again
from reader_app.importers.registry import Source, read, read_each, recognise
from reader_app.markup.parse import parse
from reader_app.markup.write import write
from reader_app.model.blocks import Podcast
from reader_app.model.origin import Imported, Unread
from tests.support.exports import summary, text_of

CASES = Path(__file__).resolve().parents[2] / "cases" / "feeds"
FEEDS = sorted(path.name for path in CASES.iterdir() if (CASES / f"{path.name}.json").exists())


def source(name: str) -> Source:
    return Source(name, (CASES / name).read_bytes())


def one(text: str | bytes) -> Imported:
    data = text.encode() if isinstance(text, str) else text
    (found,) = read(Source("a.xml", data))
    return found


def rss(item: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><item>{item}</item></channel></rss>'


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_gives_its_entries(name: str) -> None:
    expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    parts = list(read_each(source(name)))
    issues = [part for part in parts if isinstance(part, Imported)]
    assert [found.issue.title for found in issues] == [each["title"] for each in expected["issues"]]
    for found, wanted in zip(issues, expected["issues"], strict=True):
        check(found, wanted)
        assert found.origin.platform == expected.get("platform", "")
    assert [part.sentence for part in parts if isinstance(part, Unread)] == expected["unread"]


def check(found: Imported, wanted: dict[str, Any]) -> None:
    shown = summary(found)
    assert {name: shown[name] for name in wanted if name in shown} == {
        name: value for name, value in wanted.items() if name in shown
    }
    assert found.origin.kind == "feed"
    for words in wanted.get("words", ()):
        assert words in text_of(found)
    for name, value in wanted.get("facts", {}).items():
        assert found.origin.fact(name) == value
    assert all(words in " ".join(found.warnings) for words in wanted.get("warnings", ()))
    assert wanted.get("display", "") in found.display
    if "minutes" in wanted:
        (episode,) = (block for block in found.issue.lead if isinstance(block, Podcast))
        assert episode.minutes == wanted["minutes"]
    assert parse(write(found.issue)).issue == found.issue


@pytest.mark.parametrize("name", FEEDS)
def test_an_entry_can_be_read_again_from_what_is_kept(name: str) -> None:
    for part in read_each(source(name)):
        if isinstance(part, Imported):
            found = again(part.original, part.origin)
            assert isinstance(found, Imported)
            assert (found.issue, found.origin) == (part.issue, part.origin)


def test_a_list_of_subscriptions_is_named_for_what_it_is() -> None:
    with pytest.raises(FormatError, match="subscriptions to 2 feeds; it holds no issue"):
        read(source("subscriptions.opml"))
    with pytest.raises(FormatError, match="one feed"):
        read(Source("x.xml", b"<opml><body><outline xmlUrl='https://a.example'/></body></opml>"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            b"<rss><channel><title>Quiet &lt;i&gt;days</title></channel></rss>",
            "“Quiet days” holds no entries",
        ),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "The feed holds no entries."),
        (b"<rss><channel><item><title>a&#99999999999;</title>", "too damaged"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "holds no entries"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "not valid JSON"),
        (b"<rss><channel><item/></channel></rss>", "It holds no text."),
        (b"<rss><channel>" + b"<a>" * 300_000, "too large to be mended"),
        (b"<rss><channel>" + b"<a/>" * 500_000 + b"</channel></rss>", "elements"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(FormatError, match=sentence):
        read(Source("a.xml", data))


def test_shorthands_are_expanded_but_not_without_measure() -> None:
    small = '<!DOCTYPE rss [<!ENTITY town "Tarn">]>'
    assert one(rss("<title>In &town;</title>", small)).issue.title == "In Tarn"
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    nested = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
    assert len(one(rss("<title>He said &l9; and left</title>", nested)).original) < 1_000
    long = f'<!DOCTYPE rss [<!ENTITY x "{"y" * 5_000}">]>'
    with pytest.raises(FormatError, match="grow"):
        read(Source("a.xml", rss(f"<title>{'&x;' * 5_000}</title>", long).encode()))
    wide = rss(f"<title>{'&x;' * 5_000}</title>", long).encode("utf-16")
    with pytest.raises(FormatError, match="grow"):
        read(Source("a.xml", wide))


def test_an_address_that_is_none_stays_as_it_is() -> None:
    found = one(
        rss(
            '<title>A</title><link>https://a.example/</link><description>&lt;a href="//[x"&gt;b&lt;/a&gt;</description>'
        )
    )
    assert found.issue.url == "https://a.example/"


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "https://x.example/p.dtd"> %p;]>'
    found = one(rss("<title>A &x; b</title><description>c &x;</description>", head))
    assert "the secret" not in str(found)


def test_endless_names_of_authors_are_left_out() -> None:
    found = one(rss(f"<title>Long</title><author>{'a.' * 200_000}</author>"))
    assert (found.issue.title, found.issue.authors) == ("Long", ())
    unclosed = one(f"<rss><channel><item><title>Open</title><author>{'a b ' * 2_000}")
    assert unclosed.issue.title == "Open"
    kept = one(rss("<title>Short</title><author>ada@x.example (Ada Moor)</author>"))
    assert kept.issue.authors == ("Ada Moor",)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("koi8-r", True), ("shift_jis", True), ("utf-16", True), ("utf-16", False), ("utf-8-sig", False)],
)
def test_every_encoding(encoding: str, declared: bool) -> None:
    title = "Привет" if encoding == "koi8-r" else "港の手紙"
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if declared else ""
    text = f"{head}<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"
    assert one(text.encode(encoding)).issue.title == title


def test_a_feed_that_names_no_encoding_and_is_no_utf8() -> None:
    found = one("<rss><channel><item><title>Été à la mer</title></item></channel></rss>".encode("cp1252"))
    assert found.issue.title == "Été à la mer"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!doctype html><html><body><channel>x</channel></body></html>", "feed"),
        ("Words about <rss version='2.0'> and how it came to be.", "feed"),
        ("<svg><title>x</title></svg>", "feed"),
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(text: str, kind: str) -> None:
    assert recognise(Source("a.txt", text.encode())).kind != kind


def test_every_feed_of_the_corpus_gives_issues_or_a_sentence(corpus: Path) -> None:
    files = [path for path in sorted((corpus / "feeds").rglob("*")) if path.is_file() and path.read_bytes().strip()]
    read_files = 0
    for path in files:
        try:
            issues = read(Source(path.name, path.read_bytes()))
        except FormatError as error:
            assert error.sentence.endswith(".")
            continue
        read_files += 1
        for found in issues:
            assert found.issue.title or not found.issue.is_empty(), path
            assert parse(write(found.issue)).issue == found.issue, path
    assert read_files > 150
