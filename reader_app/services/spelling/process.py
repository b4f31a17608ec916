"""The process that knows a dictionary: reads questions and writes answers, a line of JSON each. Imports no Qt.

It is a process of its own since loading a dictionary and looking for suggestions would hold up the window, and since
a dictionary is a file from anywhere: what goes wrong in it ends this process, not the program.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Protocol, TextIO

MOST_SUGGESTIONS = 6


class Speller(Protocol):
    """What Hunspell offers here."""

    def spell(self, word: str) -> bool:
        """Tell whether `word` is in the dictionary."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may be meant."""


def main(dictionary: str) -> None:
    """Answer for the ``.dic`` file `dictionary` until standard input ends."""
    from hunspell import Hunspell

    path = Path(dictionary)
    serve(Hunspell(path.stem, hunspell_data_dir=str(path.parent)), sys.stdin, sys.stdout)


def serve(speller: Speller, questions: TextIO, answers: TextIO) -> None:
    """Answer each line of `questions`: ``{"check": [words]}`` or ``{"suggest": word}``."""
    for line in questions:
        asked: dict[str, Any] = json.loads(line)
        if "check" in asked:
            answer: list[str] = [word for word in asked["check"] if not _is_right(speller, word)]
        else:
            answer = _suggestions(speller, asked["suggest"])
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _is_right(speller: Speller, word: str) -> bool:
    """Tell whether a word is spelt right; one with letters the dictionary cannot hold is left alone."""
    plain = word.replace("’", "'")
    try:
        if speller.spell(plain):
            return True
        return "-" in plain and all(speller.spell(part) for part in plain.split("-") if part)
    except UnicodeEncodeError:
        return True


def _suggestions(speller: Speller, word: str) -> list[str]:
    curly = "’" in word
    try:
        found = speller.suggest(word.replace("’", "'"))[:MOST_SUGGESTIONS]
    except UnicodeEncodeError:
        return []
    return [suggestion.replace("'", "’") if curly else suggestion for suggestion in found]
