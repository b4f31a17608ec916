"""The export: as what, where to, what the checks say; then how far it is, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader_app.exporters.presets import presets
from reader_app.exporters.registry import FORMATS
from reader_app.model.issue import Issue
from reader_app.services.addresses import trouble_with_address
from reader_app.services.batch import SITE, ExportOrder
from reader_app.services.checking.targets import that_matter
from reader_app.services.export_choices import LastChoices
from reader_app.services.exporting import default_name
from reader_app.services.sending import Choices
from reader_app.ui.export_run import ExportRun
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.form_rows import FormRows
from reader_app.ui.widgets.message_bar import Kind, MessageBar, Offer

if TYPE_CHECKING:
    from reader_app.errors import MastheadError
    from reader_app.services.batch import ExportReport
    from reader_app.services.checking.finding import Finding

WIDTH: Final = 560
_SENT: Final = ("email", "eml", "markdown", "text")  # what a sending service's merge tags go into
_SHOWN: Final = 4  # findings named one by one


@dataclass(frozen=True, slots=True)
class Subject:
    """What is exported: `refs` as orders take them, `first` the issue that names files, `publication` of all of them.

    `whole` tells that it lies in the library, so that a site can be made of what lies there.
    """

    refs: tuple[UUID | Issue, ...]
    first: Issue
    publication: str
    whole: bool = True


class ExportDialog(QDialog):
    """Not modal; freed when it is closed, which stops what is under way.

    Signals: `chosen(LastChoices)` when an export begins; `exported(Path)` when it is done.
    """

    chosen = Signal(object)
    exported = Signal(object)

    def __init__(self, subject: Subject, run: ExportRun, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self.setModal(False)
        self._subject, self._run, self._theme = subject, run, theme
        self._folder = _documents()
        self._findings: Sequence[Finding] | None = None  # until the checks are through
        self._own_target = False  # the person chose it; it is not proposed anew
        self.form = QComboBox()
        self.service = QComboBox()
        self.publication = QComboBox()
        self.pictures = QLineEdit()
        self.url = QLineEdit()
        self.target = QLineEdit()
        self.checks = QLabel()
        self.progress = QProgressBar()
        self.messages = MessageBar(theme)
        self.do = QPushButton(self.tr("Export"))
        self.stop = QPushButton(self.tr("Close"))
        self.rows = FormRows(theme)
        self._fill()
        self._lay_out()
        self._connect()
        self.choose(LastChoices())

    def choose(self, choices: LastChoices) -> None:
        """Propose what was chosen the last time."""
        if choices.folder and Path(choices.folder).is_dir():
            self._folder = Path(choices.folder)
        self.choose_form(choices.form)
        self.service.setCurrentIndex(max(0, self.service.findData(choices.service)))
        self.pictures.setText(choices.pictures)
        self.url.setText(choices.url)
        self._suit()

    def choose_form(self, form: str) -> None:
        """Choose the format `form`; one that is not offered is passed over."""
        place = self.form.findData(form)
        if place >= 0:
            self.form.setCurrentIndex(place)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what the checks found, as far as it matters to the format that is chosen."""
        self._findings = findings
        self._say_findings()
        self.checks.setVisible(True)
        self._fit()

    def _say_findings(self) -> None:
        if self._findings is None:
            return
        findings = that_matter(self._findings, sent=self.form.currentData() in _SENT)
        shown = [f"{_SIGNS.get(found.severity.value, '·')} {found.sentence}" for found in findings[:_SHOWN]]
        more = len(findings) - len(shown)
        if more > 0:
            shown.append(self.tr("and %1 more").replace("%1", str(more)))
        self.checks.setText("\n".join(shown) or self.tr("The checks found nothing."))

    def order(self) -> ExportOrder:
        """Return what is to be written as the fields say it."""
        form = str(self.form.currentData())
        return ExportOrder(
            () if form == SITE else self._subject.refs,
            form,
            Path(self.target.text().strip()),
            Choices(
                str(self.service.currentData()) if form in _SENT else "",
                self.pictures.text().strip() if form == "email" else "",
            ),
            self.publication.currentData() if form == SITE else None,
            self.url.text().strip() if form == SITE else "",
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        self._run.close()
        super().closeEvent(event)

    # Building

    def _fill(self) -> None:
        for name, form in FORMATS.items():
            if name != "original" or self._subject.whole:  # a draft was not sent yet
                self.form.addItem(form.title, name)
        if self._subject.whole:
            self.form.addItem(self.tr("Archive site (a folder of pages)"), SITE)
        self.service.addItem(self.tr("None"), "")
        for name, preset in presets().items():
            self.service.addItem(preset.title, name)
        if self._subject.publication:
            self.publication.addItem(self._subject.publication, self._subject.publication)
        self.publication.addItem(self.tr("All publications"), None)
        self.pictures.setPlaceholderText(self.tr("https://… where you put the pictures"))
        self.url.setPlaceholderText(self.tr("https://… where the site will be"))

    def _lay_out(self) -> None:
        px = self._theme.pixels
        choose = QPushButton(self.tr("Choose…"))
        choose.clicked.connect(self._choose_target)
        place = QWidget()
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(6))
        line.addWidget(self.target, 1)
        line.addWidget(choose)
        place.setFocusProxy(self.target)
        self.target.setAccessibleName(self.tr("Where to"))
        self.rows.add("form", self.tr("As"), self.form)
        self.rows.add(
            "service",
            self.tr("For"),
            self.service,
            hint=self.tr("The service that sends it: its merge tags are put in."),
        )
        self.rows.add("pictures", self.tr("Pictures"), self.pictures, hint=self.tr("A mail loads them from there."))
        self.rows.add("publication", self.tr("Of"), self.publication)
        self.rows.add("url", self.tr("Address"), self.url, hint=self.tr("For feeds and search engines; may be empty."))
        self.rows.add("target", self.tr("Where to"), place)
        head = QLabel(self._named())
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setFont(self._theme.serif(17))
        head.setWordWrap(True)
        self.checks.setWordWrap(True)
        self.checks.setTextFormat(Qt.TextFormat.PlainText)
        self.checks.setProperty("kind", "muted")
        self.checks.hide()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.do.setProperty("kind", "primary")
        self.do.setDefault(True)
        self.stop.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.progress, 1)
        foot.addStretch(0)
        foot.addWidget(self.stop)
        foot.addWidget(self.do)
        inner = QVBoxLayout()
        inner.setContentsMargins(*[px(16)] * 4)
        inner.setSpacing(px(14))
        for part in (head, self.rows, self.checks):
            inner.addWidget(part)
        inner.addLayout(foot)
        self._whole = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addLayout(inner)
        self.setMinimumWidth(px(WIDTH))

    def _connect(self) -> None:
        self.form.currentIndexChanged.connect(self._suit)
        self.target.textEdited.connect(self._typed)
        for field in (self.pictures, self.url):
            field.textChanged.connect(self._allow)
        self.do.clicked.connect(self._start)
        self.stop.clicked.connect(self._stop)
        self._run.progressed.connect(self._show_progress)
        self._run.finished.connect(self._done)
        self._run.failed.connect(self._fail)

    def _named(self) -> str:
        count = len(self._subject.refs)
        if count > 1:
            return self.tr("%1 issues").replace("%1", str(count))
        first = self._subject.first
        named = " ".join(part for part in (first.publication, f"#{first.number}" if first.number else "") if part)
        return " · ".join(part for part in (named, first.title) if part) or self.tr("Untitled issue")

    def _fit(self) -> None:
        """Be as high as the words need at this width: a layout that may wrap them asks for more."""
        self.rows.settle()
        self._whole.activate()
        width = max(self.width(), self.minimumWidth())
        self.resize(width, self._whole.totalHeightForWidth(width))

    # Choosing

    def _suit(self) -> None:
        """Show the fields that the format needs, and propose a place for it."""
        form = str(self.form.currentData())
        self.rows.show_row("service", form in _SENT)
        self.rows.show_row("pictures", form == "email")
        self.rows.show_row("publication", form == SITE)
        self.rows.show_row("url", form == SITE)
        self._say_findings()
        if not self._own_target or Path(self.target.text()).is_dir() != self.order().is_folder:
            self._propose(form)
        self._allow()
        self._fit()

    def _propose(self, form: str) -> None:
        self._own_target = False
        if form == SITE:
            path = self._folder / self.tr("archive")
        elif self.order().is_folder:
            path = self._folder
        else:
            path = self._folder / default_name(self._subject.first, form)
        self.target.setText(str(path))

    def _typed(self) -> None:
        self._own_target = True
        self._allow()

    def _choose_target(self) -> None:
        order = self.order()
        if order.is_folder:
            name = QFileDialog.getExistingDirectory(self, self.tr("Where to"), str(self._folder))
        else:
            name, _ = QFileDialog.getSaveFileName(self, self.tr("Where to"), self.target.text())
        if name:
            self.target.setText(name)
            self._typed()

    def _allow(self) -> None:
        form = str(self.form.currentData())
        troubles = {
            "pictures": trouble_with_address(self.pictures.text().strip()) if form == "email" else "",
            "url": trouble_with_address(self.url.text().strip()) if form == SITE else "",
        }
        for key, sentence in troubles.items():
            self.rows.say(key, sentence)
        has_place = bool(self.target.text().strip())
        self.do.setEnabled(has_place and not any(troubles.values()) and not self._run.is_running())

    # Running

    def _start(self) -> None:
        order = self.order()
        self._folder = order.target if order.is_folder and order.form != SITE else order.target.parent
        last = LastChoices(
            order.form,
            str(self._folder),
            str(self.service.currentData()),
            self.pictures.text().strip(),
            self.url.text().strip(),
        )
        self.chosen.emit(last)
        self.messages.clear()
        self.progress.setRange(0, 0)
        self.progress.show()
        self.stop.setText(self.tr("Cancel"))
        self._run.start(order)
        self._allow()

    def _stop(self) -> None:
        if self._run.is_running():
            self._run.cancel()
            self.stop.setEnabled(False)
        else:
            self.close()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _done(self, report: ExportReport) -> None:
        self._rest()
        if report.cancelled:
            self._say(self.tr("Cancelled. What was written until then is whole."))
            return
        folder = report.path if report.path.is_dir() else report.path.parent
        url = QUrl.fromLocalFile(str(folder))
        offers = [(self.tr("Open the folder"), lambda: QDesktopServices.openUrl(url))]
        lines = [self.tr("Written to %1").replace("%1", str(report.path)), *report.failed[:_SHOWN], *report.remarks]
        self._say("\n".join(lines), offers, kind="error" if report.failed else "note")
        self.messages.focus_first_offer()
        self.exported.emit(report.path)

    def _fail(self, error: MastheadError) -> None:
        self._rest()
        self._say(error.sentence, kind="error")

    def _rest(self) -> None:
        self.progress.hide()
        self.stop.setText(self.tr("Close"))
        self.stop.setEnabled(True)
        self._allow()

    def _say(self, text: str, offers: Sequence[Offer] = (), *, kind: Kind = "note") -> None:
        self.messages.show_message(text, offers, kind=kind)
        self._fit()


_SIGNS: Final = {"error": "✕", "warning": "!", "hint": "·"}


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
