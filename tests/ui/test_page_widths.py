"""Exported pages are no wider than the window that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader_app.ui.web_view import SafeWebView

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
GOLDEN = Path(__file__).parents[1] / "golden"
BESIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def view() -> Iterator[SafeWebView]:
    view = SafeWebView()
    view.resize(900, 600)
    view.show()
    yield view
    view.close()
    view.deleteLater()


@pytest.mark.parametrize("name", ["every-block", "right-to-left"])
@pytest.mark.parametrize("form", ["web", "email"])
def test_a_page_scrolls_only_down(qtbot: QtBot, view: SafeWebView, name: str, form: str) -> None:
    with qtbot.waitSignal(view.shown, timeout=60_000):
        view.show_html((GOLDEN / f"{name}.{form}.html").read_text("utf-8"))
    found: list[object] = []
    view.run(BESIDE, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    assert found == [0]
