"""What helps while one writes, in one place: completion, smart paste, spelling, typewriter and focus mode."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader_app.services.composing import Composed
from reader_app.ui.actions import Actions
from reader_app.ui.editor.completer import Completer
from reader_app.ui.editor.focus import FocusModes
from reader_app.ui.editor.pasting import Paster
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.editor.spelling import SpellCheck
from reader_app.ui.editor.title_fetcher import TitleFetcher
from reader_app.ui.jobs import Failed, LibraryWorker
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.message_bar import MessageBar


class WritingAids(QObject):
    """The aids of one composing window; `failed` is told what goes wrong with them."""

    def __init__(
        self,
        window: QWidget,
        worker: LibraryWorker,
        theme: Theme,
        settings: Settings,
        actions: Actions,
        source: SourceEdit,
        failed: Failed,
        messages: MessageBar,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self.completer = Completer(worker, theme, source)
        self.titles = TitleFetcher(source, messages)
        self.paster = Paster(worker, source, self.completer, failed, self.titles.fetch)
        self.spelling = SpellCheck(worker, source, failed)
        panes = tuple(actions[f"toggle_{name}"] for name in ("outline", "preview", "problems"))
        self.modes = FocusModes(source, settings, actions["typewriter"], actions["focus_mode"], panes)
        actions.connect_all(
            {
                "complete": partial(self.completer.offer, asked=True),
                "paste_plain": self.paster.paste_plain,
                "fetch_title": self.titles.fetch,
            }
        )
        check = actions["spelling"]
        check.toggled.connect(self._turn_spelling)
        check.setChecked(settings.flag("editor/spelling", default=True))

    def refresh(self) -> None:
        """Ask the library anew for what can be offered: the window came to the front."""
        self.completer.learn()

    def show_composed(self, composed: Composed) -> None:
        """Follow the language of the issue."""
        self.spelling.speak(composed.parsed.issue.lang)

    def close(self) -> None:
        """End what runs beside the window."""
        self.modes.close()
        self.titles.close()
        self.spelling.close()

    def _turn_spelling(self, on: bool) -> None:
        self._settings.set("editor/spelling", on)
        self.spelling.turn(on)
