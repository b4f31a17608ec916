"""Corrections by hand: the menu on a block or heading of the page, what it asks for, keeping it, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from reader_app.errors import MastheadError

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Counts
    from reader_app.model.blocks import Block
    from reader_app.model.corrections import Correction
    from reader_app.model.issue import Issue
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.reader.loading import Reading
    from reader_app.ui.reader.page_view import Spot

Wanted = Callable[[str], "Correction"]


class Corrections(QObject):
    """Corrects the issue shown in one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._corrected: UUID | None = None
        window.reader_pane.menu_wanted.connect(self.show_menu)
        window.reader.opened.connect(self._opened)

    def ask_here(self) -> None:
        """Open the menu of the block with the keyboard or under the pointer, else of the one being read."""
        web = self._window.reader_pane.web
        if web is not None:
            middle = web.mapToGlobal(web.rect().center())
            web.ask_spot(None, lambda spot: self.show_menu(spot, middle))

    def show_menu(self, spot: Spot, at: QPoint) -> None:
        """Open the menu of what is at `spot`, on the screen at `at`; none where there is nothing to choose."""
        menu = self.menu(spot)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(at)

    def menu(self, spot: Spot) -> QMenu:
        """Return the menu of what is at `spot`; it is freed when it was closed."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if spot.selected:
            menu.addAction(self.tr("&Copy")).triggered.connect(
                lambda: QGuiApplication.clipboard().setText(spot.selected)
            )
            menu.addAction(self._window.actions_["highlight"])
        if spot.highlight:
            menu.addAction(self.tr("&Remove highlight")).triggered.connect(
                lambda: self._window.traces.unhighlight(spot.highlight)
            )
        self._window.links.add_to_menu(menu, spot.link)
        reading = self._window.reader_pane.reading
        if reading is None or reading.request.draft or reading.request.view != "sections":
            return menu
        menu.addSeparator()
        if spot.block:
            self._add_block(menu, reading.issue, spot.block)
        if spot.section.isdigit():
            self._add_section(menu, reading.issue, int(spot.section))
        return menu

    def undo(self) -> None:
        """Take back the correction of the issue shown that was made last."""
        request = self._window.reader.request
        if request is None or request.draft:
            return
        issue_id = request.id

        def job(library: Library) -> Counts | None:
            kept = library.corrections(issue_id)
            if not kept:
                return None
            library.undo_correction(issue_id, kept[-1].number)
            return library.counts()

        def done(counts: Counts | None) -> None:
            if counts is None:
                self._window.status.say(self.tr("Nothing is corrected in this issue."))
            else:
                self._show_again(issue_id, counts)
                self._window.status.say(self.tr("The last correction is taken back."))

        self._window.worker.submit(job, done, self._fail)

    # The menu

    def _add_block(self, menu: QMenu, issue: Issue, place: str) -> None:
        from reader_app.model.blocks import Sponsor
        from reader_app.model.corrections import MarkSponsor, NotSponsor, SplitSection, block_anchor

        position = block_position(issue, place)
        if position is None:
            return
        block = [block for _, block in issue.blocks()][position]
        anchor = block_anchor(issue, position)
        if isinstance(block, Sponsor):
            menu.addAction(self.tr("This is &not a sponsor")).triggered.connect(lambda: self._keep(NotSponsor(anchor)))
        else:
            menu.addAction(self.tr("This is a &sponsor…")).triggered.connect(
                lambda: self._ask(
                    self.tr("Mark as sponsor"),
                    self.tr("Who paid for it?"),
                    _title(block),
                    lambda name: MarkSponsor(anchor, name),
                )
            )
        menu.addAction(self.tr("A section &begins here…")).triggered.connect(
            lambda: self._ask(
                self.tr("Begin a section"),
                self.tr("What is the section called?"),
                "",
                lambda heading: SplitSection(anchor, heading),
            )
        )

    def _add_section(self, menu: QMenu, issue: Issue, number: int) -> None:
        from reader_app.model.corrections import JoinSection, RenameSection, section_anchor

        if number >= len(issue.sections):
            return
        anchor, heading = section_anchor(issue, number), issue.sections[number].heading
        menu.addSeparator()
        menu.addAction(self.tr("&Rename section…")).triggered.connect(
            lambda: self._ask(
                self.tr("Rename section"),
                self.tr("What is the section called?"),
                heading,
                lambda text: RenameSection(anchor, text),
            )
        )
        before = self.tr("&Join with the section before") if number else self.tr("&Join with the lead")
        menu.addAction(before).triggered.connect(lambda: self._keep(JoinSection(anchor)))

    def _ask(self, title: str, label: str, text: str, make: Wanted) -> None:
        from reader_app.ui.dialogs.one_line import OneLine

        dialog = OneLine(title, label, text, self.tr("Keep"), self._window.theme, self._window)
        dialog.entered.connect(lambda entered: self._keep(make(entered)))
        dialog.show()

    # Keeping

    def _keep(self, correction: Correction) -> None:
        request = self._window.reader.request
        if request is None:
            return
        issue_id = request.id

        def job(library: Library) -> Counts:
            library.correct(issue_id, correction)
            return library.counts()

        def done(counts: Counts) -> None:
            self._show_again(issue_id, counts)
            self._corrected = issue_id

        self._window.worker.submit(job, done, self._fail)

    def _show_again(self, issue_id: UUID, counts: Counts) -> None:
        """Show the issue as it is now, where the page stands, and what can be taken back."""
        window = self._window
        window.show_counts(counts)
        window.list.reload()
        request, web = window.reader.request, window.reader_pane.web
        if request is not None and request.id == issue_id:
            top = web.page().scrollPosition().y() if web is not None else 0.0
            window.reader.open(replace(request, item=-1, selector="", sponsor="", top=top))

    def _opened(self, reading: Reading) -> None:
        """Offer to take a correction back when the corrected issue is on the page."""
        corrected, self._corrected = self._corrected, None
        if corrected != reading.request.id:
            return
        text = self.tr("Corrected. This is kept, also when the issue is read again by a better importer.")
        self._window.reader_pane.messages.show_message(text, [(self.tr("Undo"), self.undo)], kind="note")

    def _fail(self, error: MastheadError) -> None:
        self._window.reader_pane.messages.show_message(error.sentence)


def block_position(issue: Issue, place: str) -> int | None:
    """Return the position, counted over `issue.blocks()`, of the block the page calls `place`: "lead-0", "2-1"."""
    group, _, number = place.rpartition("-")
    if not number.isdigit():
        return None
    groups = [issue.lead, *(section.blocks for section in issue.sections)]
    index = 0 if group == "lead" else int(group) + 1 if group.isdigit() else len(groups)
    if index >= len(groups) or int(number) >= len(groups[index]):
        return None
    return sum(len(blocks) for blocks in groups[:index]) + int(number)


def _title(block: Block) -> str:
    return str(getattr(block, "source", "") or getattr(block, "title", ""))
