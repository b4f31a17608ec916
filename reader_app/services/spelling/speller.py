"""Asks a dictionary, in a process of its own that is started when first needed and ended when it does not answer."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

START_TIME: Final = 20.0  # seconds for loading a dictionary and the first answer
ANSWER_TIME: Final = 3.0
_ENDS: Final = 2  # after so many ends without an answer the dictionary is given up
_START: Final = (
    "import sys; sys.path[:] = {path!r}; from reader_app.services.spelling.process import main; main({dictionary!r})"
)


class Speller:
    """One dictionary. Used by one thread at a time; `close` may come from another.

    Where the process ends or does not answer in time it is started once more; after that every word counts as right.
    """

    def __init__(self, dictionary: Path) -> None:
        self.dictionary = dictionary
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ends = 0
        self._closed = False

    @property
    def is_broken(self) -> bool:
        """Whether the dictionary was given up."""
        return self._ends >= _ENDS

    def check(self, words: Sequence[str]) -> frozenset[str]:
        """Return those of `words` that are not spelt right."""
        return frozenset(self._ask({"check": list(words)})) if words else frozenset()

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may be meant, the likeliest first."""
        return tuple(self._ask({"suggest": word}))

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._end()

    def _ask(self, question: dict[str, Any]) -> list[str]:
        while not self.is_broken and not self._closed:
            first = self._process is None
            try:
                if self._process is None:
                    self._start()
                line = self._exchange(json.dumps(question), START_TIME if first else ANSWER_TIME)
            except (OSError, ValueError):  # it ended, or was closed meanwhile
                line = ""
            if line:
                answer: list[str] = json.loads(line)
                return answer
            self._ends += 1
            self._end()
        self._end()  # one that was started while it was closed
        return []

    def _exchange(self, question: str, wait: float) -> str:
        """Return the answer to `question`, empty when the process ended or did not answer in time."""
        process = self._process
        if process is None or process.stdin is None:  # closed meanwhile
            return ""
        process.stdin.write(question + "\n")
        process.stdin.flush()
        try:
            return self._answers.get(timeout=wait)
        except queue.Empty:
            return ""

    def _start(self) -> None:
        code = _START.format(path=sys.path, dictionary=str(self.dictionary))
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            process_group=0,
        )
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    _close(stream)


def _listen(process: subprocess.Popen[str], answers: queue.SimpleQueue[str]) -> None:
    """Hand each line of the process on; an empty one when it ended."""
    assert process.stdout is not None
    with suppress(ValueError):  # closed by whoever ended the process
        for line in process.stdout:
            answers.put(line)
    answers.put("")


def _close(stream: Any) -> None:
    with suppress(OSError):  # the other end is gone
        stream.close()
