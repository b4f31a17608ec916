"""Imports of many files from the window: read in processes, reported in one list."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader_app.services.importing import Entry, ImportReport
from reader_app.ui.library.report_pane import ReportPane
from reader_app.ui.theme import Theme
from tests.support.reading_desk import BRIDGES, write_all
from tests.ui.conftest import OpenReader


def test_so_many_that_processes_read_them_come_in_while_the_window_goes_on(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    desk = open_reader()
    folder = tmp_path / "many"
    folder.mkdir()
    write_all(folder, [BRIDGES.replace("number: 52", f"number: {n}").replace("nobody", f"n{n}") for n in range(60)])
    (folder / "broken.bin").write_bytes(bytes(range(256)))
    before = len(desk.summaries())
    with desk.qtbot.waitSignal(desk.window.imports.imported, timeout=30_000):
        desk.window.import_paths([folder])
        assert desk.window.status.is_working()
        desk.window.go_to("items")
        desk.settle()
        assert desk.titles()
    desk.settle()
    assert not desk.window.status.is_working()
    assert len(desk.summaries()) == min(100, before + 60)
    assert desk.window.imports.report.text().startswith("60 issues added, 1 file could not be read.")


def test_a_report_of_thousands_makes_no_widget_for_each(qtbot: QtBot, theme: Theme) -> None:
    pane = ReportPane(theme)
    qtbot.addWidget(pane)
    small = ImportReport(failed=(Entry(Path("a.eml"), "It is empty."),))
    pane.show_report(small)
    widgets = len(pane.findChildren(QWidget))
    added = tuple(Entry(Path(f"{n}.eml"), "Added.", UUID(int=n + 1), f"Issue {n}") for n in range(5000))
    pane.show_report(ImportReport(added=added, failed=small.failed))
    assert len(pane.findChildren(QWidget)) == widgets
    assert pane.model.rowCount() == 5001
    assert pane.model.row(0).text == "It is empty."
    assert pane.text().count("\n") == 5001


def test_what_is_part_of_a_file_is_named_with_it(qtbot: QtBot, theme: Theme) -> None:
    pane = ReportPane(theme)
    qtbot.addWidget(pane)
    letters, zipped = Path("in/letters.mbox"), Path("in/site.zip")
    report = ImportReport(
        added=(
            Entry(letters, "", UUID(int=1), "Otters", "message 2"),
            Entry(zipped, "", UUID(int=2), "Lamps", "Lamps"),
            Entry(Path("in/a.eml"), "", UUID(int=3), "Boats"),
        ),
        failed=(Entry(letters, "The mail has no text.", part="message 17"), Entry(zipped, "It is damaged.")),
    )
    pane.show_report(report)
    shown = [(pane.model.row(place).over, pane.model.row(place).title) for place in range(5)]
    assert shown == [
        ("letters.mbox", "message 17"),
        ("", "site.zip"),
        ("letters.mbox, message 2", "Otters"),
        ("site.zip", "Lamps"),
        ("a.eml", "Boats"),
    ]
    lines = pane.text().splitlines()
    assert lines[0] == "3 issues added, 2 could not be read."
    assert lines[1] == "Could not be read: in/letters.mbox, message 17: The mail has no text."
