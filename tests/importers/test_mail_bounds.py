"""Whatever bytes come as a mail, there is an issue or one sentence, in bounded time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.errors import FormatError
from reader_app.importers.mail import read_mail
from reader_app.importers.mail_file import MAX_MAIL
from reader_app.importers.mail_parts import MAX_DEPTH, MAX_PARTS, parse
from reader_app.importers.registry import Source, read, read_each
from reader_app.model.origin import Imported, Unread
from tests.support.mails import words_of

HEAD = b"From: Tarn <post@tarn.example>\nSubject: Otters\n"


def outcome(data: bytes, name: str = "a.eml") -> Imported | str:
    try:
        found: Imported | str = read_mail(Source(name, data))
    except FormatError as error:
        found = error.sentence
        assert found.endswith(".")
        assert "\n" not in found
    return found


PIECES = [
    b"From: a@b.example\n", b"Subject: =?utf-8?B?4pi6?= x\n", b"Subject: \n",
    b"Date: Fri, 31 Dec 9999 23:59:59 -1200\n",
    b"Date: 0 Foo 0000\n", b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: multipart/alternative\n",
    b"Content-Type: multipart/related; boundary=\"b\"; start=<x>\n", b"Content-Type: message/rfc822\n",
    b"Content-Type: text/html; charset=utf-7\n", b"Content-Type: text/plain; format=flowed; delsp=yes\n",
    b"Content-Type: text/enriched\n", b"Content-Type: \0\xff;;;=\n", b"Content-Type: image/png; name*0*=x''%ff\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: quoted-printable\n",
    b"Content-Transfer-Encoding: x-uuencode\n", b"Content-ID: <x>\n", b"Content-Disposition: attachment; filename=\"\n",
    b"List-Unsubscribe: <javascript:x>, <https://a.example>\n", b" folded\n", b"not a header\n", b"\n", b"\r\n", b"\r",
    b"--b\n", b"--b--\n", b"--\n", b"words and words\n", b"<p>html</p>", b"<img src=cid:x>", b"=E2=98=BA=\n", b"4pi6\n",
    b"begin 644 x\n#0V%T\n`\nend\n",
    b"---------- Forwarded message ---------\nFrom: X <x@y.z>\nDate: 1\nSubject: S\n\n",
    b"> quoted\n", b"\x1b$B\x1b(B", b"\xff\xfe\0", b"\0\0", b"\x89PNG\r\n\x1a\n", b"From x Mon Jan 1 00:00:00 2020\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
@settings(max_examples=600, deadline=None)
def test_no_mixture_of_mail_makes_it_fail(data: bytes) -> None:
    outcome(data)
    for found in read_each_or_none(data):
        assert isinstance(found, Imported | Unread)


@given(st.binary(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_it_fail(data: bytes) -> None:
    outcome(HEAD + data)
    outcome(data)


def read_each_or_none(data: bytes) -> list[Imported | Unread]:
    try:
        return list(read_each(Source("a.eml", data)))
    except FormatError:
        return []


def test_a_mail_of_200_mb_is_refused() -> None:
    data = HEAD + b"\n" + b"x" * MAX_MAIL
    with pytest.raises(FormatError, match=r"larger than 100 MB; no newsletter is\."):
        read(Source("a.eml", data))


def test_a_text_of_20_mb_is_refused_but_not_a_large_attachment() -> None:
    large = b"word " * 5_000_000
    assert outcome(HEAD + b"\n" + large) == "The mail's text is larger than 20 MB; no newsletter's is."
    mixed = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe words.\n--b\nContent-Type: application/zip\n\n"
    found = outcome(HEAD + mixed + large + b"\n--b--\n")
    assert isinstance(found, Imported)
    assert found.origin.fact("attachment") == "unnamed (application/zip, 25.0 MB)"


def nested(levels: int) -> bytes:
    opening = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels))
    return HEAD + opening + b"\nThe innermost words.\n"


def test_parts_may_lie_deep_but_not_without_end() -> None:
    fine = outcome(nested(MAX_DEPTH - 2))
    assert isinstance(fine, Imported)
    assert "innermost words" in words_of(fine.issue)
    outcome(nested(5000))
    outcome(HEAD + b"Content-Type: message/rfc822\n\n" * 5000 + b"words")
    flaws = [flaw for part in parse(nested(100)).walk() for flaw in part.flaws]
    assert f"Parts of the mail lie more than {MAX_DEPTH} deep; what is deeper was left out." in flaws


def test_parts_may_be_many_but_not_without_end() -> None:
    found = outcome(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nwords\n" * (MAX_PARTS + 500))
    assert isinstance(found, Imported)
    assert "The mail has more than 2,000 parts; the rest was left out." in found.warnings


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"X: " + b" " * 300_000 + b"\n\nwords",
        HEAD + b"Content-Type: text/plain" + b"; a" * 100_000 + b"\n\nwords",
        HEAD + b"Content-Type: text/plain;" + b"*" * 100_000 + b"=1\n\nwords",
        HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nwords",
        HEAD + b"From: " + b"<a@" * 30_000 + b"\n\nwords",
        HEAD + b"Date: " + b"1 " * 30_000 + b"\n\nwords",
        HEAD + b"X: y\n" * 200_000 + b"\nwords",
        HEAD + b"\n" + b"begin 644 x\n" * 30_000,
        HEAD + b"\n" + b"-" * 200_000 + b" forwarded " + b"-" * 200_000,
        HEAD + b"\n" + b"From: x\n" * 50_000,
        b"Subject: Fwd: x\n\n" + b"From: x\nDate: y\n\n" * 20_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=-\n\n" + b"-" * 400_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--bb\n" * 100_000,
        HEAD + b"Content-Type: text/enriched\n\n" + b"<param>" * 50_000,
        HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"words",
        HEAD + b"Content-Type: text/html\n\n" + b"<style>" + b"p{" * 100_000,
        HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"> " * 100_000,
        HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=" * 300_000 + b"d29yZHM=",
    ],
    ids=lambda data: data[len(HEAD) : len(HEAD) + 40].decode("latin-1"),
)
def test_nothing_takes_for_ever(data: bytes) -> None:
    outcome(data)


def test_neighbours_of_a_bad_message_are_read() -> None:
    separator = b"From ada Mon Jan  1 00:00:00 2020\n"
    data = separator + HEAD + b"\nFirst words.\n\n" + separator + HEAD + b"\n\n" + separator + HEAD + b"\nLast words.\n"
    found = list(read_each(Source("a.mbox", data)))
    assert [type(each) for each in found] == [Imported, Unread, Imported]
    assert isinstance(found[1], Unread)
    assert (found[1].name, found[1].sentence) == ("a.mbox, message 2", "The mail has no text.")
    issues = read(Source("a.mbox", data))
    assert len(issues) == 2
    assert "a.mbox, message 2 could not be read: The mail has no text." in issues[0].warnings


def test_every_difficult_mail_gives_an_issue_or_a_sentence(corpus: Path) -> None:
    files = [path for path in sorted((corpus / "eml-fixtures").rglob("*")) if path.is_file()]
    assert files
    issues = 0
    for path in files:
        try:
            found = list(read_each(Source(path.name, path.read_bytes())))
        except FormatError as error:
            assert error.sentence.endswith("."), path
        else:
            issues += sum(isinstance(each, Imported) for each in found)
    assert issues > 650


def test_every_newsletter_that_came_by_mail_is_read(corpus: Path) -> None:
    for path in sorted(path for path in (corpus / "newsletters-eml").rglob("*") if path.is_file()):
        (found,) = read(Source(path.name, path.read_bytes()))
        assert found.origin.kind == "eml", path
        assert found.issue.title != path.stem, path
        assert "\ufffd" not in found.issue.title, path
        assert found.issue.date is not None, path
        assert found.origin.fact("from"), path
