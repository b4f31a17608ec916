"""A zip of plain mails, as a person makes one of a folder of them: every ``.eml`` in it, whatever else it holds."""

from __future__ import annotations

from functools import partial
from typing import Final

from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.reader import Part, PartsReader, located
from reader_app.importers.source import Source
from reader_app.model.origin import Imported, Unread

_MAILBOX: Final = "It is a mailbox of many mails; unpack it and import it by itself."


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of the mails in `archive`, None when there is none."""
    names = located(archive, r".*\.(?:eml|emlx|mbox)")
    if not names:
        return None
    return PartsReader("", tuple(Part(name, partial(_read, archive, name)) for name in names))


def _read(archive: Archive, name: str) -> Imported | Unread:
    if name.lower().endswith(".mbox"):
        return Unread(name, _MAILBOX)
    from reader_app.importers.mail import read_mail

    return read_mail(Source(name, archive.read(name)))
