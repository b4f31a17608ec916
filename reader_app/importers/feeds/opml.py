"""OPML: a list of subscriptions. It names feeds and holds no issue; the sentence says how many it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.source import Source
from reader_app.model.origin import Imported
from reader_app.patterns import any_case, regex

_ROOT = any_case(r"<opml[\s>]")
_FEED = regex(r"<outline\s[^<>]*?\bxmlUrl\s*=", re.IGNORECASE)
_START: Final = 4_096


class Opml:
    """Recognises lists of subscriptions (OPML 2.0)."""

    kind = "opml"
    suffixes: tuple[str, ...] = (".opml",)

    def certainty(self, source: Source) -> float:
        """Return 1 for a file whose root is ``opml``."""
        start = source.data[:_START].replace(b"\0", b"").decode("ascii", "replace")
        return 1.0 if _ROOT.search(start) else 0.0

    def read(self, source: Source) -> Iterator[Imported]:
        """Raise FormatError with the number of feeds: there is no issue in the file, and Masthead fetches none."""
        feeds = len(_FEED.findall(source.decoded().text))
        named = f"{feeds:,} feeds" if feeds != 1 else "one feed"
        raise FormatError(f"It is a list of subscriptions to {named}; it holds no issue, and nothing is fetched.")
