"""Web pages as files: saved ones, platform archive pages, and the HTML of mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.charsets import declared_in_html, decode_as
from reader_app.importers.decoding import is_binary, narrowed
from reader_app.importers.source import Source
from reader_app.model.origin import Imported, Origin
from reader_app.patterns import regex

VERSION: Final = 7
_PAGE = regex(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_PART = regex(rb"\s*<(?:head|body|table|div|center|p|h[1-6]|style|meta|section|article|main|title)[\s>]", re.IGNORECASE)
_TAG = regex(rb"</?(?:p|div|table|tr|td|h[1-6]|a|br|img|span|ul|li|strong|body|html)\b[^>]*>", re.IGNORECASE)
_SAMPLE: Final = 1 << 14
_FEW_TAGS: Final = 8


class HtmlPage:
    """Reads one issue from an HTML file."""

    kind = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

    def certainty(self, source: Source) -> float:
        """Return how sure it is that `source` is HTML: by its first tag, by how many it has, by its name."""
        start = narrowed(source.data[:_SAMPLE]).removeprefix(b"\xef\xbb\xbf")
        if is_binary(start):
            return 0.0
        if _PAGE.match(start):
            return 0.97
        tags = len(_TAG.findall(start))
        named = source.suffix in self.suffixes
        if _PART.match(start) and tags >= _FEW_TAGS:
            return 0.92 if named else 0.8
        return 0.9 if named else 0.0

    def read(self, source: Source) -> Iterator[Imported]:
        """Yield the issue. Raises FormatError when the page shows nothing."""
        # Loaded here and not with this file: whoever only asks what a file is needs none of it.
        from reader_app.importers.bounds import check_html
        from reader_app.importers.only_words import with_words
        from reader_app.importers.page_content import addresses_of, content_of_page
        from reader_app.importers.sanitize import display_copy
        from reader_app.importers.structure.envelope import Envelope
        from reader_app.importers.structure.find import find

        decoded = decode_as(source.data, declared_in_html(source.data))
        check_html(decoded.text)
        page = content_of_page(decoded.text)
        addresses = addresses_of(page.assets)
        envelope = Envelope(url=page.url, date=page.date, authors=page.authors, name=source.stem, assets=addresses)
        found = with_words(find(page.html, envelope), page.html)
        if found.issue.is_empty():
            raise FormatError("The page shows no text.")
        yield Imported(
            found.issue,
            source.data,
            Origin(self.kind, found.platform, source.sha256, source.name, VERSION),
            (*decoded.warnings, *found.warnings),
            (*page.removed, *found.removed),
            display_copy(page.html, addresses),
            tuple({asset.data: asset for asset in page.assets.values()}.values()),
        )
