"""Starts a program and ends it with SIGKILL at a moment chosen at random, as a power cut would, from outside."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
MASTHEAD = (PYTHON, "-m", "reader_app")


@dataclass(frozen=True)
class Killed:
    """What a program printed until it was killed; `ended` tells that it had come to its end before."""

    lines: tuple[str, ...]
    ended: bool


def run_and_kill(command: Sequence[str], chance: random.Random, longest: float, *, after: str | None = None) -> Killed:
    """Run `command` and kill it within `longest` seconds, counted from its line `after` if that is given."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    lines: list[str] = []
    begun = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("\n"):  # a line cut by the kill was not said
                lines.append(line.rstrip("\n"))
            if line.rstrip("\n") == after:
                begun.set()
        begun.set()

    listener = threading.Thread(target=listen)
    listener.start()
    if after is not None:
        begun.wait()
    time.sleep(chance.uniform(0, longest))
    ended = process.poll() is not None
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        ended = True
    process.wait()
    listener.join()
    assert process.stdout is not None
    process.stdout.close()
    return Killed(tuple(line for line in lines if line != after), ended)


def how_long(command: Sequence[str]) -> float:
    """Return how many seconds `command` takes when it is left alone."""
    began = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.monotonic() - began


def masthead(library: Path, *arguments: str | Path) -> list[str]:
    """Return the command line ``masthead --library LIBRARY ARGUMENTS``."""
    return [*MASTHEAD, "--library", str(library), *map(str, arguments)]


def finished(library: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run that command to its end."""
    return subprocess.run(masthead(library, *arguments), capture_output=True, text=True, check=False)


def is_sound(file: Path) -> bool:
    """Tell whether SQLite's own check has nothing to say of `file`."""
    db = sqlite3.connect(file)
    try:
        return bool(db.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    finally:
        db.close()


def fresh(template: Path, folder: Path) -> Path:
    """Return a copy of the library `template` in `folder`, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Path(shutil.copyfile(template, folder / "library.masthead"))
