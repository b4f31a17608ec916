"""Messages are found in an mbox of any dialect and size, and in a Maildir."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.errors import FileError
from reader_app.importers import maildir, mbox

SEPARATOR = b"From ada@moor.example Mon Mar  4 08:00:00 2019\n"
MESSAGE = b"From: Ada <ada@moor.example>\nSubject: Tarn\n\nWords of the tarn.\n"


def found(data: bytes) -> list[bytes]:
    return list(mbox.messages_in(data))


def test_each_message_is_found_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    path.write_bytes((SEPARATOR + MESSAGE + b"\n") * 3)
    spans = list(mbox.messages(path))
    data = path.read_bytes()
    assert [data[start : start + length] for start, length in spans] == [MESSAGE] * 3


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (SEPARATOR + MESSAGE, True),
        (b"\xef\xbb\xbf\r\n" + SEPARATOR.replace(b"\n", b"\r\n") + MESSAGE, True),
        (b"From - \n" + MESSAGE, True),
        (b"From MAILER-DAEMON\n" + MESSAGE, True),
        (b"From ada@moor.example 2019-03-04T08:00:00\nX-A: b\n", True),
        (MESSAGE, False),
        (b"From here on all is text.\n\nMore text.", False),
        (b"From the editor\nWritten: at night\n", False),
        (b"From x", False),
        (b"", False),
        (b"From " + b"x" * 5000, False),
    ],
)
def test_an_mbox_is_known_by_its_first_lines(start: bytes, expected: bool) -> None:
    assert mbox.looks_like_mbox(start) is expected


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"Text\n>From the shore\n", b"Text\nFrom the shore\n"),
        (b"Text\n>>From the shore\n", b"Text\n>From the shore\n"),
        (b"Text\n\nFrom the shore we saw it.\n\nMore\n", b"Text\n\nFrom the shore we saw it.\n\nMore\n"),
        (b"Text\n\nFrom Monday on:\nNote: shut\n", b"Text\n\nFrom Monday on:\nNote: shut\n"),
        (b"Text\nFrom x\nNote: 1\n", b"Text\nFrom x\nNote: 1\n"),
        (b"", b""),
    ],
)
def test_a_line_that_begins_like_a_separator_stays_in_its_message(body: bytes, kept: bytes) -> None:
    head = b"Subject: one\n\n"
    assert found(SEPARATOR + head + body + b"\n" + SEPARATOR + MESSAGE) == [head + kept, MESSAGE]


def test_a_separator_counts_without_a_blank_line_when_it_has_day_and_time() -> None:
    assert found(SEPARATOR + MESSAGE + SEPARATOR + MESSAGE) == [MESSAGE, MESSAGE]


def test_line_breaks_of_windows() -> None:
    data = ((SEPARATOR + MESSAGE + b"\n") * 2).replace(b"\n", b"\r\n")
    assert found(data) == [MESSAGE.replace(b"\n", b"\r\n")] * 2


def with_length(body: bytes, length: int) -> bytes:
    return b"Subject: counted\nContent-Length: %d\n\n%s" % (length, body)


@pytest.mark.parametrize(("wrong", "parts"), [(0, 2), (7, 3), (5000, 3)])
def test_a_content_length_is_believed_where_it_ends_at_a_separator(wrong: int, parts: int) -> None:
    body = b"Quoted whole:\n\n" + SEPARATOR + MESSAGE
    data = SEPARATOR + with_length(body, len(body) + wrong) + b"\n" + SEPARATOR + MESSAGE
    assert len(found(data)) == parts


def test_a_message_without_an_end_of_headers_has_no_length() -> None:
    assert found(SEPARATOR + b"Content-Length: 3\n") == [b"Content-Length: 3\n"]


def test_what_is_no_mbox_has_no_messages() -> None:
    assert found(b"") == []
    assert found(MESSAGE) == []


def test_a_file_that_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        list(mbox.messages(tmp_path / "none.mbox"))


def test_a_large_mbox_is_read_a_piece_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    message = b"Subject: long\n\n" + b"A line that is like every other line.\n" * 700
    with path.open("wb") as file:
        for _ in range(1200):
            file.write(SEPARATOR + message + b"\n")
    tracemalloc.start()
    try:
        count = sum(1 for _, length in mbox.messages(path) if length == len(message))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 1200
    assert peak < 8_000_000


@given(
    st.lists(st.sampled_from([SEPARATOR, b"From x\n", b"A: b\n", b"\n", b"\r\n", b"words\n", b"From "]), max_size=40)
)
@settings(deadline=None)
def test_messages_are_apart_and_in_order(lines: list[bytes]) -> None:
    data = b"".join(lines)
    end = 0
    for start, length in mbox.spans(io.BytesIO(data)):
        assert start >= end
        assert length >= 0
        end = start + length
    assert end <= len(data)


def make_maildir(folder: Path, *names: str) -> None:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(MESSAGE)


def test_a_maildir_gives_what_was_delivered_and_its_folders(tmp_path: Path) -> None:
    make_maildir(tmp_path, "cur/2:2,S", "new/1", "tmp/3", "cur/.index")
    make_maildir(tmp_path / ".Letters", "cur/4:2,")
    (tmp_path / ".other").mkdir()
    assert maildir.is_maildir(tmp_path)
    assert not maildir.is_maildir(tmp_path / ".other")
    assert [path.relative_to(tmp_path).as_posix() for path in maildir.messages(tmp_path)] == [
        "cur/2:2,S",
        "new/1",
        ".Letters/cur/4:2,",
    ]


def test_a_maildir_that_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        list(maildir.messages(tmp_path / "none"))
    assert not maildir.is_maildir(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("status", "kept"),
    [("0001", True), ("0009", False), ("0008", False), ("2008", False), ("2001", True), ("zzzz", True)],
)
def test_what_was_deleted_in_thunderbird_is_left_out(status: str, kept: bool) -> None:
    marked = b"X-Mozilla-Status: %s\nX-Mozilla-Status2: 00000000\n" % status.encode() + MESSAGE
    other = b"X-Mozilla-Status: 0001\n" + MESSAGE.replace(b"Tarn", b"Moor")
    for order in ([marked, other], [other, marked], [other, marked, other]):
        assert found(b"".join(SEPARATOR + each + b"\n" for each in order)) == [
            each for each in order if kept or each is other
        ]
