"""The form of a sponsor block: who, where it leads, how it is labelled, what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from reader_app.markup.part_edits import SponsorFacts
from reader_app.model.blocks import DEFAULT_LABEL
from reader_app.model.naming import issue_name
from reader_app.model.text import clean_line
from reader_app.services.addresses import trouble_with_address
from reader_app.ui import dates
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from reader_app.library.types import SponsorRun

_TEXT_HEIGHT = 110


class SponsorForm(FormDialog):
    """Asks for the facts of one sponsor block; sponsors that ran before are offered with what they said last.

    Signals: `entered(SponsorFacts)`; `words_wanted(SponsorRun)` when the words of that run are to be given to
    `show_words`.
    """

    entered = Signal(object)
    words_wanted = Signal(object)

    def __init__(self, said: SponsorFacts | None, theme: Theme, parent: QWidget) -> None:
        title = self.tr("Sponsor") if said else self.tr("New sponsor block")
        super().__init__(title, self.tr("Change") if said else self.tr("Insert"), theme, parent)
        self._runs: dict[str, SponsorRun] = {}
        said = said or SponsorFacts("")
        self.name, self.url, self.label = QLineEdit(said.name), QLineEdit(said.url), QLineEdit(said.label)
        self.label.setPlaceholderText(DEFAULT_LABEL)
        self.url.setPlaceholderText("https://")
        self.text = QPlainTextEdit(said.text)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.pixels(_TEXT_HEIGHT))
        self.last = QPushButton()
        self.last.setProperty("kind", "link")
        self.last.setAutoDefault(False)
        self.last.clicked.connect(self._want_words)
        self.last.hide()
        rows = self.rows
        rows.add("name", self.tr("Name"), self.name, beside=self.last)
        rows.add("url", self.tr("Address"), self.url)
        rows.add(
            "label", self.tr("Label"), self.label, hint=self.tr("What readers see: such words stand in every export.")
        )
        rows.add("text", self.tr("Text"), self.text, hint=self.tr("Markdown, as in the source."))
        self.name.textChanged.connect(self._look_up)

    def begin(self) -> None:
        super().begin()
        self.name.setFocus()

    def show_known(self, runs: Sequence[SponsorRun]) -> None:
        """Offer the sponsors of `runs` while the name is typed."""
        self._runs = {run.name.casefold(): run for run in runs}
        completer = QCompleter([run.name for run in runs], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._take)
        self.name.setCompleter(completer)
        self._look_up()

    def show_words(self, run: SponsorRun, words: str) -> None:
        """Fill in what the sponsor of `run` said there, its address and its label."""
        if run.url:
            self.url.setText(run.url)
        self.label.setText("" if run.label == DEFAULT_LABEL else run.label)
        if words:
            self.text.setPlainText(words)

    def finish(self) -> bool:
        name, url = clean_line(self.name.text()), clean_line(self.url.text())
        trouble = trouble_with_address(url)
        self.rows.say("name", "" if name else self.tr("A sponsor block needs a name: readers are told who pays."))
        self.rows.say("url", trouble)
        if not name or trouble:
            (self.url if name else self.name).setFocus()
            return False
        self.entered.emit(SponsorFacts(name, url, clean_line(self.label.text()), self.text.toPlainText()))
        return True

    def _run(self) -> SponsorRun | None:
        return self._runs.get(clean_line(self.name.text()).casefold())

    def _look_up(self) -> None:
        run = self._run()
        self.rows.say("name", "")
        self.last.setVisible(run is not None)
        if run is not None:
            day = dates.long_date(run.date) if run.date else ""
            where = " · ".join(filter(None, (issue_name(run.publication, run.number), day)))
            self.last.setText(self.tr("Use what they said last: {where}").format(where=where))

    def _take(self, _name: str) -> None:
        """A sponsor was chosen: what is not filled in yet comes from its last run."""
        if not self.text.toPlainText().strip() and not self.url.text().strip():
            self._want_words()

    def _want_words(self) -> None:
        run = self._run()
        if run is not None:
            self.words_wanted.emit(run)
