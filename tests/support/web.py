"""A server on this machine that writes down what is asked of it, and the leave to reach it."""

from __future__ import annotations

import http.server
import ipaddress
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

Answer = tuple[int, dict[str, str], bytes]
REAL_CONNECT = socket.socket.connect


class Listener:
    """The server: `answers` maps a path to what it answers (204 for others); `asked` lists paths, `headers` theirs."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[http.server.BaseHTTPRequestHandler], None]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self) -> None:
                outer.asked.append(self.path)
                outer.headers.append({name.lower(): value for name, value in self.headers.items()})
                known = outer.answers.get(self.path, (204, {}, b""))
                if callable(known):
                    known(self)
                    return
                status, headers, body = known
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_HEAD = do_OPTIONS = answer  # noqa: N815 - the names http.server looks for

            def log_message(self, *_: object) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def connections(self) -> int:
        """Return how many connections were opened, also those that asked for nothing."""
        return self._server.opened

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(http.server.ThreadingHTTPServer):
    opened = 0
    block_on_close = False
    daemon_threads = True

    def get_request(self) -> tuple[socket.socket, Any]:
        self.opened += 1
        return super().get_request()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away."""


@contextmanager
def listening() -> Iterator[Listener]:
    """A listener, closed at the end."""
    listener = Listener()
    try:
        yield listener
    finally:
        listener.close()


def may_reach(monkeypatch: pytest.MonkeyPatch, listener: Listener) -> None:
    """Let sockets of this process reach `listener`, and nothing else, over the network."""
    guarded = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        (REAL_CONNECT if address == ("127.0.0.1", listener.port) else guarded)(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


def anywhere(_address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Allow every address: what the tests' own server needs."""
    return True


def png(width: int, height: int) -> bytes:
    """Return a grey PNG of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x99" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def gif(width: int, height: int) -> bytes:
    """Return the beginning of a GIF of this size, which is all that is looked at."""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0"
