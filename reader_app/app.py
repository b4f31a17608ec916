"""Composition: the only place that knows all layers. Builds the windows and what they stand on, and runs them.

The order matters here: the window is on screen before the library is even loaded, since Python does one thing at a
time; its rows follow some 60 ms later, and WebEngine, Markdown and the exporters come after the first paint.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader_app.errors import MastheadError, UsageError

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QApplication, QWidget

    from reader_app.library.library import Library
    from reader_app.library.types import Draft
    from reader_app.services.journal import Journal
    from reader_app.tokens import Mode
    from reader_app.ui.editor.editor_window import EditorWindow
    from reader_app.ui.jobs import LibraryWorker
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.mending import Mending
    from reader_app.ui.settings import Settings
    from reader_app.ui.theme import Theme

WindowName = Literal["reader", "editor"]
READING_CACHE = 8  # megabytes of the library: what is read again is in the system's cache anyway
WRITING_CACHE = 32


def run_window(library: Path, open_paths: Sequence[Path] = ()) -> int:
    """Open the reading window on the library file `library`, import `open_paths`, and run until the last window closes.

    Returns the exit code. Raises UsageError when there is no display or Qt cannot be loaded.
    """
    _need_a_display()
    worker = _make_worker(library, start=False, cache=READING_CACHE)
    application, theme = _start_application(plain=True)
    from reader_app.ui.garbage import Collector

    collector = Collector(application)
    session = Session(application, theme, library, worker)
    theme.dress()
    _catch_bugs(session)
    if open_paths:
        session.window.import_paths([path.absolute() for path in open_paths])
    session.window.show()
    worker.start()
    session.window.safekeeping.keep_backups()
    session.window.safekeeping.watch()
    code = application.exec()
    session.close()
    collector.stop()
    return code


def screenshot(
    library: Path,
    out: Path,
    *,
    theme: Mode = "light",
    window: WindowName = "reader",
    size: tuple[int, int] = (1400, 880),
) -> Path:
    """Draw a window off screen, as PNG to `out`, with the library's content; with the samples when there is none.

    The library is not changed. Raises FileError when `out` cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _log_what_qt_says()
    _, shown = _start_application(theme)
    from reader_app.ui.picture import take

    return take(library, out, shown, window=window, size=size)


@contextmanager
def printing() -> Iterator[Callable[[str], bytes]]:
    """Give what prints a page of HTML to PDF, off screen; the engine is started with the first page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _log_what_qt_says()
    _start_application("light")
    from reader_app.ui.pdf import PdfPrinter, print_now

    printer = PdfPrinter()
    try:
        yield lambda html: print_now(printer, html)
    finally:
        printer.close()


class Session:
    """The windows of one library: the reading window and any number of composing windows."""

    def __init__(self, application: QApplication, theme: Theme, library: Path, worker: LibraryWorker) -> None:
        from reader_app.ui.settings import Settings, settings_file

        self._application = application
        self._theme = theme
        self._library = library
        self._read_only = False
        self._worker = worker
        self._editors: dict[UUID, EditorWindow] = {}
        self._journal: Journal | None = None
        self._settings: Settings = Settings(settings_file(library))
        theme.choose(_theme_choice(self._settings))
        self.window: MainWindow = self._make_window()

    def close(self) -> None:
        """Close all windows and finish what was begun; what the library cannot take stays in the journal."""
        for editor in list(self._editors.values()):
            editor.close()  # one with words that are not stored yet stays open, and has them stored
        self.window.close()
        self.window.close_parts()  # again: a part may have begun something after its window was closed
        self._worker.close()
        for editor in list(self._editors.values()):
            editor.close_now()
        if self._journal is not None:
            self._journal.close()

    def open_library(self, path: Path | None, read_only: bool) -> None:
        """Start again with another library file, None for the same one."""
        self.close()
        self._library, self._read_only = path or self._library, read_only
        self._start_again(_make_worker(self._library, read_only=read_only, cache=READING_CACHE))

    def mend_library(self, work: Mending) -> None:
        """Close the library, run `work` on its file in the library's thread, open it and show what `work` returned."""
        from reader_app.ui.mending import Report

        self.close()
        said: list[str] = []
        report = Report()

        def first(path: Path) -> None:
            if not said:  # not again when the library is opened anew
                said.append(work(path, report))

        worker = _make_worker(self._library, start=False, first=first, cache=READING_CACHE)
        self._start_again(worker)
        window = self.window
        text = window.tr("Working on the library…")
        window.status.say(text)
        report.progressed.connect(lambda done, total: window.status.show_work(text, done, total, name="mending"))
        window.status.cancelled.connect(lambda name: report.stop() if name == "mending" else None)

        def ended(_error: object = None) -> None:
            report.progressed.disconnect()
            window.status.end_work(name="mending")

        def done(_nothing: object) -> None:
            ended()
            window.list.messages.show_message(said[0], kind="note")

        worker.submit(lambda _library: None, done, ended)  # the window says why it did not work
        worker.start()  # not before all that it will say is listened to

    def save_everything(self) -> None:
        """Put what is written in composing windows on disk now."""
        for editor in self._editors.values():
            with suppress(Exception):  # the fault may be in one of them: the others are saved all the same
                editor.keeper.hurry()

    def _start_again(self, worker: LibraryWorker) -> None:
        self._worker = worker
        self._journal = None
        old = self.window
        self.window = self._make_window()
        self.window.show()
        self.window.safekeeping.keep_backups()
        self.window.safekeeping.watch()
        old.deleteLater()

    def open_editor(self, draft: Draft) -> QWidget:
        """Show the composing window of `draft`, the one that is open if there is one."""
        from reader_app.ui.editor.editor_window import EditorWindow

        editor = self._editors.get(draft.id)
        if editor is None:
            editor = EditorWindow(
                self._worker,
                self._theme,
                self._settings,
                draft,
                self._get_journal(),
                self.open_editor,
                self._open_issue,
            )
            editor.stored.connect(self.window.refresh)
            editor.closed.connect(lambda: self._forget(draft.id))
            self._editors[draft.id] = editor
        editor.show()
        editor.raise_()
        editor.activateWindow()
        return editor

    def _open_issue(self, issue_id: UUID) -> None:
        self.window.show_issue(issue_id)
        self.window.raise_()
        self.window.activateWindow()

    def _make_window(self) -> MainWindow:
        from reader_app.ui.doors import Doors
        from reader_app.ui.main_window import MainWindow

        doors = Doors(
            background=lambda: _make_worker(self._library, read_only=self._read_only),
            open_editor=self.open_editor,
            open_library=self.open_library,
            unsaved_drafts=lambda: [entry.draft for entry in self._get_journal().pending()],
            mend_library=self.mend_library,
            library=lambda: self._library,
        )
        return MainWindow(self._worker, self._theme, self._settings, doors)

    def _get_journal(self) -> Journal:
        if self._journal is None:
            from reader_app.services.journal import Journal

            self._journal = Journal(self._library.with_name(self._library.name + ".journal"))
        return self._journal

    def _forget(self, draft_id: UUID) -> None:
        editor = self._editors.pop(draft_id, None)
        if editor is not None:
            editor.deleteLater()
            self.window.refresh()


def _log_what_qt_says() -> None:
    """Send Qt's remarks to the log: off screen they are about a graphics card that nobody asked for."""
    import logging

    from PySide6.QtCore import qInstallMessageHandler

    log = logging.getLogger("masthead.qt")
    qInstallMessageHandler(lambda _kind, _context, text: log.info(text))


def _need_a_display() -> None:
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise UsageError("There is no display to open a window on; “masthead --help” lists what works without one.")


def _make_worker(
    path: Path,
    *,
    read_only: bool = False,
    start: bool = True,
    first: Callable[[Path], object] | None = None,
    cache: int = WRITING_CACHE,
) -> LibraryWorker:
    """Make the thread for the library at `path`.

    With `first`, that is run on the file before it is opened; `cache` is how many megabytes of it are kept in memory.
    """
    try:
        from reader_app.ui.jobs import LibraryWorker
    except ImportError as error:
        raise UsageError(f"Qt cannot be loaded: {error}. The README names the system libraries it needs.") from error

    def open_library() -> Library:
        from reader_app.library.library import Library

        if first is not None:
            first(path)
        return Library.open(path, read_only=read_only, cache=cache)

    return LibraryWorker(open_library, start=start)


def _start_application(mode: Mode | None = None, *, plain: bool = False) -> tuple[QApplication, Theme]:
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtWidgets import QApplication

    from reader_app.ui.theme import Theme

    # WebEngine, which is loaded later, needs this to be set before there is an application.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setApplicationName("masthead")
    QCoreApplication.setApplicationVersion(_version())
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationDisplayName("Masthead")
    application.setDesktopFileName("masthead")
    theme = Theme(mode or "system", application)
    theme.install(application, plain=plain)
    return application, theme


def _version() -> str:
    from reader_app import __version__

    return __version__


def _theme_choice(settings: Settings) -> Literal["system", "light", "dark"]:
    kept = settings.text("window/theme")
    return "light" if kept == "light" else "dark" if kept == "dark" else "system"


def _catch_bugs(session: Session) -> None:
    """Show a bug of ours as a report the person can copy, after all drafts were saved; the program goes on."""
    from reader_app.services.bug_report import bug_report

    def hook(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        session.save_everything()
        if sys.stderr is not None:
            sys.stderr.write(bug_report(error))
        if isinstance(error, KeyboardInterrupt):
            session.window.close()
        elif isinstance(error, MastheadError):
            session.window.list.messages.show_message(error.sentence)
        else:
            session.window.commands.show_bug(error)

    sys.excepthook = hook
