"""Printing to PDF with the real engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader_app.errors import FileError
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.registry import export
from reader_app.markup.parse import parse
from reader_app.ui.pdf import PdfPrinter, print_now

# What Chromium says where there is no graphics card.
pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
TEXT = (
    "# A title\n\nLead.\n\n## First\n\n### [Item](https://items.example/1)\n\n"
    + "Words. " * 3000
    + "\n\n## Second\n\nEnd."
)


@pytest.fixture
def printer(qtbot: QtBot) -> Iterator[PdfPrinter]:
    made = PdfPrinter()
    yield made
    made.close()


def test_an_issue_is_printed_with_pages_links_and_outline(printer: PdfPrinter) -> None:
    data = export(parse(TEXT).issue, "pdf", ExportOptions(printer=lambda html: print_now(printer, html)))
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) > 1
    assert b"(https://items.example/1)" in data
    assert len(re.findall(rb"/Dest /heading-\d", data)) == 3


def test_pages_are_printed_one_after_the_other(qtbot: QtBot, printer: PdfPrinter) -> None:
    done: list[int] = []
    for number in range(3):
        printer.print_page(f"<p>{number}</p>", lambda data, number=number: done.append(number if data else -1))
    qtbot.waitUntil(lambda: len(done) == 3, timeout=20_000)
    assert done == [0, 1, 2]


def test_a_page_that_cannot_be_printed_is_said(printer: PdfPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PdfPrinter, "_print", lambda self: self._answer(b""))
    with pytest.raises(FileError, match="could not be printed"):
        print_now(printer, "<p>x</p>")


def test_closing_forgets_what_waits(printer: PdfPrinter) -> None:
    done: list[object] = []
    printer.print_page("<p>x</p>", done.append)
    printer.close()
    printer.close()
    assert done == []
