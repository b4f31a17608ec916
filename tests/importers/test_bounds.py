"""What is far larger than any newsletter is read in portions, or refused in a sentence before it is taken apart."""

from __future__ import annotations

import re

import pytest

from reader_app.errors import FormatError
from reader_app.importers.archives.posts import Form, Post, imported
from reader_app.importers.archives.rows import read_json
from reader_app.importers.bounds import MAX_ELEMENTS, MAX_LINES, MAX_TEXT_LINES, MAX_VALUES
from reader_app.importers.mail_headers import MAX_FIELDS
from reader_app.importers.mail_parts import parse
from reader_app.importers.registry import Source, read
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.origin import Unread
from tests.support.mails import words_of

MAIL = b"From: Tarn <post@tarn.example>\nSubject: Otters\n"
LARGE = "is larger than 10 MB; no newsletter's is."
MANY = f"has more than {MAX_ELEMENTS:,} elements; no newsletter has."
LONG = f"has more than {MAX_LINES:,} lines; no newsletter has."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.html", b"<html><body>" + b"<p>a</p>" * (MAX_ELEMENTS + 1), f"The page {MANY}"),
        ("a.html", b"<html><body><p>" + b"word and " * 1_200_000, f"The page's text {LARGE}"),
        ("a.eml", MAIL + b"Content-Type: text/html\n\n" + b"<p>a</p>" * (MAX_ELEMENTS + 1), f"The mail {MANY}"),
        ("a.eml", MAIL + b"X: y\n" * 2_000_000 + b"\nwords", f"more than {MAX_TEXT_LINES:,} lines"),
        ("a.eml", MAIL + b"\n" + b"a\n" * (MAX_TEXT_LINES + 1), f"more than {MAX_TEXT_LINES:,} lines"),
        ("a.eml", MAIL + b"\n" + b"word and " * 5_000_000, "The mail's text is larger than 20 MB"),
        ("a.md", b"# a\n" * (MAX_LINES + 1), f"The file {LONG}"),
        ("a.md", b"word and " * 1_200_000, f"The file's text {LARGE}"),
        ("a.json", b"[" + b"[]," * MAX_VALUES + b"1]", f"The file holds more than {MAX_VALUES:,} records"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_beyond_all_measure_is_refused_in_a_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(Source(name, data))
    assert sentence in caught.value.sentence


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markdown_may_have_as_many_lines_as_are_said(end: str) -> None:
    text = f"# Otters{end}{end}" + f"word{end}" * (MAX_LINES - 2)
    assert words_of(read(Source("a.md", text.encode()))[0].issue).count("word") == MAX_LINES - 2


def test_pictures_within_a_page_are_no_text_of_it() -> None:
    picture = b'<img src="data:image/png;base64,' + b"A" * 11_000_000 + b'">'
    found = read(Source("a.html", b"<html><body><p>A word of otters.</p>" + picture))
    assert "otters" in words_of(found[0].issue)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\u2028"])
def test_no_word_of_a_very_long_text_is_lost(end: str) -> None:
    count = MAX_LINES + 1234
    text = f"OTTERS{end}{end}" + "".join(f"w{number}{end}" for number in range(count))
    issue = read(Source("a.txt", text.encode()))[0].issue
    found = re.findall(r"w\d+", words_of(issue))
    assert found == [f"w{number}" for number in range(count)]


def test_words_beyond_very_many_lines_are_few_blocks() -> None:
    issue = read(Source("a.txt", b"a\n\n" * 2 * MAX_LINES))[0].issue
    blocks = [*issue.lead, *(block for section in issue.sections for block in section.blocks)]
    assert len(blocks) < MAX_LINES


def test_a_text_may_begin_with_very_many_lines_that_say_nothing() -> None:
    issue = read(Source("a.txt", b"\n" * (MAX_LINES + 5) + b"Otters are back in the harbour.\n"))[0].issue
    assert "Otters are back in the harbour." in words_of(issue)


def test_a_very_long_line_is_cut_between_words() -> None:
    issue = read(Source("a.txt", b"otters " * 800_000))[0].issue
    assert set(words_of(issue).replace("otters", "").split()) <= {"a"}
    assert words_of(issue).count("otters") >= 800_000


@pytest.mark.parametrize("parts", [1, 50])
def test_header_fields_are_kept_only_so_many(parts: int) -> None:
    head = MAIL + b"Content-Type: multipart/mixed; boundary=b\n\n"
    data = head + (b"--b\n" + b"X: y\n" * (2 * MAX_FIELDS // parts) + b"\nwords\n") * parts
    root = parse(data)
    assert len(root.children) == parts
    assert sum(len(part.headers.fields) for part in root.walk()) == MAX_FIELDS
    assert all(b"words" in part.body() for part in root.children)


@pytest.mark.parametrize(
    ("form", "body"),
    [
        (Form.HTML, "<p>a</p>" * (MAX_ELEMENTS + 1)),
        (Form.MARKDOWN, "a\n" * (MAX_LINES + 1)),
        (Form.TEXT, "a\n" * (MAX_LINES + 1)),
    ],
)
def test_one_endless_issue_of_an_export_costs_none_of_the_others(form: Form, body: str) -> None:
    found = imported(Post("ghost", "Otters", body, form, b"{}", Envelope(title="Otters")))
    assert isinstance(found, Unread)
    assert found.sentence.startswith("The issue has more than ")


def test_a_platforms_json_may_hold_many_records_but_not_without_measure() -> None:
    assert read_json(b"[" + b"{}," * 1000 + b"1]")
    with pytest.raises(FormatError, match="records"):
        read_json(b"[" + b"{}," * MAX_VALUES + b"1]")
