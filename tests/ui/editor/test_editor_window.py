"""The composing window as a person meets it: type, see, move, save, close."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.library import Library
from reader_app.services.journal import Journal
from reader_app.ui.editor.editor_window import EditorWindow
from reader_app.ui.editor.history import HistoryWindow
from tests.support.desk import TEXT, Desk

OpenDesk = Callable[..., Desk]


def titles(desk: Desk) -> list[str]:
    return [row.title for row in desk.window.outline.outline().rows]


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(desk.window.source, key, modifier)


def go_to(desk: Desk, beginning: str) -> None:
    lines = desk.window.source.text().split("\n")
    desk.window.show_line(next(number for number, line in enumerate(lines) if line.startswith(beginning)))


def offer(desk: Desk, label: str) -> QPushButton:
    return next(b for b in desk.window.messages.findChildren(QPushButton) if b.text() == label)


def offers(desk: Desk) -> list[str]:
    return [button.text() for button in desk.window.messages.findChildren(QPushButton)]


def refuse(monkeypatch: pytest.MonkeyPatch, error: LibraryError) -> None:
    def save_draft(*_args: object, **_facts: object) -> None:
        raise error

    monkeypatch.setattr(Library, "save_draft", save_draft)


def test_typed_words_reach_the_preview_and_the_outline(desk: Desk, qtbot: QtBot) -> None:
    go_to(desk, "## Artificial")
    press(desk, Qt.Key.Key_End)
    desk.type(" at last")
    qtbot.waitUntil(lambda: "Artificial intelligence at last" in titles(desk))
    assert "Artificial intelligence at last</h2>" in desk.window.preview.page()


def test_the_bar_says_which_issue_and_when_it_was_saved(desk: Desk, qtbot: QtBot) -> None:
    assert desk.window.windowTitle() == "Architecture Notes #178 – Masthead"
    assert desk.window.top_bar.state().startswith("Draft · saved ")
    desk.window.show_line(3)
    press(desk, Qt.Key.Key_End)
    with qtbot.waitSignal(desk.window.stored, timeout=5000):
        desk.type(" now")
    assert "tells us now" in desk.stored().text
    assert (desk.stored().title, desk.stored().number) == ("What a foundation moving on tells us now", "178")


def test_what_is_stored_is_what_was_typed_to_the_letter(desk: Desk, qtbot: QtBot) -> None:
    desk.window.source.selectAll()
    text = "a\u00a0b  \n\ttab\n<!-- TK -->\n\n\n"
    desk.window.source.insertPlainText(text)
    desk.window.keeper.hurry()
    qtbot.waitUntil(lambda: desk.stored().text == text)


def test_ctrl_s_and_losing_the_focus_save_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.type("x")
    desk.window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: desk.stored().text.startswith("x---"), timeout=600)


def test_a_section_moves_as_one_step_of_undo(desk: Desk, qtbot: QtBot) -> None:
    go_to(desk, "## Artificial")
    desk.window.actions_["move_down"].trigger()
    qtbot.waitUntil(
        lambda: titles(desk).index("Cloud and infrastructure") < titles(desk).index("Artificial intelligence")
    )
    assert desk.window.source.textCursor().block().text() == "## Artificial intelligence"
    assert sorted(desk.window.source.text().split("\n")) == sorted(TEXT.split("\n"))
    desk.window.source.undo()
    assert desk.window.source.text() == TEXT


def test_an_item_moves_with_the_cursor_in_it(desk: Desk, qtbot: QtBot) -> None:
    go_to(desk, "Nine models")
    press(desk, Qt.Key.Key_End)
    desk.window.actions_["move_up"].trigger()
    qtbot.waitUntil(lambda: titles(desk).index("The small-model shelf") < titles(desk).index("Teaching a model"))
    cursor = desk.window.source.textCursor()
    assert cursor.block().text() == "Nine models that fit in a laptop."
    assert cursor.atBlockEnd()


def test_the_chosen_row_moves_when_the_outline_has_the_focus(desk: Desk, qtbot: QtBot) -> None:
    go_to(desk, "### [Small machines")
    desk.window.outline.follow(desk.window.source.current_line())
    desk.window.outline.view.setFocus()
    qtbot.waitUntil(desk.window.outline.view.hasFocus)
    desk.window.actions_["move_up"].trigger()
    qtbot.waitUntil(
        lambda: titles(desk).index("Small machines, big bills") < titles(desk).index("Cloud and infrastructure")
    )


def test_dropping_a_row(desk: Desk, qtbot: QtBot) -> None:
    rows = titles(desk)
    desk.window.outline.move_requested.emit(
        [rows.index("Cloud and infrastructure")], rows.index("Artificial intelligence")
    )
    qtbot.waitUntil(
        lambda: titles(desk).index("Cloud and infrastructure") < titles(desk).index("Artificial intelligence")
    )


@pytest.mark.parametrize(
    ("action", "placeholder", "row"),
    [
        ("insert_section", "Section title", "Section title"),
        ("insert_item", "Title of the item", "Title of the item"),
        ("insert_podcast", "Title of the episode", "Title of the episode"),
    ],
)
@pytest.mark.parametrize("line", [0, 6, 8, 11, 13, 22, 27])
def test_inserting_a_part_selects_what_to_type_over(
    desk: Desk, qtbot: QtBot, action: str, placeholder: str, row: str, line: int
) -> None:
    desk.window.show_line(line)
    desk.window.actions_[action].trigger()
    assert desk.window.source.textCursor().selectedText() == placeholder
    qtbot.waitUntil(lambda: row in titles(desk))
    text = desk.window.source.text()
    rest = iter(text.split("\n"))
    assert all(line in rest for line in TEXT.split("\n") if line)
    about = [n for n, r in enumerate(desk.window.outline.outline().rows) if r.kind.name == "ABOUT"]
    assert about
    desk.window.source.undo()
    assert desk.window.source.text() == TEXT


def test_details_edit_the_front_matter_and_nothing_else(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("---\n# mine\ntitle: Old\nodd: [1, 2]\n---\n\nWords.\n")
    desk.window.actions_["details"].trigger()
    form = desk.window.findChildren(QLineEdit)
    title = next(field for field in form if field.accessibleName() == "Title")
    title.setText("New words")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert desk.window.source.text() == "---\n# mine\ntitle: New words\nodd: [1, 2]\n---\n\nWords.\n"
    desk.window.source.undo()
    assert "title: Old" in desk.window.source.text()
    qtbot.waitUntil(lambda: title.text() == "Old")


def test_a_title_in_the_text_is_changed_where_it_stands(open_desk: OpenDesk) -> None:
    desk = open_desk("# Old\n\nWords.\n")
    desk.window._parts.enter("title", "New *stars*")
    assert desk.window.issue().title == "New *stars*"
    assert desk.window.source.text().endswith("\n\nWords.\n")
    assert "---" not in desk.window.source.text()


def test_problems_show_and_never_block(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("---\ntitle: [x\n---\n\n::: {.sponsor}\nNever closed.\n")
    qtbot.waitUntil(lambda: len(desk.window.problems.problems()) >= 2)
    lines = [problem.line for problem in desk.window.problems.problems()]
    assert 5 in lines
    desk.window.problems.activated.emit(4)
    assert desk.window.source.current_line() == 4
    desk.type("still typing ")
    assert "still typing" in desk.window.source.text()


def test_hostile_markdown_does_not_reach_the_preview_as_such(open_desk: OpenDesk) -> None:
    desk = open_desk("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n")
    page = desk.window.preview.page()
    assert "<script" not in page
    assert "javascript:" not in page.replace("[x](javascript:alert(1))", "")
    assert "<img" not in page


def test_the_preview_cycles_and_a_click_in_it_finds_the_source(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_["cycle_preview"].trigger()
    qtbot.waitUntil(lambda: "class='phone'" in desk.window.preview.page())
    desk.window.choose_view("text")
    qtbot.waitUntil(lambda: "class='text'" in desk.window.preview.page())
    desk.window.preview.block_clicked.emit(0, 1)
    assert desk.window.source.textCursor().block().text().startswith("### [The small-model shelf]")
    desk.window.preview.block_clicked.emit(-1, 1)
    assert desk.window.source.textCursor().block().text().startswith("::: {.sponsor")


def test_f6_goes_from_pane_to_pane(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.source.setFocus()
    qtbot.waitUntil(window.source.hasFocus)
    seen = []
    for _ in range(4):
        window.actions_["next_pane"].trigger()
        seen.append(window.focusWidget().accessibleName())
    assert seen[-1] == "Source of the issue, in Markdown"
    assert len(set(seen)) == 4
    window.actions_["previous_pane"].trigger()
    assert window.focusWidget() is window.outline.view


def test_panes_fold_and_stay_folded(desk: Desk, open_desk: OpenDesk) -> None:
    desk.window.actions_["toggle_outline"].trigger()
    desk.window.actions_["toggle_problems"].trigger()
    assert not desk.window.outline.isVisible()
    desk.window.close()
    again = open_desk()
    assert (again.window.outline.isVisible(), again.window.problems.isVisible()) == (False, False)
    assert again.window.preview.isVisible()


def test_a_preview_that_was_hidden_has_its_page_when_it_is_shown(desk: Desk, open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk.window.actions_["toggle_preview"].trigger()
    desk.window.close()
    again = open_desk()
    assert not again.window.preview.page()
    again.window.actions_["toggle_preview"].trigger()
    qtbot.waitUntil(lambda: "A careful look" in again.window.preview.page())


def test_text_size(desk: Desk) -> None:
    pitch = desk.window.source.line_pitch()
    desk.window.actions_["larger"].trigger()
    assert desk.window.source.line_pitch() > pitch
    desk.window.actions_["normal_size"].trigger()
    assert desk.window.source.line_pitch() == pitch


def test_every_control_has_a_name(desk: Desk) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QPlainTextEdit

    for kind in (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit):
        for widget in desk.window.findChildren(kind):
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            assert named or widget.parent().metaObject().className().startswith(("QComboBox", "QLineEdit")), widget


def test_new_issues_open_in_windows_of_their_own(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_["new_like"].trigger()
    qtbot.waitUntil(lambda: len(desk.opened) == 1)
    assert desk.opened[0].number == "179"
    assert "## Artificial intelligence" in desk.opened[0].text
    assert "Teaching" not in desk.opened[0].text
    desk.window.actions_["new_issue"].trigger()
    qtbot.waitUntil(lambda: len(desk.opened) == 2)
    assert desk.opened[1].publication == "Architecture Notes"


def test_history_compares_and_goes_back(desk: Desk, qtbot: QtBot) -> None:
    desk.type("Later words. ")
    desk.window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: desk.stored().text.startswith("Later"))
    desk.window.actions_["history"].trigger()
    history = desk.window.findChild(HistoryWindow)
    versions = history.findChild(QListWidget)
    qtbot.waitUntil(lambda: versions.count() == 2)
    back = next(b for b in history.findChildren(QPushButton) if b.text() == "Go back to this version")
    qtbot.waitUntil(back.isEnabled)
    versions.setCurrentRow(0)
    qtbot.waitUntil(lambda: not back.isEnabled())
    versions.setCurrentRow(1)
    qtbot.waitUntil(back.isEnabled)
    assert not history.grab().isNull()
    back.click()
    assert desk.window.source.text() == TEXT
    desk.window.source.undo()
    assert desk.window.source.text().startswith("Later")


def test_history_tells_which_version_was_exported(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.type("Sent words. ")
    desk.window.actions_["export"].trigger()
    dialog = desk.window._exporter.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not desk.worker.is_busy())
    dialog.choose_form("markdown")
    dialog.target.setText(str(tmp_path / "sent.md"))
    dialog.do.click()
    qtbot.waitUntil(lambda: bool(dialog.messages.text()), timeout=20_000)
    desk.type("Words after it. ")
    desk.window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: "after it" in desk.stored().text)
    desk.window.actions_["history"].trigger()
    versions = desk.window.findChild(HistoryWindow).findChild(QListWidget)
    qtbot.waitUntil(lambda: versions.count() >= 3)
    said = [versions.item(row).text() for row in range(versions.count())]
    assert ["Exported as Markdown" in text for text in said] == [False, True, False], said


def test_formatted_text_on_the_clipboard(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.window._copier.copied, timeout=5000):
        desk.window._copier.copy("rich")
    data = QGuiApplication.clipboard().mimeData()
    assert "Artificial intelligence</h2>" in data.html()
    assert "Artificial intelligence" in data.text()
    assert desk.window.messages.text() == "The formatted text is on the clipboard."


def test_a_service_is_offered_what_it_takes(desk: Desk, qtbot: QtBot) -> None:
    menus = [action.menu() for action in desk.window.top_bar.copy.menu().actions() if action.menu()]
    services = next(menu for menu in menus if menu.title() == "For a service")
    services.aboutToShow.emit()
    actions = {action.text(): action for action in services.actions()}
    assert {"Substack", "Ghost", "Buttondown", "Mailchimp", "listmonk"} == set(actions)
    with qtbot.waitSignal(desk.window._copier.copied, timeout=5000):
        actions["Mailchimp"].trigger()
    assert "*|UNSUB|*" in QGuiApplication.clipboard().text()
    assert desk.window.messages.text() == "The mail's HTML is on the clipboard."


def test_a_window_closed_as_soon_as_it_is_painted_composes_nothing(desk: Desk, qtbot: QtBot, journal: Journal) -> None:
    first = desk.window
    other = EditorWindow(desk.worker, first._theme, first._settings, desk.draft, journal, desk.opened.append)
    other.show()
    qtbot.waitUntil(lambda: other._is_painted)
    other.close_now()
    qtbot.wait(100)  # an error in a slot fails the test
    assert first.isVisible()


def test_closing_waits_until_all_is_saved(desk: Desk, qtbot: QtBot, journal: Journal) -> None:
    desk.type("Last words. ")
    with qtbot.waitSignal(desk.window.closed, timeout=5000):
        desk.window.close()
    assert desk.stored().text.startswith("Last words. ")
    assert list(journal.folder.glob("*.json")) == []


def test_a_failing_save_is_said_and_keeps_the_window_open(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    with monkeypatch.context() as patch:
        refuse(patch, LibraryError(LibraryErrorKind.FULL, "The disk is full."))
        desk.type("Words. ")
        desk.window.actions_["save"].trigger()
        qtbot.waitUntil(lambda: desk.window.messages.text().startswith("The disk is full."))
        assert desk.window.top_bar.state() == "Draft · not saved"
        assert "in the journal" in desk.window.messages.text()
        desk.type("More. ")
        desk.window.close()
        qtbot.wait(50)
        assert desk.window.isVisible()
        qtbot.waitUntil(lambda: "Close, it is in the journal" in offers(desk))
    qtbot.waitUntil(lambda: len(list(journal.folder.glob("*.json"))) == 1)
    offer(desk, "Try again").click()
    qtbot.waitUntil(lambda: desk.stored().text.startswith("Words. More. "), timeout=5000)
    qtbot.waitUntil(lambda: desk.window.messages.text() == "")
    assert desk.window.top_bar.state().startswith("Draft · saved")


def test_a_draft_changed_elsewhere_is_not_overwritten_keep_mine(desk: Desk, qtbot: QtBot) -> None:
    desk.elsewhere("Theirs.\n")
    desk.type("Mine. ")
    desk.window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: "changed elsewhere" in desk.window.top_bar.state())
    assert desk.stored().text == "Theirs.\n"
    offer(desk, "Keep mine as a new draft").click()
    qtbot.waitUntil(lambda: desk.window.top_bar.state().startswith("Draft · saved"))
    assert desk.stored().text == "Theirs.\n"
    assert desk.window.keeper.draft_id != desk.draft.id
    desk.type("On. ")
    desk.window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: desk.stored(desk.window.keeper.draft_id).text.startswith("Mine. On. "))


def test_a_draft_changed_elsewhere_is_not_overwritten_load_theirs(desk: Desk, qtbot: QtBot) -> None:
    desk.elsewhere("Theirs.\n")
    desk.type("Mine. ")
    desk.window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: "changed elsewhere" in desk.window.top_bar.state())
    offer(desk, "Load the stored one").click()
    qtbot.waitUntil(lambda: desk.window.source.text() == "Theirs.\n")
    qtbot.waitUntil(lambda: desk.window.top_bar.state().startswith("Draft · saved"))
    desk.window.source.undo()
    assert desk.window.source.text().startswith("Mine. ")


def test_after_a_crash_the_text_comes_back(
    open_desk: OpenDesk, library_path: object, journal: Journal, qtbot: QtBot
) -> None:
    with Library.open(library_path) as library:  # type: ignore[arg-type]
        draft = library.new_draft(TEXT)
    crashed = Journal(journal.folder)
    crashed.record(draft.id, "Not saved. " + TEXT, draft.revision)
    crashed.close()
    desk = open_desk(draft=draft)
    assert desk.window.source.text() == "Not saved. " + TEXT
    assert "brought back from the journal" in desk.window.messages.text()
    qtbot.waitUntil(lambda: desk.stored(draft.id).text.startswith("Not saved. "), timeout=5000)
    qtbot.waitUntil(lambda: journal.pending() == ())
    desk.window.source.undo()
    assert desk.window.source.text() == TEXT


def test_a_journal_of_an_older_version_is_offered_not_applied(
    open_desk: OpenDesk, library_path: object, journal: Journal, qtbot: QtBot
) -> None:
    with Library.open(library_path) as library:  # type: ignore[arg-type]
        old = library.new_draft("One.\n")
        draft = library.save_draft(old.id, TEXT, base_revision=old.revision, title="", publication="", number="")
    crashed = Journal(journal.folder)
    crashed.record(draft.id, "Two.\n", old.revision)
    crashed.close()
    desk = open_desk(draft=draft)
    assert desk.window.source.text() == TEXT
    offer(desk, "Open it as a new draft").click()
    qtbot.waitUntil(lambda: len(desk.opened) == 1)
    assert desk.opened[0].text == "Two.\n"
    assert journal.pending() == ()
