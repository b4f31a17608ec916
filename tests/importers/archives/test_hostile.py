"""Whatever an export or a feed holds: issues, or one sentence; never anything else, and no word is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reader_app.errors import MastheadError
from reader_app.importers.again import again
from reader_app.importers.archives.find import archive_in
from reader_app.importers.archives.json_source import PlatformJson
from reader_app.importers.feeds.xml_feed import XmlFeed
from reader_app.importers.registry import Source
from reader_app.importers.source import Importer
from reader_app.markup.parse import parse
from reader_app.markup.write import write
from reader_app.model.origin import Imported, Origin, Unread
from tests.support.exports import CASES, PLATFORMS, files_of, text_of, zipped

ODD = """
<p>Hello</p> <h2>A</h2><hr> [caption][tweet_1] 2022-01-01 0000-00-00 1e999 TRUE ../x Sponsor:_X (Ad) <a_href=''>
שלום &#x110000; =1+1 " <a_href="//[bad">x</a>
"""
texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from([word.replace("_", " ") for word in ODD.split()]),
    st.sampled_from(["", "\0", "\ud83d", "a" * 300, "\r\n"]),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def with_fields(names: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names.split(), values))


REVUE_ITEM = "title issue_id item_type url description order image tweet_text tweet_handle"
GHOST_POST = "id title slug status type html plaintext published_at feature_image authors tags"
ITEM_KINDS = st.sampled_from(["header", "text", "link", "image", "tweet", "video", "?", ""])


def check(parts: list[Imported | Unread]) -> None:
    for part in parts:
        if isinstance(part, Unread):
            assert part.sentence.endswith(".")
            continue
        assert parse(write(part.issue)).issue == part.issue
        found = again(part.original, part.origin)
        assert isinstance(found, Imported)
        assert found.issue == part.issue


def read_zip(folder: Path, data: bytes) -> list[Imported | Unread]:
    path = folder / "export.zip"
    path.write_bytes(data)
    try:
        found = archive_in(path)
    except MastheadError as error:
        assert error.sentence.endswith(".")
        return []
    return list(found.read()) if found else []


def read_source(importer: Importer, data: bytes) -> list[Imported | Unread]:
    source = Source("a.json", data)
    assert 0 <= importer.certainty(source) <= 1
    try:
        return list(importer.read(source))
    except MastheadError as error:
        assert error.sentence.endswith(".")
        return []


five_kinds = st.lists(ITEM_KINDS, min_size=5, max_size=5)
five_texts = st.lists(texts, min_size=5, max_size=5)


@given(st.lists(with_fields(REVUE_ITEM), max_size=5), five_kinds, five_texts)
@quick
def test_any_revue_export(tmp_path: Path, items: list[dict[str, Any]], kinds: list[str], issue: list[str]) -> None:
    rows = [{**item, "issue_id": 1, "item_type": kind} for item, kind in zip(items, kinds, strict=False)]
    stream = io.StringIO()
    table = csv.writer(stream, escapechar="\\")
    table.writerow(["id", "description", "sent_at", "subject", "preheader"])
    table.writerow(["1", *issue[1:]])
    files = {"issues_a.csv": stream.getvalue().encode("utf-8", "replace"), "items_a.json": json.dumps(rows).encode()}
    check(read_zip(tmp_path, zipped(files)))


@given(values, texts)
@quick
def test_any_dump_of_revue(value: Any, html: str) -> None:
    check(read_source(PlatformJson(), json.dumps([{"html": html, "sent_at": value, "title": html}, value]).encode()))


@given(st.lists(with_fields(GHOST_POST), max_size=3), values)
@quick
def test_any_export_of_ghost(posts: list[dict[str, Any]], other: Any) -> None:
    tables = {"posts": posts, "tags": other, "users": [other], "posts_tags": [other], "settings": other}
    check(read_source(PlatformJson(), json.dumps({"db": [{"data": tables}]}).encode()))


@given(values, st.lists(with_fields("code name items"), max_size=3))
@quick
def test_any_issue_of_curated(value: Any, categories: list[dict[str, Any]]) -> None:
    issue = {"number": value, "title": value, "summary": value, "published_at": value, "categories": categories}
    check(read_source(PlatformJson(), json.dumps(issue).encode()))


@given(st.sampled_from(PLATFORMS), st.data())
@quick
def test_an_export_with_damaged_bytes(tmp_path: Path, platform: str, data: st.DataObject) -> None:
    files = files_of(platform)
    name = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(files[name])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, max(0, len(content) - 1)))
        content[place : place + 1] = data.draw(st.binary(max_size=3))
    for part in read_zip(tmp_path, zipped(files | {name: bytes(content)})):
        assert isinstance(part, Imported | Unread)


@given(st.sampled_from(PLATFORMS), st.data())
@quick
def test_a_zip_with_damaged_bytes(tmp_path: Path, platform: str, data: st.DataObject) -> None:
    content = bytearray(zipped(files_of(platform)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + 1] = data.draw(st.binary(max_size=3))
    for part in read_zip(tmp_path, bytes(content[: data.draw(st.integers(1, len(content)))])):
        assert isinstance(part, Imported | Unread)


TAGS = "rss channel item title description link author pubDate feed entry content summary id updated enclosure".split()
pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from("<![CDATA[ ]]> &amp; &nbsp; &#0; &#x110000; &# <!-- --> < >".split()),
    texts,
)


@given(st.lists(pieces, max_size=30))
@quick
def test_any_feed(inside: list[str]) -> None:
    data = ("<rss version='2.0'><channel><item><title>x</title>" + "".join(inside)).encode("utf-8", "replace")
    check(read_source(XmlFeed(), data))


@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_word_of_a_file_is_lost(platform: str) -> None:
    for part in read_zip_of(platform):
        if part.origin.kind == "export-html":
            body = LexborHTMLParser(part.original.decode()).body
            words = set(re.findall(r"\w+", body.text(separator=" ") if body else ""))
            kept = text_of(part) + " ".join(part.removed)
            assert words <= set(re.findall(r"\w+", kept)), part.issue.title


def read_zip_of(platform: str) -> list[Imported]:
    found = archive_in(CASES / platform / "export")
    assert found is not None
    return [part for part in found.read() if isinstance(part, Imported)]


def test_an_original_that_is_gone_bad_says_so() -> None:
    for origin in (Origin("export", "revue"), Origin("feed"), Origin("export-html", "substack")):
        with pytest.raises(MastheadError):
            again(b"\0\1\2\3" * 100, origin)
