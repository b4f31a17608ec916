"""The export from the reading window: as what, where to, what the checks say, how far, where it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from reader_app.library.library import Library
from reader_app.services import batch
from reader_app.services.batch import SITE
from reader_app.services.export_choices import LastChoices, keep_choices, last_choices
from reader_app.ui.dialogs.export_dialog import ExportDialog
from tests.support.reading_desk import ReadingDesk
from tests.ui.conftest import OpenReader

# What Chromium says where there is no graphics card.
pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)


@pytest.fixture
def open_export(reader: ReadingDesk) -> Callable[..., ExportDialog]:
    def open_export(form: str = "", rows: int = 1) -> ExportDialog:
        window = reader.window
        view = window.list.view
        view.setCurrentIndex(window.list.model.index(0, 0))
        if rows > 1:
            view.selectAll()
        reader.qtbot.waitUntil(lambda: window.reader_pane.reading is not None and not reader.worker.is_busy())
        window.exporter.open(form)
        dialog = window.exporter.dialog
        assert dialog is not None
        reader.qtbot.waitUntil(lambda: not reader.worker.is_busy())
        return dialog

    return open_export


def wait_for(reader: ReadingDesk, dialog: ExportDialog) -> str:
    reader.qtbot.waitUntil(lambda: bool(dialog.messages.text()), timeout=30_000)
    return dialog.messages.text()


def test_an_issue_is_written_where_it_was_said(
    reader: ReadingDesk, open_export: Callable[..., ExportDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_export("markdown")
    assert dialog.target.text().endswith(".md")
    dialog.target.setText(str(tmp_path / "mine.md"))
    dialog.do.click()
    assert str(tmp_path / "mine.md") in wait_for(reader, dialog)
    assert (tmp_path / "mine.md").read_text(encoding="utf-8").startswith("---")
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    focused = dialog.focusWidget()
    assert focused is not None
    focused.click()  # type: ignore[attr-defined]
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_what_was_chosen_is_proposed_the_next_time(
    reader: ReadingDesk, open_export: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = open_export("email")
    dialog.service.setCurrentIndex(dialog.service.findData("mailchimp"))
    dialog.target.setText(str(tmp_path / "mail.html"))
    dialog.do.click()
    wait_for(reader, dialog)
    assert "*|UNSUB|*" in (tmp_path / "mail.html").read_text(encoding="utf-8")
    reader.qtbot.waitUntil(lambda: not reader.worker.is_busy())
    issue = reader.window.reader_pane.reading.issue  # type: ignore[union-attr]
    with Library.open(reader.library) as library:
        assert last_choices(library, issue.publication) == LastChoices("email", str(tmp_path), "mailchimp")
    again = open_export()
    assert (again.form.currentData(), again.service.currentData()) == ("email", "mailchimp")
    assert Path(again.target.text()).parent == tmp_path


def test_the_fields_are_those_the_format_needs(open_export: Callable[..., ExportDialog]) -> None:
    dialog = open_export("web")
    seen = {}
    for form in ("web", "email", "markdown", SITE):
        dialog.choose_form(form)
        seen[form] = [
            key for key in ("service", "pictures", "publication", "url") if dialog.rows.field(key).isVisibleTo(dialog)
        ]
    assert seen == {
        "web": [],
        "email": ["service", "pictures"],
        "markdown": ["service"],
        SITE: ["publication", "url"],
    }


def test_an_address_that_is_none_is_said_and_keeps_one_from_exporting(open_export: Callable[..., ExportDialog]) -> None:
    dialog = open_export("email")
    dialog.pictures.setText("letters.example")
    assert not dialog.do.isEnabled()
    assert dialog.rows.said("pictures")
    dialog.pictures.setText("https://letters.example/p")
    assert dialog.do.isEnabled()
    dialog.target.clear()
    dialog.target.textEdited.emit("")
    assert not dialog.do.isEnabled()


def test_several_issues_go_into_a_folder_or_one_book(
    reader: ReadingDesk, open_export: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = open_export("text", rows=3)
    dialog.target.setText(str(tmp_path))
    dialog.do.click()
    assert str(tmp_path) in wait_for(reader, dialog)
    assert len(list(tmp_path.glob("*.txt"))) == 3
    dialog = open_export("epub", rows=3)
    dialog.target.setText(str(tmp_path / "book.epub"))
    dialog.do.click()
    wait_for(reader, dialog)
    assert (tmp_path / "book.epub").is_file()


def test_a_site_is_made_of_all_issues(
    reader: ReadingDesk, open_export: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = open_export(SITE)
    dialog.publication.setCurrentIndex(dialog.publication.count() - 1)
    dialog.target.setText(str(tmp_path / "site"))
    dialog.do.click()
    wait_for(reader, dialog)
    assert len(list((tmp_path / "site" / "issues").glob("*.html"))) == 3


def test_a_pdf_is_printed(reader: ReadingDesk, open_export: Callable[..., ExportDialog], tmp_path: Path) -> None:
    dialog = open_export("pdf")
    dialog.target.setText(str(tmp_path / "a.pdf"))
    dialog.do.click()
    assert "a.pdf" in wait_for(reader, dialog)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_written_is_said(
    reader: ReadingDesk, open_export: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = open_export("text")
    dialog.target.setText(str(tmp_path / "nowhere" / "a.txt"))
    dialog.do.click()
    assert "There is no such folder" in wait_for(reader, dialog)
    assert dialog.do.isEnabled()


def test_a_long_export_can_be_cancelled(
    reader: ReadingDesk, open_export: Callable[..., ExportDialog], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    go_on = threading.Event()
    write = batch.write_with_pictures

    def slowly(*arguments: object) -> int:
        go_on.wait(20)
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "write_with_pictures", slowly)
    dialog = open_export("text", rows=3)
    dialog.target.setText(str(tmp_path))
    dialog.do.click()
    assert dialog.progress.isVisible()
    assert not dialog.do.isEnabled()
    dialog.stop.click()
    go_on.set()
    assert "Cancelled" in wait_for(reader, dialog)
    assert len(list(tmp_path.glob("*.txt"))) == 1
    assert dialog.do.isEnabled()


def test_closing_in_the_middle_of_printing_ends_all(
    reader: ReadingDesk, open_export: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = open_export("pdf")
    dialog.target.setText(str(tmp_path / "a.pdf"))
    dialog.do.click()
    dialog.close()
    reader.qtbot.waitUntil(lambda: reader.window.exporter.dialog is None)
    assert not (tmp_path / "a.pdf").exists()


def test_the_checks_are_told(open_export: Callable[..., ExportDialog], reader: ReadingDesk) -> None:
    dialog = open_export("email")
    reader.qtbot.waitUntil(lambda: bool(dialog.checks.text()))
    assert dialog.checks.isVisibleTo(dialog)
    assert "unsubscribe" in dialog.checks.text()
    dialog.choose_form("epub")
    assert "unsubscribe" not in dialog.checks.text()
    dialog.choose_form("eml")
    assert "unsubscribe" in dialog.checks.text()


def test_the_menu_offers_every_format(reader: ReadingDesk, open_export: Callable[..., ExportDialog]) -> None:
    open_export("web").close()
    menu = reader.window.exporter.menu
    menu.aboutToShow.emit()
    actions = {action.text(): action for action in menu.actions()}
    assert {"Web page", "PDF", "Archive site"} <= set(actions)
    actions["PDF"].trigger()
    reader.qtbot.waitUntil(lambda: not reader.worker.is_busy())
    dialog = reader.window.exporter.dialog
    assert dialog is not None
    assert dialog.form.currentData() == "pdf"


def test_a_publication_without_choices_starts_with_a_page(
    reader: ReadingDesk, open_export: Callable[..., ExportDialog]
) -> None:
    dialog = open_export()
    assert dialog.form.currentData() == "web"
    with Library.open(reader.library) as library:
        keep_choices(library, "Other", LastChoices("zip"))
    assert open_export().form.currentData() == "web"


@pytest.mark.parametrize(
    ("form", "words", "said"),
    [
        ("rich", "In the beds", "The formatted text is on the clipboard."),
        ("email", "<!doctype html>", "The mail's HTML is on the clipboard."),
        ("markdown", "## In the beds", "The Markdown is on the clipboard."),
        ("text", "In the beds", "The plain text is on the clipboard."),
    ],
)
def test_the_issue_shown_is_copied(reader: ReadingDesk, form: str, words: str, said: str) -> None:
    window = reader.window
    with reader.qtbot.waitSignal(window.copier.copied, timeout=10_000) as copied:
        window.actions_[f"copy_{form}"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert words.casefold() in data.text().casefold()
    assert ("</h2>" in data.html()) == (form == "rich")
    assert copied.args == [said]


def test_copying_stands_below_the_formats(reader: ReadingDesk) -> None:
    menu = reader.window.exporter.menu
    menu.aboutToShow.emit()
    assert menu.actions()[-1].text() == "Copy as"
    assert [action.text() for action in reader.window.copier.menu.actions()][-1] == "For a service"


def test_without_an_issue_nothing_is_copied(open_reader: OpenReader) -> None:
    desk = open_reader(())
    assert not desk.window.actions_["copy_rich"].isEnabled()
    desk.window.copier.copy("rich")
    assert not desk.worker.is_busy()
