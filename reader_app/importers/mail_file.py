"""Recognises a mail by its first lines; reading it is the business of mail.py, which is loaded when there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.importers.decoding import is_binary, narrowed
from reader_app.importers.source import Source
from reader_app.model.origin import Imported
from reader_app.patterns import regex

VERSION: Final = 7
KIND: Final = "eml"
MAX_MAIL: Final = 100_000_000
EMLX: Final = regex(rb"\s*(\d{1,12})[ \t]*\r?\n(?=[!-9;-~]{1,76}:|From )")
_NAME = regex(rb"^([!-9;-~]{1,76})[ \t]*:", re.MULTILINE)
_SURE: Final = frozenset(
    "from received message-id mime-version return-path delivered-to subject to reply-to x-mailer content-type "
    "content-transfer-encoding list-id list-unsubscribe dkim-signature envelope-to x-original-to".split()
)
_SAMPLE: Final = 1 << 14


class MailFile:
    """Reads one mail: ``.eml``, a message of an mbox or a Maildir, Apple Mail's ``.emlx``."""

    kind = KIND
    suffixes: tuple[str, ...] = (".eml", ".emlx", ".mail")

    def certainty(self, source: Source) -> float:
        """Return how sure it is that `source` is a mail: it begins with the headers only mails have."""
        start = narrowed(source.data[:_SAMPLE]).lstrip(b"\xef\xbb\xbf\r\n")
        named = source.suffix in self.suffixes
        emlx = EMLX.match(start)
        start = start[emlx.end() :] if emlx else start
        if start.startswith((b"From ", b">From ")):
            start = start.partition(b"\n")[2]
        if not _NAME.match(start):
            return 0.5 if named and not is_binary(start) else 0.0
        head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
        known = {name.decode("ascii").lower() for name in _NAME.findall(head)} & _SURE
        return 0.98 if len(known) > 1 else 0.97 if named else 0.25 if known else 0.0

    def read(self, source: Source) -> Iterator[Imported]:
        """Yield the issue the mail is. Raises FormatError with one sentence when it shows nothing."""
        from reader_app.importers.mail import read_mail

        yield read_mail(source)
