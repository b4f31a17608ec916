"""Mail folders in one file: finds the messages of an mbox of any size without holding it in memory (RFC 4155).

There are four dialects and they are told apart by nobody: mboxo and mboxrd mark lines of a message that begin with
"From " by a ``>``, mboxcl and mboxcl2 count the bytes in a Content-Length header. So a separator is a line that has the
form of one and has a header below it; a Content-Length is believed where it ends at a separator or at the file's end.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from reader_app.errors import FileError
from reader_app.patterns import regex

_CHUNK: Final = 1 << 20
_LONGEST: Final = 1000
_MOST_HEADERS: Final = 1 << 14
_HEADER = regex(rb"[!-9;-~]{1,200}[ \t]*:|>?From ")
_DAY = regex(rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b", re.IGNORECASE)
_TIME = regex(rb"\d:\d\d")
_BARE = regex(rb"From \S+\s*\Z|From \S+[ \t].*\b(?:\d:\d\d|\d{4})\b")
_END_OF_HEADERS = regex(rb"\r?\n\r?\n")
_CONTENT_LENGTH = regex(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_THUNDERBIRD_STATUS = regex(rb"X-Mozilla-Status:[ \t]*([\da-fA-F]{4})\s")
_EXPUNGED: Final = 0x0008
_ESCAPED = regex(rb"^>(?=>*From )", re.MULTILINE)
_LEADING = b"\xef\xbb\xbf\r\n \t"


def looks_like_mbox(first_bytes: bytes) -> bool:
    """Tell whether a file that begins with `first_bytes` (some kilobytes) is an mbox."""
    return _is_separator(first_bytes.lstrip(_LEADING), 0, after_blank=True)


def messages(path: Path) -> Iterator[tuple[int, int]]:
    """Yield offset and length of every message in the mbox at `path`, without its separator and blank line.

    Reads the file once, a piece at a time. Raises FileError with one sentence when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from spans(file)
    except OSError as error:
        raise FileError(f"The file cannot be read: {error.strerror or 'the disk reports an error'}.") from error


def messages_in(data: bytes) -> Iterator[bytes]:
    """Yield every message of an mbox that is in memory already, unescaped."""
    for offset, length in spans(io.BytesIO(data)):
        yield unescaped(data[offset : offset + length])


def unescaped(data: bytes) -> bytes:
    """Return one message without the ``>`` that the mbox put before its lines beginning with "From "."""
    return _ESCAPED.sub(b"", data) if b">From " in data else data


def spans(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield offset and length of every message in `file`, which can seek; its position moves.

    What was deleted in Thunderbird stays in its files until it tidies them up; it is left out.
    """
    start = -1
    believed = 0
    wanted = False
    for end, following in _separators(file):
        if start >= 0 and end < believed:
            continue
        if wanted:
            yield start, max(0, end - start)
        start = following
        file.seek(start)
        headers = file.read(_MOST_HEADERS)
        believed = _declared_end(file, start, headers)
        wanted = not _is_deleted(headers)
    if wanted:
        yield start, max(0, _last_end(file) - start)


def _is_deleted(headers: bytes) -> bool:
    status = _THUNDERBIRD_STATUS.match(headers)
    return status is not None and bool(int(status[1], 16) & _EXPUNGED)


def _last_end(file: BinaryIO) -> int:
    """Return where the last message ends: at the end of the file, without the blank line that closes an mbox."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 4))
    tail = file.read(4)
    return size - 2 if tail.endswith(b"\n\r\n") else size - 1 if tail.endswith(b"\n\n") else size


def _separators(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where the text before a separator ends (its blank line left out) and where the next message begins."""
    base = -1  # a line break that is not there, so that the first line is found like any other
    buffer = b"\n"
    more = True
    while more:
        file.seek(base + len(buffer))
        chunk = file.read(_CHUNK)
        more = len(chunk) == _CHUNK
        if base == -1:
            chunk = _without_mark(chunk)
        buffer += chunk
        found = buffer.find(b"\nFrom ")
        while found >= 0 and (len(buffer) - found > 2 * _LONGEST or not more):
            blank = _blank_line_before(buffer, found, at_start=base == -1)
            if _is_separator(buffer, found + 1, after_blank=blank is not None):
                end = found + 1 if blank is None else blank
                yield base + end, base + buffer.index(b"\n", found + 1) + 1
            found = buffer.find(b"\nFrom ", found + 1)
        kept = max(0, (found if found >= 0 else len(buffer) - len(b"\nFrom ")) - 2)
        base += kept
        buffer = buffer[kept:]


def _is_separator(buffer: bytes, start: int, *, after_blank: bool) -> bool:
    """Tell whether a separator stands at `start`: with a day and a time anywhere, in any form after a blank line."""
    end = buffer.find(b"\n", start, start + _LONGEST)
    if end < 0 or not buffer.startswith(b"From ", start) or not _HEADER.match(buffer, end + 1):
        return False
    line = buffer[start:end]
    if _DAY.search(line) and _TIME.search(line):
        return True
    return after_blank and _BARE.match(line) is not None


def _without_mark(chunk: bytes) -> bytes:
    """Return the first piece of a file, what may stand before its first line overwritten by line breaks."""
    start = len(chunk) - len(chunk.lstrip(_LEADING))
    return b"\n" * start + chunk[start:]


def _blank_line_before(buffer: bytes, found: int, *, at_start: bool) -> int | None:
    """Return where the blank line above the line break at `found` begins; None when the line there is not blank."""
    if at_start and not buffer[:found].strip():
        return found
    before = found - 1 if buffer[found - 1 : found] == b"\r" else found
    return before if before > 0 and buffer[before - 1 : before] == b"\n" else None


def _declared_end(file: BinaryIO, start: int, headers: bytes) -> int:
    """Return where the message at `start` ends by its Content-Length, if a separator or nothing follows; else 0."""
    end = _END_OF_HEADERS.search(headers)
    declared = _CONTENT_LENGTH.search(headers, 0, end.start()) if end else None
    if end is None or declared is None:
        return 0
    finish = start + end.end() + int(declared[1])
    file.seek(finish)
    following = file.read(2 * _LONGEST).lstrip(b"\r\n")
    if following and not looks_like_mbox(following):
        return 0
    return finish if file.seek(0, io.SEEK_END) >= finish else 0
