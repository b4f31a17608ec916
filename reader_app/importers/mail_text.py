"""Plain text as mail writes it: flowed lines, files within the text, and the marks of an old rich text."""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import Final

from reader_app.importers.literal import ADDRESS
from reader_app.model.text import clean_line
from reader_app.patterns import regex

_QUOTE = regex(r">*")
_SIGNATURE: Final = "-- "
_UU_BEGIN = regex(r"^begin [0-7]{3,4} (\S[^\n]{0,200})\n", re.MULTILINE)
_UU_LINE = regex(r"[!-`][ -`]{0,90}")
_MARK = regex(r"<(/?)([A-Za-z0-9-]{1,60})>")
_YENC_BEGIN = regex(r"^=ybegin [^\n]{0,80}?\bsize=(\d{1,12})\b[^\n]{0,40}? name=(\S[^\n]{0,200})\n", re.MULTILINE)
_YENC_END: Final = "\n=yend "
_SIGNED: Final = "-----BEGIN PGP SIGNED MESSAGE-----"
_CLEARTEXT = regex(
    rf"^{_SIGNED}\n(?:[A-Za-z]+: [^\n]*\n)*[ \t]*\n(.*?)\n?^-----BEGIN PGP SIGNATURE-----\n.*?"
    r"(?:^-----END PGP SIGNATURE-----(?:\n|\Z)|\Z)",
    re.MULTILINE | re.DOTALL,
)
_DASHED = regex(r"^- ", re.MULTILINE)
_ENCRYPTED = regex(r"\s*-----BEGIN PGP MESSAGE-----\s[^<>]*?-----END PGP MESSAGE-----\s*")
_MOST_FILES: Final = 50
_BREAKS = regex("\r\n?")


def without_wraps(text: str, *, joined: bool) -> str:
    """Return text of ``format=flowed`` with its paragraphs in one line each (RFC 3676).

    `joined` is its ``DelSp=yes``: the space at a line's end belongs to the wrap, not to the text.
    """
    result: list[str] = []
    flowing = False
    depth = 0
    for line in _BREAKS.sub("\n", text).split("\n"):
        quote = _QUOTE.match(line)
        marks = quote[0] if quote else ""
        bare = line[len(marks) :].removeprefix(" ")
        flows = bare.endswith(" ") and bare != _SIGNATURE
        piece = bare[:-1] if flows and joined else bare
        if flowing and depth == len(marks) and bare != _SIGNATURE:
            result[-1] += piece
        else:
            result.append(f"{marks} {piece}" if marks else piece)
        flowing, depth = flows, len(marks)
    return "\n".join(result)


def without_files(text: str) -> tuple[str, list[str]]:
    """Return `text` without the files in it (uuencoded or in yEnc), and these as attachments are named."""
    files: list[str] = []
    if "=ybegin " in text:
        text, files = _without_yenc(_BREAKS.sub("\n", text))
    if "\nbegin " not in text and not text.startswith("begin "):
        return text, files
    text = _BREAKS.sub("\n", text)
    kept: list[str] = []
    position = 0
    for match in islice(_UU_BEGIN.finditer(text), _MOST_FILES):
        if match.start() < position:
            continue
        end = text.find("\nend", match.end() - 1)
        lines = text[match.end() : end].split("\n") if end >= 0 else []
        if not lines or not all(_UU_LINE.fullmatch(line) for line in lines if line):
            continue
        size = sum((ord(line[0]) - 32) & 63 for line in lines if line)
        files.append(f"{clean_line(match[1])} (uuencoded, {size:,} bytes)")
        kept.append(text[position : match.start()])
        position = end + len("\nend")
    return "".join((*kept, text[position:])), files


def _without_yenc(text: str) -> tuple[str, list[str]]:
    """Return `text` without what yEnc put into it (yenc.org, version 1.3); any other sign of it is plain words."""
    kept: list[str] = []
    files: list[str] = []
    position = 0
    for match in islice(_YENC_BEGIN.finditer(text), _MOST_FILES):
        end = text.find(_YENC_END, match.end() - 1)
        if match.start() < position or end < 0:
            continue
        files.append(f"{clean_line(match[2])} (yEnc, {int(match[1]):,} bytes)")
        kept.append(text[position : match.start()])
        line_end = text.find("\n", end + 1)
        position = len(text) if line_end < 0 else line_end
    return "".join((*kept, text[position:])), files


def is_encrypted(text: str) -> bool:
    """Tell whether `text` is nothing but a message encrypted by OpenPGP (RFC 9580, 6.2)."""
    return _ENCRYPTED.fullmatch(text) is not None


def without_signature(text: str) -> str:
    """Return the text within a cleartext signature of OpenPGP, its dashes unescaped (RFC 9580, 7)."""
    if _SIGNED not in text:
        return text
    return _CLEARTEXT.sub(lambda match: _DASHED.sub("", match[1]), _BREAKS.sub("\n", text))


def without_marks(text: str) -> str:
    """Return text/enriched as plain text (RFC 1896): marks gone, one line break a space, of several one less."""
    text = _BREAKS.sub("\n", text).replace("<<", "\ue000")
    text = re.sub(r"(?is)<param>.{0,200}?</param>", "", text)
    text = _MARK.sub("", re.sub(r"(?i)<nl>", "\n", text)).replace("\ue000", "<")
    return re.sub(r"\n+", lambda match: match[0][1:] or " ", text)


def as_html(text: str) -> str:
    """Return plain text as HTML paragraphs, its addresses as links."""
    paragraphs = re.split(r"\n[ \t]*\n", _BREAKS.sub("\n", text).strip("\n"))
    return "".join(f"<p>{_linked(paragraph)}</p>\n" for paragraph in paragraphs if paragraph.strip())


def _linked(text: str) -> str:
    parts: list[str] = []
    position = 0
    for match in ADDRESS.finditer(text):
        address = html.escape(match[0])
        parts += [html.escape(text[position : match.start()]), f'<a href="{address}">{address}</a>']
        position = match.end()
    parts.append(html.escape(text[position:]))
    return "".join(parts).replace("\n", "<br>\n")
