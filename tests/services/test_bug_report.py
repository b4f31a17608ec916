"""The report of a fault says where it arose, and nothing of what the person reads or writes."""

from __future__ import annotations

from pathlib import Path

from reader_app import __version__
from reader_app.importers import registry
from reader_app.services.bug_report import bug_report

SECRET = "the words of a letter"


def fault() -> Exception:
    try:
        try:
            registry.recognise(SECRET)  # type: ignore[arg-type]
        except AttributeError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        return error
    raise AssertionError


def test_it_names_places_and_kinds_but_no_words_and_no_folders() -> None:
    report = bug_report(fault())
    assert report.startswith(f"Masthead {__version__} on ")
    assert "builtins.KeyError" in report
    assert "builtins.AttributeError" in report
    assert "  reader_app/importers/registry.py:" in report
    assert "in recognise" in report
    assert SECRET not in report
    assert str(Path.home()) not in report
    assert str(Path(__file__).parent) not in report


def test_a_fault_without_a_trace_is_reported_too() -> None:
    assert bug_report(ValueError(SECRET)).endswith("\n\nbuiltins.ValueError\n")


def test_a_ring_of_causes_ends() -> None:
    error = ValueError()
    error.__cause__ = error
    assert bug_report(error).count("ValueError") == 5
