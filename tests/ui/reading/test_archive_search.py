"""The search page of an archive site in a real engine, from a disk: it finds words, beginnings, accents, ideographs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.model.blocks import Prose
from reader_app.services.archiving import ArchiveOptions, archive
from reader_app.ui.web_view import prepare_engine
from tests.support.imports import imported

# What Chromium says where there is no graphics card.
pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
LETTERS = (
    ("Crème brûlée", "The pan is hot, and sugar melts."),
    ("灯台守の夜", "海の上の灯り。"),
    ("שירי ים", "המגדלור עומד בחוף."),
    ("𝑴𝒂𝒕𝒉 and Ärger", "Nothing melts here but 42nd street, and the pan."),
)
ASK = """JSON.stringify([
    document.getElementById("status").textContent,
    Array.from(document.querySelectorAll("#found a"), (link) => [link.textContent, link.href]),
])"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library.masthead") as library:
        for number, (title, text) in enumerate(LETTERS):
            library.add(imported(title, number=str(number), lead=(Prose(text),), sections=()))
        archive(library, tmp_path / "a site", ArchiveOptions())
    return tmp_path / "a site"


@pytest.fixture
def search(qtbot: QtBot, site: Path) -> Iterator[Callable[[str], list[str]]]:
    import json

    prepare_engine()
    page = QWebEnginePage()

    def search(words: str) -> list[str]:
        address = QUrl.fromLocalFile(str(site / "search.html"))
        with qtbot.waitSignal(page.loadFinished, timeout=30_000):
            page.load(QUrl(f"{address.toString()}?q={quote(words)}"))
        answers: list[Any] = []

        def is_done() -> bool:
            page.runJavaScript(ASK, answers.append)
            return bool(answers) and "found" in json.loads(answers[-1])[0]

        qtbot.waitUntil(is_done, timeout=20_000)
        titles = json.loads(answers[-1])[1]
        assert all(Path(QUrl(address).toLocalFile()).is_file() for _, address in titles)
        return [title for title, _ in titles]

    yield search
    shiboken6.delete(page)


def test_a_search_finds_what_was_written(search: Callable[[str], list[str]]) -> None:
    assert search("creme") == [LETTERS[0][0]]
    assert search("BRÛL") == [LETTERS[0][0]]
    assert search("灯台") == [LETTERS[1][0]]
    assert search("המגדלור") == [LETTERS[2][0]]
    assert search("math arger") == [LETTERS[3][0]]
    assert set(search("melts pan")) == {LETTERS[0][0], LETTERS[3][0]}
    assert search("pan melts nowhere") == []
