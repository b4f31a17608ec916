"""Asks the library, in its own thread, what the checks of a draft want to know, whenever its links change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader_app.services.checking.research import Question, Research
from reader_app.services.checking.subject import Knowledge, LinkAnswer
from reader_app.services.composing import Checked
from reader_app.ui.editor.pipeline import Pipeline
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.errors import MastheadError


class Scholar(QObject):
    """Tells `pipeline` what the library knows about the links and pictures of the draft `own`.

    Signal: `said(str)` with what there is to say while links are tried.
    """

    said = Signal(str)
    _tried = Signal(object)

    def __init__(self, worker: LibraryWorker, pipeline: Pipeline, own: UUID) -> None:
        super().__init__()
        self._worker = worker
        self._pipeline = pipeline
        self._research = Research(own)
        self._topic = f"research {own}"
        self._asked: Question | None = None
        self._live: Mapping[str, LinkAnswer] = {}
        self._is_trying = self._is_closed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="try-links")
        self._tried.connect(self._note_answers)
        pipeline.checked.connect(self._ask)

    def try_links(self) -> None:
        """Try the links of the issue over the network, as the person asked; what comes of it is among the problems."""
        links = self._pipeline.check_now().asked.links
        if links and not self._is_trying:
            self._is_trying = True
            self.said.emit(self.tr("Trying {n} links…").format(n=len(links)))
            self._thread.submit(_try, links, lambda: self._is_closed).add_done_callback(self._hand_over)

    def close(self) -> None:
        """Try no more."""
        self._is_closed = True
        self._thread.shutdown(wait=False)

    def _hand_over(self, future: Future[dict[str, LinkAnswer]]) -> None:
        if not self._is_closed:
            self._tried.emit(future)

    def _note_answers(self, future: Future[dict[str, LinkAnswer]]) -> None:
        self._is_trying = False
        self._live = {**self._live, **future.result()}
        self.said.emit(self.tr("All links were tried."))
        self._pipeline.learn(replace(self._pipeline.known, live=self._live))

    def ask_again(self) -> None:
        """Ask now: what the library knows may have changed."""
        self._asked = None
        if self._pipeline.latest is not None:
            self._pipeline.check_again()

    def _ask(self, checked: Checked) -> None:
        asked = checked.asked
        if asked == self._asked:
            return
        self._asked = asked
        research = self._research
        self._worker.submit(
            lambda library: research.answer(library, asked), self._learn, self._miss, topic=self._topic, replace=True
        )

    def _learn(self, knowledge: Knowledge) -> None:
        known = replace(knowledge, live=self._live)
        if known != self._pipeline.known:
            self._pipeline.learn(known)

    def _miss(self, _error: MastheadError) -> None:
        """What the library cannot tell is asked again with the next link; that it is in trouble, saving says."""
        self._asked = None


def _try(links: Iterable[str], cancelled: Callable[[], bool]) -> dict[str, LinkAnswer]:
    from reader_app.services.checking.live import try_links  # no start of the program needs the network

    return try_links(links, cancelled=cancelled)
