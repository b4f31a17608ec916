"""The safe web view: whatever a page says, nothing runs, nothing is asked for, nothing is followed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from reader_app.ui.web_view import SafeWebView
from tests.support.web import Listener, listening
from tests.support.web import png as png_of

# What Chromium says where there is no graphics card.
pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
PICTURE = "a" * 64


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


def png() -> bytes:
    return png_of(8, 8)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[SafeWebView]:
    wanted: list[str] = []

    def assets(sha256: str, answer: object) -> None:
        wanted.append(sha256)
        answer((png(), "image/png") if sha256 == PICTURE else None)  # type: ignore[operator]

    view = SafeWebView(assets=assets)
    view.wanted = wanted  # type: ignore[attr-defined]
    view.resize(400, 300)
    view.show()
    yield view
    view.close()
    view.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(view))


def show(qtbot: QtBot, view: SafeWebView, html: str) -> None:
    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.show_html(html)


def value(qtbot: QtBot, view: SafeWebView, script: str) -> object:
    """Return what `script` says of the page, asked from our own world."""
    found: list[object] = []
    view.run(script, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def hostile(address: str) -> str:
    return f"""<html><head>
<meta http-equiv="refresh" content="0; url={address}/refresh">
<link rel="stylesheet" href="{address}/sheet.css"><link rel="preconnect" href="{address}">
<link rel="prefetch" href="{address}/prefetch"><link rel="icon" href="{address}/icon">
<link rel="dns-prefetch" href="{address}">
<base href="{address}/base/"><style>@import url({address}/import.css); body {{ background: url({address}/back.png) }}
@font-face {{ font-family: f; src: url({address}/font.woff) }} p {{ font-family: f }}</style>
<script>document.title = "ran"; new Image().src = "{address}/script"; fetch("{address}/fetch")</script>
<script src="{address}/remote.js"></script></head>
<body onload="document.title = 'ran'; location = '{address}/load'">
<p>Words.</p><img src="{address}/picture.png" srcset="{address}/large.png 2x" onerror="document.title = 'ran'">
<iframe src="{address}/frame"></iframe><iframe srcdoc="&lt;img src='{address}/inner'&gt;"></iframe>
<object data="{address}/object"></object><embed src="{address}/embed"><video src="{address}/video" autoplay></video>
<audio src="{address}/audio" autoplay></audio><svg><image href="{address}/svg.png"/></svg>
<form id="f" action="{address}/form" method="post"><button id="b">Send</button></form>
<img src="file:///etc/hostname"><a id="l" href="{address}/link" ping="{address}/ping">A link</a>
<a id="j" href="javascript:document.title='ran'">Run</a><a id="file" href="file:///etc/hostname">File</a>
</body></html>"""


def test_a_hostile_page_asks_for_nothing_and_runs_nothing(qtbot: QtBot, view: SafeWebView, listener: Listener) -> None:
    show(qtbot, view, hostile(listener.address))
    value(qtbot, view, "document.getElementById('b').click(); document.getElementById('j').click(); 1")
    show(qtbot, view, "<p>Another page</p>")  # what the first one began has had its time
    show(qtbot, view, hostile(listener.address))
    assert value(qtbot, view, "document.title") == ""
    assert value(qtbot, view, "location.protocol") == "masthead:"
    assert value(qtbot, view, "document.querySelector('p').textContent") == "Words."
    assert listener.asked == []


def test_a_clicked_link_is_handed_over_and_not_followed(qtbot: QtBot, view: SafeWebView, listener: Listener) -> None:
    show(qtbot, view, hostile(listener.address))
    with qtbot.waitSignal(view.link_activated, timeout=10_000) as clicked:
        view.run("document.getElementById('l').click()")
    assert clicked.args == [QUrl(f"{listener.address}/link")]
    assert value(qtbot, view, "document.querySelector('p').textContent") == "Words."
    assert listener.asked == []


def test_links_to_files_and_scripts_lead_nowhere(qtbot: QtBot, view: SafeWebView, listener: Listener) -> None:
    followed: list[QUrl] = []
    view.link_activated.connect(followed.append)
    show(qtbot, view, hostile(listener.address))
    value(qtbot, view, "for (const id of ['file', 'j']) document.getElementById(id).click(); 1")
    assert value(qtbot, view, "document.title + document.querySelector('p').textContent") == "Words."
    assert followed == []


def test_a_command_link_is_a_command(qtbot: QtBot, view: SafeWebView) -> None:
    show(qtbot, view, '<a id="c" href="masthead:command/star/3">Star</a>')
    with qtbot.waitSignal(view.command_activated, timeout=10_000) as clicked:
        view.run("document.getElementById('c').click()")
    assert clicked.args == ["star/3"]


def test_pictures_come_from_the_library_and_from_nowhere_else(qtbot: QtBot, view: SafeWebView) -> None:
    unknown = "b" * 64
    show(qtbot, view, f'<img src="masthead:asset/{PICTURE}"><img src="masthead:asset/{unknown}"><img src="asset:x">')
    assert value(qtbot, view, "[...document.images].map((image) => image.naturalWidth).join()") == "8,0,0"
    assert view.wanted == [PICTURE, unknown]  # type: ignore[attr-defined]


def test_a_page_is_patched_in_place(qtbot: QtBot, view: SafeWebView) -> None:
    show(qtbot, view, "<body><p>One</p><p>Two</p></body>")
    value(qtbot, view, "window.kept = document.querySelector('p'); 1")
    view.patch_body("<body><p>One</p><p>Three</p></body>")
    assert value(qtbot, view, "document.body.textContent.trim()") == "OneThree"
    assert value(qtbot, view, "window.kept === document.querySelector('p')") is True
