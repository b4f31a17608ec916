"""Fuzzes the targets: ``python -m tests.fuzz.run [--inputs N] [TARGET...]``. Ends with 1 when anything was found.

Each target runs in a process of its own, with 1 GB of memory to grow into and 5 seconds of computing for each
input. What ends the process, takes longer or raises anything but a sentence is written to the folder
`findings`; the next process goes on behind it. A run that was broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
import warnings
from pathlib import Path
from types import FrameType

SECONDS = 5
BYTES = 1_000_000_000
_BETWEEN = 50  # inputs between two notes of how far a process has come


class HangError(BaseException):
    """An input took too long. Not an Exception, so that nothing that is fuzzed catches it."""


def main() -> int:
    """Fuzz what the command line asks for and print a line for each target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--inputs", type=int, default=2000, help="how many inputs each target gets")
    parser.add_argument("--findings", type=Path, default=Path("build/fuzz"), help="where findings are written")
    parser.add_argument("--child", type=Path, metavar="REPORT", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        return _child(given.targets[0], given.inputs, given.child, given.findings)
    from tests.fuzz.targets import TARGETS

    total = 0
    for name in given.targets or TARGETS:
        total += _fuzz(name, given.inputs, given.findings)
    print(f"{total} findings" if total else "nothing found", flush=True)
    return 1 if total else 0


def _fuzz(name: str, inputs: int, findings: Path) -> int:
    """Run one target to its end, in as many processes as it takes; returns how much was found."""
    findings.mkdir(parents=True, exist_ok=True)
    report = findings / f"{name}.report"
    state, ended, began = _said(report), 1, time.monotonic()
    if state["number"]:
        print(f"{name} goes on at input {state['number']:,}", flush=True)
    while ended and state["number"] < inputs:
        arguments = ["--inputs", str(inputs), "--findings", str(findings), "--child", str(report)]
        ended = subprocess.run([sys.executable, "-m", "tests.fuzz.run", name, *arguments], check=False).returncode
        state = _said(report)
        if ended:
            _write(findings, name, int(state["number"]), f"The process ended with {ended}.")
            _say(report, state | {"number": state["number"] + 1, "found": state["found"] + 1})
    report.unlink(missing_ok=True)
    seconds = time.monotonic() - began
    print(
        f"{name:14} {inputs:8,} inputs  {state['found']:3} findings  slowest {state['slowest']:5.2f} s"
        f"  most memory {state['bytes'] / 1e6:5.0f} MB  {seconds:6.0f} s",
        flush=True,
    )
    return int(state["found"])


def _child(name: str, inputs: int, report: Path, findings: Path) -> int:
    from tests.fuzz.mutate import chance_of, mutated
    from tests.fuzz.targets import TARGETS, attempt

    target = TARGETS[name]
    warnings.simplefilter("error")
    signal.signal(signal.SIGPROF, _hang)
    idle = _used()
    resource.setrlimit(resource.RLIMIT_AS, (_mapped() + BYTES, resource.RLIM_INFINITY))
    gc.freeze()  # what is here already is nothing to look through again at every input
    state = _said(report)
    for number in range(int(state["number"]), inputs):
        state["number"] = number
        if number % _BETWEEN == 0:
            _say(report, state)
        data = mutated(target.seeds, chance_of(name, number))
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            attempt(target, data)
        except (Exception, HangError) as error:  # noqa: BLE001 - this is what is looked for
            signal.setitimer(signal.ITIMER_PROF, 0)
            state["found"] += 1
            _write(findings, name, number, "".join(traceback.format_exception(error)))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        state["slowest"] = max(state["slowest"], time.process_time() - began)
        state["bytes"] = max(state["bytes"], _used() - idle)
    _say(report, state | {"number": inputs})
    return 0


def _said(report: Path) -> dict[str, float]:
    nothing: dict[str, float] = {"number": 0, "found": 0, "bytes": 0, "slowest": 0.0}
    return nothing | json.loads(report.read_text()) if report.exists() else nothing


def _say(report: Path, state: dict[str, float]) -> None:
    unfinished = report.with_suffix(".new")
    unfinished.write_text(json.dumps(state))
    unfinished.replace(report)


def _write(findings: Path, name: str, number: int, text: str) -> None:
    from tests.fuzz.mutate import chance_of, mutated
    from tests.fuzz.targets import TARGETS

    (findings / f"{name}-{number}.input").write_bytes(mutated(TARGETS[name].seeds, chance_of(name, number)))
    (findings / f"{name}-{number}.txt").write_text(text)
    print(f"{name} {number}: {text.strip().splitlines()[-1][:200]}", flush=True)


def _hang(_number: int, _frame: FrameType | None) -> None:
    raise HangError(f"longer than {SECONDS} s")


def _used() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _mapped() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
