"""What the buttons above the list do: keep a search, rename or forget a tag or search, empty the trash, tell about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from reader_app.ui.library.places import Place
from reader_app.ui.undoing import Step

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Counts
    from reader_app.ui.main_window import MainWindow


class PlaceCommands(QObject):
    """These commands, for one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.list.header.command.connect(self.run)
        window.sidebar.menu_wanted.connect(self.show_menu)

    def run(self, key: str) -> None:
        """Do what the button `key` of the list's header says."""
        slots: dict[str, Callable[[], object]] = {
            "save_search": self.save_search,
            "rename": self.ask_for_name,
            "delete": self.forget,
            "empty_trash": self._window.shelver.ask_to_empty,
            "about": self.about,
        }
        slots[key]()

    def about(self) -> None:
        """Tell about the publication that is listed; the second time, show the row chosen again."""
        if self._window.overview.is_shown():
            self._window.show_chosen()
        else:
            self._window.overview.show_publication(self._window.list.place.value)

    def menu(self) -> QMenu:
        """Return the menu of the place that is chosen in the sidebar; it is freed when it was closed."""
        place = self._window.sidebar.place()
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        named = place is not None and bool(place.value)
        counts = self._window.counts
        offered = {
            "about": (self.tr("&About"), ("publication",)),
            "rename": (self.tr("&Rename…"), ("publication", "tag", "search") if named else ()),
            "delete": (self.tr("Re&move"), ("tag", "search")),
            "empty_trash": (self.tr("&Empty…"), ("trash",)),
        }
        for key, (text, kinds) in offered.items():
            if place is not None and place.kind in kinds:
                action = menu.addAction(text)
                action.triggered.connect(lambda _checked=False, key=key: self.run(key))
                action.setEnabled(key != "empty_trash" or (counts is not None and counts.trashed > 0))
        return menu

    def show_menu(self, at: QPoint) -> None:
        """Open the menu of the chosen place at the point `at` of the screen."""
        menu = self.menu()
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(at)

    def save_search(self) -> None:
        """Keep what is searched for in the sidebar."""
        query = self._window.list.query
        if not query:
            self._window.status.say(self.tr("Search for something first."))
            return
        self._change(lambda library: library.save_search(query), Place("search", query))
        self._window.status.say(self.tr("The search is in the sidebar now."))

    def ask_for_name(self) -> None:
        """Ask for another name for the tag, saved search or publication that is listed."""
        from reader_app.ui.dialogs.one_line import OneLine

        place = self._window.list.place
        if place.kind == "publication":
            self._window.namer.ask_for_publication(place.value)
            return
        title = self.tr("Rename the tag") if place.kind == "tag" else self.tr("Rename the search")
        name = place.value if place.kind == "tag" else self._name_of_search(place.value)
        dialog = OneLine(title, self.tr("New name"), name, self.tr("Rename"), self._window.theme, self._window)
        dialog.entered.connect(lambda new: self.rename(place, new))
        dialog.open()

    def rename(self, place: Place, new: str) -> None:
        """Give a tag or saved search another name."""
        if place.kind == "tag":
            self._change(lambda library: library.rename_tag(place.value, new), Place("tag", new))
        else:
            self._change(lambda library: library.save_search(place.value, new), place)

    def forget(self) -> None:
        """Take the tag off all issues, or the search out of the sidebar, so that it can be taken back."""
        place = self._window.list.place
        if place.kind == "tag":
            self._forget(place, _forget_tag(place.value), self.tr("Removed the tag “%1”"))
        else:
            name = self._name_of_search(place.value)
            self._forget(place, _forget_search(place.value, name), self.tr("Removed the search “%1”"))

    def _forget(self, place: Place, job: Callable[[Library], Callable[[Library], object]], sentence: str) -> None:
        window = self._window
        sentence = sentence.replace("%1", place.value)

        def both(library: Library) -> tuple[Callable[[Library], object], Counts]:
            return job(library), library.counts()

        def done(result: tuple[Callable[[Library], object], Counts]) -> None:
            back, counts = result
            window.go_to("all")
            window.show_counts(counts)

            def undone(_result: Any) -> None:
                window.list.messages.clear()
                self._counts()

            step = Step(back, self.tr("Taken back: %1").replace("%1", sentence), undone)
            window.undoing.add(step)
            offers = [(self.tr("Undo"), lambda: window.undoing.undo(step))]
            window.list.messages.show_message(sentence, offers, kind="note")

        window.worker.submit(both, done)

    def _change(self, job: Callable[[Library], object], place: Place) -> None:
        """Run `job`, then show `place` in the sidebar under the name it has now."""

        def both(library: Library) -> Counts:
            job(library)
            return library.counts()

        def done(counts: Counts) -> None:
            self._window.show_counts(counts)
            self._window.top.search.clear()
            self._window.sidebar.choose(place)

        self._window.worker.submit(both, done)

    def _counts(self) -> None:
        window = self._window
        window.worker.submit(lambda library: library.counts(), window.show_counts, topic="counts", replace=True)

    def _name_of_search(self, query: str) -> str:
        counts = self._window.counts
        return next((search.name for search in counts.searches if search.query == query), query) if counts else query


def _forget_tag(name: str) -> Callable[[Library], Callable[[Library], object]]:
    def job(library: Library) -> Callable[[Library], object]:
        ids = library.delete_tag(name)
        return lambda again: again.tag(ids, name)

    return job


def _forget_search(query: str, name: str) -> Callable[[Library], Callable[[Library], object]]:
    def job(library: Library) -> Callable[[Library], object]:
        for search in library.saved_searches():
            if search.query == query:
                library.delete_search(search.number)
        return lambda again: again.save_search(query, name)

    return job
