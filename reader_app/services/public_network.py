"""Connections to public addresses only, each of which ends at a deadline or when the person stops it.

What is refused: this computer, the person's own network, and everything else that is not the public internet (RFC
6890), also when a public name leads there. The address that was examined is the one that is connected to, so a name
that answers otherwise the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import httpcore

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
SLICE: Final = 0.5  # seconds a read waits before it is asked again whether to go on
WEB_PORTS: Final = frozenset({80, 443})
_FIRST_FREE_PORT: Final = 1024
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class NotPublicError(Exception):
    """The address leads to somewhere that is not the public web."""


class StoppedError(Exception):
    """The deadline has passed, or the person has stopped the work."""


@dataclass(frozen=True, slots=True)
class Watch:
    """When a piece of work must be over: at `deadline` (of `time.monotonic`), or once `cancelled()` is true."""

    deadline: float
    cancelled: Callable[[], bool]

    def slice(self) -> float:
        """Return for how many seconds to wait at a stretch; raises StoppedError when it is over."""
        left = self.deadline - time.monotonic()
        if left <= 0 or self.cancelled():
            raise StoppedError
        return min(SLICE, left)


def is_public(address: IpAddress) -> bool:
    """Tell whether `address` belongs to the public internet, whatever form it is written in."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None or address in _NAT64:
            return False  # another address hides in it
    return address.is_global and not address.is_multicast and not address.is_reserved


class PublicNetwork(httpcore.NetworkBackend):
    """Connects to what `allowed` lets through (public addresses), under a `watch`."""

    def __init__(self, watch: Watch, allowed: Callable[[IpAddress], bool] = is_public) -> None:
        self._watch = watch
        self._allowed = allowed
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to `host`; raises NotPublicError when its addresses are not public or its port is not of the web."""
        if port not in WEB_PORTS and port < _FIRST_FREE_PORT:
            raise NotPublicError
        failure: Exception = NotPublicError()
        for address in self._addresses(host, port):
            self._watch.slice()
            try:
                stream = self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._watch)
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        names = dict.fromkeys(str(entry[4][0]) for entry in found)
        return [name for name in names if self._allowed(ipaddress.ip_address(name))]


class _Stream(httpcore.NetworkStream):
    """A connection under a watch."""

    def __init__(self, stream: httpcore.NetworkStream, watch: Watch) -> None:
        self._stream = stream
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while True:
            wait = self._watch.slice()
            try:
                return self._stream.read(max_bytes, wait if timeout is None else min(wait, timeout))
            except httpcore.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._watch.slice()
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._watch.slice()
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._watch)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
