"""An mbox that is in memory: each of its messages one issue. Large ones are read message by message with `mbox`."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.errors import FormatError
from reader_app.importers.mbox import looks_like_mbox, messages_in
from reader_app.importers.source import Source
from reader_app.model.origin import Imported, Unread


class MboxFile:
    """Reads the messages of an mbox (RFC 4155)."""

    kind = "mbox"
    suffixes: tuple[str, ...] = (".mbox", ".mbx")

    def certainty(self, source: Source) -> float:
        """Return how sure it is that `source` is an mbox: it begins with a separator and a header."""
        return 0.99 if looks_like_mbox(source.data[:4096]) else 0.0

    def read(self, source: Source) -> Iterator[Imported | Unread]:
        """Yield the issue of each message, and for each that shows nothing its name and a sentence."""
        from reader_app.importers.mail import read_mail

        for number, data in enumerate(messages_in(source.data), 1):
            name = f"{source.name}, message {number}"
            try:
                yield read_mail(Source(name, data))
            except FormatError as error:
                yield Unread(name, error.sentence)
