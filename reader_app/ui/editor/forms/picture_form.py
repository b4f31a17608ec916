"""The form of a picture: which one, what it shows in words, its caption, where a click leads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from reader_app.model.blocks import Figure
from reader_app.model.text import clean_line
from reader_app.services.addresses import trouble_with_address
from reader_app.ui import dates
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from reader_app.services.pictures_in import KeptPicture

_THUMBNAIL = (160, 100)


class PictureForm(FormDialog):
    """Asks for one picture.

    Signals: `entered(Figure)`; `file_chosen(Path)` when that file is to be kept and given to `show_kept`;
    `look_wanted(str)` when the picture of that address in the library is to be given to `show_picture`.
    """

    entered = Signal(object)
    file_chosen = Signal(object)
    look_wanted = Signal(str)

    def __init__(self, figure: Figure | None, theme: Theme, parent: QWidget) -> None:
        title = self.tr("Picture") if figure else self.tr("New picture")
        super().__init__(title, self.tr("Change") if figure else self.tr("Insert"), theme, parent)
        figure = figure or Figure("")
        self._note = ""
        self.src, self.alt = QLineEdit(figure.src), QLineEdit(figure.alt)
        self.caption, self.url = QLineEdit(figure.caption), QLineEdit(figure.url)
        self.src.setPlaceholderText("https://")
        self.url.setPlaceholderText("https://")
        self.decoration = QCheckBox(self.tr("It is only decoration"))
        self.choose = QPushButton(self.tr("Choose a file…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self._thumbnail = QLabel()
        self._thumbnail.setFixedSize(theme.pixels(_THUMBNAIL[0]), theme.pixels(_THUMBNAIL[1]))
        self._thumbnail.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._thumbnail.setAccessibleName(self.tr("The picture"))
        self._thumbnail.hide()
        beside = QWidget()
        line = QHBoxLayout(beside)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._thumbnail)
        line.addStretch(1)
        line.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        rows = self.rows
        rows.add("src", self.tr("Picture"), self.src, beside=beside)
        hint = self.tr("What it shows, in words: read out to who does not see it, and shown while pictures are off.")
        rows.add("alt", self.tr("In words"), self.alt, hint=hint, beside=self.decoration)
        rows.add("caption", self.tr("Caption"), self.caption)
        rows.add("url", self.tr("Leads to"), self.url)
        self.src.editingFinished.connect(self._look)
        self.decoration.toggled.connect(lambda on: self.alt.setDisabled(on))

    def begin(self) -> None:
        super().begin()
        self._look()
        (self.alt if self.src.text() else self.choose).setFocus()

    def take_file(self, path: Path) -> None:
        """Let the picture be the one in the file `path`."""
        self.file_chosen.emit(path)

    def show_kept(self, kept: KeptPicture) -> None:
        """Let the picture be one that is in the library now."""
        self.src.setText(kept.src)
        self.src.setCursorPosition(0)
        facts = (
            [self.tr("{width} × {height} pixels").format(width=kept.width, height=kept.height)] if kept.width else []
        )
        facts.append(self.tr("{size} KB").format(size=dates.number(max(1, round(kept.size / 1024)))))
        if not kept.shows_in_mail:
            facts.append(self.tr("not every mail program shows this kind; PNG and JPEG are safe"))
        self._note = " · ".join(facts)
        self.rows.say("src", self._note, is_error=not kept.shows_in_mail)
        self._look()
        self.alt.setFocus()

    def show_trouble(self, sentence: str) -> None:
        """Say why a file cannot be taken."""
        self.rows.say("src", sentence)

    def show_picture(self, data: bytes) -> None:
        """Show how the picture looks."""
        pixmap = QPixmap()
        shown = pixmap.loadFromData(data)
        if shown:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._thumbnail.setPixmap(pixmap.scaled(self._thumbnail.size(), keep, smooth))
        self._thumbnail.setVisible(shown)
        self.adjustSize()
        self.resize(max(self.width(), self.theme.pixels(520)), self.height())

    def finish(self) -> bool:
        src, url = clean_line(self.src.text()), clean_line(self.url.text())
        alt = "" if self.decoration.isChecked() else clean_line(self.alt.text())
        wrong_src = self._trouble_with_source(src)
        wrong_url = trouble_with_address(url)
        missing = (
            ""
            if alt or self.decoration.isChecked()
            else self.tr("Say what the picture shows, or that it is only decoration.")
        )
        self.rows.say("src", wrong_src or self._note, is_error=bool(wrong_src))
        self.rows.say("url", wrong_url)
        self.rows.say("alt", missing)
        for field, wrong in ((self.src, wrong_src), (self.alt, missing), (self.url, wrong_url)):
            if wrong:
                field.setFocus()
                return False
        self.entered.emit(Figure(src, alt, clean_line(self.caption.text()), url))
        return True

    def _trouble_with_source(self, src: str) -> str:
        if not src:
            return self.tr("Choose a file, or give the address of a picture.")
        return "" if src.startswith("asset:") else trouble_with_address(src)

    def _look(self) -> None:
        src = self.src.text().strip()
        if src.startswith("asset:"):
            self.look_wanted.emit(src)
        else:
            self._thumbnail.hide()

    def _choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp *.avif *.svg)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", kinds)
        if name:
            self.take_file(Path(name))
