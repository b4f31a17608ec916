"""Web pages saved as one file with their pictures (MHTML, RFC 2557): a mail in form, but not a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.mail_file import MAX_MAIL
from reader_app.importers.source import Source
from reader_app.model.origin import Imported, Origin
from reader_app.patterns import regex

VERSION: Final = 7
_SIGN = regex(
    rb"^(?:from\s*:\s*[\"<]?saved by (?:blink|windows internet explorer|webkit|mozilla|microsoft|unmht)"
    rb"|snapshot-content-location\s*:|x-maf-information\s*:|x-mimeole\s*:[^\n]*\n(?:[^\n]*\n){0,8}?content-location\s*:)",
    re.IGNORECASE | re.MULTILINE,
)
_RELATED = regex(rb"^content-type\s*:\s*multipart/(?:related|alternative)", re.IGNORECASE | re.MULTILINE)
_WEB: Final = ("http://", "https://")


class MhtmlFile:
    """Reads a saved page with its pictures."""

    kind = "mhtml"
    suffixes: tuple[str, ...] = (".mht", ".mhtml")

    def certainty(self, source: Source) -> float:
        """Return how sure it is that `source` is a saved page: what saved it says so, or its name does."""
        head = source.data[:8192].replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n").partition(b"\n\n")[0]
        if not _RELATED.search(head):
            return 0.0
        return 0.99 if source.suffix in self.suffixes or _SIGN.search(head) else 0.0

    def read(self, source: Source) -> Iterator[Imported]:
        """Yield the issue the page is. Raises FormatError when it shows nothing."""
        # Loaded here and not with this file: whoever only asks what a file is needs none of it.
        from reader_app.importers.mail_content import content_of
        from reader_app.importers.mail_dates import header_moment
        from reader_app.importers.mail_parts import parse
        from reader_app.importers.only_words import with_words
        from reader_app.importers.page_content import addresses_of, content_of_page
        from reader_app.importers.sanitize import display_copy
        from reader_app.importers.structure.envelope import Envelope
        from reader_app.importers.structure.find import find

        if len(source.data) > MAX_MAIL:
            raise FormatError(f"The page is larger than {MAX_MAIL // 1_000_000} MB; no newsletter is.")
        root = parse(source.data)
        content = content_of(root)
        html = next((piece.text for piece in content.pieces if piece.is_html and piece.picture < 0), "")
        page = content_of_page(html)
        assets = dict(page.assets)
        for picture in content.pictures:
            assets.update(dict.fromkeys(picture.addresses, picture.asset))
        shown = {address: asset for address, asset in assets.items() if _stands_in(address, page.html)}
        location = root.headers.text("snapshot-content-location") or root.headers.text("content-location")
        addresses = addresses_of(shown)
        envelope = Envelope(
            url=page.url or (location if location.startswith(_WEB) else ""),
            date=page.date,
            authors=page.authors,
            name=source.stem,
            assets=addresses,
        )
        found = with_words(find(page.html, envelope), page.html) if html else None
        if found is None or found.issue.is_empty():
            raise FormatError("The page shows no text.")
        saved = header_moment(root.headers.text("date"))
        facts = (("saved", saved.isoformat()),) if saved else ()
        yield Imported(
            found.issue,
            source.data,
            Origin(self.kind, found.platform, source.sha256, source.name, VERSION, facts),
            tuple(dict.fromkeys((*content.warnings, *found.warnings))),
            (*page.removed, *found.removed),
            display_copy(page.html, addresses),
            tuple({asset.data: asset for asset in shown.values()}.values()),
        )


def _stands_in(address: str, html: str) -> bool:
    return address in html or address.replace("&", "&amp;") in html
