"""What the reading window does not need for its first paint: each part is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.ui.commands import Commands
    from reader_app.ui.copying import Copier
    from reader_app.ui.exporting import Exporter
    from reader_app.ui.import_view import ImportView
    from reader_app.ui.library.clip_pane import ClipPane
    from reader_app.ui.library.clipper import Clipper
    from reader_app.ui.library.namer import Namer
    from reader_app.ui.library.overview_pane import OverviewPane
    from reader_app.ui.library.shelver import Shelver
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.palette.palette import Palette
    from reader_app.ui.reader.links import Links
    from reader_app.ui.reader.pictures import Pictures
    from reader_app.ui.reader.printing import Printing
    from reader_app.ui.reader.traces import Traces
    from reader_app.ui.safekeeping import Safekeeping
    from reader_app.ui.start_screen import StartScreen
    from reader_app.ui.undoing import Undoing


class LateParts(QMainWindow):
    """The late parts of a `MainWindow`, each in a property of its own."""

    @cached_property
    def commands(self) -> Commands:
        """What the actions do."""
        from reader_app.ui.commands import Commands

        return Commands(self._whole())

    @cached_property
    def start(self) -> StartScreen:
        """The screen that stands in place of list and page."""
        from reader_app.ui.start_screen import StartScreen

        screen = StartScreen(self._whole().theme)
        self._whole().panes.addWidget(screen)
        return screen

    @cached_property
    def exporter(self) -> Exporter:
        """What exports the issue shown."""
        from reader_app.ui.exporting import Exporter

        window = self._whole()
        exporter = Exporter(
            window.worker, window.theme, window, selected=self._selected_issues, copies=lambda: self.copier.menu
        )
        exporter.exported.connect(lambda path: self.commands.library.exported(path))
        return exporter

    @cached_property
    def copier(self) -> Copier:
        """What puts the issue shown on the clipboard."""
        from PySide6.QtWidgets import QMenu

        from reader_app.ui.copying import Copier

        window = self._whole()
        reader = window.reader_pane
        menu = QMenu(self.tr("Copy as"), window)
        copier = Copier(window.worker, lambda: reader.reading.issue if reader.reading else None, menu)
        copier.copied.connect(window.status.say)
        copier.failed.connect(lambda error: reader.messages.show_message(error.sentence))
        return copier

    @cached_property
    def imports(self) -> ImportView:
        """What imports files."""
        from reader_app.ui.import_view import ImportView

        imports = ImportView(self._whole())
        imports.imported.connect(self._whole().show_imported)
        return imports

    @cached_property
    def overview(self) -> OverviewPane:
        """The page about a publication or sponsor."""
        from reader_app.ui.library.overview_pane import OverviewPane

        return OverviewPane(self._whole())

    @cached_property
    def clip_pane(self) -> ClipPane:
        """One clip beside the list."""
        from reader_app.ui.library.clip_pane import ClipPane

        return ClipPane(self._whole().theme)

    @cached_property
    def clipper(self) -> Clipper:
        """What keeps clips."""
        from reader_app.ui.library.clipper import Clipper

        return Clipper(self._whole())

    @cached_property
    def shelver(self) -> Shelver:
        """What archives, deletes, tags and hides."""
        from reader_app.ui.library.shelver import Shelver

        return Shelver(self._whole())

    @cached_property
    def namer(self) -> Namer:
        """What says how issues and publications are called."""
        from reader_app.ui.library.namer import Namer

        return Namer(self._whole())

    @cached_property
    def undoing(self) -> Undoing:
        """What can be taken back."""
        from reader_app.ui.undoing import Undoing

        window = self._whole()
        undoing = Undoing(window.worker, window)
        undoing.undone.connect(window.status.say)
        return undoing

    @cached_property
    def pictures(self) -> Pictures:
        """What loads remote pictures."""
        from reader_app.ui.reader.pictures import Pictures

        return Pictures(self._whole())

    @cached_property
    def links(self) -> Links:
        """What links of the page do."""
        from reader_app.ui.reader.links import Links

        return Links(self._whole())

    @cached_property
    def palette_(self) -> Palette:
        """What goes to anything."""
        from reader_app.ui.palette.palette import Palette

        return Palette(self._whole())

    @cached_property
    def printing(self) -> Printing:
        """What prints the page."""
        from reader_app.ui.reader.printing import Printing

        return Printing(self._whole())

    @cached_property
    def traces(self) -> Traces:
        """What keeps what the person leaves in issues."""
        from reader_app.ui.reader.traces import Traces

        return Traces(self._whole())

    @cached_property
    def safekeeping(self) -> Safekeeping:
        """What is done for the safety of the library."""
        from reader_app.ui.safekeeping import Safekeeping

        return Safekeeping(self._whole())

    def do_with_item(self, mark: str, position: int) -> None:
        """Clip the item at `position` of the issue shown, or turn its `mark` over."""
        window = self._whole()
        request = window.reader.request
        if request is None or request.draft:
            return
        if mark == "clip":
            self.clipper.clip_item(request.id, position)
        else:
            window.marks.toggle_item(request.id, position, mark)

    def close_parts(self) -> None:
        """Stop the long work of the parts that were made."""
        for name in ("imports", "pictures", "traces", "exporter", "safekeeping"):
            if name in self.__dict__:
                getattr(self, name).close()
        if "clip_pane" in self.__dict__:
            self.clip_pane.keep()

    def _selected_issues(self) -> Sequence[UUID]:
        whole = self._whole().list.whole
        if whole is not None and whole.ids is not None and not whole.of_items:
            return whole.ids
        rows = self._whole().list.selected()
        return list(dict.fromkeys(row.id for row in rows if row.kind in ("issue", "hit")))

    def _whole(self) -> MainWindow:
        from reader_app.ui.main_window import MainWindow

        assert isinstance(self, MainWindow)
        return self
