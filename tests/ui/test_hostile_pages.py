"""Hostile newsletters in a real engine with JavaScript turned on: no payload runs and nothing is asked for.

The engine here has none of the window's other guards: no policy, no interceptor that refuses, scripts allowed.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from pytestqt.qtbot import QtBot

from reader_app.exporters.registry import export
from reader_app.importers.registry import Source, read
from reader_app.importers.sanitize import display_copy
from reader_app.markup.parse import parse
from reader_app.services.preview import VIEWS, Preview
from reader_app.services.reading import Look, display_page, original_page
from reader_app.ui.web_view import prepare_engine

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", "js:", extend=True)
PAYLOADS = (Path(__file__).parents[1] / "cases/hostile/payloads.txt").read_text(encoding="utf-8").splitlines()
OF_THE_ENGINE = ("https://here.example/", "https://here.example/favicon.ico")
PICTURES = {f"https://far.example/{name}" for name in ("x.gif", "pixel.gif", "x", "1")}
RAN = "window.ran = () => { window.top.hasRun = (window.top.hasRun || 0) + 1 }"


class Requests(QWebEngineUrlRequestInterceptor):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in ("data", "about") and info.requestUrl().toString() not in OF_THE_ENGINE:
            self.asked.append(info.requestUrl().toString())
            info.block(True)


class Engine:
    """Shows pages one after the other and counts what ran and what was asked for."""

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

    def runs(self, html: str) -> int:
        """Show `html` and return how many payloads ran."""
        found: list[object] = []
        with self._qtbot.waitSignal(self.page.loadFinished, timeout=60_000):
            self.page.setHtml(html, QUrl("https://here.example/"))
        self._qtbot.wait(5)
        self.page.runJavaScript("window.hasRun || 0", found.append)
        self._qtbot.waitUntil(lambda: bool(found), timeout=60_000)
        return int(str(found[0]).partition(".")[0])


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[Engine]:
    prepare_engine()
    made = Engine(qtbot)
    yield made
    made.page.deleteLater()
    qtbot.wait(1)


def test_the_engine_would_run_them(engine: Engine) -> None:
    assert engine.runs("<script>ran()</script>") == 1
    assert engine.runs('<img src="https://far.example/x">') == 0
    assert "https://far.example/x" in engine.requests.asked


def test_no_payload_runs_in_its_display_copy(engine: Engine) -> None:
    engine.runs("<p>x</p>")
    engine.requests.asked.clear()
    for payload in PAYLOADS:
        copy = display_copy(f"<p>before</p>{payload}<p>after</p>", {})
        assert engine.runs(f"<!doctype html><body>{copy}</body>") == 0, payload
        assert engine.requests.asked == [], payload


def test_no_payload_runs_in_any_view_or_export(engine: Engine) -> None:
    html = (
        "<html><body><h1>Harm</h1>"
        + "".join(f"<p>Words of it.</p>{payload}" for payload in PAYLOADS)
        + "</body></html>"
    )
    text = "---\ntitle: Harm\n---\n\n" + "\n\n".join(PAYLOADS)
    shown = [
        each for source in (Source("a.html", html.encode()), Source("a.md", text.encode())) for each in read(source)
    ]
    pages = []
    for imported in shown:
        issue, look = imported.issue, Look()
        pages.append(original_page(issue, look, html))
        pages += [
            display_page(issue, look, imported.display),
            export(issue, "web").decode(),
            export(issue, "email").decode(),
        ]
        mail = email.message_from_bytes(export(issue, "eml"), policy=email.policy.default)
        body = mail.get_body(("html",))
        assert body is not None
        pages.append(body.get_content())
        preview = Preview()
        pages += [preview.render(issue, view) for view in VIEWS]
    pages.append(export(parse(text).issue, "web").decode())
    engine.runs("<p>x</p>")
    engine.requests.asked.clear()
    for made in pages:
        assert engine.runs(made) == 0
    # A page for others to read shows the pictures of the issue; that is all it may ask for.
    assert set(engine.requests.asked) <= PICTURES
