"""The PDF: what is printed, and what is added to what the engine printed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reader_app.errors import UsageError
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.pdf import completed, page_to_print
from reader_app.exporters.registry import export
from reader_app.markup.parse import parse
from reader_app.model.issue import Issue

TEXT = """# The title

::: {.sponsor name="Ropes"}
Rope.
:::

## Reading & more

### [One *item*](https://items.example/one)
Words, <h2>not a heading</h2>.

### Two

## Numbers

#### Deeper
"""
ISSUE = replace(
    parse(TEXT).issue,
    authors=("Ada Brook", "Ünal"),
    lang="de",
    preheader="Short.",
    date=datetime(2024, 5, 1, tzinfo=UTC),
)


def printed(places: list[str]) -> bytes:
    """A PDF of one empty page as Chromium writes it, with a place for each of `places`."""
    named = b"".join(b"/%b [4 0 R /XYZ 0 700 0]\n" % place.encode() for place in places)
    objects = (
        b"<</Creator (Chromium)\n/Producer (Skia/PDF)>>",
        b"<</Type /Catalog\n/Pages 3 0 R\n/Dests 5 0 R>>",
        b"<</Type /Pages\n/Count 1\n/Kids [4 0 R]>>",
        b"<</Type /Page\n/Parent 3 0 R\n/MediaBox [0 0 595 842]>>",
        b"<<%b>>" % named,
    )
    data, starts = b"%PDF-1.4\n", []
    for number, value in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    trailer = b"trailer\n<</Size 6\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def objects_of(data: bytes) -> dict[int, bytes]:
    """The objects as a reader finds them: through the tables, the newest first."""
    found: dict[int, bytes] = {}
    place = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    while True:
        table, _, rest = data[place:].partition(b"trailer")
        for first, entries in re.findall(rb"^(\d+) \d+\n((?:\d{10} \d{5} [nf] ?\n)+)", table, re.MULTILINE):
            for number, entry in enumerate(entries.splitlines(), int(first)):
                if entry.endswith((b"n ", b"n")) and number not in found:
                    start = int(entry[:10])
                    assert data[start:].startswith(b"%d 0 obj" % number)
                    found[number] = data[start:].partition(b"endobj")[0]
        previous = re.search(rb"/Prev (\d+)", rest.partition(b"%%EOF")[0])
        if previous is None:
            return found
        place = int(previous[1])


def text_in(value: bytes, key: str) -> str:
    found = re.search(rb"/%b <FEFF([0-9A-F]*)>" % key.encode(), value)
    assert found, (key, value)
    return bytes.fromhex(found[1].decode()).decode("utf-16-be")


def outline(data: bytes) -> list[tuple[str, list[str]]]:
    """The titles of an outline, each with those below it."""
    objects = objects_of(data)
    root = next(value for value in objects.values() if b"/Type /Outlines" in value)

    def below(value: bytes) -> list[bytes]:
        first = re.search(rb"/First (\d+)", value)
        number = int(first[1]) if first else 0
        found = []
        while number:
            found.append(objects[number])
            following = re.search(rb"/Next (\d+)", objects[number])
            number = int(following[1]) if following else 0
        return found

    return [(text_in(value, "Title"), [text_in(each, "Title") for each in below(value)]) for value in below(root)]


def test_every_heading_of_the_text_is_a_place_that_the_page_links_to() -> None:
    html, entries = page_to_print(ISSUE, ExportOptions())
    assert [entry.text for entry in entries] == ["Reading & more", "One item", "Two", "Numbers", "Deeper"]
    for entry in entries:
        assert html.count(f'id="{entry.place}"') == 1
        assert html.count(f'href="#{entry.place}"') == 1
    assert "counter(pages)" in html
    assert "color-scheme: light;" in html


def test_a_pdf_has_outline_title_author_and_language() -> None:
    seen: list[str] = []

    def printer(html: str) -> bytes:
        seen.append(html)
        return printed(re.findall(r'id="(heading-\d+)"', html))

    data = export(ISSUE, "pdf", ExportOptions(printer=printer))
    assert len(seen) == 1
    assert data.startswith(printed(re.findall(r'id="(heading-\d+)"', seen[0])))
    objects = objects_of(data)
    assert text_in(objects[1], "Title") == "The title"
    assert text_in(objects[1], "Author") == "Ada Brook, Ünal"
    assert text_in(objects[1], "Subject") == "Short."
    assert b"/Producer (Skia/PDF)" in objects[1]
    assert text_in(objects[2], "Lang") == "de"
    assert b"/Pages 3 0 R" in objects[2]
    assert outline(data) == [("Reading & more", ["One item", "Two"]), ("Numbers", [])] or outline(data) == [
        ("Reading & more", ["One item", "Two"]),
        ("Numbers", ["Deeper"]),
    ]


def test_a_long_outline_begins_with_its_sections_alone() -> None:
    text = "\n\n".join(f"## Section {number}\n\n### Item {number}" for number in range(30))
    issue = parse(text).issue
    places = [entry.place for entry in page_to_print(issue, ExportOptions())[1]]
    data = export(issue, "pdf", ExportOptions(printer=lambda _html: printed(places)))
    assert b"/Type /Outlines /First 6 0 R" not in data
    assert re.search(rb"/Type /Outlines [^>]*/Count 30 ", data)
    assert b"/Count -1" in data


def test_a_heading_without_a_place_is_left_out() -> None:
    data = export(ISSUE, "pdf", ExportOptions(printer=lambda _html: printed(["heading-3"])))
    assert outline(data) == [("Numbers", [])]
    assert b"/Outlines" not in export(Issue(), "pdf", ExportOptions(printer=lambda _html: printed([])))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing known", printed([]).replace(b"/Info 1 0 R", b""), b""])
def test_a_pdf_of_another_form_stays_as_it_is(data: bytes) -> None:
    assert completed(data, ISSUE, []) == data


def test_without_an_engine_there_is_no_pdf() -> None:
    with pytest.raises(UsageError, match="engine"):
        export(ISSUE, "pdf")
