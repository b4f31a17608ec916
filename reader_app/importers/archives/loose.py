"""A zip of plain files, as a person makes one of a folder of them: mails and mailboxes, or else pages and texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reader_app.errors import MastheadError
from reader_app.importers.archives.archive import Archive, TooLargeError
from reader_app.importers.archives.reader import located
from reader_app.importers.litter import folders_of_pages, is_litter
from reader_app.importers.source import Source
from reader_app.model.origin import Imported, Unread

_MAILS: Final = r".*\.(?:eml|emlx|mbox|mbx)"
_PAGES: Final = r".*\.(?:html?|xhtml|mht|mhtml|md|markdown|txt|text|rss|atom)"
_MAILBOXES: Final = (".mbox", ".mbx")
_LARGE_MAILBOX: Final = "It is a large mailbox; unpack it and import it by itself."
# What stands in the zips that documents are, and what the documents are.
_DOCUMENTS: Final = (
    ("[Content_Types].xml", "It is a document of Office; save it as a web page or as text and import that."),
    ("META-INF/container.xml", "It is a book (EPUB), not a newsletter."),
    ("content.xml", "It is a document of LibreOffice; save it as a web page or as text and import that."),
    ("Index/Document.iwa", "It is a document of Apple's; export it as text and import that."),
)
_OUTLOOK: Final = "It is an archive of Outlook for Mac; export its mails as .eml or mbox and import those."


@dataclass(frozen=True, slots=True)
class LooseReader:
    """Reads each of the `files` of an archive by its content; a mailbox among them holds many issues."""

    archive: Archive
    files: tuple[str, ...]
    platform: str = ""
    names: frozenset[str] = frozenset()

    def total(self) -> int:
        """Return the number of files."""
        return len(self.files)

    def read(self) -> Iterator[Imported | Unread]:
        """Yield the issues of each file, or why it could not be read."""
        from reader_app.importers.registry import read_each

        for name in self.files:
            try:
                yield from read_each(Source(name, self.archive.read(name)))
            except TooLargeError as error:
                yield Unread(name, _LARGE_MAILBOX if name.lower().endswith(_MAILBOXES) else error.sentence)
            except MastheadError as error:
                yield Unread(name, error.sentence)


def find(archive: Archive) -> LooseReader | None:
    """Return the reader of the mails in `archive`; where there is none, of the pages and texts; None for neither."""
    names = located(archive, _MAILS) or _pages(archive)
    return LooseReader(archive, names) if names else None


def document(archive: Archive) -> str:
    """Return one sentence about the document that `archive` is, ``""`` when it is none."""
    names = frozenset(archive.names())
    if any("/com.microsoft.__Messages/" in name for name in names):
        return _OUTLOOK
    return next((sentence for name, sentence in _DOCUMENTS if name in names), "")


def _pages(archive: Archive) -> tuple[str, ...]:
    """Return the pages and texts in `archive`, without the parts that browsers saved with pages."""
    parts = folders_of_pages(path for name in archive.names() for path in _folders(name))
    return tuple(
        name
        for name in located(archive, _PAGES)
        if parts.isdisjoint(_folders(name)[:-1]) and not any(map(is_litter, name.split("/")))
    )


def _folders(name: str) -> list[str]:
    """Return the folders that `name` lies in, outermost first, and `name` itself."""
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
