"""The window of the publications one writes: which there are, the form of the chosen one, and how it looks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from reader_app.errors import MastheadError, UsageError
from reader_app.model.publication import Publication
from reader_app.ui.asking import ask
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.publications.publication_form import PublicationForm
from reader_app.ui.publications.sample import Sample
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.services.pictures_in import KeptPicture

_SIZE, _SMALLEST = (1120, 760), (560, 420)
_LIST, _SAMPLE, _NARROW = 190, 380, 900


class PublicationsWindow(QWidget):
    """Keeps what is typed as one goes. Freed when it is closed.

    Signals: `saved()` when the library has something new; `issue_wanted(str)` to begin an issue of that publication.
    """

    saved = Signal()
    issue_wanted = Signal(str)

    def __init__(self, worker: LibraryWorker, theme: Theme, parent: QWidget | None = None, chosen: str = "") -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._worker, self._theme = worker, theme
        self._wanted = chosen
        self._publications: dict[UUID, Publication] = {}
        self._current: UUID | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "paper")
        self.setWindowTitle(self.tr("My publications – Masthead"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(theme.pixels(_SIZE[0]), theme.pixels(_SIZE[1]))
        self.messages = MessageBar(theme)
        self.list = QListWidget()
        self.list.setProperty("kind", "side")
        self.list.setAccessibleName(self.tr("My publications"))
        self.form = PublicationForm(theme)
        self.sample = Sample(theme, worker)
        self.add = QPushButton(self.tr("New publication"))
        self.write = QPushButton(self.tr("New issue"))
        self.write.setProperty("kind", "primary")
        self.remove = QPushButton(self.tr("Forget…"))
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setProperty("kind", "muted")
        self._first = QPushButton(self.tr("New publication"))
        self._first.setProperty("kind", "primary")
        self._empty = self._empty_state()
        self._lay_out()
        self._connect()
        self.reload()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(_SIZE[0]), self._theme.pixels(_SIZE[1]))

    def reload(self) -> None:
        """Ask the library for the publications."""
        from reader_app.services.publications import publications

        ask(self._worker, self, publications, self._show_all, self._tell)

    def begin_new(self, name: str = "") -> None:
        """Begin another publication."""
        self.form.commit()
        publication = Publication(id=uuid4(), name=name)
        self._publications[publication.id] = publication
        self._list(publication.id)
        self.form.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.form.commit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.sample.start_soon()

    # Building

    def _lay_out(self) -> None:
        px = self._theme.pixels
        self._side = QWidget()
        self._side.setProperty("kind", "side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side.setFixedWidth(px(_LIST))
        left = QVBoxLayout(self._side)
        left.setContentsMargins(px(8), px(14), px(8), px(12))
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(20), px(8), px(20), px(12))
        foot.setSpacing(px(8))
        foot.addWidget(self._state, 1)
        foot.addWidget(self.remove)
        foot.addWidget(self.write)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        for widget in (self.messages, self._empty, self.form):
            middle.addWidget(widget, 0 if widget is self.messages else 1)
        middle.addLayout(foot)
        self.sample.setFixedWidth(px(_SAMPLE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._side)
        whole.addLayout(middle, 1)
        whole.addWidget(self.sample)

    def _empty_state(self) -> QWidget:
        text = QLabel(
            self.tr(
                "A publication holds what all your issues share: name, sender, addresses, how it looks, "
                "and what each issue begins and ends with. New issues start from it."
            )
        )
        text.setWordWrap(True)
        text.setFixedWidth(self._theme.pixels(420))
        text.setMinimumHeight(text.heightForWidth(text.width()))  # a layout does not ask it what it needs
        state = QWidget()
        column = QVBoxLayout(state)
        column.setSpacing(self._theme.pixels(16))
        column.addStretch(2)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._first, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return state

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.form.changed.connect(self._save)
        self.form.header.file_chosen.connect(self._keep_header)
        for button in (self.add, self._first):
            button.clicked.connect(lambda: self.begin_new())
        self.remove.clicked.connect(self._ask_to_forget)
        self.write.clicked.connect(self._write)

    # The list

    def _show_all(self, found: tuple[Publication, ...]) -> None:
        self._publications = {publication.id: publication for publication in found}
        wanted = self._wanted.casefold()
        known = next((each.id for each in found if each.name.casefold() == wanted), None) if wanted else None
        if wanted and known is None:
            self.begin_new(self._wanted)
        else:
            self._list(known or self._current)
        self._wanted = ""

    def _list(self, chosen: UUID | None) -> None:
        """List the publications and choose one, the first without another wish."""
        self.list.blockSignals(True)
        self.list.clear()
        for publication in self._publications.values():
            item = QListWidgetItem(publication.name or self.tr("Without a name"))
            item.setData(Qt.ItemDataRole.UserRole, publication.id)
            self.list.addItem(item)
            if publication.id == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        else:
            self._choose(self.list.currentItem())

    def _choose(self, item: QListWidgetItem | None) -> None:
        self._current = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        self._fit()
        if item is None:
            return
        publication = self._publications[item.data(Qt.ItemDataRole.UserRole)]
        others = (each.name.casefold() for each in self._publications.values() if each.id != publication.id)
        self.form.show_publication(publication, frozenset(others))
        self.write.setEnabled(bool(publication.name))
        self._state.setText("")
        self.sample.show_publication(publication)
        self._show_header(publication.look.header)

    def _fit(self) -> None:
        """Show what there is to show; in a narrow window the sample gives way."""
        is_any = self._current is not None
        for widget in (self.form, self.remove, self.write, self._side):
            widget.setVisible(is_any)
        self.sample.setVisible(is_any and self.width() >= self._theme.pixels(_NARROW))
        self._empty.setVisible(not is_any)

    # Keeping

    def _save(self, publication: Publication) -> None:
        from reader_app.services.publications import save_publication

        self._publications[publication.id] = publication
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == publication.id:
                self.list.item(row).setText(publication.name)
        self.write.setEnabled(True)
        self.sample.show_publication(publication)
        ask(self._worker, self, lambda library: save_publication(library, publication), self._note_saved, self._tell)

    def _note_saved(self, _publication: Publication) -> None:
        said = self.tr("Saved.") if self.form.is_sound() else self.tr("Saved, but for what is marked.")
        self._state.setText(said)
        self.saved.emit()

    def _keep_header(self, path: Path) -> None:
        from reader_app.services.pictures_in import keep_picture_file

        def done(kept: KeptPicture) -> None:
            self.form.header.set_header(kept.src)
            self._show_header(kept.src)

        def failed(error: MastheadError) -> None:
            self.form.rows.say("header", error.sentence)

        self.form.rows.say("header", "")
        ask(self._worker, self, lambda library: keep_picture_file(library, path), done, failed)

    def _show_header(self, src: str) -> None:
        def look(library: Library) -> tuple[bytes, str] | None:
            return library.asset(src.removeprefix("asset:"))

        def done(found: tuple[bytes, str] | None) -> None:
            if found is not None and self.form.header.header() == src:
                self.form.header.show_picture(found[0])

        if src:
            ask(self._worker, self, look, done, self._tell)

    def _ask_to_forget(self) -> None:
        if self._current is None:
            return
        publication = self._publications[self._current]
        text = self.tr("Forget the publication “{name}”? Its issues and drafts stay.").format(name=publication.name)
        offers = [(self.tr("Forget"), self._forget), (self.tr("Keep"), self.messages.clear)]
        self.messages.show_message(text, offers)

    def _forget(self) -> None:
        from reader_app.services.publications import delete_publication

        self.messages.clear()
        gone = self._current
        if gone is None:
            return

        def job(library: Library) -> None:
            with suppress(UsageError):  # it was never kept
                delete_publication(library, gone)

        def done(_none: object) -> None:
            self._publications.pop(gone, None)
            self._current = None
            self._list(None)
            self.saved.emit()

        ask(self._worker, self, job, done, self._tell)

    def _write(self) -> None:
        self.form.commit()
        if self._current is not None:
            self.issue_wanted.emit(self._publications[self._current].name)

    def _tell(self, error: MastheadError) -> None:
        self.messages.show_message(error.sentence)
