"""Turns bytes with a declared character set into text: the name may be wrong, unknown or missing (RFC 2046, 4.1.2).

What is declared is read as its superset, as browsers do. Where the bytes contradict the name they win: valid UTF-8 is
UTF-8 whatever a mail says of it, and text that is neither is told by the letters its language uses most.
"""

from __future__ import annotations

import re
from typing import Final

from reader_app.importers.charset_guess import guessed
from reader_app.importers.decoding import Decoded, decode_western, marked, mended
from reader_app.patterns import regex

_UNDECLARED: Final = ""
_JAPANESE_MAIL: Final = "iso-2022-jp"
_SUPERSETS: Final = {
    "": "us-ascii ascii ansi_x3.4-1968 unknown unknown-8bit x-unknown default none binary 8bit 7bit x-user-defined",
    "utf-8": "utf8 utf-8 utf_8 unicode-1-1-utf-8 x-utf8 utf-8-bom utf8mb4 utf8_unicode_ci",
    "utf-7": "unicode-1-1-utf-7 csunicode11utf7 utf7 x-unicode-2-0-utf-7",
    "cp1252": "iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 cp819 windows-1252 win-1252 cp-1252 ansi",
    "cp1254": "iso-8859-9 iso8859-9 latin5 l5",
    "cp874": "iso-8859-11 tis-620 tis620 windows-874",
    "gb18030": "gb2312 gbk x-gbk gb_2312-80 gb2312-80 euc-cn x-euc-cn cn-gb csgb2312 cp936 ms936 gb-18030 gb_2312",
    "big5hkscs": "big5 big-5 big5-eten x-x-big5 cn-big5 csbig5 cp950 big5-hkscs",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cswindows31j csshiftjis ms932",
    "cp949": "euc-kr euckr ks_c_5601-1987 ks_c_5601 ksc5601 ksc_5601 uhc windows-949 x-windows-949 cseuckr",
    "euc_jp": "euc-jp x-euc-jp x-euc ujis cseucpkdfmtjapanese eucjp",
    _JAPANESE_MAIL: "iso-2022-jp iso2022-jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-ms csiso2022jp cp50220 cp50221",
    "iso8859_8": "iso-8859-8-i iso-8859-8-e logical visual",
    "iso8859_6": "iso-8859-6-i iso-8859-6-e",
    "koi8_u": "koi8-ru",
    "koi8_r": "koi8 koi x-koi8-r",
    "mac_roman": "macintosh x-mac-roman mac x-macroman",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
}
_CODECS: Final = {name: codec for codec, names in _SUPERSETS.items() for name in names.split()}
_NO_CHARSETS: Final = frozenset("idna punycode unicode_escape raw_unicode_escape undefined mbcs oem".split())
_DOUBLE_BYTE: Final = frozenset("gb18030 big5hkscs cp932 cp949 euc_jp johab".split())
_STATEFUL = regex(r"iso-?2022|utf-?7|hz|utf-?16|utf-?32")
_NAME = regex(r"[a-z0-9][a-z0-9._:+-]*")
_IN_HTML = regex(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,80}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_HTML_HEAD: Final = 8192
_SEQUENCE = regex(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xf4][\x80-\xbf]{2,3}")
_FEWEST_SEQUENCES: Final = 8
_HIGH: Final = bytes(range(128, 256))
_SPACES: Final = b" \t\r\n"
_SAMPLE: Final = 1 << 16


def codec_of(name: str) -> str:
    """Return the codec for a declared character set, a superset where there is one; ``""`` when it is unknown."""
    match = _NAME.search(name[:200].lower().replace("charset=", "").replace("cs:", ""))
    if match is None:
        return _UNDECLARED
    bare = match[0].strip(".:+-")
    known = _CODECS.get(bare)
    if known is not None:
        return known
    spelled = re.sub(r"^(?:x-)?(?:win|windows|cp|ibm)[-_]?(?=\d)", "cp", bare)
    if spelled.replace("-", "_") in _NO_CHARSETS:
        return _UNDECLARED
    try:
        b"text".decode(spelled)
    except UnicodeDecodeError:
        return spelled
    except (LookupError, ValueError):
        return _UNDECLARED
    return spelled


def declared_in_html(data: bytes) -> str:
    """Return the character set HTML names itself, ``""`` for none. One that the naming itself refutes is none."""
    match = _IN_HTML.search(data, 0, _HTML_HEAD)
    name = match[1].decode("ascii") if match else ""
    return "" if codec_of(name).startswith(("utf-16", "utf-32", "utf-7")) else name


def decode_as(data: bytes, declared: str) -> Decoded:
    """Return `data` as text, read as `declared` unless it is plainly something else. Never fails."""
    by_mark = marked(data)
    if by_mark is not None:
        return by_mark
    codec = codec_of(declared)
    if _STATEFUL.match(codec):
        return _stateful(data, codec)
    if data.isascii():
        escaped = b"\x1b$" in data or b"\x1b(J" in data
        return _stateful(data, _JAPANESE_MAIL) if escaped else Decoded(data.decode("ascii"))
    if codec in _DOUBLE_BYTE:
        return _double_byte(data, codec)
    by_bytes = _as_utf_8(data)
    if by_bytes:
        return by_bytes
    return _by_bytes(data) if codec in ("", "utf-8") else _single_byte(data, codec)


def _double_byte(data: bytes, codec: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return _other(data, codec)
    # A few letters of double-byte text may be UTF-8 by chance; not many.
    if len(_SEQUENCE.findall(data[:_SAMPLE])) >= _FEWEST_SEQUENCES:
        return _as_utf_8(data) or Decoded(text)
    return Decoded(text)


def _as_utf_8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _other(data: bytes, codec: str) -> Decoded:
    """Return text whose declared double-byte character set does not fit."""
    by_bytes = _as_utf_8(data)
    if by_bytes:
        return by_bytes
    found = guessed(data)
    if found:
        return Decoded(data.decode(found, "replace"))
    replaced = data.decode(codec, "replace")
    return Decoded(replaced, ("Some characters of the text are damaged; they show as “\ufffd”.",))


def _single_byte(data: bytes, codec: str) -> Decoded:
    """Return text of a declared character set with one byte a letter; foreign letters galore mean another one."""
    if codec == "cp1252":
        sample = data[:_SAMPLE]
        high = len(sample) - len(sample.translate(None, _HIGH))
        found = guessed(data) if high * 4 >= len(sample.translate(None, _SPACES)) else ""
        return Decoded(data.decode(found, "replace") if found else decode_western(data))
    return Decoded(data.decode(codec, "replace"))


def _by_bytes(data: bytes) -> Decoded:
    """Return text that has no character set, or says UTF-8 and is not."""
    found = guessed(data)
    return Decoded(data.decode(found, "replace")) if found else mended(data)


def _stateful(data: bytes, codec: str) -> Decoded:
    """Return text whose bytes mean one thing here and another there, or are wider than one."""
    if codec.startswith(("utf-16", "utf-32")):
        return Decoded(data.decode(codec, "replace")) if b"\0" in data else _as_utf_8(data) or _by_bytes(data)
    if not data.isascii():
        return _as_utf_8(data) or _double_byte(data, guessed(data) or "cp932")
    if codec == _JAPANESE_MAIL:
        # JIS X 0213 holds JIS X 0208 and what makers added to it, such as circled numbers.
        wide = data.replace(b"\x1b$B", b"\x1b$(Q").replace(b"\x1b$@", b"\x1b$(Q")
        for name, raw in (("iso2022_jp_2", data), ("iso2022_jp_ext", data), ("iso2022_jp_2004", wide)):
            try:
                return Decoded(raw.decode(name))
            except UnicodeDecodeError:
                continue
        return Decoded(wide.decode("iso2022_jp_2004", "replace"))
    return Decoded(data.decode(codec, "replace"))
