"""Asks the library, in its own thread, what the checks of a draft want to know, whenever its links change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader_app.services.checking.research import Question, Research
from reader_app.services.checking.subject import Knowledge
from reader_app.services.composing import Checked
from reader_app.ui.editor.pipeline import Pipeline
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.errors import MastheadError


class Scholar(QObject):
    """Tells `pipeline` what the library knows about the links and pictures of the draft `own`."""

    def __init__(self, worker: LibraryWorker, pipeline: Pipeline, own: UUID) -> None:
        super().__init__()
        self._worker = worker
        self._pipeline = pipeline
        self._research = Research(own)
        self._topic = f"research {own}"
        self._asked: Question | None = None
        pipeline.checked.connect(self._ask)

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
        if knowledge != self._pipeline.known:
            self._pipeline.learn(knowledge)

    def _miss(self, _error: MastheadError) -> None:
        """What the library cannot tell is asked again with the next link; that it is in trouble, saving says."""
        self._asked = None
