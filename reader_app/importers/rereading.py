"""Reads the original of an issue that is in the library once more, with the importer its origin names."""

from __future__ import annotations

from typing import Final

from reader_app.errors import FormatError
from reader_app.importers import html_page, json_file, mail_file, markdown_file, mhtml, plain_text
from reader_app.importers.again import again
from reader_app.importers.archives import posts
from reader_app.importers.feeds import entries
from reader_app.importers.source import Importer, Source
from reader_app.model.origin import Imported, Origin, Unread

_IMPORTERS: Final[dict[str, tuple[Importer, int]]] = {
    importer.kind: (importer, version)
    for importer, version in (
        (json_file.JsonFile(), json_file.VERSION),
        (markdown_file.MarkdownFile(), markdown_file.VERSION),
        (plain_text.PlainText(), plain_text.VERSION),
        (mail_file.MailFile(), mail_file.VERSION),
        (html_page.HtmlPage(), html_page.VERSION),
        (mhtml.MhtmlFile(), mhtml.VERSION),
    )
}


def version_of(kind: str) -> int:
    """Return the version of the rules that read originals of `kind` now, 0 when nothing does."""
    if kind in _IMPORTERS:
        return _IMPORTERS[kind][1]
    return posts.VERSION if kind == entries.KIND or kind.partition("-")[0] == posts.RECORD else 0


def reread(original: bytes, origin: Origin) -> Imported:
    """Return the issue in `original`, which is of the kind that `origin` says.

    Raises FormatError with one sentence when it cannot be read, or is not one issue any more.
    """
    found: list[Imported | Unread] = []
    if origin.kind in _IMPORTERS:
        found = list(_IMPORTERS[origin.kind][0].read(Source(origin.name, original)))
    else:
        entry = again(original, origin)
        found = [entry] if entry is not None else []
    if len(found) != 1:
        raise FormatError("Its original is of a kind that cannot be read again.")
    if isinstance(found[0], Unread):
        raise FormatError(found[0].sentence)
    return found[0]
