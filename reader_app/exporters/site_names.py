"""Where the pages of an archive site lie, and how they lead to each other.

A page keeps its address for good, so a name depends on what it names and on nothing else. All addresses are relative:
the site works in any folder of a server, and from a disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final, TypeVar
from urllib.parse import quote

from reader_app.model.walk import slug

INDEX: Final = "index.html"
SECTIONS: Final = "sections/index.html"
SPONSORS: Final = "sponsors/index.html"
SEARCH: Final = "search.html"
ATOM: Final = "feed.xml"
JSON_FEED: Final = "feed.json"
SITEMAP: Final = "sitemap.xml"
STYLE: Final = "style.css"
SCRIPT: Final = "search.js"
UNDATED: Final = "undated"
_LONGEST: Final = 180  # bytes of UTF-8, so that no file system finds a name too long
_DIGITS: Final = 8

T = TypeVar("T")


def page_name(text: str) -> str:
    """Return the name of the page about `text`: two texts share one only when they differ in case or blanks alone."""
    wanted = "-".join(text.casefold().split())
    name = slug(text)
    if name == wanted and name != "index" and len(name.encode()) <= _LONGEST:
        return name
    short = name.encode()[: _LONGEST - _DIGITS - 1].decode("utf-8", "ignore")
    return f"{short}-{hashlib.sha256(wanted.encode('utf-8', 'replace')).hexdigest()[:_DIGITS]}"


def issue_page_path(stem: str, number: int = 1) -> str:
    """Return the page of an issue whose files are called `stem`; `number` tells it from others of that name."""
    short = stem.encode()[:_LONGEST].decode("utf-8", "ignore")
    return f"issues/{short}-{number}.html" if number > 1 else f"issues/{short}.html"


def section_page(heading: str) -> str:
    """Return the page of all sections called `heading`."""
    return f"sections/{page_name(heading)}.html"


def sponsor_page(name: str) -> str:
    """Return the page of the sponsor called `name`."""
    return f"sponsors/{page_name(name)}.html"


def publication_page(name: str) -> str:
    """Return the page of the publication called `name`."""
    return f"publications/{page_name(name)}.html"


def year_page(year: str) -> str:
    """Return the page of the issues of one year, or of those without a date."""
    return f"years/{year}.html"


def older_page(path: str, number: int) -> str:
    """Return the page that holds the entries of the list `path` from its `number`-th part on; 0 is the oldest part."""
    return f"{path.removesuffix('.html')}.{number + 1}.html"


def root_of(path: str) -> str:
    """Return what leads from the page `path` to the top of the site: ``""`` or ``../``."""
    return "../" * path.count("/")


def address(path: str, anchor: str = "") -> str:
    """Return `path`, from the top of the site, as it may stand in a page."""
    return quote(path) + (f"#{quote(anchor)}" if anchor else "")


def parts(rows: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return `rows`, oldest first, in parts of `size`: a new row changes the last part alone.

    The last part holds up to half as many rows again, so that it is never nearly empty.
    """
    cuts = range(0, max(1, len(rows) - size // 2), size)
    return [rows[start : start + size] if start != cuts[-1] else rows[start:] for start in cuts]
