"""The book: what is in it, and that a reading program finds its way. `make validate` runs epubcheck over it."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, datetime
from html import unescape
from uuid import UUID

import pytest
from hypothesis import given, settings

from reader_app.exporters.addresses import absolute_address
from reader_app.exporters.epub import epub
from reader_app.exporters.options import DEFAULT, ExportOptions
from reader_app.model.blocks import Figure, Prose, Sponsor
from reader_app.model.issue import Issue, Section
from reader_app.model.origin import digest
from tests.support.imports import issue
from tests.support.pictures import png
from tests.support.strategies import issues

OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
PICTURE = png()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'
ASSETS = {digest(data): (data, "") for data in (PICTURE, SVG, b"no picture")}


def book(*found: Issue, options: ExportOptions = DEFAULT) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(epub(found, options))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def package(files: dict[str, bytes]) -> ET.Element:
    return ET.fromstring(files["book/package.opf"])


def meta(files: dict[str, bytes], name: str) -> list[str]:
    return [element.text or "" for element in package(files).findall(f"opf:metadata/{name}", OPF)]


def text_of(xhtml: bytes) -> str:
    return " ".join("".join(ET.fromstring(xhtml).itertext()).split())


def test_the_type_comes_first_and_plain() -> None:
    data = epub((issue(),), DEFAULT)
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_every_file_is_named_in_the_package_and_the_other_way_round() -> None:
    files = book(
        issue(), issue("Second", lead=(Figure(f"asset:{digest(PICTURE)}"),)), options=ExportOptions(ASSETS.get)
    )
    named = {f"book/{element.attrib['href']}" for element in package(files).iter(f"{{{OPF['opf']}}}item")}
    assert set(files) == named | {"mimetype", "META-INF/container.xml", "book/package.opf"}
    ids = {element.attrib["id"] for element in package(files).iter(f"{{{OPF['opf']}}}item")}
    assert {element.attrib["idref"] for element in package(files).iter(f"{{{OPF['opf']}}}itemref")} <= ids


def test_every_issue_is_a_chapter_that_the_contents_name() -> None:
    files = book(issue(), issue("Second & last", sections=(Section("Größe 1"), Section("")), lead=()))
    nav = files["book/nav.xhtml"].decode()
    assert '<a href="issue-1.xhtml" dir="auto">Boats in the fog</a>' in nav
    assert '<a href="issue-1.xhtml#tools" dir="auto">Tools</a>' in nav
    assert '<a href="issue-2.xhtml" dir="auto">Second &amp; last</a>' in nav
    anchor = re.search(r'href="issue-2\.xhtml#([^"]*)"', nav)
    assert anchor is not None
    assert anchor[1] == "gr%C3%B6sse-1"
    assert 'id="grösse-1"' in files["book/issue-2.xhtml"].decode()


def test_pictures_go_along_once_when_a_book_may_hold_them() -> None:
    figures = tuple(Figure(f"asset:{sha256}", f"alt {sha256[:4]}") for sha256 in (*ASSETS, "0" * 64, digest(PICTURE)))
    files = book(
        issue(lead=(*figures, Figure("https://pics.example/x.png", "afar"))), options=ExportOptions(ASSETS.get)
    )
    assert [data for name, data in files.items() if name.startswith("book/pictures/")] == [PICTURE]
    chapter = files["book/issue-1.xhtml"].decode()
    assert chapter.count("<img ") == 2
    assert "afar" in text_of(files["book/issue-1.xhtml"])
    assert meta(files, "opf:meta").count("visual") == 1


def test_what_the_package_says_of_the_book() -> None:
    found = issue(
        id=UUID(int=7), authors=("Ada", "Ben"), preheader="Short.", lang="he", date=datetime(2024, 3, 1, 7, tzinfo=UTC)
    )
    files = book(found)
    assert meta(files, "dc:identifier") == [f"urn:uuid:{UUID(int=7)}"]
    assert meta(files, "dc:title") == ["Boats in the fog"]
    assert meta(files, "dc:creator") == ["Ada", "Ben"]
    assert meta(files, "dc:publisher") == ["Harbour Post"]
    assert meta(files, "dc:description") == ["Short."]
    assert meta(files, "dc:language") == ["he"]
    assert meta(files, "dc:date") == ["2024-03-01"]
    assert "2024-03-01T07:00:00Z" in meta(files, "opf:meta")
    spine = package(files).find("opf:spine", OPF)
    assert spine is not None
    assert spine.attrib["page-progression-direction"] == "rtl"


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ([issue("One", number="7")], "One"),
        ([issue("One", number="7"), issue("Two", number="9")], "Harbour Post 7–9"),
        ([issue("One"), issue("Two")], "Harbour Post"),
        ([issue("One"), issue("Two", publication="Other")], "Harbour Post · Other"),
        ([issue("One", publication=f"P{n}") for n in range(5)], "P0 · P1 · P2 · …"),
        ([Issue(), Issue()], "Untitled issue"),
    ],
)
def test_the_title_of_the_book(found: list[Issue], title: str) -> None:
    assert meta(book(*found), "dc:title") == [title]


def test_the_same_issues_give_the_same_bytes() -> None:
    assert epub((issue(), issue("B")), DEFAULT) == epub((issue(), issue("B")), DEFAULT)
    assert meta(book(issue()), "dc:identifier") != meta(book(issue("B")), "dc:identifier")


@pytest.mark.parametrize("lang", ["two words", "<b>", "e", "en_US"])
def test_a_language_that_is_none_is_taken_for_english(lang: str) -> None:
    assert meta(book(issue(lang=lang)), "dc:language") == ["en"]


@pytest.mark.parametrize("title", ["One", "word " * 40, "x" * 90, "שלום לכולם", "報" * 60])
def test_the_cover_shows_the_title(title: str) -> None:
    cover = ET.fromstring(book(issue(title))["book/cover.svg"])
    lines = [element for element in cover.iter("{http://www.w3.org/2000/svg}text") if "font-weight" in element.attrib]
    assert "".join(line.text or "" for line in lines).replace(" ", "") in title.replace(" ", "")
    assert all(0 < float(line.attrib["y"]) < 1480 for line in lines)


@given(issues)
@settings(max_examples=60, deadline=None)
def test_a_book_keeps_every_item_address_and_label(found: Issue) -> None:
    chapter = book(found)["book/issue-1.xhtml"]
    text = re.sub(r"\s", "", text_of(chapter))
    links = {unescape(address) for address in re.findall(r'href="([^"]*)"', chapter.decode())}
    for _, item in found.items():  # noqa: PERF102 - an issue, no dict
        assert re.sub(r"\s", "", item.title) in text
        if absolute_address(item.url) and item.title:
            assert absolute_address(item.url) in links
    for _, block in found.blocks():
        if isinstance(block, Sponsor):
            assert re.sub(r"\s", "", f"{block.label}·{block.name}") in text


def test_two_thousand_items_and_every_script() -> None:
    from reader_app.model.blocks import Item

    many = tuple(
        Item(f"Item {number} 😀 שלום", f"https://a.example/{number}", body="Words. 你好") for number in range(2000)
    )
    files = book(issue(lead=(Prose("x"),), sections=(Section("All", "", many),)))
    assert "Item 1999 😀 שלום" in text_of(files["book/issue-1.xhtml"])
