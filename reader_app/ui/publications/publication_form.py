"""The form of one publication: what all its issues share, how they look, what they begin and end with."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from reader_app import tokens
from reader_app.model.publication import Font, Look, Publication
from reader_app.model.text import clean_line
from reader_app.services.publications import advice, troubles
from reader_app.ui.publications.look_fields import ColourField, HeaderField
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.form_rows import FormRows
from reader_app.ui.widgets.segmented import Segmented

SETTLED: Final = 350  # milliseconds after the last key
_LINES: Final = ("name", "tagline", "lang", "sender", "mail", "site", "subscribe", "unsubscribe", "pictures", "number")
_TEXTS: Final = ("postal", "opening", "closing")


class PublicationForm(QScrollArea):
    """Shows one publication and says beside each field what is wrong with it or had better be otherwise.

    Signals: `changed(Publication)` soon after something was typed, with what may be kept: a field that cannot stay as
    it is keeps what it had.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = Publication()
        self._taken: frozenset[str] = frozenset()
        self._filling = self._is_edited = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED)
        self._settle.timeout.connect(self.commit)
        self.lines = {name: QLineEdit() for name in (*_LINES, "authors", "header_alt")}
        self.texts = {name: _text(theme, 3 if name == "postal" else 5) for name in _TEXTS}
        self.accent = ColourField(theme, tokens.colours("light")["accent"])
        self.type_face = Segmented((("serif", self.tr("Serif")), ("sans", self.tr("Sans serif"))), self.tr("Font"))
        self.header = HeaderField(theme)
        self.rows = FormRows(theme)
        self._add_rows()
        inside = QWidget()
        inside.setProperty("kind", "paper")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(*[theme.pixels(20)] * 4)
        layout.addWidget(self.rows)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for line in self.lines.values():
            line.textChanged.connect(self._edited)
        for text in self.texts.values():
            text.textChanged.connect(self._edited)
        for field in (self.accent, self.header):
            field.changed.connect(self._edited)
        self.type_face.chosen.connect(lambda _key: self._edited())

    def show_publication(self, publication: Publication, taken: frozenset[str]) -> None:
        """Show `publication`; `taken` are the names of the others, case-folded."""
        self.commit()
        self._filling = True
        self._shown, self._taken = publication, taken
        for name in _LINES:
            self.lines[name].setText(getattr(publication, name))
            self.lines[name].setCursorPosition(0)
        self.lines["authors"].setText(", ".join(publication.authors))
        self.lines["header_alt"].setText(publication.look.header_alt)
        for name, text in self.texts.items():
            text.setPlainText(getattr(publication, name))
        self.accent.set_colour(publication.look.accent)
        self.type_face.choose(publication.look.font)
        self.header.set_header(publication.look.header)
        self._filling = False
        self._say(self.typed())

    def typed(self) -> Publication:
        """Return the publication as it is typed, right or wrong."""
        lines = {name: clean_line(self.lines[name].text()) for name in _LINES}
        texts = {name: text.toPlainText() for name, text in self.texts.items()}
        authors = tuple(filter(None, map(clean_line, self.lines["authors"].text().split(","))))
        font = cast(Font, self.type_face.value() or "serif")
        look = Look(self.accent.colour(), font, self.header.header(), clean_line(self.lines["header_alt"].text()))
        return replace(self._shown, authors=authors, look=look, **lines, **texts)  # type: ignore[arg-type]  # all texts

    def commit(self) -> None:
        """Say now what was typed, if that was not done yet."""
        if self._is_edited:
            self._is_edited = False
            self._settle.stop()
            sound = self._sound()
            if sound != self._shown and sound.name:
                self._shown = sound
                self.changed.emit(sound)

    def is_sound(self) -> bool:
        """Tell whether all that is typed can be kept."""
        return not troubles(self.typed(), self._taken)

    def begin(self) -> None:
        """Put the cursor where one begins to type."""
        self.lines["name"].setFocus()
        self.verticalScrollBar().setValue(0)

    def _sound(self) -> Publication:
        """Return what is typed, but what was there before where that cannot stay."""
        typed = self.typed()
        wrong = troubles(typed, self._taken)
        if "accent" in wrong:
            typed = replace(typed, look=replace(typed.look, accent=self._shown.look.accent))
        kept = {name: getattr(self._shown, name) for name in wrong if name != "accent"}
        return replace(typed, **kept)

    def _edited(self) -> None:
        if not self._filling:
            self._is_edited = True
            self._say(self.typed())
            self._settle.start()

    def _say(self, typed: Publication) -> None:
        wrong, better = troubles(typed, self._taken), advice(typed)
        for key in (*_LINES, "authors", "header_alt", "postal", "accent"):
            self.rows.say(key, wrong.get(key, "") or better.get(key, ""), is_error=key in wrong or key == "accent")

    def _add_rows(self) -> None:
        rows, lines, texts, tr = self.rows, self.lines, self.texts, self.tr
        for name in ("site", "subscribe", "unsubscribe", "pictures"):
            lines[name].setPlaceholderText("https://")
        lines["mail"].setPlaceholderText("name@example.org")
        lines["lang"].setPlaceholderText(tr("Such as en, de or pt-BR"))
        rows.add_heading(tr("The publication"))
        rows.add("name", tr("Name"), lines["name"])
        rows.add("tagline", tr("Tagline"), lines["tagline"])
        rows.add("authors", tr("Authors"), lines["authors"], hint=tr("Names, with commas between them."))
        rows.add("lang", tr("Language"), lines["lang"])
        rows.add(
            "number",
            tr("Next number"),
            lines["number"],
            hint=tr("Counts up with each new issue: 178, S02E06, 2026-W07."),
        )
        rows.add_heading(tr("Who sends it"))
        rows.add(
            "sender", tr("Sender"), lines["sender"], hint=tr("The name in the inbox; without one, the publication’s.")
        )
        rows.add("mail", tr("Mail address"), lines["mail"])
        rows.add("postal", tr("Postal address"), texts["postal"])
        rows.add_heading(tr("Addresses"))
        rows.add("site", tr("Website"), lines["site"])
        rows.add("subscribe", tr("Subscribe"), lines["subscribe"])
        hint = tr("An address, or the merge tag of your service, such as {{ unsubscribe_url }}.")
        rows.add("unsubscribe", tr("Unsubscribe"), lines["unsubscribe"], hint=hint)
        hint = tr("Where you put the pictures of mails; a mail’s HTML names them there.")
        rows.add("pictures", tr("Pictures"), lines["pictures"], hint=hint)
        rows.add_heading(tr("How it looks"))
        rows.add("accent", tr("Accent"), self.accent)
        rows.add("font", tr("Font"), self.type_face)
        rows.add("header", tr("Picture on top"), self.header)
        rows.add("header_alt", tr("It shows"), lines["header_alt"])
        rows.add_heading(tr("In every new issue"))
        rows.add("opening", tr("At the beginning"), texts["opening"], hint=tr("Markdown, as in an issue."))
        rows.add(
            "closing",
            tr("At the end"),
            texts["closing"],
            hint=tr("The footer comes by itself, from what stands above."),
        )


def _text(theme: Theme, lines: int) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setTabChangesFocus(True)
    text.setFixedHeight(theme.pixels(18 * lines + 14))
    return text
