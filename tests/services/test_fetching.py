"""Fetching a picture: what is sent, what is refused, what counts as a picture, and that every fetch ends."""

from __future__ import annotations

import http.server
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from typing import Any

import pytest

from reader_app.services import public_network
from reader_app.services.fetching import LARGEST, FetchError, fetch
from reader_app.services.public_network import is_public
from tests.support.web import Listener, anywhere, gif, listening, may_reach, png

PICTURE = png(8, 8)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with listening() as listener:
        may_reach(monkeypatch, listener)
        listener.answers["/a.png"] = (200, {"Content-Type": "text/plain", "Set-Cookie": "who=you"}, PICTURE)
        yield listener


def trouble(address: str, **options: Any) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(address, **{"allowed": anywhere, **options})
    return caught.value.trouble


def test_a_picture_counts_by_its_content_and_the_request_says_nothing_of_the_reader(web: Listener) -> None:
    web.answers["/from?a%20b"] = (302, {"Location": "/a.png", "Set-Cookie": "who=you"}, b"")
    found = fetch(f"http://someone:secret@127.0.0.1:{web.port}/from?a b#part", allowed=anywhere)
    assert (found.data, found.media_type) == (PICTURE, "image/png")
    assert web.asked == ["/from?a%20b", "/a.png"]
    for headers in web.headers:
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert headers["user-agent"] == "Mozilla/5.0"
        assert headers["accept-encoding"] == "identity"


def test_this_computer_and_the_networks_around_it_are_not_reached(web: Listener) -> None:
    hosts = ("127.0.0.1", "localhost", "2130706433", "0x7f000001", "0", "[::1]", "[::ffff:127.0.0.1]")
    for host in hosts:
        assert trouble(f"http://{host}:{web.port}/a.png", allowed=is_public) in ("refused", "unreachable")
    assert web.connections() == 0


def test_a_redirect_leads_no_further_than_an_address_does(web: Listener) -> None:
    def only_names(address: object) -> bool:
        return str(address) == "127.0.0.1"

    web.answers["/away"] = (301, {"Location": "http://127.0.0.2/"}, b"")
    web.answers["/file"] = (302, {"Location": "file:///etc/hostname"}, b"")
    web.answers["/see"] = (307, {"Location": "/wf/open?who=you"}, b"")
    web.answers["/round"] = (308, {"Location": "/round"}, b"")
    assert trouble(f"{web.address}/away", allowed=only_names) == "refused"
    assert trouble(f"{web.address}/file") == "refused"
    assert trouble(f"{web.address}/see") == "tracker"
    assert trouble(f"{web.address}/round") == "refused"
    assert web.asked == ["/away", "/file", "/see", *["/round"] * 6]


@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "file:///x", "http:///x", "http://[half", "http://a.example:no/"]
)
def test_an_address_that_is_none_of_the_web_is_refused(address: str) -> None:
    assert trouble(address) == "refused"


def test_a_port_that_is_for_something_else_is_refused() -> None:
    assert trouble("http://127.0.0.1:25/x") == "refused"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not-a-picture"),
        (b"<html>Gone</html>", "not-a-picture"),
        (b"", "not-a-picture"),
        (PICTURE[:14], "not-a-picture"),
        (gif(1, 1), "tracker"),
        (png(2, 1), "tracker"),
        (gif(60_000, 60_000), "too-large"),
        (PICTURE + b"\0" * LARGEST, "too-large"),
    ],
)
def test_what_is_no_picture_to_look_at_is_not_taken(web: Listener, body: bytes, expected: str) -> None:
    web.answers["/x"] = (200, {"Content-Type": "image/png"}, body)
    assert trouble(f"{web.address}/x") == expected


def test_an_answer_that_is_none_is_said_so(web: Listener) -> None:
    assert trouble(f"{web.address}/nothing") == "status"
    web.answers["/broken"] = lambda handler: handler.wfile.write(b"not http\r\n\r\n")  # type: ignore[return-value]
    assert trouble(f"{web.address}/broken") == "unreachable"


def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(200):
            handler.wfile.write(f"X-{number}: 1\r\n".encode())
            time.sleep(0.05)
    except OSError:
        pass  # who asked has gone


def test_an_answer_that_comes_in_drops_ends_at_the_deadline(web: Listener) -> None:
    web.answers["/drip"] = drip
    assert trouble(f"{web.address}/drip", seconds=0.4) == "unreachable"


def test_a_silent_answer_ends_when_the_person_stops_it(web: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_network, "SLICE", 0.05)
    web.answers["/silent"] = lambda _handler: time.sleep(2)
    looks = iter([False] * 6)
    assert trouble(f"{web.address}/silent", cancelled=lambda: next(looks, True)) == "stopped"


def test_the_next_address_of_a_host_is_tried_when_one_does_not_answer(
    web: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def two(host: str, *rest: Any, **options: Any) -> list[Any]:
        if host != "pictures.example":
            return resolve(host, *rest, **options)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("127.0.0.9", "127.0.0.1")]

    resolve = socket.getaddrinfo
    guarded = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if address[0] == "127.0.0.9":
            raise ConnectionRefusedError
        guarded(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert fetch(f"http://pictures.example:{web.port}/a.png", allowed=anywhere).data == PICTURE
    assert web.headers[0]["host"] == f"pictures.example:{web.port}"


def test_a_name_that_is_nowhere_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    assert trouble("http://nowhere.example/x") == "unreachable"


def test_a_secure_address_whose_server_cannot_prove_itself_is_not_read(web: Listener) -> None:
    assert trouble(f"https://127.0.0.1:{web.port}/a.png") == "unreachable"
    assert web.asked == []


def test_a_secure_address_is_read_over_a_proven_connection(web: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrap(self: ssl.SSLContext, sock: socket.socket, *, server_hostname: str) -> socket.socket:
        asked_for.append(server_hostname)
        return sock  # as if the server had proven itself

    asked_for: list[str] = []
    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    assert fetch(f"https://127.0.0.1:{web.port}/a.png", allowed=anywhere).data == PICTURE
    assert asked_for == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("172.16.3.4", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
    ],
)
def test_what_belongs_to_the_public_internet(address: str, expected: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is expected
