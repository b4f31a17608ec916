"""The one safe WebEngine view: shows HTML without scripts, without network, without files.

Importing this module loads WebEngine (some 50 ms), so it is imported after the first paint only.

What keeps a page quiet, each alone being enough for most of it: page scripts are off; every document carries a Content
Security Policy that allows nothing but inline styles and pictures from `data:` and from the library; the interceptor
refuses every other address; Chromium itself is told to resolve no name and to use a proxy that is not there, because
preconnect gets past the other three. What we do to a page ourselves runs in a script world of its own.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from reader_app import resources
from reader_app.ui import memory

SCHEME = "masthead"
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: masthead:; base-uri 'none'; form-action 'none'; "
    "frame-src 'none'; object-src 'none'"
)
Asset = tuple[bytes, str]
AssetSource = Callable[[str, Callable[[Asset | None], None]], None]
_FLAGS = (
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--disable-background-networking",
    "--log-level=3",  # fatal ones only: the others are about buses and graphics cards, on the person's terminal
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
)
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
_SETTLED = (2000, 20_000)  # milliseconds after which the engine has started whole, also on a busy machine
_log = logging.getLogger("masthead.web")


@cache
def prepare_engine() -> None:
    """Set Chromium's flags and register our scheme. Must run before the first view is made; does its work once."""
    flags = [os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", ""), *_FLAGS]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(filter(None, flags))
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        _log.warning("running as root: Chromium's sandbox is off")
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    scheme = QWebEngineUrlScheme(QByteArray(SCHEME.encode()))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


class SafeWebView(QWebEngineView):
    """Shows HTML of our own making or sanitized HTML, and nothing it names.

    Pictures are `data:` or ``masthead:asset/<sha256>``, which `assets(sha256, answer)` looks up (it may answer later).

    Signals: `link_activated(QUrl)` for a clicked link, which is never followed here; `command_activated(str)` for a
    clicked ``masthead:command/<text>``; `hovered(str)` with the address under the pointer, empty when there is none;
    `shown()` when the HTML of `show_html` is laid out.
    """

    link_activated = Signal(QUrl)
    command_activated = Signal(str)
    hovered = Signal(str)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None, *, assets: AssetSource | None = None) -> None:
        prepare_engine()
        super().__init__(parent)
        self._profile = QWebEngineProfile()
        self._handler = _OwnScheme(assets)
        self._interceptor = _Refuser()
        self._profile.installUrlSchemeHandler(QByteArray(SCHEME.encode()), self._handler)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        page = _Page(self._profile, self)
        for attribute in _OFF:
            page.settings().setAttribute(attribute, False)
        page.settings().setAttribute(QWebEngineSettings.WebAttribute.FocusOnNavigationEnabled, False)
        page.linkHovered.connect(self._hover)
        page.loadFinished.connect(self._loaded)
        page.newWindowRequested.connect(lambda request: self.open_link(request.requestedUrl()))
        page.navigating_to.connect(self.open_link)
        # A profile must outlive its page, its handlers must outlive it: children go after what their parent does last.
        self._profile.setParent(page)
        self._handler.setParent(self._profile)
        self._interceptor.setParent(self._profile)
        self.setPage(page)
        _give_back_now()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def set_background(self, colour: QColor) -> None:
        """Show `colour` where no page is."""
        self.page().setBackgroundColor(colour)

    def show_html(self, html: str) -> None:
        """Show the document `html` from its top."""
        self.load(self._handler.serve(html))

    def patch_body(self, html: str) -> None:
        """Make the shown document's body the one of `html` by changing only what differs; keeps the scroll position."""
        self.run(f"{_patch_script()}({json.dumps(html)})")

    def run(self, script: str, answer: Callable[[Any], None] | None = None) -> None:
        """Run `script` in our own world beside the page (the page's own scripts stay off) and hand over its value."""
        if answer is None:
            self.page().runJavaScript(script, _WORLD)
        else:
            self.page().runJavaScript(script, _WORLD, answer)

    def open_link(self, url: QUrl) -> None:
        """Say that the link to `url` was clicked."""
        if url.scheme() == SCHEME:
            self.command_activated.emit(url.path().removeprefix("command/"))
        elif url.scheme() in ("http", "https", "mailto"):
            self.link_activated.emit(url)

    def _hover(self, address: str) -> None:
        self.hovered.emit("" if address.startswith(f"{SCHEME}:") else address)

    def _loaded(self, done: bool) -> None:
        if done:
            _give_back_later()
            self.shown.emit()


@cache
def _give_back_later() -> None:
    """Give back what only the first page needed, once that is settled. Does its work once."""
    for milliseconds in _SETTLED:
        QTimer.singleShot(milliseconds, memory.give_back_code)


@cache
def _give_back_now() -> None:
    """Give back what only loading the engine needed. Does its work once."""
    memory.give_back_code()


class _Page(QWebEnginePage):
    """Follows no link: only our own documents load."""

    navigating_to = Signal(QUrl)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        target = QUrl(url)
        if kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            if target.scheme() == SCHEME and target.path().startswith("page/"):
                return True  # a jump inside the page
            self.navigating_to.emit(target)
            return False
        return is_main_frame and target.scheme() == SCHEME and target.path().startswith("page/")

    def javaScriptConsoleMessage(self, *_: object) -> None:
        """Keep what Chromium says of refused content out of the program's output."""


class _Refuser(QWebEngineUrlRequestInterceptor):
    """Refuses every request but for `data:` and our own scheme."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in ("data", SCHEME):
            _log.info("refused %s", info.requestUrl().scheme())
            info.block(True)


class _OwnScheme(QWebEngineUrlSchemeHandler):
    """Answers ``masthead:page/<n>`` with the document to show and ``masthead:asset/<sha256>`` with a picture."""

    def __init__(self, assets: AssetSource | None) -> None:
        super().__init__()
        self._assets = assets
        self._html = b""
        self._number = 0

    def serve(self, html: str) -> QUrl:
        """Return the address that shows `html` from now on."""
        self._html = html.encode("utf-8", "replace")
        self._number += 1
        return QUrl(f"{SCHEME}:page/{self._number}")

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        kind, _, name = job.requestUrl().path().partition("/")
        if kind == "page":
            job.setAdditionalResponseHeaders({QByteArray(b"Content-Security-Policy"): [QByteArray(POLICY.encode())]})  # type: ignore[dict-item]
            _reply(job, self._html, "text/html; charset=utf-8")
        elif kind == "asset" and self._assets is not None:
            self._assets(name, lambda asset: _answer(job, asset))
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


def _answer(job: QWebEngineUrlRequestJob, asset: Asset | None) -> None:
    import shiboken6

    if not shiboken6.isValid(job):
        return  # the page is another one by now
    if asset is None:
        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
    else:
        _reply(job, *asset)


def _reply(job: QWebEngineUrlRequestJob, data: bytes, media_type: str) -> None:
    buffer = QBuffer(job)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(media_type.encode(), buffer)


@cache
def _patch_script() -> str:
    return resources.text("templates/patch_body.js").strip()


def worker_assets(worker: QObject) -> AssetSource:
    """Return an asset source that looks pictures up in the library of `worker` (a `LibraryWorker`)."""
    submit = worker.submit  # type: ignore[attr-defined]

    def source(sha256: str, answer: Callable[[Asset | None], None]) -> None:
        submit(lambda library: library.asset(sha256), answer, lambda _error: answer(None))

    return source
