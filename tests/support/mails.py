"""A small picture, and the words of an issue, for tests of what is read."""

from __future__ import annotations

import struct
import zlib

from reader_app.model.issue import Issue
from reader_app.model.walk import block_texts


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\x10\x60\xa0"))
    + _chunk(b"IEND", b"")
)


def words_of(issue: Issue) -> str:
    """All an issue says, in one line and without the marks of Markdown that only escape."""
    texts = [issue.title, issue.publication, *(section.heading for section in issue.sections)]
    texts += [text for _, block in issue.blocks() for text in block_texts(block)]
    texts += [issue.about.body, issue.about.tagline] if issue.about else []
    return " ".join(" ".join(texts).replace("\\", "").split())
