"""What the actions for one's own writing do: new issues from a publication's template, the publications themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from reader_app.ui.asking import ask

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Draft
    from reader_app.model.issue import Issue
    from reader_app.model.publication import Publication
    from reader_app.ui.main_window import MainWindow


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

    def begin(self, publication: str, like: Issue | None = None) -> None:
        """Begin a draft and open it."""

        def job(library: Library) -> Draft:
            from reader_app.services.drafting import new_draft

            return new_draft(library, publication, like)

        ask(self._window.worker, self, job, self._open)

    def publications(self, chosen: str = "") -> None:
        """Show the publications one writes; with `chosen` that one, a new one of the name if there is none."""
        from reader_app.ui.publications.publications_window import PublicationsWindow

        shown = PublicationsWindow(self._window.worker, self._window.theme, self._window, chosen)
        shown.issue_wanted.connect(self.begin)
        shown.show()

    def _choose(self, like: Issue | None, name: str) -> None:
        """Begin an issue of the publication called `name` if it is one's own; else of one's only one, or ask."""
        from reader_app.services.publications import publications

        def answer(found: tuple[Publication, ...]) -> None:
            names = [publication.name for publication in found]
            if name.casefold() in (each.casefold() for each in names) or not names:
                self.begin(name, like)
            elif len(names) == 1 and not name:
                self.begin(names[0], like)
            else:
                self._offer(names, name, like)

        ask(self._window.worker, self, publications, answer)

    def _offer(self, names: list[str], other: str, like: Issue | None) -> None:
        menu = QMenu(self._window)
        menu.setToolTipsVisible(True)
        for name in names:
            menu.addAction(name).triggered.connect(lambda _checked=False, name=name: self.begin(name, like))
        menu.addSeparator()
        last = menu.addAction(other or self.tr("No publication"))
        last.triggered.connect(lambda _checked=False: self.begin(other, like))
        menu.aboutToHide.connect(menu.deleteLater)
        place = self._window.top.mapToGlobal(QPoint(0, self._window.top.height()))
        menu.popup(place + QPoint(self._window.width() // 2 - menu.sizeHint().width() // 2, 0))
        menu.setActiveAction(menu.actions()[0])

    def _open(self, draft: Draft) -> None:
        self._window.doors.open_editor(draft)
        self._window.refresh()
