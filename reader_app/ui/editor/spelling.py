"""Spelling in the source: underlines what is in no dictionary, offers other words, learns new ones."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Final

from PySide6.QtCore import QLocale, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu

from reader_app.services.spelling import dictionaries
from reader_app.services.spelling.speller import Speller
from reader_app.services.spelling.words import Word, words
from reader_app.ui.editor.document_edits import utf16_length
from reader_app.ui.editor.highlighter import FRONT_MATTER, LONGEST_REMEMBERED, REMEMBERED, TEXT
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.jobs import Failed, LibraryWorker

SOON: Final = 200  # milliseconds of rest in typing
_KNOWN: Final = 20_000  # words whose verdict is remembered


class SpellCheck(QObject):
    """Checks the words in sight; the dictionary is asked in a thread, and only for words it was not asked for yet.

    Signal: `asked()` when an answer came, for who waits for it.
    """

    asked = Signal()
    _answered = Signal(object)
    _suggested = Signal(object, object)

    def __init__(self, worker: LibraryWorker, source: SourceEdit, failed: Failed) -> None:
        super().__init__(source)
        self._worker = worker
        self._source = source
        self._failed = failed
        self._on = False
        self._is_closed = False
        self._lang = ""
        self._topic = f"dictionary {id(self)}"  # each window's own: all of them ask the same worker
        self._speller: Speller | None = None
        self._own: frozenset[str] = frozenset()
        self._verdicts: dict[str, bool] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spelling")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._check)
        self._answered.connect(self._note)
        self._suggested.connect(self._fill)
        source.edited.connect(self._start_timer)
        source.line_changed.connect(lambda _line: self._start_timer())
        source.verticalScrollBar().valueChanged.connect(lambda _value: self._start_timer())
        source.misspelt = self._misspelt
        source.menu_first = self._add_to_menu

    @property
    def language(self) -> str:
        """The language that is checked, such as ``en_US``; empty while there is no dictionary for the issue's."""
        return self._speller.dictionary.stem if self._speller and not self._speller.is_broken else ""

    def turn(self, on: bool) -> None:
        """Check the spelling, or do not."""
        self._on = on
        if on:
            self._start_timer()
        self._source.recolour()

    def speak(self, lang: str) -> None:
        """Check in the language of the BCP 47 tag `lang`; in the person's own where the issue names none."""
        chosen = lang or QLocale.system().name()
        if chosen == self._lang:
            return
        self._lang = chosen
        self._verdicts.clear()
        if self._speller is not None:
            self._speller.close()
        found = dictionaries.find(chosen) or (None if lang else dictionaries.find("en"))
        self._speller = Speller(found) if found is not None else None
        self._worker.submit(
            lambda library: library.dictionary(_language(chosen)), self._learn, self._failed, topic=self._topic
        )
        self._start_timer()

    def close(self) -> None:
        """End the checking."""
        self._is_closed = True
        self._timer.stop()
        if self._speller is not None:
            self._speller.close()
        self._thread.shutdown(wait=True)

    def _start_timer(self) -> None:
        if self._on and not self._is_closed:
            self._timer.start()

    def _learn(self, own: frozenset[str]) -> None:
        self._own = own
        self._source.recolour()

    def _check(self) -> None:
        if self._speller is None or self._is_closed:
            return
        if len(self._verdicts) > _KNOWN:
            self._verdicts.clear()
        unknown = {
            word.text
            for block, _, _ in self._source.visible_blocks()
            for word in _words(block)
            if word.text not in self._verdicts
        }
        if unknown:
            asked = sorted(unknown)
            self._thread.submit(_checked, self._speller, asked).add_done_callback(self._answered.emit)
        else:
            self._recolour_line_left()

    def _note(self, future: Future[tuple[Speller, list[str], frozenset[str]]]) -> None:
        speller, asked, wrong = future.result()
        if self._is_closed or speller is not self._speller:
            return
        self._verdicts.update((word, word not in wrong) for word in asked)
        if wrong:
            for block, _, _ in self._source.visible_blocks():
                if any(word.text in wrong for word in _words(block)):
                    self._source.recolour(block)
        self.asked.emit()

    def _recolour_line_left(self) -> None:
        """Underline the word one has just left: while one types it, it is not judged."""
        block = self._source.textCursor().block()
        if any(not self._verdicts.get(word.text, True) for word in _words(block)):
            self._source.recolour(block)

    def _misspelt(self, block: QTextBlock) -> Iterator[Word]:
        """Yield the words of `block` to be underlined; not the one that is being typed."""
        if not self._on or not self._verdicts:
            return
        cursor = self._source.textCursor()
        typing = cursor.positionInBlock() if cursor.block() == block and self._source.hasFocus() else -1
        for word in _words(block):
            wrong = not self._verdicts.get(word.text, True) and not self._is_own(word.text)
            if wrong and word.start + len(word.text) != typing:
                yield word

    def _is_own(self, word: str) -> bool:
        return word in self._own or word.lower() in self._own

    # The menu on a word

    def _add_to_menu(self, menu: QMenu, place: QPoint) -> None:
        cursor = self._source.cursorForPosition(place)
        column = cursor.positionInBlock()
        word = next(
            (word for word in self._misspelt(cursor.block()) if word.start <= column <= word.start + len(word.text)),
            None,
        )
        if word is None or self._speller is None:
            return
        first = menu.actions()[0] if menu.actions() else None
        waiting = QAction(self.tr("Looking for other words…"), menu)
        waiting.setEnabled(False)
        add = QAction(self.tr("Add “{word}” to the dictionary").format(word=word.text), menu)
        add.triggered.connect(lambda _checked=False: self.add(word.text))
        for action in (waiting, add, menu.insertSeparator(first) if first else None):
            if action is not None:
                menu.insertAction(first, action)  # type: ignore[arg-type]  # None appends
        anchor = QTextCursor(cursor.block())
        anchor.setPosition(cursor.block().position() + utf16_length(cursor.block().text()[: word.start]))
        size = utf16_length(word.text)
        anchor.setPosition(anchor.position() + size, QTextCursor.MoveMode.KeepAnchor)
        future = self._thread.submit(self._speller.suggest, word.text)
        future.add_done_callback(lambda done: self._suggested.emit(done, (menu, waiting, anchor)))

    def _fill(self, future: Future[tuple[str, ...]], place: tuple[QMenu, QAction, QTextCursor]) -> None:
        import shiboken6

        menu, waiting, anchor = place
        if not shiboken6.isValid(menu) or not shiboken6.isValid(waiting):
            return
        found = future.result()
        for suggestion in found:
            action = QAction(suggestion, menu)
            action.triggered.connect(partial(_replace, anchor, suggestion))
            menu.insertAction(waiting, action)
        if found:
            menu.removeAction(waiting)
        else:
            waiting.setText(self.tr("No other word is like it"))
        self.asked.emit()

    def add(self, word: str) -> None:
        """Keep `word` in the person's own dictionary of this language."""
        self._own |= {word}
        self._source.recolour()
        language = _language(self._lang)
        self._worker.submit(lambda library: library.add_word(language, word), None, self._failed)


def _words(block: QTextBlock) -> tuple[Word, ...]:
    """Return the words of `block` that are to be checked; its state says what the lines before it are."""
    state = block.userState()
    before = block.previous().userState() if block.previous().isValid() else TEXT
    if state not in (TEXT, FRONT_MATTER) or before not in (TEXT, FRONT_MATTER, -1):
        return ()
    text = block.text()
    find = _remembered if len(text) <= LONGEST_REMEMBERED else _words_of
    return find(text, in_facts=state == FRONT_MATTER)


def _words_of(text: str, *, in_facts: bool) -> tuple[Word, ...]:
    return tuple(words(text, in_facts=in_facts))


_remembered = lru_cache(maxsize=REMEMBERED)(_words_of)


def _checked(speller: Speller, asked: list[str]) -> tuple[Speller, list[str], frozenset[str]]:
    return speller, asked, speller.check(asked)


def _replace(anchor: QTextCursor, word: str, _checked: bool = False) -> None:
    anchor.insertText(word)


def _language(lang: str) -> str:
    """Return the language of a tag without its region: words of one's own are kept for all of them."""
    return lang.replace("_", "-").partition("-")[0].lower()
