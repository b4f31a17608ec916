"""Problems: what a parser, an importer or a check has to say about a text, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops a sending, a warning deserves a look, a hint may be left."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence for the person, with its place: `line` counts from 1; 0 means the whole issue."""

    severity: Severity
    sentence: str
    line: int = 0
