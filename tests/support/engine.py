"""A real WebEngine with JavaScript on and none of the window's guards: counts what runs and what is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from pytestqt.qtbot import QtBot

from reader_app.ui.web_view import prepare_engine

HERE = "https://here.example/"
OWN = (HERE, f"{HERE}favicon.ico")
RAN = "window.ran = () => { window.top.hasRun = (window.top.hasRun || 0) + 1 }"
HTML = "text/html"
XHTML = "application/xhtml+xml"
POLICY = 'http-equiv="Content-Security-Policy"'
SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")


@dataclass(frozen=True)
class Shown:
    """A page to try: where it is from, its source, what it is, and which parts of ours it holds.

    One for a mail program `asks`: for the pictures of the issue that are on the web.
    """

    name: str
    source: str
    media_type: str = HTML
    own: tuple[str, ...] = ()
    asks: bool = False


@dataclass
class Outcome:
    """What came of pages: how many times something ran, what was asked for, what stood in them that must not.

    `pictures` are the addresses of the pictures in them.
    """

    ran: int = 0
    asked: list[str] = field(default_factory=list)
    found: dict[str, list[str]] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)


class Requests(QWebEngineUrlRequestInterceptor):
    """Refuses every request to another host or to a file outside of `folder`, and notes it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.folder: Path | None = None

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.isLocalFile() and self.folder and Path(url.toLocalFile()).is_relative_to(self.folder):
            return
        ours = url.toString().startswith("masthead:asset/") or url.toString() in OWN
        if url.scheme() not in ("data", "about", "blob") and not ours:
            self.asked.append(url.toString())
            info.block(True)


class Engine:
    """Shows pages and counts what ran and what was asked for."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.profile = QWebEngineProfile()
        self.requests = Requests()
        self.profile.setUrlRequestInterceptor(self.requests)
        script = QWebEngineScript()
        script.setSourceCode(RAN)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld.value)
        script.setRunsOnSubFrames(True)
        self.profile.scripts().insert(script)
        self.page = QWebEnginePage(self.profile)
        for attribute, on in (("ErrorPageEnabled", False), ("LocalContentCanAccessRemoteUrls", True)):
            self.page.settings().setAttribute(QWebEngineSettings.WebAttribute[attribute], on)

    def runs(self, html: str) -> int:
        """Show `html` and return how many payloads ran."""
        with self._qtbot.waitSignal(self.page.loadFinished, timeout=60_000):
            self.page.setHtml(html, QUrl(HERE))
        self._qtbot.wait(5)
        return self._ran()

    def outcome(self, pages: Sequence[Shown], *, most: int = 150) -> Outcome:
        """Show all `pages`, some at a time, each in a frame of its own whose scripts may run."""
        outcome = Outcome()
        for start in range(0, len(pages), most):
            part = pages[start : start + most]
            self.runs("<!doctype html><body>")
            self.requests.asked.clear()
            values = json.dumps([[page.name, _bare(page), page.media_type, page.own] for page in part])
            self.page.runJavaScript(f"{SCRIPT}; show({values})")
            self._qtbot.waitUntil(lambda: self.value("window.framed ? window.framed.waiting : 1") == 0, timeout=120_000)
            self._qtbot.wait(50)
            outcome.ran += self._ran()
            outcome.asked += self.requests.asked
            outcome.pictures |= {QUrl(each).toString() for each in self._framed("pictures")}
            outcome.found |= dict(self._framed("found"))
        return outcome

    def file(self, path: Path, folder: Path, query: str = "", own: tuple[str, ...] = ()) -> Outcome:
        """Show the page `path` of a site in `folder` from the disk, with the scripts it brings."""
        self.requests.folder = folder
        self.requests.asked.clear()
        url = QUrl.fromLocalFile(str(path))
        url.setQuery(query)
        with self._qtbot.waitSignal(self.page.loadFinished, timeout=60_000):
            self.page.load(url)
        self._qtbot.wait(20)
        found = self.value(f"{SCRIPT}; JSON.stringify(audit(document, {json.dumps(own)}))")
        bad = json.loads(str(found))
        return Outcome(self._ran(), list(self.requests.asked), {path.name: bad} if bad else {})

    def value(self, script: str) -> object:
        """Return what `script` says of the page."""
        found: list[object] = []
        self.page.runJavaScript(script, found.append)
        self._qtbot.waitUntil(lambda: bool(found), timeout=60_000)
        return found[0]

    def _framed(self, name: str) -> Any:
        return json.loads(str(self.value(f"JSON.stringify(window.framed.{name})")))

    def _ran(self) -> int:
        return int(str(self.value("window.hasRun || 0")).partition(".")[0])


def _bare(page: Shown) -> str:
    """Return the source of a page without its own policy: what is in it must be harmless by itself."""
    # The engine puts no scripts of a profile into pages made here, which are what chapters of a book have to be.
    script = f'<script id="of-the-test">{RAN.replace(">", "&gt;")}</script>'
    source = page.source
    if page.media_type != HTML:
        source = re.sub(r"<head>|<svg xmlns[^>]*>", lambda found: found[0] + script, source, count=1)
    return source.replace(POLICY, 'name="policy"')


@contextmanager
def running(qtbot: QtBot) -> Iterator[Engine]:
    """Give an engine, and take it down in good order."""
    prepare_engine()
    made = Engine(qtbot)
    yield made
    made.page.deleteLater()
    qtbot.wait(1)
