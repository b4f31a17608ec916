"""Printing the page: dark on white, also from a dark window, which is dark again afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from tests.support.reading_desk import GARDEN, ReadingDesk, value
from tests.ui.conftest import OpenReader

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
BACKGROUND = "getComputedStyle(document.documentElement).getPropertyValue('color-scheme')"


@pytest.fixture
def desk(open_reader: OpenReader) -> ReadingDesk:
    desk = open_reader([GARDEN], pages=True)
    desk.window.actions_["theme_dark"].trigger()
    desk.qtbot.waitUntil(lambda: scheme(desk) == "dark", timeout=20_000)
    return desk


def scheme(desk: ReadingDesk) -> object:
    return value(desk, BACKGROUND)


def test_the_page_is_printed_in_light_and_the_window_stays_dark(desk: ReadingDesk, tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    desk.window.printing.print_to(printer)
    assert scheme(desk) == "light"
    desk.qtbot.waitUntil(lambda: desk.window.status.text() == "Printed", timeout=20_000)
    assert out.read_bytes().startswith(b"%PDF")
    desk.qtbot.waitUntil(lambda: scheme(desk) == "dark", timeout=10_000)


def test_a_preview_is_a_pdf_for_the_program_that_shows_these(
    desk: ReadingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: shown.append(Path(url.toLocalFile())))
    desk.window.actions_["print_preview"].trigger()
    desk.qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert shown[0].read_bytes().startswith(b"%PDF")
    desk.qtbot.waitUntil(lambda: scheme(desk) == "dark", timeout=10_000)


def test_the_print_dialog_names_the_issue(desk: ReadingDesk) -> None:
    desk.window.actions_["print"].trigger()
    dialog = desk.window.findChild(QPrintDialog)
    assert dialog is not None
    assert dialog.printer().docName() == "The week of the slow hedge"
    dialog.reject()
