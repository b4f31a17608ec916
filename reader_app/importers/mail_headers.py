"""The headers of a mail: split, decoded, and each understood on its own, so that a damaged one spoils no other.

Syntax: RFC 5322; words in other character sets: RFC 2047; parameters: RFC 2045, RFC 2231; bare UTF-8: RFC 6532. Real
mail breaks all of them; what cannot be read as they say is taken as it stands.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_to_bytes

from reader_app.importers.charsets import decode_as
from reader_app.model.text import clean_line
from reader_app.patterns import regex

_NOT_BASE64: Final = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
MAX_HEADERS: Final = 1 << 20
MAX_FIELDS: Final = 100_000
_LONGEST_VALUE: Final = 1 << 16
_GOES_ON = regex(
    rb"(?:[^\r\n]{1,400}\r?\n){0,3}(?:from|to|cc|date|subject|received|message-id|mime-version|reply-to|sender|return-path"
    rb"|content-[a-z-]{4,20}|list-[a-z-]{2,20}|x-[a-z-]{2,30})[ \t]*:",
    re.IGNORECASE,
)
_NAME = regex(rb"([!-9;-~]{1,200})[ \t]*:")
_WORD = regex(r"=\?([^?*\s]{1,60})(?:\*[^?]*)?\?([bBqQ])\?([^?]*)\?=")
_FOLD = regex(r"[\r\n]+[ \t]*")
_SPACES = regex(r"\s+")
_ADDRESS = regex(r"<\s*([^<>\s]*@[^<>\s]*)\s*>|([^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+)")
_EMPTY_GROUP = regex(r":\s*;?\s*\Z")
_LONGEST_ADDRESS: Final = 2000
_MAIN = regex(r"\s*([^\s;]*)")
_PARAMETER = regex(r"[; ] ?([^\s=;\"]{1,80}) ?= ?(\"(?:[^\"\\]|\\.)*\"?|[^;]*)")
_PART_NUMBER = regex(r"(.+?)\*(\d{1,3})?\*?\Z")
_COMMENT = regex(r"\([^()]*\)")
_ESCAPE = regex(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Headers:
    """The header fields of one part in their order: names in lower case, values undecoded."""

    fields: tuple[tuple[str, bytes], ...]

    def raw(self, name: str) -> bytes:
        """Return the first value of `name` that is not blank, else ``b""``."""
        return next((value for known, value in self.fields if known == name and value.strip()), b"")

    def text(self, name: str) -> str:
        """Return the first value of `name` decoded, in one line."""
        return decoded(self.raw(name))

    def texts(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
        """Yield the name and decoded value of every field whose name is `wanted`."""
        return ((name, decoded(value)) for name, value in self.fields if wanted(name))

    def parameters(self, name: str) -> tuple[str, Mapping[str, str]]:
        """Return the value of `name` before its parameters, in lower case, and the parameters."""
        raw = self.raw(name)
        return parameters(raw) if raw else ("", {})


def split(data: bytes, start: int, end: int, most: int = MAX_FIELDS) -> tuple[Headers, int]:
    """Return the headers of ``data[start:end]``, the first `most` of them, and where the body begins."""
    position = start
    fields: list[tuple[str, bytes]] = []
    limit = min(end, start + MAX_HEADERS)
    while position < limit:
        line_end = data.find(b"\n", position, limit)
        following = limit if line_end < 0 else line_end + 1
        line = data[position:following]
        if not line.strip(b"\r\n \t"):
            if line[:1] in (b" ", b"\t") and _NAME.match(data, following, limit):
                position = following
                continue
            return Headers(tuple(fields)), following
        match = _NAME.match(line)
        if match and len(fields) >= most:
            pass
        elif match:
            fields.append((match[1].decode("ascii").lower(), line[match.end() : match.end() + _LONGEST_VALUE]))
        elif not _belongs(line, data, following, limit, fields):
            return Headers(tuple(fields)), position
        position = following
    return Headers(tuple(fields)), position


def _belongs(line: bytes, data: bytes, following: int, limit: int, fields: list[tuple[str, bytes]]) -> bool:
    """Tell whether a line without a name belongs to the headers; a continued value grows by it."""
    folded = line[:1] in (b" ", b"\t")
    if not folded and line.startswith((b"From ", b">From ")):
        return True
    if not folded and not _GOES_ON.match(data, following, limit):
        return False
    if fields:
        name, value = fields[-1]
        if len(value) < _LONGEST_VALUE:
            fields[-1] = (name, value + line)
    return bool(fields) or folded


@lru_cache(maxsize=64)  # the same few are asked for again and again
def decoded(raw: bytes) -> str:
    """Return the text of a header value, its encoded words decoded, in one clean line."""
    text = raw.decode("ascii") if raw.isascii() and b"\x1b" not in raw else decode_as(raw, "").text
    if "=?" in text:
        text = _words(_FOLD.sub(" ", text))
    return clean_line(text)


def _words(text: str) -> str:
    """Return `text` with its encoded words decoded.

    Neighbours of one character set are joined before: senders split letters of several bytes between them.
    """
    result: list[str] = []
    pending = b""
    charset = ""
    position = 0
    for match in _WORD.finditer(text):
        between = text[position : match.start()]
        separate = bool(between.strip()) or position == 0
        if pending and (separate or match[1].lower() != charset):
            result.append(decode_as(pending, charset).text)
            pending = b""
        if separate:
            result.append(between)
        charset = match[1].lower()
        pending += _word_bytes(match[2], match[3])
        position = match.end()
    if pending:
        result.append(decode_as(pending, charset).text)
    return "".join((*result, text[position:]))


def _word_bytes(encoding: str, text: str) -> bytes:
    if encoding in "qQ":
        return binascii.a2b_qp(text.replace(" ", "_").encode("utf-8"), header=True)
    return base64_bytes(text.encode("ascii", "ignore"))


def base64_bytes(data: bytes) -> bytes:
    """Return the bytes of base64 that may be damaged: foreign characters left out, padding mended (RFC 2045, 6.8)."""
    bare = data.translate(None, _NOT_BASE64)
    if len(bare) % 4 == 1:
        bare = bare[:-1]
    return binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))


@lru_cache(maxsize=64)  # most parts of most mails say the same
def parameters(raw: bytes) -> tuple[str, Mapping[str, str]]:
    """Return the main value in lower case and the parameters of a structured header; the first of two wins."""
    text = raw.decode("ascii") if raw.isascii() else decode_as(raw, "").text
    text = _SPACES.sub(" ", text).strip()
    main = _MAIN.match(text)
    found: dict[str, str] = {}
    parts: dict[str, list[tuple[int, str, bool]]] = {}
    for match in _PARAMETER.finditer(text, main.end() if main else 0):
        name, value = match[1].lower(), _unquoted(match[2])
        numbered = _PART_NUMBER.match(name)
        if numbered:
            entry = (int(numbered[2] or 0), value, name.endswith("*"))
            parts.setdefault(numbered[1], []).append(entry)
        else:
            found.setdefault(name, clean_line(_words(value)) if "=?" in value else value)
    found.update({name: _joined(entries) for name, entries in parts.items()})
    return _COMMENT.sub("", main[1] if main else "").lower(), found


def _unquoted(value: str) -> str:
    if value.startswith('"'):
        return _ESCAPE.sub(r"\1", value[1:].removesuffix('"') if len(value) > 1 else "")
    return _COMMENT.sub("", value).strip()


def _joined(entries: list[tuple[int, str, bool]]) -> str:
    """Return a parameter value that came in numbered parts, or with its character set (RFC 2231)."""
    entries.sort(key=lambda entry: entry[0])
    charset = ""
    _, first, encoded = entries[0]
    if encoded and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
    whole = b""
    for number, (_, value, percent) in enumerate(entries):
        text = first if number == 0 else value
        whole += unquote_to_bytes(text) if percent else text.encode("utf-8", "replace")
    return clean_line(decode_as(whole, charset).text)


def address(raw: bytes) -> tuple[str, str]:
    """Return display name and address of the first mailbox in a header such as From; either may be ``""``."""
    text = decoded(raw)[:_LONGEST_ADDRESS]
    match = _ADDRESS.search(text)
    if match is None:
        return _bare(text), ""
    name = text[: match.start()].strip()
    if not name or name.endswith((",", ";")):
        comment = _COMMENT.search(text, match.end())
        name = comment[0][1:-1] if comment else ""
    return _bare(name), match[1] or match[2]


def _bare(name: str) -> str:
    """Return a display name without quotes around it."""
    name = _ESCAPE.sub(r"\1", _EMPTY_GROUP.sub("", name)).strip(' \t"“”')
    return name[1:-1].strip() if len(name) > 2 and name[0] == name[-1] == "'" else name
