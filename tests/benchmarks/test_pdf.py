"""How long a PDF takes once the engine runs: the issue asks for one of 20 items in under 400 ms."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from reader_app.exporters.options import ExportOptions
from reader_app.exporters.registry import export
from reader_app.markup.parse import parse
from reader_app.ui.pdf import PdfPrinter, print_now

SENTENCE = "What the editor says of it, with *emphasis*, a [link](https://other.example/x) and a figure: 41 percent. "
pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)


def test_a_pdf_of_twenty_items(benchmark: BenchmarkFixture, qtbot: QtBot) -> None:
    items = "\n\n".join(f"### [Item {n}](https://items.example/{n})\n{SENTENCE * 3}" for n in range(20))
    issue = parse(f"# A title\n\n{SENTENCE}\n\n## Section\n\n{items}\n").issue
    printer = PdfPrinter()
    options = ExportOptions(printer=lambda html: print_now(printer, html))
    assert export(issue, "pdf", options).startswith(b"%PDF-")  # the engine starts with the first
    benchmark.pedantic(lambda: export(issue, "pdf", options), rounds=15, iterations=1)
    printer.close()
