"""Mends problems: the repair a rule proposes, made in the text as one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader_app.model.problems import Problem
from reader_app.services.checking.finding import Finding
from reader_app.ui.editor.pipeline import Pipeline
from reader_app.ui.editor.problems import ProblemsPane
from reader_app.ui.editor.source_edit import SourceEdit

if TYPE_CHECKING:
    from uuid import UUID


class Repairer(QObject):
    """Connects the problems with the text; `open_other` shows the issue or draft a problem speaks of."""

    def __init__(
        self, pipeline: Pipeline, source: SourceEdit, problems: ProblemsPane, open_other: Callable[[UUID], object]
    ) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._source = source
        self._problems = problems
        self._open_other = open_other
        problems.mend_requested.connect(self.mend)

    def mend(self, problem: Problem) -> None:
        """Make the repair of `problem`, if it is still there and has one; else open what it speaks of."""
        if not isinstance(problem, Finding):
            return
        if problem.repair is None:
            if problem.other is not None:
                self._open_other(problem.other)
            return
        # The text may have changed since the check: a repair is an edit of lines, so it is found anew.
        found = self._pipeline.check_now().findings
        same = [each for each in found if (each.rule, each.sentence) == (problem.rule, problem.sentence)]
        now = min(same, key=lambda each: abs(each.line - problem.line), default=None)
        if now is None or now.repair is None:
            return
        if now.repair.edit is not None:
            self._source.apply(now.repair.edit)
        if now.repair.select is not None:
            self._source.select(*now.repair.select)

    def mend_one(self) -> None:
        """Mend the problem chosen in the list; else the one nearest to the cursor that can be mended."""
        chosen = self._problems.chosen()
        if chosen is None:
            line = self._source.current_line() + 1
            able = [each for each in self._problems.problems() if isinstance(each, Finding) and each.repair is not None]
            chosen = min(able, key=lambda each: abs(each.line - line), default=None)
        if chosen is not None:
            self.mend(chosen)
