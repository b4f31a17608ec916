"""The command line as a person meets it: arguments in; exit code, standard output and standard error out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reader_app.cli.main import run
from reader_app.cli.session import Windows


@dataclass(frozen=True)
class Ran:
    """What one run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def values(self) -> list[Any]:
        """The lines of standard output, each a JSON document."""
        return [json.loads(line) for line in self.lines]


@dataclass
class Terminal:
    """Runs commands in this process; `opened` and `drawn` note what the windows were asked for."""

    capture: pytest.CaptureFixture[str]
    opened: list[tuple[Path, tuple[Path, ...]]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    drawn: list[tuple[Path, Path, str, str]] = field(default_factory=list)

    def __call__(self, *arguments: object) -> Ran:
        """Run ``masthead ARGUMENTS...``."""
        self.capture.readouterr()
        code = run(
            [str(argument) for argument in arguments], Windows(self._open, self._draw, lambda: nullcontext(self._print))
        )
        out, err = self.capture.readouterr()
        return Ran(code, out, err)

    def _open(self, library: Path, paths: Sequence[Path]) -> int:
        self.opened.append((library, tuple(paths)))
        return 0

    def _print(self, html: str) -> bytes:
        self.printed.append(html)
        return b"%PDF-1.4 of nothing"

    def _draw(self, library: Path, out: Path, theme: str, window: str) -> Path:
        self.drawn.append((library, out, theme, window))
        return out
