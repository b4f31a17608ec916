"""The process that reads for an import: takes units, gives back what is to be stored. Imports no Qt.

It is a fresh Python, never a fork: the window's process has threads and locks that a fork would copy half-way.
"""

from __future__ import annotations

import gc
import pickle
import signal
import subprocess
import sys
from multiprocessing.connection import Connection, Pipe
from typing import Final

READY: Final = b"ready"
FINISHED: Final = b"finished"
_START: Final = "import sys; sys.path[:] = {path!r}; from reader_app.services.import_worker import main; main({fd})"
_OBJECTS_BETWEEN_COLLECTIONS: Final = 50_000


def start() -> tuple[subprocess.Popen[bytes], Connection]:
    """Start a process that reads, and return it with the connection to it. Raises OSError when it cannot be started.

    It does not hear Ctrl+C, which is for the program that started it, and ends when the connection does.
    """
    ours, theirs = Pipe()
    with theirs:
        code = _START.format(path=sys.path, fd=theirs.fileno())
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
    return process, ours


def main(fd: int) -> None:
    """Read units from the connection `fd` until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Connection(fd) as connection:
        serve(connection)


def serve(connection: Connection) -> None:
    """Say that all is loaded, then answer each unit with its outcomes, one by one, and `FINISHED`."""
    from reader_app.services.import_reading import outcomes

    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    try:
        connection.send_bytes(READY)
        while True:
            unit = pickle.loads(connection.recv_bytes())
            for outcome in outcomes(unit):
                connection.send_bytes(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))
            connection.send_bytes(FINISHED)
    except (EOFError, ConnectionError):
        return
