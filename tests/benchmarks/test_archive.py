"""How long an archive site takes: the issue asks for 1,000 issues in under 20 s, and under 1 s when one changed.

The peak of the memory is that of a fresh ``masthead archive``; it hardly grows with the number of issues.
``MASTHEAD_ARCHIVE_ISSUES=1000,4000,10000`` measures it at those numbers.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from reader_app.library.library import Library
from reader_app.model.corrections import RenameSection, section_anchor
from reader_app.services.archiving import ArchiveOptions, archive
from tests.support import synthetic
from tests.support.killing import masthead

NUMBERS = [int(number) for number in os.environ.get("MASTHEAD_ARCHIVE_ISSUES", "200,1000").split(",")]
OPTIONS = ArchiveOptions(url="https://letters.example/")


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of 1,000 issues with 20 items each."""
    path = tmp_path_factory.mktemp("thousand") / "library.masthead"
    with Library.open(path) as library:
        synthetic.fill(library, 1000)
    return path


def test_a_new_site_of_a_thousand_issues(benchmark: BenchmarkFixture, thousand: Path, tmp_path: Path) -> None:
    numbers = iter(range(100))
    with Library.open(thousand) as library:
        report = benchmark.pedantic(
            lambda: archive(library, tmp_path / str(next(numbers)), OPTIONS), rounds=2, iterations=1
        )
    assert report.issues == 1000


def test_a_site_in_which_nothing_changed(benchmark: BenchmarkFixture, thousand: Path, tmp_path: Path) -> None:
    with Library.open(thousand) as library:
        archive(library, tmp_path / "site", OPTIONS)
        report = benchmark.pedantic(lambda: archive(library, tmp_path / "site", OPTIONS), rounds=5, iterations=1)
    assert report.written == 0


def test_a_site_in_which_one_issue_changed(benchmark: BenchmarkFixture, thousand: Path, tmp_path: Path) -> None:
    names = iter(range(100))
    with Library.open(thousand) as library:
        archive(library, tmp_path / "site", OPTIONS)
        issue_id = synthetic.newest(library)

        def change() -> None:
            anchor = section_anchor(library.issue(issue_id), 0)
            library.correct(issue_id, RenameSection(anchor, f"Renamed {next(names)}"))

        report = benchmark.pedantic(
            lambda: archive(library, tmp_path / "site", OPTIONS), setup=change, rounds=5, iterations=1
        )
    assert 0 < report.written < 1000


def peak(library: Path, out: Path) -> int:
    """Return the most memory, in MB, that a process which writes the site needs."""
    with subprocess.Popen(masthead(library, "archive", out), stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_maxrss // 1024


def test_memory_of_a_site(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    def measure() -> dict[str, int]:
        found = {}
        for number in NUMBERS:
            library = tmp_path / f"{number}.masthead"
            with Library.open(library) as opened:
                synthetic.fill(opened, number)
            for run in ("new", "again"):
                found[f"{number:,} issues, {run}: MB"] = peak(library, tmp_path / str(number))
        return found

    found = benchmark.pedantic(measure, rounds=1, iterations=1)
    benchmark.extra_info.update(found)
    assert found
