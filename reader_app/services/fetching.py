"""Fetches one picture or page from the web for a person who asked for it, and gives away as little as can be.

The request says where it goes and what is wanted: no cookie, no referrer, no name or password, and the same
neutral words for a program's name as many have. Redirects are followed a few times, each looked at like the first
address. A picture counts by its content: PNG, JPEG, GIF or WebP of a reasonable size, and nothing else.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore

from reader_app.exporters.pictures import identify
from reader_app.model.tracking import is_tracker
from reader_app.services.pictures import Trouble
from reader_app.services.public_network import IpAddress, NotPublicError, PublicNetwork, StoppedError, Watch, is_public

LARGEST: Final = 10_000_000
MOST_PIXELS: Final = 40_000_000
TINY: Final = 2  # a picture of at most this many pixels a side shows nothing
LONGEST: Final = 25.0  # seconds for one picture, redirects included
# What the network and whoever is asked may do instead of answering.
NO_ANSWER: Final = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    ssl.SSLError,
    OSError,
)
CONNECT_TIME: Final = 8.0
MOST_REDIRECTS: Final = 5
KINDS: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_FOUND: Final = 200
_HEADERS: Final = (
    ("User-Agent", "Mozilla/5.0"),
    ("Accept-Encoding", "identity"),
    ("Connection", "close"),
)


class FetchError(Exception):
    """What could not be fetched, or must not be; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


@dataclass(frozen=True, slots=True)
class Fetched:
    """A picture as it came."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the kinds of it, and how many bytes at most; with `cut`, what is longer is left off."""

    accept: str
    most: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and what its sender says it is."""

    data: bytes
    content_type: str


_PICTURE: Final = Wanted("image/webp,image/png,image/jpeg,image/gif", LARGEST)


def fetch(
    address: str,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    allowed: Callable[[IpAddress], bool] = is_public,
    seconds: float = LONGEST,
) -> Fetched:
    """Return the picture at `address`; raises FetchError, with "stopped" once `cancelled()` is true."""
    return _examined(get(address, _PICTURE, cancelled=cancelled, allowed=allowed, seconds=seconds).data)


def get(
    address: str,
    wanted: Wanted,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    allowed: Callable[[IpAddress], bool] = is_public,
    seconds: float = LONGEST,
) -> Answer:
    """Return what stands at `address` or where it leads; raises FetchError as `fetch` does."""
    network = PublicNetwork(Watch(time.monotonic() + seconds, cancelled), allowed)
    try:
        return _followed(address, wanted, network)
    except NotPublicError as error:
        raise FetchError("refused") from error
    except StoppedError as error:
        raise FetchError("stopped" if cancelled() else "unreachable") from error
    except NO_ANSWER as error:
        raise FetchError("unreachable") from error


def _followed(address: str, wanted: Wanted, network: PublicNetwork) -> Answer:
    for _ in range(MOST_REDIRECTS + 1):
        if is_tracker(address):
            raise FetchError("tracker")
        found = _asked(web_url(address), wanted, network)
        if isinstance(found, Answer):
            return found
        address = urljoin(address, found)
    raise FetchError("refused")


def _asked(url: httpcore.URL, wanted: Wanted, network: PublicNetwork) -> Answer | str:
    """Return what stands at `url`, or the address it redirects to."""
    name = url.host.decode("ascii")
    port = f":{url.port}" if url.port is not None else ""
    headers = [("Host", (f"[{name}]" if ":" in name else name) + port), ("Accept", wanted.accept), *_HEADERS]
    with (
        httpcore.ConnectionPool(ssl_context=trusted(), network_backend=network, max_connections=1) as pool,
        pool.stream("GET", url, headers=headers, extensions={"timeout": {"connect": CONNECT_TIME}}) as response,
    ):
        said = {key.lower(): value.decode("utf-8", "replace") for key, value in response.headers}
        if response.status in _REDIRECTS:
            return said.get(b"location", "")
        if response.status != _FOUND:
            raise FetchError("status")
        body = bytearray()
        for chunk in response.iter_stream():
            body += chunk
            if len(body) > wanted.most and wanted.cut:
                break
            if len(body) > wanted.most:
                raise FetchError("too-large")
        return Answer(bytes(body[: wanted.most]), said.get(b"content-type", ""))


def web_url(address: str) -> httpcore.URL:
    """Return `address` in its parts, without name and password; raises FetchError when it is none of the web."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna")
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise FetchError("refused") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError("refused")
    return httpcore.URL(scheme=parts.scheme.encode(), host=host, port=port, target=_target(parts))


def _target(parts: SplitResult) -> bytes:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return (f"{path}?{query}" if query else path).encode("ascii")


def _examined(data: bytes) -> Fetched:
    picture = identify(data)
    if picture is None or picture.media_type not in KINDS or not picture.width or not picture.height:
        raise FetchError("not-a-picture")
    if picture.width <= TINY and picture.height <= TINY:
        raise FetchError("tracker")
    if picture.width * picture.height > MOST_PIXELS:
        raise FetchError("too-large")
    return Fetched(data, picture.media_type)


@cache
def trusted() -> ssl.SSLContext:
    """Return whom to believe about who a site is: the certificates that certifi ships."""
    return httpcore.default_ssl_context()
