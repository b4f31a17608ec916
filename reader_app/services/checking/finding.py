"""What a check finds: a problem with its rule and, where there is one, the repair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader_app.model.problems import Problem

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.markup.edits import TextEdit


@dataclass(frozen=True, slots=True)
class Repair:
    """How a problem is mended. `label` names it in a word or two.

    `edit` is the change of the text, one step of undo. `select` is (line, start, end): what to select afterwards,
    since only the person can say what belongs there; lines count from 0.
    """

    label: str
    edit: TextEdit | None = None
    select: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Finding(Problem):
    """A problem that a rule found. `rule` is its name; `other` the issue or draft it speaks of, to be opened."""

    rule: str = ""
    repair: Repair | None = None
    other: UUID | None = None
    other_name: str = ""
