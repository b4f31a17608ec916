"""Recognises what a source is and reads it: by its content first, by its name second."""

from __future__ import annotations

from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.decoding import is_binary
from reader_app.importers.json_file import JsonFile
from reader_app.importers.markdown_file import MarkdownFile
from reader_app.importers.plain_text import PlainText
from reader_app.importers.source import Importer, Source
from reader_app.model.origin import Imported

__all__ = ["MAX_TEXT", "Importer", "Source", "read", "recognise"]

MAX_TEXT: Final = 20_000_000
_LEAST_CERTAIN: Final = 0.2


def importers() -> tuple[Importer, ...]:
    """Return every importer; the earlier wins where two are equally sure."""
    return (JsonFile(), PlainText(), MarkdownFile())


def recognise(source: Source) -> Importer:
    """Return the importer that is surest of `source`. Raises FormatError with one sentence when none can read it."""
    if not source.data.strip():
        raise FormatError("The file is empty.")
    if len(source.data) > MAX_TEXT:
        raise FormatError(f"The file is larger than {MAX_TEXT // 1_000_000} MB; no newsletter is.")
    if is_binary(source.data):
        raise FormatError("The file holds binary data, not a newsletter.")
    source.decoded()
    certainty, importer = max(((each.certainty(source), each) for each in importers()), key=lambda pair: pair[0])
    if certainty < _LEAST_CERTAIN:
        raise FormatError("The file is not a newsletter in a form Masthead reads.")
    return importer


def read(source: Source) -> tuple[Imported, ...]:
    """Return the issues in `source`. Raises FormatError with one sentence when it cannot be read."""
    return tuple(recognise(source).read(source))
