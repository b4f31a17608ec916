"""What the actions for one's own writing do: new issues from a publication's template, the publications themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from reader_app.model.naming import issue_name
from reader_app.ui import dates
from reader_app.ui.asking import ask

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.library.library import Library
    from reader_app.library.types import Draft, DraftSummary
    from reader_app.model.issue import Issue
    from reader_app.model.publication import Publication
    from reader_app.ui.main_window import MainWindow

_MOST_DRAFTS: Final = 12


class Writing(QObject):
    """The slots of these actions, for one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def new_issue(self) -> None:
        """Begin an issue of the publication whose list is shown, if it is one's own; else of one's only one, or ask."""
        place = self._window.place
        self._choose(None, place.value if place.kind == "publication" else "")

    def new_like(self) -> None:
        """Begin an issue in the shape of the one shown: of the same publication if it is one's own, else ask which."""
        reading = self._window.reader_pane.reading
        if reading is not None:
            self._choose(reading.issue, reading.issue.publication)

    def begin(self, publication: str, like: Issue | None = None, clips: Sequence[UUID] = ()) -> None:
        """Begin a draft and open it, with some clips in it."""

        def job(library: Library) -> Draft:
            from reader_app.services.drafting import new_draft

            return new_draft(library, publication, like)

        ask(self._window.worker, self, job, lambda draft: self._open(draft, clips))

    def write_about_current(self) -> None:
        """Write about the items chosen in the list, else about the one under the pointer or with the focus."""
        window = self._window
        items = [row for row in window.list.selected() if row.kind == "item"]
        reading, web = window.reader_pane.reading, window.reader_pane.web
        if items and window.list.whole is not None and not window.has_page_keyboard():
            window.status.say(self.tr("Choose the items to write about: the whole list is selected."))
        elif items and not window.has_page_keyboard():
            self.write_about([(row.id, row.position) for row in items])
        elif reading is not None and not reading.request.draft and web is not None:
            issue_id = reading.request.id
            web.ask_current_item(
                lambda position: self.write_about([(issue_id, position)]) if position >= 0 else self._say_what_to_do()
            )
        else:
            self._say_what_to_do()

    def write_about(self, items: Sequence[tuple[UUID, int]]) -> None:
        """Clip items, by issue and position, and put them into a draft: the only one there is, or the one chosen."""

        def job(library: Library) -> tuple[list[UUID], tuple[DraftSummary, ...]]:
            from reader_app.services.clipping import clip_item

            clips = [clip_item(library, issue, position, dates.now()).clip.id for issue, position in items]
            return clips, library.drafts()

        def answer(found: tuple[list[UUID], tuple[DraftSummary, ...]]) -> None:
            clips, drafts = found
            self._window.refresh()
            if len(drafts) == 1:
                self._put_in(drafts[0].id, clips)
            else:
                self._offer_drafts(drafts[:_MOST_DRAFTS], clips)

        ask(self._window.worker, self, job, answer)

    def _offer_drafts(self, drafts: Sequence[DraftSummary], clips: list[UUID]) -> None:
        if not drafts:
            self._choose(None, "", clips)
            return
        choices = [
            (issue_name(draft.publication, draft.number) or draft.title or self.tr("Untitled"), draft.id)
            for draft in drafts
        ]
        menu = self._menu()
        for name, draft_id in choices:
            action = menu.addAction(name)
            action.triggered.connect(lambda _checked=False, draft_id=draft_id: self._put_in(draft_id, clips))
        menu.addSeparator()
        menu.addAction(self.tr("New issue")).triggered.connect(lambda _checked=False: self._choose(None, "", clips))
        self._pop_up(menu)

    def _put_in(self, draft_id: UUID, clips: list[UUID]) -> None:
        ask(self._window.worker, self, lambda library: library.draft(draft_id), lambda draft: self._open(draft, clips))

    def _say_what_to_do(self) -> None:
        self._window.status.say(self.tr("Point at an item to write about it."))

    def publications(self, chosen: str = "") -> None:
        """Show the publications one writes; with `chosen` that one, a new one of the name if there is none."""
        from reader_app.ui.publications.publications_window import PublicationsWindow

        shown = PublicationsWindow(self._window.worker, self._window.theme, self._window, chosen)
        shown.issue_wanted.connect(self.begin)
        shown.show()

    def _choose(self, like: Issue | None, name: str, clips: Sequence[UUID] = ()) -> None:
        """Begin an issue of the publication called `name` if it is one's own; else of one's only one, or ask."""
        from reader_app.services.publications import publications

        def answer(found: tuple[Publication, ...]) -> None:
            names = [publication.name for publication in found]
            if name.casefold() in (each.casefold() for each in names) or not names:
                self.begin(name, like, clips)
            elif len(names) == 1 and not name:
                self.begin(names[0], like, clips)
            else:
                self._offer(names, name, like, clips)

        ask(self._window.worker, self, publications, answer)

    def _offer(self, names: list[str], other: str, like: Issue | None, clips: Sequence[UUID]) -> None:
        menu = self._menu()
        for name in names:
            menu.addAction(name).triggered.connect(lambda _checked=False, name=name: self.begin(name, like, clips))
        menu.addSeparator()
        last = menu.addAction(other or self.tr("No publication"))
        last.triggered.connect(lambda _checked=False: self.begin(other, like, clips))
        self._pop_up(menu)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setObjectName("choose_draft")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _pop_up(self, menu: QMenu) -> None:
        place = self._window.top.mapToGlobal(QPoint(0, self._window.top.height()))
        menu.popup(place + QPoint(self._window.width() // 2 - menu.sizeHint().width() // 2, 0))
        menu.setActiveAction(menu.actions()[0])

    def _open(self, draft: Draft, clips: Sequence[UUID]) -> None:
        from reader_app.ui.editor.editor_window import EditorWindow

        editor = self._window.doors.open_editor(draft)
        if clips and isinstance(editor, EditorWindow):
            editor.put_in_clips(list(clips))
        self._window.refresh()
