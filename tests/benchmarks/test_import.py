"""How fast newsletters come in: mails of 28 KB with structure and search index on all cores, and each part of it.

Other mails: ``MASTHEAD_BENCH_MAILS=FOLDER`` (a Maildir, an mbox, any files). Without it mails of invented words are
written first, ``MASTHEAD_BENCH_COUNT`` of them.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from reader_app.importers.mail import read_mail
from reader_app.importers.source import Source
from reader_app.library.derive import derive
from reader_app.library.library import Library
from reader_app.model.blocks import Item
from reader_app.model.issue import Issue
from reader_app.services.importing import import_paths
from tests.support import synthetic

COUNT = int(os.environ.get("MASTHEAD_BENCH_COUNT", "1000"))
READY = os.environ.get("MASTHEAD_BENCH_MAILS")
CELL = '<tr><td style="padding:8px 24px;font-family:Georgia,serif;font-size:16px;line-height:1.5">{}</td></tr>'


def mail(issue: Issue, number: int) -> bytes:
    """Return `issue` as a newsletter of tables within tables, text part and all."""
    message = EmailMessage()
    message["From"] = f"{issue.publication} <post@letters.example>"
    message["Subject"] = f"{issue.publication} #{issue.number}: {issue.title}"
    message["Message-ID"] = f"<{number}@letters.example>"
    message["List-Unsubscribe"] = "<https://letters.example/u>"
    if issue.date:
        message["Date"] = format_datetime(issue.date)
    rows, text = [f"<h1>{escape(issue.title)}</h1>"], [issue.title]
    for section in issue.sections:
        rows.append(f'<h2 style="margin:0">{escape(section.heading)}</h2>')
        text.append(section.heading.upper())
        for item in (block for block in section.blocks if isinstance(block, Item)):
            link = f'<a href="{escape(item.url)}" style="color:#0066cc">{escape(item.title)}</a>'
            rows.append(f'<h3 style="margin:0">{link}</h3><p style="margin:0 0 12px">{escape(item.body)}</p>')
            text += (item.title, item.url, item.body)
    message.set_content("\n".join(text))
    cells = "".join(CELL.format(row) for row in rows)
    message.add_alternative(f'<html><body><table width="600">{cells}</table></body></html>', subtype="html")
    return message.as_bytes()


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if READY:
        return Path(READY)
    folder = tmp_path_factory.mktemp("mails")
    for number, each in enumerate(synthetic.imported(COUNT, items=30)):
        (folder / f"{number:06}.eml").write_bytes(mail(each.issue, number))
    return folder


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return Source("one.eml", mail(next(synthetic.imported(1, items=30)).issue, 1))


def test_import_all(
    benchmark: BenchmarkFixture, mails: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Print how many issues come in a second, and what each costs the processor in the writer and in the readers."""
    spent: dict[str, float] = {}

    def run() -> int:
        with Library.open(tmp_path / "library.masthead") as library:
            before, began = os.times(), time.perf_counter()
            report = import_paths(library, [mails])
            after, spent["seconds"] = os.times(), time.perf_counter() - began
        spent["writer"] = after.user + after.system - before.user - before.system
        spent["readers"] = after.children_user + after.children_system - before.children_user - before.children_system
        return len(report.added)

    added = benchmark.pedantic(run, rounds=1)
    assert added > 0
    rate = added / spent["seconds"]
    writing, reading = (spent[name] / added * 1000 for name in ("writer", "readers"))
    benchmark.extra_info.update(added=added, rate=rate, writing=writing, reading=reading)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{added} issues, {rate:.0f} a second; each {writing:.2f} ms to write, {reading:.2f} to read\n"
        )


def test_import_one_file(benchmark: BenchmarkFixture, one: Source, tmp_path: Path) -> None:
    path = tmp_path / "one.eml"
    path.write_bytes(one.data)
    with Library.open(tmp_path / "library.masthead") as library:
        benchmark(lambda: import_paths(library, [path]))


def test_read_a_mail(benchmark: BenchmarkFixture, one: Source) -> None:
    benchmark(lambda: read_mail(Source(one.name, one.data)))


def test_derive_it(benchmark: BenchmarkFixture, one: Source) -> None:
    found = read_mail(one)
    benchmark(lambda: derive(found))


def test_send_it_between_processes(benchmark: BenchmarkFixture, one: Source) -> None:
    derived = derive(read_mail(one))
    benchmark(lambda: pickle.loads(pickle.dumps(derived, pickle.HIGHEST_PROTOCOL)))


def test_write_200_issues(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    batches = iter([derive(each) for each in synthetic.imported(200, items=30, seed=seed)] for seed in range(1_000_000))
    with Library.open(tmp_path / "library.masthead") as library:
        benchmark.pedantic(library.add_derived, setup=lambda: ((next(batches),), {}), rounds=4)
