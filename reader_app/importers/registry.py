"""Recognises what a source is and reads it: by its content first, by its name second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.archives.json_source import PlatformJson
from reader_app.importers.decoding import is_binary
from reader_app.importers.feeds.json_feed import JsonFeed
from reader_app.importers.feeds.opml import Opml
from reader_app.importers.feeds.xml_feed import XmlFeed
from reader_app.importers.html_page import HtmlPage
from reader_app.importers.json_file import JsonFile
from reader_app.importers.mail_file import MailFile
from reader_app.importers.markdown_file import MarkdownFile
from reader_app.importers.mbox_file import MboxFile
from reader_app.importers.mhtml import MhtmlFile
from reader_app.importers.other_forms import TABLE, other_form
from reader_app.importers.plain_text import PlainText
from reader_app.importers.source import Importer, Source
from reader_app.model.origin import Imported, Unread

__all__ = ["MAX_TEXT", "Importer", "Source", "read", "read_each", "recognise"]

MAX_TEXT: Final = 20_000_000
_LEAST_CERTAIN: Final = 0.2
_SURE: Final = 0.96  # from which no other importer is asked
_MAY_BE_LARGE: Final = frozenset({"eml", "mbox", "mhtml"})
_TABLES: Final = frozenset({".csv", ".tsv"})
# Text, but not to be read: only what is recognised by much of its content is a newsletter under such a name.
_OTHER_TEXT: Final = _TABLES | frozenset(
    ".json .jsonl .ndjson .xml .xsl .svg .css .js .mjs .cjs .ts .jsx .tsx .py .rb .php .pl .sh .bat .ps1 .java .c .h "
    ".cpp .go .rs .swift .sql .yml .yaml .toml .ini .cfg .conf .plist .log .dat .lock .map .srt .vtt .tex .bib .diff "
    ".patch".split()
)
_CERTAIN_FOR_OTHERS: Final = 0.7


def importers() -> tuple[Importer, ...]:
    """Return every importer; the earlier wins where two are equally sure."""
    return (
        JsonFile(),
        JsonFeed(),
        XmlFeed(),
        Opml(),
        PlatformJson(),
        MhtmlFile(),
        MboxFile(),
        MailFile(),
        HtmlPage(),
        PlainText(),
        MarkdownFile(),
    )


def recognise(source: Source) -> Importer:
    """Return the importer that is surest of `source`. Raises FormatError with one sentence when none can read it."""
    if not source.data or source.data.isspace():
        raise FormatError("The file is empty.")
    other = other_form(source.data, source.suffix)
    if other:
        raise FormatError(other)
    large = len(source.data) > MAX_TEXT
    asked = [each for each in importers() if not large or each.kind in _MAY_BE_LARGE]
    best, chosen = 0.0, asked[0]
    for importer in asked:
        certainty = importer.certainty(source)
        if certainty > best:
            best, chosen = certainty, importer
        if certainty >= _SURE:
            break
    if best >= (_CERTAIN_FOR_OTHERS if source.suffix in _OTHER_TEXT else _LEAST_CERTAIN):
        return chosen
    if large:
        raise FormatError(f"The file is larger than {MAX_TEXT // 1_000_000} MB; no newsletter is.")
    if is_binary(source.data):
        raise FormatError("The file holds binary data, not a newsletter.")
    source.decoded()
    if source.suffix in _TABLES:
        raise FormatError(TABLE)
    raise FormatError("The file is not a newsletter in a form Masthead reads.")


def read_each(source: Source) -> Iterator[Imported | Unread]:
    """Yield the issues in `source`, and a sentence for each part that cannot be read while others can.

    Raises FormatError with one sentence when the whole cannot be read.
    """
    return recognise(source).read(source)


def read(source: Source) -> tuple[Imported, ...]:
    """Return the issues in `source`; parts that cannot be read are told by a warning of the first.

    Raises FormatError with one sentence when there is none that can be read.
    """
    issues: list[Imported] = []
    unread: list[Unread] = []
    for found in read_each(source):
        if isinstance(found, Unread):
            unread.append(found)
        else:
            issues.append(found)
    if not issues:
        raise FormatError(unread[0].sentence if unread else "The file holds no newsletter.")
    if unread:
        told = tuple(f"{part.name} could not be read: {part.sentence}" for part in unread)
        issues[0] = replace(issues[0], warnings=(*issues[0].warnings, *told))
    return tuple(issues)
