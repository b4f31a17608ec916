"""The composing window: builds its panes and connects them. What they do is in their own files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from reader_app.errors import MastheadError
from reader_app.services.composing import Checked, Composed, Composer
from reader_app.services.drafting import first_blank
from reader_app.services.journal import Journal
from reader_app.services.outlining import row_weights
from reader_app.services.saving import SaveState
from reader_app.ui import icons
from reader_app.ui.actions import EDITOR_ACTIONS, Actions
from reader_app.ui.copying import Copier
from reader_app.ui.editor.clip_list import ClipList
from reader_app.ui.editor.clipped import Clips
from reader_app.ui.editor.find_bar import FindBar
from reader_app.ui.editor.following import Follower
from reader_app.ui.editor.forms.forms import Forms
from reader_app.ui.editor.history import HistoryWindow
from reader_app.ui.editor.keeper import DraftKeeper, Snapshot
from reader_app.ui.editor.keeping_view import KeepingView
from reader_app.ui.editor.layout import PaneLayout, column
from reader_app.ui.editor.linked_before import LinkedBefore
from reader_app.ui.editor.neighbour import Neighbour
from reader_app.ui.editor.new_issue import NewIssue
from reader_app.ui.editor.others import Others
from reader_app.ui.editor.outline import OutlinePane
from reader_app.ui.editor.outline_commands import OutlineCommands
from reader_app.ui.editor.parts import PartEditor
from reader_app.ui.editor.pipeline import Pipeline
from reader_app.ui.editor.preview import PreviewPane
from reader_app.ui.editor.problems import TOKENS, ProblemsPane
from reader_app.ui.editor.repairs import Repairer
from reader_app.ui.editor.restorer import Restorer
from reader_app.ui.editor.scholar import Scholar
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.editor.status import StatusBar
from reader_app.ui.editor.top_bar import TopBar
from reader_app.ui.editor.writing_aids import WritingAids
from reader_app.ui.exporting import Exporter
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.library.types import Draft
    from reader_app.model.issue import Issue
    from reader_app.services.preview import View

DEFAULT_SIZE = (1400, 880)
SMALLEST_SIZE = (680, 440)
_SCALES = (0.75, 0.85, 1.0, 1.15, 1.3, 1.5, 1.8)


class EditorWindow(QMainWindow):
    """Writes one draft.

    `open_editor` opens a window for another draft, after "New issue" or when a text is kept as a draft of its own;
    `open_issue` shows an issue of the library.

    Signals: `stored()` when the library has a newer version of the draft; `closed()` when the window is done with.
    """

    stored = Signal()
    closed = Signal()

    def __init__(
        self,
        worker: LibraryWorker,
        theme: Theme,
        settings: Settings,
        draft: Draft,
        journal: Journal,
        open_editor: Callable[[Draft], object],
        open_issue: Callable[[UUID], object] | None = None,
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._worker, self._theme, self._settings = worker, theme, settings
        self._is_closing = self._may_close = self._is_painted = self._is_begun = False
        self._stored_revision = draft.revision
        self.actions_ = Actions(self, EDITOR_ACTIONS, theme)
        self._make_panes()
        self._pipeline = Pipeline(Composer(), self.source.text, self._wanted_view)
        self.keeper = DraftKeeper(worker, journal, draft, self._snapshot)
        self._keeping = KeepingView(self.keeper, self.top_bar, self.messages, self.source.text)
        self._neighbour = Neighbour(journal, self.keeper, self.messages)
        self._restorer = Restorer(worker, journal, self.keeper, self.source, self.messages, open_editor)
        self._scholar = Scholar(worker, self._pipeline, draft.id)
        self._others = Others(worker, open_editor, open_issue, self._tell)
        self._repairs = Repairer(self._pipeline, self.source, self.problems, self._others.open)
        self._parts = PartEditor(self.source, self._pipeline.current, self.outline.outline)
        self._exporter = Exporter(worker, theme, self)
        self._copier = Copier(worker, self.issue, self.top_bar.copy.menu())
        self._new_issue = NewIssue(worker, self.issue, open_editor, self._tell)
        self._forms = Forms(
            self, worker, theme, self.actions_, self.source, self._pipeline.current, self._parts, self._new_issue.begin
        )
        self._linked = LinkedBefore(self._pipeline, self.outline, self._others.open)
        self._outlining = OutlineCommands(self, self.actions_, self.outline, self.source, self._parts, self._linked)
        self._clips = Clips(self, worker, self.actions_, self.clip_list, self.outline, self._parts, self._pipeline)
        self.aids = WritingAids(self, worker, theme, settings, self.actions_, self.source, self._tell, self.messages)
        self._follower = Follower(
            self.source, self.outline, self.preview, self.status, self.composed, self._pipeline.current
        )
        self._lay_out()
        self._connect_panes()
        self._connect_actions()
        self._load(draft)

    def issue(self) -> Issue:
        """Return the issue as the text has it at this moment."""
        return self._pipeline.current().parsed.issue

    def composed(self) -> Composed | None:
        """Return what was last composed and is shown; None while the first version is under way."""
        return self._pipeline.latest

    def show_line(self, line: int) -> None:
        """Go to `line` (counted from 0) of the source."""
        self.source.go_to_line(line)

    def put_in_clips(self, ids: list[UUID]) -> None:
        """Put clips at the end of what is written."""
        self._clips.put_in(ids, at_end=True)

    def choose_view(self, view: View) -> None:
        """Show the preview as `view` has it."""
        self.preview.choose(view)

    def close_now(self) -> None:
        """Close without waiting for the library: what it does not have stays in the journal."""
        self._may_close = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._begin)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._is_begun:
            if self.isActiveWindow():
                self._ask_library()
                self._scholar.ask_again()
                self.keeper.look_again()
            else:
                self.keeper.hurry()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._forms.commit()
        if not self._may_close and not self.keeper.saver.all_saved:
            event.ignore()
            self._is_closing = True
            self.keeper.hurry()
            self._close_when_saved()
            return
        self._settings.set("editor/geometry", self.saveGeometry())
        self._panes.save()
        self._pipeline.close()
        self._exporter.close()
        self.aids.close()
        self._scholar.close()
        self.keeper.close()
        self._neighbour.end()
        event.accept()
        self.closed.emit()

    # Building

    def _make_panes(self) -> None:
        theme, actions = self._theme, self.actions_
        self.top_bar = TopBar(theme, actions)
        self.messages = MessageBar(theme)
        self.source = SourceEdit(theme)
        self.find_bar = FindBar(theme, self.source)
        inserts = (
            (self.tr("+ Section"), actions["insert_section"]),
            (self.tr("+ Item"), actions["insert_item"]),
            (self.tr("+ Sponsor"), actions["insert_sponsor"]),
            (self.tr("+ Podcast"), actions["insert_podcast"]),
            (self.tr("+ Picture"), actions["insert_picture"]),
            (self.tr("+ Table"), actions["insert_table"]),
            (self.tr("+ From clips"), actions["toggle_clips"]),
        )
        self.outline = OutlinePane(theme, inserts)
        self.clip_list = ClipList(theme)
        self.preview = PreviewPane(theme, self._worker)
        self.problems = ProblemsPane(theme)
        self.status = StatusBar(theme)

    def _lay_out(self) -> None:
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(QSize(*SMALLEST_SIZE))
        if not self.restoreGeometry(self._settings.state("editor/geometry")):
            self.resize(self._theme.pixels(DEFAULT_SIZE[0]), self._theme.pixels(DEFAULT_SIZE[1]))
        middle = column(self.find_bar, self.source, stretched=self.source)
        self._panes = PaneLayout(
            self._theme, self._settings, self.outline, self.clip_list, middle, self.preview, self.problems
        )
        whole = column(self.top_bar, self.messages, self._panes.rows, self.status, stretched=self._panes.rows)
        self.setCentralWidget(whole)
        actions = self.actions_
        toggles = {name: actions[f"toggle_{name}"] for name in ("outline", "preview", "problems", "clips")}
        self._panes.restore(toggles, self.width())
        self._rescale(0)

    def _connect_panes(self) -> None:
        source, preview = self.source, self.preview
        source.edited.connect(self._pipeline.edited)
        source.edited.connect(self.keeper.edited)
        self._pipeline.composed.connect(self._show)
        self._pipeline.checked.connect(self._show_checked)
        self._scholar.said.connect(self.status.message)
        preview.view_changed.connect(lambda _view: self._pipeline.refresh())
        preview.link_hovered.connect(self.status.message)
        self.actions_["toggle_preview"].toggled.connect(lambda _on: self._pipeline.refresh())
        self.problems.activated.connect(source.go_to_line)
        self.find_bar.closed.connect(source.setFocus)
        self.keeper.changed.connect(self._note_keeping)
        self.keeper.loaded.connect(lambda draft: source.apply_text(draft.text))
        self._exporter.exported.connect(lambda path: self._note(self.tr("Exported to {file}").format(file=path)))
        self._copier.copied.connect(self._note)
        self._copier.failed.connect(self._tell)
        self._clips.failed.connect(self._tell)
        self._forms.publications_changed.connect(self._scholar.ask_again)

    def _connect_actions(self) -> None:
        source = self.source
        self.actions_.connect_all(
            {
                "new_issue": self._new_issue.create,
                "new_like": self._new_issue.create_like,
                "save": self.keeper.hurry,
                "history": self._show_history,
                "export": self._export,
                "close": self.close,
                "undo": source.undo,
                "redo": source.redo,
                "find": self.find_bar.open,
                "bold": partial(source.surround, "**"),
                "italic": partial(source.surround, "*"),
                "link": source.insert_link,
                "menu": self.top_bar.menu.showMenu,
                "next_pane": partial(self._go_to_pane, 1),
                "previous_pane": partial(self._go_to_pane, -1),
                "next_problem": self.problems.go_to_next,
                "mend_problem": self._repairs.mend_one,
                "try_links": self._scholar.try_links,
                "cycle_preview": self.preview.cycle,
                "larger": partial(self._rescale, 1),
                "smaller": partial(self._rescale, -1),
                "normal_size": partial(self._rescale, None),
                "shortcuts": self._show_shortcuts,
            }
        )
        self.top_bar.export.setMenu(self._exporter.menu)
        self._exporter.menu.aboutToShow.connect(self._before_export)

    def _load(self, draft: Draft) -> None:
        self.source.set_text(draft.text)
        self.source.begin_at(first_blank(draft.text))
        self._show_name(draft.publication, draft.number, draft.title)
        self._restorer.restore(draft)
        self._neighbour.begin(draft.id)
        self._follower.start()

    def _begin(self) -> None:
        """Now that the text is on screen, compose it and ask what the library knows."""
        self._is_begun = True
        self._pipeline.refresh()
        self._ask_library()

    def _ask_library(self) -> None:
        self.aids.refresh()
        self._clips.refresh()

    # What follows from the text

    def _wanted_view(self) -> View | None:
        return self.preview.view if self.preview.isVisibleTo(self) else None

    def _snapshot(self) -> Snapshot:
        """Return what is to be stored. The facts may be those of the last composing: lists only show them."""
        composed = self._pipeline.latest or self._pipeline.current()
        issue = composed.parsed.issue
        return Snapshot(self.source.text(), issue.title, issue.publication, issue.number)

    def _show(self, composed: Composed) -> None:
        issue = composed.parsed.issue
        self._show_name(issue.publication, issue.number, issue.title)
        self.outline.show_outline(composed.outline)
        self.preview.show_composed(composed)
        self._follower.follow_composed()
        self.status.show_counts(composed.counts, composed.sponsored)
        self._forms.show_composed(composed)
        self.aids.show_composed(composed)

    def _show_checked(self, checked: Checked) -> None:
        found = checked.findings
        self.status.show_mail_size(checked.weight.total)
        composed = checked.composed
        self.outline.show_weights(row_weights(composed.outline, composed.parsed, checked.weight.blocks))
        self.problems.show_problems(found)
        self.source.set_line_marks({problem.line - 1: TOKENS[problem.severity] for problem in reversed(found)})

    def _show_name(self, publication: str, number: str, title: str) -> None:
        mark = f"#{number}" if number.isdecimal() else number
        name = f"{publication} {mark}".strip() or title or self.tr("New issue")
        self.top_bar.show_name(name)
        self.setWindowTitle(self.tr("{name} – Masthead").format(name=name))

    # Keeping

    def _note_keeping(self) -> None:
        saver = self.keeper.saver
        if saver.revision != self._stored_revision:
            self._stored_revision = saver.revision
            self.stored.emit()
        if self._is_closing:
            self._close_when_saved()

    def _close_when_saved(self) -> None:
        saver = self.keeper.saver
        if saver.all_saved:
            QTimer.singleShot(0, self, self.close)
        elif saver.state in (SaveState.FAILED, SaveState.CONFLICT) and not saver.is_writing:
            self._is_closing = False
            self._keeping.tell_why_open(self.close_now)

    def _export(self) -> None:
        self._before_export()
        self._exporter.open()

    def _before_export(self) -> None:
        """A version is kept before every export."""
        self.keeper.hurry()
        self._exporter.show_issue(self.keeper.draft_id, self.issue(), self.source.text())

    # Commands

    def _go_to_pane(self, direction: int) -> None:
        panes = [self.outline.view, self.source, self.preview.focus_target(), self.problems.view]
        shown = [pane for pane in panes if pane.isVisible()]
        at = next(
            (
                number
                for number, pane in enumerate(shown)
                if pane.hasFocus() or pane.isAncestorOf(self.focusWidget() or self)
            ),
            0,
        )
        shown[(at + direction) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_history(self) -> None:
        self.keeper.hurry()
        window = HistoryWindow(self._worker, self._theme, self.keeper.draft_id, self.source.text, self)
        window.restore_requested.connect(self.source.apply_text)
        window.show()

    def _show_shortcuts(self) -> None:
        from reader_app.ui.dialogs.shortcuts import ShortcutSheet

        ShortcutSheet(self.actions_, self._theme, self).show()

    def _rescale(self, step: int | None) -> None:
        kept = self._settings.number("editor/scale", _SCALES.index(1.0))
        index = _SCALES.index(1.0) if step is None else max(0, min(len(_SCALES) - 1, kept + step))
        self._settings.set("editor/scale", index)
        self.source.set_scale(_SCALES[index])

    def _note(self, text: str) -> None:
        self.messages.show_message(text, kind="note")

    def _tell(self, error: MastheadError) -> None:
        self.messages.show_message(error.sentence)
