"""Lets a process do a day's work on a disk that fails at a chosen place (see tests/reliability/faults.c)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SHIM = Path(__file__).parents[1] / "reliability/faults.c"


def compile_shim(folder: Path) -> Path | None:
    """Return the library that makes calls fail, None where it cannot be made."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = folder / "faults.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(SHIM), "-ldl"], check=True)
    return made


def places(calls: int, most: int) -> Sequence[int]:
    """Return the numbers of the calls to let fail: all, or a sample of about `most` of them."""
    return range(1, calls + 1) if calls < most else range(1, calls + 1, max(1, calls // most))


@dataclass(frozen=True)
class Day:
    """The Python `code`, which is given `folder`; in there it finds a copy of the library `template`."""

    code: str
    shim: Path
    folder: Path
    template: Path

    def work(self, first: int, count: int, error: int) -> tuple[subprocess.CompletedProcess[str], int]:
        """Do it while the calls from `first` on fail; returns how it went, and how many calls there were.

        `first` 0 is for none, `count` 0 for all that follow.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copyfile(self.template, self.folder / "library.masthead")
        report = self.folder.with_name("report")
        faults = {
            "LD_PRELOAD": str(self.shim),
            "FAULT_FOLDER": str(self.folder),
            "FAULT_FIRST": str(first),
            "FAULT_COUNT": str(count),
            "FAULT_ERROR": str(error),
            "FAULT_REPORT": str(report),
        }
        command = [sys.executable, "-c", self.code, str(self.folder)]
        ran = subprocess.run(command, env=os.environ | faults, capture_output=True, text=True, check=False)
        return ran, int(report.read_text())
