"""The command as a process of its own: pipes that close, a full disk, Ctrl+C, other alphabets, and what is loaded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader_app import resources

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = resources.samples()[0]
# Every command, and enough arguments to make it work.
WITHOUT_QT = (
    ("list",),
    ("search", "beans"),
    ("show", "Radpost#52"),
    ("new", "--like", "Radpost#52"),
    ("export", "Radpost#52", "--to", "email"),
    ("convert", str(SAMPLE), "--to", "web"),
    ("import", str(SAMPLE)),
    ("verify",),
    ("backup", "copy.masthead"),
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a process with a library of its own that holds the samples."""
    given = os.environ | {"MASTHEAD_LIBRARY": str(tmp_path / "library.masthead"), "PYTHONPATH": str(PROJECT)}
    given.pop("PYTHONUNBUFFERED", None)
    subprocess.run(command("import", *map(str, resources.samples())), env=given, check=True, capture_output=True)
    return given


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Let processes started here hear of Ctrl+C, also where whoever runs the tests ignores it (``pytest &``)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reader_app", *arguments]


@pytest.mark.parametrize("arguments", WITHOUT_QT, ids=lambda arguments: arguments[0])
def test_a_command_loads_no_qt(environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]) -> None:
    look = "import sys; from reader_app.__main__ import main; code = main(); sys.exit(code or 'PySide6' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", look, *arguments], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("show", "Radpost#52"), ("--help",)])
def test_a_reader_that_leaves_early_is_no_error_worth_a_word(
    environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    process = subprocess.Popen(
        command(*arguments), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk to be full")
def test_a_full_disk_is_one_sentence(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command("list"), env=environment, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 1
    assert ran.stderr == "masthead: The output cannot be written: No space left on device.\n"


def test_closed_streams_are_no_error(environment: dict[str, str]) -> None:
    line = " ".join(f"'{part}'" for part in command("list"))
    assert subprocess.run(["sh", "-c", f"{line} >&- 2>&-"], env=environment).returncode == 0


def test_a_terminal_that_knows_fewer_letters_gets_escapes(environment: dict[str, str]) -> None:
    given = environment | {"PYTHONIOENCODING": "ascii"}
    text = subprocess.run(command("list"), env=given, capture_output=True, text=True, check=True).stdout
    assert "Die Br\\xfccke" in text
    lines = subprocess.run(command("list", "--json"), env=given, capture_output=True, text=True, check=True).stdout
    assert "Die Brücke, auf die niemand gewartet hat" in [json.loads(line)["title"] for line in lines.splitlines()]


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_ends_an_import_and_keeps_what_was_done(environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    words = "\n\n".join(f"Paragraph {number} of a letter." for number in range(300))
    for number in range(3000):
        (folder / f"{number:04}.md").write_text(f"---\ntitle: T{number}\nnumber: {number}\n---\n\n{number} {words}\n")
    process = subprocess.Popen(
        command("import", "--json", str(folder)),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    added = [first, *map(json.loads, process.stdout)]
    _, said = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert said.endswith("Stopped before the end.\n")
    assert len(added) < 3000
    kept = subprocess.run(command("list", "--json"), env=environment, capture_output=True, text=True, check=True)
    assert {value["id"] for value in added} <= {json.loads(line)["id"] for line in kept.stdout.splitlines()}
    assert subprocess.run(command("verify"), env=environment, capture_output=True).returncode == 0


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_ends_any_command_quietly(environment: dict[str, str]) -> None:
    slow = (
        "import sys, time; from reader_app.cli.main import run; from reader_app.cli.session import Windows;"
        "sys.exit(run([], Windows(lambda *_: (print('ready', flush=True), time.sleep(60)), None)))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", slow], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.strip() == ""
