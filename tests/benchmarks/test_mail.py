"""How long a mail of 28 KB takes, and how fast an mbox is split. A second size: ``MASTHEAD_BENCH_MBOX_MB=1000``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from reader_app.importers import mbox
from reader_app.importers.charsets import decode_as
from reader_app.importers.mail import read_mail
from reader_app.importers.mail_letter import letter_of
from reader_app.importers.mail_parts import parse
from reader_app.importers.sanitize import display_copy
from reader_app.importers.source import Source

MEGABYTES = int(os.environ.get("MASTHEAD_BENCH_MBOX_MB", "50"))
SIZE = 28_000
ROW = (
    '<table width="600" cellpadding="0" cellspacing="0" border="0" align="center"><tr><td style="padding:10px 20px;'
    'font-family:Arial,sans-serif;font-size:16px;color:#333333"><h2 style="font-size:22px;margin:0">A lamp for sailors'
    '</h2><p style="margin:0 0 12px">Seven boats left the harbour before the fog came in, and the keeper wrote each '
    'name in his book.</p><a href="https://items.example/lamp?utm_source=letter" style="color:#0055cc">Read more</a>'
    '<img src="https://items.example/lamp.png" width="300" height="200" alt="A lamp"></td></tr></table>\n'
)


@pytest.fixture(scope="module")
def html() -> str:
    head = "<html><head><style>p { margin: 0 } @media (max-width: 600px) { table { width: 100% } }</style></head><body>"
    rows = ROW * ((SIZE - 3000) // len(ROW))
    return head + rows + '<p>You can <a href="https://letters.example/u">unsubscribe</a>.</p></body></html>'


@pytest.fixture(scope="module")
def mail(html: str) -> bytes:
    received = "Received: from a.example by b.example with ESMTPS id 1; Mon, 4 Mar 2019 08:00:00 +0000\n" * 6
    text = (
        f"{received}From: Harbour Post <post@letters.example>\nSubject: =?utf-8?Q?Boats_in_the_fog_=E2=9A=93?=\n"
        "Date: Mon, 4 Mar 2019 08:00:00 +0000\nMessage-ID: <1@letters.example>\nList-Id: <post.letters.example>\n"
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="=_b"\n\n--=_b\nContent-Type: text/plain\n\n'
        f"Seven boats left the harbour.\n\n--=_b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--=_b--\n"
    )
    return text.encode()


def test_parsing_a_mail(benchmark: BenchmarkFixture, mail: bytes) -> None:
    benchmark(lambda: letter_of(parse(mail)))


def test_reading_a_mail_whole(benchmark: BenchmarkFixture, mail: bytes) -> None:
    benchmark(lambda: read_mail(Source("a.eml", mail)))


def test_the_display_copy(benchmark: BenchmarkFixture, html: str) -> None:
    benchmark(lambda: display_copy(html, {}))


def test_guessing_a_character_set(benchmark: BenchmarkFixture) -> None:
    data = ("На этой неделе выдры вернулись на верхнее озеро. " * 400).encode("koi8-r")
    benchmark(lambda: decode_as(data, ""))


def test_splitting_an_mbox(benchmark: BenchmarkFixture, mail: bytes, tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    with path.open("wb") as file:
        for _ in range(MEGABYTES * 1_000_000 // len(mail)):
            file.write(b"From post@letters.example Mon Mar  4 08:00:00 2019\n" + mail + b"\n")
    benchmark.pedantic(lambda: sum(1 for _ in mbox.messages(path)), rounds=3)
