"""What the actions of the reading window do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from reader_app.ui.corrections import Corrections
from reader_app.ui.library.opening import offer_link
from reader_app.ui.library.place_commands import PlaceCommands
from reader_app.ui.library.rows import unmarked
from reader_app.ui.library_commands import LibraryCommands
from reader_app.ui.reader.loading import VIEWS, Reading, Request, View
from reader_app.ui.theme import CHOICES
from reader_app.ui.theme import Choice as ThemeChoice
from reader_app.ui.writing import Writing

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.ui.main_window import MainWindow

SIZES = {"larger": 1, "smaller": -1, "normal_size": 0}
WIDTHS = {"wider": 4, "narrower": -4}
COPIES = ("rich", "email", "markdown", "text")
OF_AN_ISSUE = (
    *("new_like", "export", "print", "print_preview", "remove", "toggle_original"),
    *(f"view_{view}" for view in VIEWS),
    *(f"copy_{form}" for form in COPIES),
)
OF_A_KEPT_ISSUE = ("note", "highlight", "star", "read", "correct", "details", "tag", "archive", "clip")
_OF_AN_ISSUE_LISTED = ("star", "read", "tag", "details", "export", "new_like", "archive", "remove")
OF_ROWS = {
    "issue": _OF_AN_ISSUE_LISTED,
    "hit": _OF_AN_ISSUE_LISTED,
    "item": ("star", "read", "clip", "browser", "remove"),
    "clip": ("copy_clips", "clip_up", "clip_down", "remove"),
    "draft": ("export", "new_like", "remove"),
}


class Commands(QObject):
    """The slots of the actions, for one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.library = LibraryCommands(window)
        self.writing = Writing(window)
        self.corrections = Corrections(window)
        self.places = PlaceCommands(window)
        self._actions = window.actions_
        self._views = QActionGroup(self)
        self._themes = QActionGroup(self)
        for view in VIEWS:
            self._views.addAction(self._actions[f"view_{view}"])
        for choice in CHOICES:
            self._themes.addAction(self._actions[f"theme_{choice}"])
        self._actions[f"theme_{window.theme.choice}"].setChecked(True)
        self._actions["fold_sponsors"].setChecked(window.settings.flag("reader/fold_sponsors", False))
        self._actions.connect_all(self._slots())
        self._actions.restrict("reading", window.list.view, window.reader_pane)
        self._actions.restrict("list", window.list.view)
        window.list.menu_wanted.connect(self.show_list_menu)
        window.top.set_export_menu(window.exporter.menu)
        self.show_issue(None)

    def _slots(self) -> dict[str, Callable[[], object]]:
        window = self._window
        slots: dict[str, Callable[[], object]] = {
            "new_issue": self.writing.new_issue,
            "new_like": self.writing.new_like,
            "publications": self.writing.publications,
            "write_about": self.writing.write_about_current,
            "import_files": self.library.import_files,
            "import_folder": self.library.import_folder,
            "export": self.library.export,
            "backup": self.library.back_up,
            "restore_backup": lambda: window.safekeeping.choose_backup(),
            "verify": self.library.verify,
            "close": window.close,
            "quit": QApplication.closeAllWindows,
            "search": self.search,
            "palette": lambda: window.palette_.open(),
            "next": lambda: self.step(1),
            "previous": lambda: self.step(-1),
            "next_unread": self.next_unread,
            "read_on": lambda: self.read_on(1),
            "read_back": lambda: self.read_on(-1),
            "menu": window.top.menu_button.showMenu,
            "next_pane": lambda: self.next_pane(1),
            "previous_pane": lambda: self.next_pane(-1),
            "star": lambda: self.mark("star"),
            "read": lambda: self.mark("read"),
            "browser": self.view_online,
            "unsubscribe": window.links.unsubscribe,
            "load_pictures": window.pictures.load_once,
            "always_pictures": lambda: window.pictures.set_always(self._actions["always_pictures"].isChecked()),
            "correct": self.corrections.ask_here,
            "note": window.traces.open_note,
            "highlight": window.traces.highlight,
            "usual_view": lambda: window.traces.set_usual_view(self._actions["usual_view"].isChecked()),
            "print": window.printing.start,
            "undo": self.undo,
            "select_all": window.list.select_all,
            "details": lambda: window.namer.ask(),
            "tag": lambda: window.shelver.ask_for_tags(),
            "clip": lambda: window.clipper.clip(),
            "copy_clips": lambda: window.clipper.copy(window.clipper.chosen()),
            "clip_up": lambda: window.clipper.move(True),
            "clip_down": lambda: window.clipper.move(False),
            "archive": lambda: window.shelver.archive(),
            "remove": self.remove,
            "restore": lambda: window.shelver.restore(),
            "print_preview": window.printing.preview,
            "toggle_original": self.toggle_original,
            "fold_sponsors": lambda: window.reader.fold_sponsors(self._actions["fold_sponsors"].isChecked()),
            "toggle_sidebar": lambda: window.widths.turn_sidebar(self._actions["toggle_sidebar"].isChecked()),
            "full_screen": self.full_screen,
            "shortcuts": self.shortcuts,
            "about": self.about,
        }
        slots |= {key: partial(self.resize_text, by) for key, by in SIZES.items()}
        slots |= {key: partial(self.widen, by) for key, by in WIDTHS.items()}
        slots |= {f"view_{view}": partial(self.show_view, view) for view in VIEWS}
        slots |= {f"theme_{choice}": partial(self.choose_theme, choice) for choice in CHOICES}
        return slots | {f"copy_{form}": partial(self.copy_as, form) for form in COPIES}

    def fill_menus(self) -> None:
        """Fill the menu behind the menu button."""
        menu = QMenu(self._window)
        for group in self._actions.group_menus(menu):
            menu.addMenu(group)
        self._window.top.set_menu(menu)

    def list_menu(self) -> QMenu:
        """Return the menu of what can be done with the rows selected; it is freed when it was closed."""
        row = self._window.list.row()
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in OF_ROWS.get(row.kind if row is not None else "", ()):
            menu.addAction(self._actions[key])
        if row is not None and row.shelf == "trashed":
            menu.addAction(self._actions["restore"])
        return menu

    def show_list_menu(self, at: QPoint) -> None:
        """Open the menu of the rows selected at the point `at` of the screen."""
        menu = self.list_menu()
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(at)

    def close_page(self, row_id: UUID) -> None:
        """Show nothing in place of the issue or draft that is gone, unless the person went on to another meanwhile."""
        request = self._window.reader.request
        if request is not None and request.id == row_id:
            self._window.reader.close()
            self.show_issue(None)

    # What can be done now

    def show_issue(self, reading: Reading | None) -> None:
        """Enable what can be done with the issue shown; None for none."""
        window, actions = self._window, self._actions
        kept = reading is not None and not reading.request.draft
        actions.enable(OF_AN_ISSUE, reading is not None)
        actions.enable(OF_A_KEPT_ISSUE, kept)
        has_original = reading is not None and reading.has_original
        actions.enable(("view_original", "toggle_original"), has_original)
        listed = window.list.place.kind == "items"  # where the key opens the item's own link
        actions.enable(("browser",), reading is not None and (bool(reading.issue.url) or listed))
        actions.enable(("unsubscribe",), reading is not None and bool(reading.leaving))
        actions.enable(("load_pictures",), reading is not None and bool(reading.blocked or reading.failed))
        actions.enable(("always_pictures", "usual_view"), kept and bool(reading and reading.issue.publication))
        actions["usual_view"].setChecked(reading is not None and bool(reading.settings.view))
        actions["always_pictures"].setChecked(reading is not None and reading.settings.pictures)
        actions["star"].setChecked(reading is not None and reading.starred)
        view = reading.request.view if reading is not None else window.reader.view
        shown: View = view if has_original or view != "original" else "sections"
        actions[f"view_{shown}"].setChecked(True)
        window.top.show_view(shown, has_issue=reading is not None, has_original=has_original)
        if reading is not None and reading.request.draft:
            self._offer_draft(reading)

    def _offer_draft(self, reading: Reading) -> None:
        offers = [
            (self.tr("Continue writing"), lambda: self.library.open_draft(reading.request.id)),
            (self.tr("Delete…"), lambda: self.library.ask_to_delete(reading.request.id, reading.issue.title)),
        ]
        self._window.reader_pane.messages.show_message(self.tr("This is a draft."), offers, kind="note", closable=False)

    # Going

    def search(self) -> None:
        """Give the search field the keyboard."""
        self._window.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.top.search.selectAll()

    def step(self, by: int) -> None:
        """Go to the next row of the list (1) or the one before (-1)."""
        self._leave_sidebar()
        self._window.list.step(by)

    def _leave_sidebar(self) -> None:
        """Give the keyboard from the sidebar to the list: the keys that follow are meant for what is read."""
        window = self._window
        if window.sidebar.hasFocus() or window.sidebar.isAncestorOf(QApplication.focusWidget() or window):
            window.list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_unread(self) -> None:
        """Go to the next unread issue."""
        self._leave_sidebar()
        window = self._window
        if window.list.next_unread():
            return
        if window.counts is not None and window.counts.unread and window.place.kind == "all" and not window.list.query:
            window.go_to("unread")
        else:
            window.status.say(self.tr("Nothing unread here."))

    def read_on(self, direction: int) -> None:
        """Scroll by a page; at the end of an issue go to the next unread one and say so."""
        pane, reader = self._window.reader_pane, self._window.reader
        if reader.is_opening():
            return  # the key was meant for what is on its way
        if pane.web is None or pane.reading is None:
            if direction > 0:
                self.next_unread()
            return
        asked = pane.reading.request

        def answer(at_end: bool) -> None:
            shown = pane.reading
            if at_end and direction > 0 and shown is not None and shown.request == asked and not reader.is_opening():
                self._go_on(asked)

        pane.web.page_on(direction, answer)

    def _go_on(self, done: Request) -> None:
        """Go on to the next unread issue after the one that `done` asked for, which is read now."""
        if not done.draft and not self._window.safekeeping.is_read_only:
            self._window.marks.set_read(done.id, True)
        self.next_unread()
        row = self._window.list.row()
        if row is not None and row.id != done.id:
            self._window.status.say(self.tr("Next unread: %1").replace("%1", unmarked(row.title)))

    def next_pane(self, by: int) -> None:
        """Give the next pane the keyboard."""
        window = self._window
        panes: list[QWidget] = [window.top.search, *([window.sidebar] if window.sidebar.isVisible() else [])]
        if window.panes.currentWidget() is window.start:
            panes += window.start.buttons()[:1]
        else:
            panes.append(window.list.view)
            panes.append(window.reader_pane.web or window.reader_pane)
            if window.reader_pane.note.isVisible():
                panes.append(window.reader_pane.note.field)
            if window.reader_pane.has_contents():
                panes.append(window.reader_pane.contents)
        focus = QApplication.focusWidget()
        around = [n for n, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))]
        panes[((around[-1] if around else -1) + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The issue

    def undo(self) -> None:
        """Take back the newest change of this session, else the last correction of the issue shown."""
        if not self._window.shelver.is_working() and not self._window.undoing.undo():
            self.corrections.undo()

    def copy_as(self, form: str) -> None:
        """Put the issue shown on the clipboard as `form`."""
        self._window.copier.copy(form)

    def view_online(self) -> None:
        """Open the link of the item chosen in the list, else the issue on the web."""
        row = self._window.list.row()
        if row is not None and row.url and not self._window.has_page_keyboard():
            offer_link(self._window, row.url)
        else:
            self._window.links.view_online()

    def remove(self) -> None:
        """Put the selected issues into the trash; a draft is deleted when asked."""
        row = self._window.list.row()
        if row is not None and row.kind == "draft":
            self.library.ask_to_delete(row.id, unmarked(row.title))
        elif row is not None and row.kind == "clip":
            self._window.clipper.delete()
        else:
            self._window.shelver.trash()

    def mark(self, mark: str) -> None:
        """Turn a mark over: of all selected rows, of the item under the pointer or the keyboard, or of the issue."""
        window = self._window
        row = window.list.row()
        in_list = not window.has_page_keyboard()
        if in_list and window.list.selected_count() > 1:
            window.shelver.mark(mark)
            self._uncheck_star()
            return
        if row is not None and row.kind == "item" and in_list:
            window.marks.toggle_item(row.id, row.position, mark)
            self._uncheck_star()
        elif window.reader_pane.web is not None and window.reader_pane.reading is not None:
            window.reader_pane.web.ask_current_item(lambda position: self._mark_at(mark, position))
        else:
            self._mark_issue(mark)

    def _mark_at(self, mark: str, position: int) -> None:
        request = self._window.reader.request
        if position >= 0 and request is not None and not request.draft:
            self._window.marks.toggle_item(request.id, position, mark)
            self._uncheck_star()
        else:
            self._mark_issue(mark)

    def _uncheck_star(self) -> None:
        """Show the issue's own star again: triggering the action turned it over, but an item was meant."""
        reading = self._window.reader_pane.reading
        self._actions["star"].setChecked(reading is not None and reading.starred)

    def _mark_issue(self, mark: str) -> None:
        reading, marks = self._window.reader_pane.reading, self._window.marks
        if reading is None or reading.request.draft:
            return
        if mark == "star":
            marks.set_starred(reading.request.id, not reading.starred)
        else:
            marks.set_read(reading.request.id, not reading.read)

    # The look

    def show_view(self, view: View) -> None:
        """Show issues as sections, as they were, or as text."""
        self._window.reader.show_view(view)

    def toggle_original(self) -> None:
        """Show the original, or the sections again."""
        self.show_view("sections" if self._window.reader.view == "original" else "original")

    def resize_text(self, by: int) -> None:
        """Make the reading text larger or smaller; 0 for its usual size and length of lines."""
        size = self._window.reader.resize_text(by)
        if by == 0:
            self._window.reader.widen(0)
        self._window.status.say(self.tr("Text size %1").replace("%1", str(size)))

    def widen(self, by: int) -> None:
        """Make the lines of the page longer or shorter."""
        measure = self._window.reader.widen(by)
        self._window.status.say(self.tr("At most %1 characters a line").replace("%1", str(measure)))

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Follow the system's light or dark, or fix one."""
        self._window.settings.set("window/theme", choice)
        self._window.theme.choose(choice)

    def full_screen(self) -> None:
        """Fill the screen, or come back from it."""
        full = self._actions["full_screen"].isChecked()
        self._window.showFullScreen() if full else self._window.showNormal()

    def shortcuts(self) -> None:
        """Show all keys."""
        from reader_app.ui.dialogs.shortcuts import ShortcutSheet

        ShortcutSheet(self._actions, self._window.theme, self._window).show()

    def show_bug(self, error: BaseException) -> None:
        """Say that the program itself is at fault, with a report the person can copy."""
        from reader_app.services.bug_report import bug_report
        from reader_app.ui.dialogs.bug_report import BugReportWindow

        window, report = self._window, bug_report(error)
        offers = [(self.tr("Show the report"), lambda: BugReportWindow(report, window.theme, window).show())]
        text = self.tr("Something went wrong in Masthead itself, not in your files. What you wrote is kept.")
        self._window.list.messages.show_message(text, offers)

    def about(self) -> None:
        """Say what this program is."""
        from reader_app import __version__

        text = self.tr("Masthead %1. Reads newsletters and makes them, on this computer alone.").replace(
            "%1", __version__
        )
        self._window.list.messages.show_message(text, kind="note")
