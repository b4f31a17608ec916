"""The mail as a file: what a mail program finds in it."""

from __future__ import annotations

import email
import json
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest
from hypothesis import given, settings

from reader_app.exporters.eml import eml
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.text import issue_text
from reader_app.model.blocks import Figure, Prose
from reader_app.model.codec import decode
from reader_app.model.issue import About, Issue
from reader_app.model.origin import digest
from reader_app.model.text import clean_line
from tests.support.imports import issue
from tests.support.pictures import png
from tests.support.strategies import issues

NOW = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
PICTURE = png()
OPTIONS = ExportOptions(now=lambda: NOW)
WITH_PICTURE = ExportOptions(
    now=lambda: NOW, asset={digest(PICTURE): (PICTURE, "image/png"), digest(b"no"): (b"no", "image/png")}.get
)


def read(made: Issue, options: ExportOptions = OPTIONS) -> EmailMessage:
    return cast(EmailMessage, email.message_from_bytes(eml(made, options), policy=default))


def parts(mail: EmailMessage) -> dict[str, EmailMessage]:
    return {part.get_content_type(): cast(EmailMessage, part) for part in mail.walk()}


def test_the_text_comes_first_and_the_html_last() -> None:
    mail = read(issue())
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == [
        "text/plain",
        "text/x-masthead-issue",
        "text/html",
    ]
    assert parts(mail)["text/plain"].get_content().replace("\r\n", "\n") == issue_text(issue())
    assert parts(mail)["text/html"].get_content().startswith("<!doctype html>")


def test_it_opens_as_a_draft() -> None:
    mail = read(issue())
    assert mail["X-Unsent"] == "1"
    assert mail["MIME-Version"] == "1.0"
    assert mail["To"] is None


def test_pictures_are_parts_that_the_html_names() -> None:
    shown = issue(lead=(Figure(f"asset:{digest(PICTURE)}", "A grey field"),))
    mail = read(shown, WITH_PICTURE)
    related = parts(mail)["multipart/related"]
    html, picture = related.iter_parts()
    assert picture.get_content() == PICTURE
    address = picture["Content-ID"].strip("<>")
    assert f'src="cid:{address}" alt="A grey field" width="4" height="3"' in html.get_content()


@pytest.mark.parametrize("data", [b"no", b"nowhere to be found"])
def test_what_is_no_picture_shows_as_its_words(data: bytes) -> None:
    mail = read(issue(lead=(Figure(f"asset:{digest(data)}", "A grey field"),)), WITH_PICTURE)
    assert "multipart/related" not in parts(mail)
    assert "A grey field" in parts(mail)["text/html"].get_content()
    assert "cid:" not in parts(mail)["text/html"].get_content()


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert eml(issue(), OPTIONS) == eml(issue(), OPTIONS)
    assert eml(issue(), OPTIONS) != eml(issue("Another"), OPTIONS)


def test_the_date_is_the_issues_else_now() -> None:
    assert read(issue(date=datetime(2017, 12, 6, 8, tzinfo=UTC)))["Date"].datetime.year == 2017
    assert read(issue())["Date"].datetime == NOW


def test_subject_of_every_script_and_length() -> None:
    for title in ("Boats", "Grüße vom Fluß", "מי המציא את הרווח 😀" * 9, "x" * 300, "=?utf-8?q?x?=", "word " * 60):
        assert read(issue(title))["Subject"] == clean_line(title)


@pytest.mark.parametrize(
    ("given", "display", "address"),
    [
        ("editors@notes.example", "Harbour Post", "editors@notes.example"),
        ("Eve <eve@notes.example>", "Eve", "eve@notes.example"),
        ('"Eve, \\ of Notes" <eve@notes.example>', "Eve, \\ of Notes", "eve@notes.example"),
        ("Änne <eve@notes.example>", "Änne", "eve@notes.example"),
    ],
)
def test_the_sender_is_the_front_matters(given: str, display: str, address: str) -> None:
    (found,) = read(issue(extra={"from": given}))["From"].addresses
    assert (found.display_name, found.addr_spec) == (display, address)


@pytest.mark.parametrize("given", [None, 7, "nobody", "two words@x.example", "a@b\nBcc: c@d.example", "a@localhost"])
def test_no_address_is_made_up(given: object) -> None:
    data = eml(issue(extra={} if given is None else {"from": given}), OPTIONS)
    assert b"\r\nFrom: Harbour Post:;\r\n" in data
    assert b"\r\nBcc" not in data


def test_a_mail_without_any_name_is_still_one() -> None:
    assert b"\r\nFrom: :;\r\n" in eml(Issue(), OPTIONS)


@pytest.mark.parametrize(
    ("unsubscribe", "header"),
    [
        ("https://notes.example/leave?me=1", "<https://notes.example/leave?me=1>"),
        ('https://notes.example/leave "me"', "<https://notes.example/leave%20%22me%22>"),
        ("http://notes.example/leave", None),
        ("https://notes.example/{{ id }}", None),
        ("{{ unsubscribe_url }}", None),
        ("https://notes.example/" + "x" * 2000, None),
        ("https://[", None),
        ("", None),
    ],
)
def test_one_click_leaving_needs_an_https_address(unsubscribe: str, header: str | None) -> None:
    mail = read(issue(about=About(unsubscribe=unsubscribe)))
    assert mail["List-Unsubscribe"] == header
    assert mail["List-Unsubscribe-Post"] == (None if header is None else "List-Unsubscribe=One-Click")


@pytest.mark.parametrize(
    ("fields", "domain"),
    [
        ({"extra": {"from": "a@From.example"}, "url": "https://url.example"}, "from.example"),
        ({"url": "https://www.url.example/1", "about": About(site="https://site.example")}, "url.example"),
        ({"about": About(site="https://site.example")}, "site.example"),
        ({"url": "https://münchen.example"}, "masthead.invalid"),
        ({}, "masthead.invalid"),
    ],
)
def test_the_id_stands_under_the_senders_own_name(fields: dict[str, object], domain: str) -> None:
    assert read(issue(**fields))["Message-ID"].endswith(f"@{domain}>")


def test_a_long_line_is_no_long_line_of_the_mail() -> None:
    data = eml(issue(lead=(Prose("word" * 5000), Prose("Ж" * 3000))), OPTIONS)
    assert max(map(len, data.split(b"\r\n"))) <= 78


@given(issues)
@settings(max_examples=60, deadline=None)
def test_any_issue_is_a_mail_and_is_carried_whole(made: Issue) -> None:
    data = eml(made, OPTIONS)
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    mail = read(made)
    assert decode(json.loads(parts(mail)["text/x-masthead-issue"].get_content())) == made
