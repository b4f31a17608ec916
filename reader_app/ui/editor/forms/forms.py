"""Opens the forms of the composing window and makes of what is entered one small edit of the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from reader_app.errors import MastheadError
from reader_app.markup import part_edits, picture_edits, tables
from reader_app.markup.edits import TextEdit
from reader_app.markup.parsed import Part
from reader_app.model.blocks import Figure, Sponsor
from reader_app.services.composing import Composed
from reader_app.ui.actions import Actions
from reader_app.ui.asking import ask
from reader_app.ui.editor.parts import PartEditor
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.theme import Theme

if TYPE_CHECKING:
    from reader_app.library.types import SponsorRun
    from reader_app.ui.editor.details import DetailsForm
    from reader_app.ui.editor.forms.picture_form import PictureForm
    from reader_app.ui.editor.forms.sponsor_form import SponsorForm


class Forms(QObject):
    """The forms of one composing window. `begin_issue` begins an issue of a publication.

    A form stays open beside the text: it remembers its place with a cursor, which the text carries along. Where its
    block is gone by then, what is entered becomes a new one.

    Signals: `publications_changed()` when what a publication says is another than before.
    """

    publications_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        worker: LibraryWorker,
        theme: Theme,
        actions: Actions,
        source: SourceEdit,
        current: Callable[[], Composed],
        parts: PartEditor,
        begin_issue: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._begin_issue = begin_issue
        self._window, self._worker, self._theme = window, worker, theme
        self._source, self._current, self._parts = source, current, parts
        self._details: DetailsForm | None = None
        actions.connect_all(
            {
                "details": self.details,
                "edit_part": self.edit_here,
                "insert_sponsor": lambda: self._open_sponsor(None),
                "insert_picture": lambda: self._open_picture(None),
                "insert_table": lambda: self._open_table(None),
                "publications": self._show_publications,
            }
        )

    def details(self) -> None:
        """Show the facts of the issue."""
        if self._details is None:
            from reader_app.ui.editor.details import DetailsForm

            self._details = DetailsForm(self._theme, self._window)
            self._details.entered.connect(self._parts.enter)
        self._details.show_issue(self._current().parsed.issue)
        self._details.show()
        self._details.raise_()
        self._details.begin()

    def show_composed(self, composed: Composed) -> None:
        """Let the forms that show what the text says follow it."""
        if self._details is not None:
            self._details.show_issue(composed.parsed.issue)

    def commit(self) -> None:
        """Enter what is typed in forms that write as one goes."""
        if self._details is not None:
            self._details.commit()

    def edit_here(self) -> None:
        """Open the form for what the cursor is in: a sponsor block, a picture, a table; else the details."""
        composed, cursor = self._current(), self._source.textCursor()
        line, column = cursor.blockNumber(), cursor.positionInBlock()
        part = composed.parsed.part_at(line)
        if part is not None and isinstance(part.value, Sponsor):
            self._open_sponsor(self._anchor(part.start))
        elif picture_edits.figure_at(composed.text, composed.parsed, line, column) is not None:
            self._open_picture(QTextCursor(cursor))
        elif tables.table_at(composed.text, line) is not None:
            self._open_table(self._anchor(line))
        else:
            self.details()

    def _show_publications(self) -> None:
        from reader_app.ui.publications.publications_window import PublicationsWindow

        name = self._current().parsed.issue.publication
        shown = PublicationsWindow(self._worker, self._theme, self._window, name)
        shown.saved.connect(self.publications_changed)
        shown.issue_wanted.connect(self._begin_issue)
        shown.show()

    # Sponsor

    def _open_sponsor(self, place: QTextCursor | None) -> None:
        from reader_app.services.sponsoring import known_sponsors
        from reader_app.ui.editor.forms.sponsor_form import SponsorForm

        part = self._sponsor_part(place)
        said = part_edits.sponsor_facts(self._current().text, part) if part is not None else None
        form = SponsorForm(said, self._theme, self._window)
        form.entered.connect(lambda facts: self._enter_sponsor(place, facts))
        form.words_wanted.connect(lambda run: self._fetch_words(form, run))
        ask(self._worker, form, known_sponsors, form.show_known, _silently)
        form.begin()

    def _enter_sponsor(self, place: QTextCursor | None, said: part_edits.SponsorFacts) -> None:
        part = self._sponsor_part(place)
        if part is None:
            self._parts.insert_text(part_edits.sponsor_text(said))
        else:
            self._source.apply(part_edits.change_sponsor(self._current().text, part, said))

    def _sponsor_part(self, place: QTextCursor | None) -> Part | None:
        part = self._current().parsed.part_at(place.blockNumber()) if place is not None else None
        return part if part is not None and isinstance(part.value, Sponsor) else None

    def _fetch_words(self, form: SponsorForm, run: SponsorRun) -> None:
        from reader_app.services.sponsoring import words_of

        ask(
            self._worker,
            form,
            lambda library: words_of(library, run),
            lambda words: form.show_words(run, words),
            _silently,
        )

    # Picture

    def open_new_picture(self, path: Path) -> None:
        """Ask for the facts of a new picture, which is in the file `path`."""
        self._open_picture(None).take_file(path)

    def _open_picture(self, place: QTextCursor | None) -> PictureForm:
        from reader_app.services.pictures_in import keep_picture_file
        from reader_app.ui.editor.forms.picture_form import PictureForm

        composed = self._current()
        figure = None
        if place is not None:
            figure = picture_edits.figure_at(
                composed.text, composed.parsed, place.blockNumber(), place.positionInBlock()
            )
        form = PictureForm(figure, self._theme, self._window)
        form.entered.connect(lambda entered: self._enter_picture(place, entered))
        form.file_chosen.connect(
            lambda path: ask(
                self._worker,
                form,
                lambda library: keep_picture_file(library, path),
                form.show_kept,
                lambda error: form.show_trouble(error.sentence),
            )
        )
        form.look_wanted.connect(lambda src: self._look(form, src))
        form.begin()
        return form

    def _look(self, form: PictureForm, src: str) -> None:
        def show(found: tuple[bytes, str] | None) -> None:
            if found is not None:
                form.show_picture(found[0])

        ask(self._worker, form, lambda library: library.asset(src.removeprefix("asset:")), show, _silently)

    def _enter_picture(self, place: QTextCursor | None, figure: Figure) -> None:
        composed = self._current()
        edit: TextEdit | None = None
        if place is not None:
            edit = picture_edits.change_figure(
                composed.text, composed.parsed, place.blockNumber(), place.positionInBlock(), figure
            )
        if edit is None:
            self._parts.insert_text(picture_edits.figure_text(figure))
        else:
            self._source.apply(edit)

    # Table

    def _open_table(self, place: QTextCursor | None) -> None:
        from reader_app.ui.editor.forms.table_form import TableForm

        found = tables.table_at(self._current().text, place.blockNumber()) if place is not None else None
        form = TableForm(found.table if found else None, self._theme, self._window)
        form.entered.connect(lambda table: self._enter_table(place, table))
        form.begin()

    def _enter_table(self, place: QTextCursor | None, table: tables.Table) -> None:
        text = self._current().text
        found = tables.table_at(text, place.blockNumber()) if place is not None else None
        if found is None:
            self._parts.insert_text("\n".join(tables.table_lines(table)))
        else:
            self._source.apply(tables.change_table(text, found, table))

    def _anchor(self, line: int) -> QTextCursor:
        """Return a cursor at `line`, which stays with it while the text above changes."""
        return QTextCursor(self._source.document().findBlockByNumber(line))


def _silently(_error: MastheadError) -> None:
    """Offer nothing where the library cannot be asked: that it is in trouble, saving says."""
