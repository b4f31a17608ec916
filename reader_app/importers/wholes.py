"""Reads what is not a file by itself: one message of an mbox, the export of a platform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reader_app.errors import FormatError
from reader_app.importers.mbox import unescaped
from reader_app.importers.source import Source
from reader_app.model.origin import Imported, Unread


def message_of(source: Source) -> Source:
    """Return the mail in one message as an mbox holds it."""
    data = unescaped(source.data)
    return source if data is source.data else Source(source.name, data)


def read_message(source: Source) -> Imported:
    """Return the issue in a mail that came in an mbox. Raises FormatError with one sentence."""
    from reader_app.importers.mail import read_mail

    return read_mail(source)


def read_export(path: Path) -> Iterator[Imported | Unread]:
    """Yield the issues of the platform's export at `path`, and a sentence for each that cannot be read.

    Raises FileError or FormatError with one sentence when the whole cannot be read.
    """
    from reader_app.importers.archives.find import archive_in

    reader = archive_in(path)
    if reader is None:
        raise FormatError("This is not an export that Masthead reads.")
    yield from reader.read()
