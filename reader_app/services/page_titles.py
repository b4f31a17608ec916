"""The title of a page on the web, fetched when a person asks for it and never else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reader_app.importers.page_title import title_of
from reader_app.services.fetching import Wanted, get
from reader_app.services.public_network import IpAddress, is_public

LONGEST: Final = 12.0  # seconds for one page, redirects included
_PAGE: Final = Wanted("text/html,application/xhtml+xml", 600_000, cut=True)  # the head of a page is at its beginning


def page_title(
    address: str,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    allowed: Callable[[IpAddress], bool] = is_public,
) -> str:
    """Return what the page at `address` is called, ``""`` where it does not say.

    Raises FetchError, with "stopped" once `cancelled()` is true.
    """
    answer = get(address, _PAGE, cancelled=cancelled, allowed=allowed, seconds=LONGEST)
    return title_of(answer.data, answer.content_type)
