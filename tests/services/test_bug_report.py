"""The report of a fault says where it arose, and nothing of what the person reads or writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader_app import __version__
from reader_app.importers import registry
from reader_app.services.bug_report import bug_report, fault_of_ours

# What must never leave the computer by way of a report: each is put into every kind of fault below.
SECRETS = [
    "the words of a letter",
    "https://post.example/view?token=s3cr3t-t0k3n&user=4711",
    "https://keeper:hunter2@post.example/",
    "keeper@harbour.example",
    str(Path.home() / "Letters of a private kind" / "library.masthead"),
    "Zeile eins\nline two\u2028line three",
]


def quoting_a_key(secret: str) -> None:
    raise KeyError(secret)


def quoting_a_file(secret: str) -> None:
    raise FileNotFoundError(2, "No such file", secret)


def quoting_bytes(secret: str) -> None:
    secret.encode().decode("utf-16-be").encode("ascii")
    raise UnicodeDecodeError("ascii", secret.encode(), 0, 1, secret)


def with_a_note(secret: str) -> None:
    error = ValueError()
    error.add_note(secret)
    raise error


def caused_by_another(secret: str) -> None:
    try:
        registry.recognise(secret)  # type: ignore[arg-type]
    except AttributeError as error:
        raise ValueError from error


def while_handling_another(secret: str) -> None:
    try:
        raise ValueError(secret)
    except ValueError:
        raise RuntimeError  # noqa: B904 - the cause is only in the context


def many_at_once(secret: str) -> None:
    raise ExceptionGroup(secret, [ValueError(secret)])


def in_a_file_of_that_name(secret: str) -> None:
    exec(compile("1 / 0", f"{secret}/mine.py", "exec"))


def of_code_that_holds_it(secret: str) -> None:
    compile(f"({secret}", f"{secret}/mine.py", "exec")


def with_a_voice_of_its_own(secret: str) -> None:
    class SpokenError(Exception):
        def __str__(self) -> str:
            raise ValueError(secret)

        __repr__ = __str__

    raise SpokenError


FAULTS: list[Callable[[str], None]] = [
    quoting_a_key,
    quoting_a_file,
    quoting_bytes,
    with_a_note,
    caused_by_another,
    while_handling_another,
    many_at_once,
    in_a_file_of_that_name,
    of_code_that_holds_it,
    with_a_voice_of_its_own,
]


def raised(fault: Callable[[str], None], secret: str) -> Exception:
    try:
        fault(secret)
    except Exception as error:  # noqa: BLE001 - it is made here
        return error
    raise AssertionError


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_no_secret_comes_into_a_report(fault: Callable[[str], None], secret: str) -> None:
    error = raised(fault, secret)
    for said in (bug_report(error), fault_of_ours(error)):
        assert not [word for word in secret.split() if len(word) > 4 and word in said]
        assert str(Path.home()) not in said
        assert str(Path(__file__).parent) not in said
    assert f" in {fault.__name__}\n" in bug_report(error)


def test_it_names_places_and_kinds() -> None:
    error = raised(caused_by_another, "words")
    report = bug_report(error)
    assert report.startswith(f"Masthead {__version__} on ")
    assert "builtins.ValueError" in report
    assert "builtins.AttributeError" in report
    assert "  reader_app/importers/registry.py:" in report
    assert "in recognise" in report


def test_in_a_few_words_it_is_the_kind_and_the_innermost_place_of_ours() -> None:
    error = raised(lambda secret: registry.recognise(secret), "words")  # type: ignore[arg-type, return-value]
    assert fault_of_ours(error).startswith("AttributeError in reader_app/importers/registry.py:")
    assert fault_of_ours(ValueError("words")) == "ValueError"


def test_a_fault_without_a_trace_is_reported_too() -> None:
    assert bug_report(ValueError("words")).endswith("\n\nbuiltins.ValueError\n")


def test_a_ring_of_causes_ends() -> None:
    error = ValueError()
    error.__cause__ = error
    assert bug_report(error).count("ValueError") == 5
