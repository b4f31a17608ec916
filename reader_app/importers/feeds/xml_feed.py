"""RSS, Atom and CDF feeds (RSS 2.0, RFC 4287), read by feedparser from bytes alone: nothing is fetched."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from reader_app.errors import FormatError
from reader_app.importers.archives.lines import line
from reader_app.importers.archives.moments import has_year_zero
from reader_app.importers.archives.rows import Row, known
from reader_app.importers.decoding import decode
from reader_app.importers.source import Source
from reader_app.model.issue import Json
from reader_app.model.origin import Imported, Unread
from reader_app.patterns import regex

MAX_ELEMENTS: Final = 100_000
MAX_MARKS: Final = 100_000
_START: Final = 32_768
MAX_GROWTH: Final = 10_000_000
_ROOT = regex(
    rb"<(?:rss|channel|(?:\w+:)?feed|rdf:RDF)\b[^<>]*>", re.IGNORECASE
)  # the root element of RSS, CDF, Atom and RSS 1.0
_SAYS_FEED = regex(
    rb"<rss\b|<channel\b|purl\.org/(?:rss|atom|net)|/2005/Atom|netscape\.com/rdf|example\.com/newformat", re.IGNORECASE
)
_NAMES_ENCODING = regex(rb"\W*xml[^<>]*\bencoding\s*=")
_ENTITY = regex(rb"<!ENTITY\s+(?:%\s+)?([\w.-]+)\s+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_REFERENCE = regex(rb"&([\w.-]+);")
_AUTHOR = regex(rb"<((?:[\w.-]+:)?(?:author|creator|managingeditor|webmaster|publisher|owner))\b", re.IGNORECASE)
_LONG_WORD = regex(rb"[\w.+-]{200}")
_ADDRESSED = regex(r"[^\s@]+@[^\s()]+ *\((?P<after>[^()]+)\)|(?P<before>[^<>()]+) <[^\s@<>]+@[^\s<>]+>")
_LONGEST_AUTHOR: Final = 2_000
_DATES: Final = ("published", "updated", "created")
_SPOKEN: Final = ("audio/", "video/")


class XmlFeed:
    """Reads the entries of RSS and Atom feeds."""

    kind = "feed"
    suffixes: tuple[str, ...] = (".rss", ".atom", ".xml", ".rdf", ".cdf")

    def certainty(self, source: Source) -> float:
        """Return how sure it is that `source` is a feed: by its root element."""
        start = source.data[:_START].replace(b"\0", b"")
        if not start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") or b"<html" in start[:1000].lower():
            return 0.0
        if _ROOT.search(start) is None:
            return 0.0
        return 1.0 if _SAYS_FEED.search(start) else 0.6

    def read(self, source: Source) -> Iterator[Imported | Unread]:
        """Yield the entries as issues. Raises FormatError when there is no entry or the feed is built to do harm."""
        from reader_app.importers.feeds.entries import read as read_entry

        found = _parsed(_harmless(source.data))
        if not found.entries:
            title = line(_text(found.feed, "title"))
            named = f"The feed “{title[:80]}”" if title else "The feed"
            raise FormatError(f"{named} holds no entries.")
        for entry in found.entries:
            yield read_entry(_record(entry, found.feed))


def _parsed(data: bytes) -> Any:
    """Return what feedparser reads. Its own sanitizer is off: ours makes the display copy."""
    import feedparser

    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError) as error:
        raise FormatError("The feed is too damaged to be read.") from error


def _harmless(data: bytes) -> bytes:
    """Return `data` when it can be read in bounded time and memory. Raises FormatError with one sentence."""
    bare = data.replace(b"\0", b"")
    if b"<!ENTITY" in bare and _growth(bare) > MAX_GROWTH:
        raise FormatError("The feed defines shorthands that would grow it beyond all measure; it was not read.")
    if not _NAMES_ENCODING.match(bare):
        data = _as_utf8(data)
    elements = _elements(data)
    if elements is None and bare.count(b"<") + bare.count(b"&") > MAX_MARKS:
        raise FormatError("The feed is damaged and too large to be mended.")
    if elements is not None and elements > MAX_ELEMENTS:
        raise FormatError(f"The feed has more than {MAX_ELEMENTS:,} elements; no newsletter's feed does.")
    return _without_endless_authors(data)


def _growth(bare: bytes) -> int:
    """Return by how much the shorthands `bare` defines would grow it (XML 1.0, section 4.2.1)."""
    lengths: dict[bytes, int] = {}
    for name, one, other in _ENTITY.findall(bare):
        lengths[name] = max(len(one or other), lengths.get(name, 0))
    return sum(lengths.get(match[1], 0) for match in _REFERENCE.finditer(bare))


def _elements(data: bytes) -> int | None:
    """Return the number of elements of well-formed XML, None for what only the slow, mending parser reads."""
    from xml.parsers.expat import ExpatError, ParserCreate

    parser = ParserCreate()
    count = 0

    def start(_name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal count
        count += 1

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError):
        return None
    return count


def _as_utf8(data: bytes) -> bytes:
    """Return `data`, which names no encoding, as UTF-8. Raises FormatError when it is no text."""
    return decode(data).text.encode("utf-8", "replace")


def _without_endless_authors(data: bytes) -> bytes:
    """Return `data` with authors' elements renamed that no person's name fills: feedparser is slow on them."""
    pieces: list[bytes] = []
    position = 0
    for match in _AUTHOR.finditer(data):
        end = data.find(b"</" + match[1], match.end(), match.end() + _LONGEST_AUTHOR)
        if end < 0 or _LONG_WORD.search(data, match.end(), end):
            pieces += [data[position : match.start()], b"<x"]
            position = match.start() + 1
    return b"".join([*pieces, data[position:]])


def _record(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Row:
    content, base, language = _content(entry)
    sounds: list[Json] = [
        {"url": str(sound["href"]), "minutes": _minutes(_text(entry, "itunes_duration"))}
        for sound in entry.get("enclosures", ())
        if sound.get("href") and str(sound.get("type", "")).startswith(_SPOKEN)
    ]
    detail = entry.get("summary_detail") or {}
    return known(
        feed=_text(feed, "title"),
        title=_text(entry, "title"),
        content=content,
        summary=_text(entry, "summary"),
        link=_text(entry, "link"),
        id=_text(entry, "id"),
        authors=_authors(entry) or _authors(feed),
        date=_date(entry),
        language=language or _text(feed, "language"),
        base=base or _text(detail, "base"),
        site=_text(feed, "link"),
        number=number if (number := _text(entry, "itunes_episode")).isdecimal() else "",
        image=_image(entry),
        generator=_text(feed, "generator"),
        sounds=sounds,
        tags=[term for tag in entry.get("tags", ()) if (term := _text(tag, "label") or _text(tag, "term"))],
    )


def _authors(value: Mapping[str, Any]) -> list[Json]:
    """Return the names of the authors. "mail (Name)" and "Name <mail>" are split here: feedparser cuts long domains."""
    addressed = _ADDRESSED.fullmatch(_text(value, "author").strip())
    if addressed:
        return [(addressed["after"] or addressed["before"]).strip()]
    names = (_text(author, "name") or _text(author, "email") for author in value.get("authors", ()))
    return [name for full in names if (name := full.partition("(mailto:")[0].strip())]


def _content(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the fullest content of `entry` with its base and language, HTML before plain text."""
    contents = [part for part in entry.get("content", ()) if _text(part, "value")]
    if not contents:
        return "", "", ""
    best = max(contents, key=lambda part: ("html" in _text(part, "type"), len(_text(part, "value"))))
    return _text(best, "value"), _text(best, "base"), _text(best, "language")


def _date(entry: Mapping[str, Any]) -> str:
    """Return the moment of publication, as feedparser understands it or as it stands."""
    plain = dict(entry.items())  # feedparser's own get guesses one date from another
    for name in _DATES:
        parts = plain.get(f"{name}_parsed")
        if parts and not has_year_zero(_text(plain, name)):
            try:
                return datetime.fromtimestamp(timegm(parts), UTC).isoformat()
            except (ValueError, OverflowError):
                return _text(plain, name)
    return next((text for name in _DATES if (text := _text(plain, name))), "")


def _minutes(duration: str) -> Json:
    """Return "1:02:03", "62:03" or "3723" (seconds) in minutes, None when it is no duration."""
    parts = duration.split(":")
    if not all(part.isdecimal() and len(part) < 6 for part in parts) or len(parts) > 3:
        return None
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return max(1, round(seconds / 60))


def _image(entry: Mapping[str, Any]) -> str:
    enclosed = entry.get("enclosures", ())
    pictures = [item.get("href") for item in enclosed if str(item.get("type", "")).startswith("image/")]
    pictures += [item.get("url") for item in entry.get("media_thumbnail", ())]
    image = entry.get("image")
    pictures.append(image.get("href") if isinstance(image, Mapping) else None)
    return next((picture for picture in pictures if isinstance(picture, str)), "")


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""
