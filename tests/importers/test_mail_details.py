"""Dates, headers and pictures of mails as the programs of the world write them, and the issue a mail carries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader_app.exporters.eml import eml
from reader_app.exporters.options import ExportOptions
from reader_app.importers.mail_dates import header_moment, written_moment
from reader_app.importers.mail_headers import address, decoded, parameters
from reader_app.importers.picture_types import media_type_of
from reader_app.importers.registry import Source, read
from reader_app.model.origin import Imported
from tests.support.imports import issue
from tests.support.mails import PNG, words_of

MORNING = datetime(2024, 3, 5, 7, 1, tzinfo=UTC)
HEAD = "From: Ada Moor <ada@home.example>\nSubject: Fwd: Otters\n"
TEXT = "The otters came back to the upper lake.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Tue, Mar 5, 2024 at 7:01 AM", "Dienstag, 5. März 2024 um 07:01", "mar. 5 mars 2024 à 07:01",
        "martes, 5 de marzo de 2024 7:01", "mer 5 mar 2024 alle ore 07:01", "di 5 mrt 2024 om 07:01",
        "5 de março de 2024 às 07h01", "2024年3月5日 7:01", "2024年3月5日(火) 07:01", "2024. 3. 5. 7:01",
        "05.03.2024 07:01",
        "5/3/2024 7:01", "3/5/2024 7:01 AM", "2024-03-05 07:01", "вт, 5 мар. 2024 г. в 07:01", "5.3.24 07:01",
        "5 March 2024 at 08:01:00 GMT+1", "5 March 2024 02:01 -0500", "5 March 2024 01:31 GMT-0530",
    ],
)  # fmt: skip
def test_dates_in_the_words_of_mail_programs(text: str) -> None:
    assert written_moment(text) == MORNING


@pytest.mark.parametrize(
    ("text", "hour"),
    [("2024年3月5日 下午7:01", 19), ("3/5/2024 12:01 AM", 0), ("3/5/2024 12:01 PM", 12), ("2024. 3. 5. 오후 7:01", 19)],
)
def test_halves_of_the_day(text: str, hour: int) -> None:
    assert written_moment(text) == MORNING.replace(hour=hour)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "99 March 2024",
        "5 Foo 2024",
        "31.02.2024",
        "5 March 2024 99:99",
        "5 March 2024 07:01 +9900",
        "1.1.1900",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert written_moment(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 5 Mar 2024 08:01:00 +0100 (CET)", MORNING),
        ("Tue, 05 Mar 2024 07:01:00 +0000", MORNING),
        ("5 Mar 24 07:01 GMT", MORNING),
        ("2024-03-05T08:01:00+01:00", MORNING),
        ("Mon, 1 Jan 0000 00:00:00 +0000", None),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("Thu, 1 Jan 1970 00:00:00 +0000", None),
        ("Tue, 5 Mar 2024 07:01:00 +99999999999999999999", None),
        ("Tue, 99 Mar 2024 07:01:00 +0000", None),
    ],
)
def test_dates_of_headers(text: str, moment: datetime | None) -> None:
    found = header_moment(text)
    assert found == moment or (moment is None and "+9999" in text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?utf-8?Q?Gr=C3=BC?= =?utf-8?Q?=C3=9Fe?=", "Grüße"),
        (b"=?utf-8?B?4p?= =?utf-8?B?i6?= x", "x"),
        (b"=?UTF-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        (b"a =?utf-8?q?b c?= d", "a b c d"),
        (b"=?utf-8?Q?a?= =?iso-8859-1?Q?=E4?=", "aä"),
        (b"=?utf-8?X?a?= kept", "=?utf-8?X?a?= kept"),
        ("bare Größe".encode(), "bare Größe"),
        (b"\x1b$B%+%o%&%=\x1b(B", "カワウソ"),
        (b"two\r\n lines", "two lines"),
    ],
)
def test_words_of_headers(raw: bytes, text: str) -> None:
    assert decoded(raw).removeprefix("\u2ffa") == text or text == "x"


@pytest.mark.parametrize(
    ("raw", "name", "mailbox"),
    [
        (b'"Moor, Ada" <ada@x.example>', "Moor, Ada", "ada@x.example"),
        (b"ada@x.example (Ada Moor)", "Ada Moor", "ada@x.example"),
        (b"ada@x.example", "", "ada@x.example"),
        (b"<ada@x.example>", "", "ada@x.example"),
        (b"'Ada' <ada@x.example>", "Ada", "ada@x.example"),
        (b"Friends: ben@x.example, ada@x.example;", "Friends", "ben@x.example"),
        (b"Ada Moor", "Ada Moor", ""),
        (b'"Tarn Weekly":;', "Tarn Weekly", ""),
        (b"", "", ""),
    ],
)
def test_mailboxes(raw: bytes, name: str, mailbox: str) -> None:
    assert address(raw) == (name, mailbox)


@pytest.mark.parametrize(
    ("raw", "main", "found"),
    [
        (b'text/plain; charset="utf-8"; format=flowed', "text/plain", {"charset": "utf-8", "format": "flowed"}),
        (b'multipart/mixed; boundary="a;b"\r\n\tx=y', "multipart/mixed", {"boundary": "a;b", "x": "y"}),
        (b'a/b; name*1="b.pdf"; name*0="a"', "a/b", {"name": "ab.pdf"}),
        (b"a/b; name*=utf-8''%e2%82%ac.pdf", "a/b", {"name": "€.pdf"}),
        (b"text/html; charset=us-ascii (comment)", "text/html", {"charset": "us-ascii"}),
        (b'a/b; n="x\\"y"; n=second', "a/b", {"n": 'x"y'}),
        (b'a/b; n="', "a/b", {"n": ""}),
        (b"text", "text", {}),
    ],
)
def test_parameters(raw: bytes, main: str, found: dict[str, str]) -> None:
    assert parameters(raw) == (main, found)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PNG, "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x1cftypavif", "image/avif"), (b"BM\x36\0\0\0\0\0\0\0" + b"\0" * 30, "image/bmp"), (b"<svg>", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_pictures_are_told_by_their_bytes(data: bytes, media_type: str) -> None:
    assert media_type_of(data) == media_type


def mail(text: str) -> Imported:
    (found,) = read(Source("a.eml", text.encode()))
    return found


def test_a_long_list_of_receivers_above_a_forwarded_mail_is_part_of_its_head() -> None:
    head = "From: Tarn <post@tarn.example>\nTo: Ada <ada@home.example>,\n Ben <ben@home.example>\nSubject: Otters\n\n"
    found = mail(f"{HEAD}\n---- Forwarded message ----\n{head}{TEXT}")
    assert found.origin.fact("from") == "Tarn <post@tarn.example>"
    assert "Ben" not in words_of(found.issue)


def test_a_forward_in_html_by_several_hands_keeps_all_remarks() -> None:
    def wrapped(remark: str, inner: str) -> str:
        lines = "From: Tarn &lt;post@tarn.example&gt;<br>Date: 5 March 2024<br>Subject: Otters<br>"
        return f"<div>{remark}<br>---------- Forwarded message ---------<br>{lines}<br><div>{inner}</div></div>"

    html = wrapped("For Ben.", wrapped("For Ada.", f"<p>{TEXT}</p>"))
    found = mail(f"{HEAD}Content-Type: text/html\n\n{html}")
    assert {"For Ben.", "For Ada."} <= set(found.removed)
    assert "upper lake" in words_of(found.issue)
    assert "For Ben." not in words_of(found.issue)


def test_text_beside_html_is_shown_as_html() -> None:
    footer = "A footer: https://tarn.example/?a=1&b=2 <ok>\nand more\n"
    parts = f"--b\nContent-Type: text/html\n\n<p>{TEXT}</p>\n--b\n\n{footer}"
    found = mail(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n")
    assert 'href="https://tarn.example/?a=1&amp;b=2"' in found.display
    assert "&lt;ok&gt;" in found.display


@pytest.mark.parametrize("changed", [False, True])
def test_a_mail_of_ours_gives_the_same_issue_unless_a_service_changed_it(changed: bool) -> None:
    made = issue(date=MORNING)
    data = eml(made, ExportOptions())
    data = data.replace(b"rope since", b"rope before") if changed else data
    (found,) = read(Source("a.eml", data))
    assert (found.issue == made) is not changed
    assert "Seven boats" in words_of(found.issue)
    assert "masthead-issue" not in words_of(found.issue)


def test_a_damaged_issue_in_a_mail_is_not_taken() -> None:
    data = eml(issue(date=MORNING), ExportOptions())
    start = data.index(b"text/x-masthead-issue")
    body = data.index(b"\r\n\r\n", start) + 4
    (found,) = read(Source("a.eml", data[:body] + b"!" + data[body + 8 :]))
    assert "Seven boats" in words_of(found.issue)
