"""Tries the links of an issue over the network, when a person asks for it and never else.

A request says no more than where it goes: no cookie, no referrer. Only the public web is reached (see
public_network.py), nothing is read but the answer's head, and every link has a deadline.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final
from urllib.parse import urljoin

import httpcore

from reader_app.services.checking.subject import LinkAnswer
from reader_app.services.fetching import NO_ANSWER, FetchError, trusted, web_url
from reader_app.services.public_network import IpAddress, NotPublicError, PublicNetwork, StoppedError, Watch, is_public

AT_A_TIME: Final = 6
LONGEST: Final = 12.0  # seconds for one link
MOST_LINKS: Final = 500
_MOST_REDIRECTS: Final = 6
_FOR_GOOD: Final = frozenset({301, 308})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_HEADERS: Final = (("User-Agent", "Mozilla/5.0"), ("Accept", "*/*"), ("Connection", "close"))
_SILENT: Final = LinkAnswer(0)

Ask = Callable[[str, PublicNetwork], tuple[int, str]]


def try_links(
    addresses: Iterable[str],
    *,
    cancelled: Callable[[], bool] = lambda: False,
    allowed: Callable[[IpAddress], bool] = is_public,
) -> dict[str, LinkAnswer]:
    """Return what the site of each of `addresses` answers, a few at a time; nothing more once `cancelled()` is true."""
    wanted = sorted(set(addresses))[:MOST_LINKS]
    with ThreadPoolExecutor(max_workers=AT_A_TIME, thread_name_prefix="links") as threads:
        answers = threads.map(partial(_tried, cancelled=cancelled, allowed=allowed), wanted)
        return {address: answer for address, answer in zip(wanted, answers, strict=True) if answer is not None}


def _tried(address: str, cancelled: Callable[[], bool], allowed: Callable[[IpAddress], bool]) -> LinkAnswer | None:
    if cancelled():
        return None
    network = PublicNetwork(Watch(time.monotonic() + LONGEST, cancelled), allowed)
    try:
        return follow(address, network, asked)
    except (FetchError, NotPublicError, StoppedError):
        return _SILENT
    except NO_ANSWER:
        return _SILENT


def follow(address: str, network: PublicNetwork, ask: Ask) -> LinkAnswer:
    """Follow `address` to where it leads; `ask` tells the status of an address and where it redirects to.

    It moved for good where every step says so.
    """
    first, for_good = address, True
    for _ in range(_MOST_REDIRECTS):
        status, place = ask(address, network)
        if status not in _REDIRECTS or not place:
            break
        for_good = for_good and status in _FOR_GOOD
        address = urljoin(address, place)
    moved = address if for_good and _bare(address) != _bare(first) else ""
    return LinkAnswer(status, moved)


def asked(address: str, network: PublicNetwork) -> tuple[int, str]:
    """Return the status `address` answers with, and where it redirects to. Raises FetchError and what httpcore does."""
    url = web_url(address)
    name = url.host.decode("ascii")
    port = f":{url.port}" if url.port is not None else ""
    headers = [("Host", (f"[{name}]" if ":" in name else name) + port), *_HEADERS]
    with (
        httpcore.ConnectionPool(ssl_context=trusted(), network_backend=network, max_connections=1) as pool,
        pool.stream("GET", url, headers=headers, extensions={"timeout": {"connect": LONGEST}}) as response,
    ):
        place = {key.lower(): value for key, value in response.headers}.get(b"location", b"")
        return response.status, place.decode("utf-8", "replace")


def _bare(address: str) -> str:
    return address.partition("#")[0].rstrip("/")
