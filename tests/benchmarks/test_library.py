"""How long the library takes: opening, lists, search, adding, saving, with 1,000 issues.

Another size: ``MASTHEAD_BENCH_ISSUES=100000``, or a library that is already there: ``MASTHEAD_BENCH_LIBRARY=FILE``
(made by ``python -m tests.support.synthetic``); it is only read.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from reader_app.library.derive import derive
from reader_app.library.library import Library
from reader_app.library.types import Scope
from tests.support import synthetic

ISSUES = int(os.environ.get("MASTHEAD_BENCH_ISSUES", "1000"))
READY = os.environ.get("MASTHEAD_BENCH_LIBRARY")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if READY:
        return Path(READY)
    path = tmp_path_factory.mktemp("library") / "many.masthead"
    with Library.open(path) as library:
        synthetic.fill(library, ISSUES)
    return path


@pytest.fixture(scope="module")
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "empty.masthead") as opened:
        yield opened


def test_open_and_first_page(benchmark: BenchmarkFixture, path: Path) -> None:
    def start() -> int:
        with Library.open(path) as library:
            library.counts()
            return len(library.summaries(Scope()).rows)

    assert benchmark(start) == 100


def test_first_page(benchmark: BenchmarkFixture, library: Library) -> None:
    assert len(benchmark(library.summaries, Scope()).rows) == 100


def test_page_of_a_publication(benchmark: BenchmarkFixture, library: Library) -> None:
    assert benchmark(library.summaries, Scope(publication="Stone Letter", unread=True)).rows


def test_page_of_items_of_a_section(benchmark: BenchmarkFixture, library: Library) -> None:
    assert len(benchmark(library.items, Scope(), section="Jobs").rows) == 100


def test_counts(benchmark: BenchmarkFixture, library: Library) -> None:
    assert benchmark(library.counts).issues >= 100


def test_one_issue(benchmark: BenchmarkFixture, library: Library) -> None:
    assert benchmark(library.issue, synthetic.newest(library)).sections


WORDS = synthetic.tongues()[0].sentences(synthetic.Random(3), 300).lower().replace(".", "").split()
QUERIES = {
    "word": WORDS[:40],
    "two words": [f"{one} {two}" for one, two in itertools.pairwise(WORDS[:40])],
    "one letter": [word[:1] for word in WORDS[:40]],
    "three letters": [word[:3] for word in WORDS[:40]],
    "five letters": [word[:5] for word in WORDS[:40]],
    "phrase": [f'"{one} {two}"' for one, two in itertools.pairwise(WORDS[:40])],
    "Chinese": ["据机", "新", "网络", "世界", "音乐画"],
    "filtered": [f"publication:stone is:unread {word[:4]}" for word in WORDS[:40]],
}


@pytest.mark.parametrize("kind", QUERIES)
def test_search(benchmark: BenchmarkFixture, library: Library, kind: str) -> None:
    queries = itertools.cycle(QUERIES[kind])
    benchmark(lambda: library.search(next(queries)))


def test_add_one_issue(benchmark: BenchmarkFixture, empty: Library) -> None:
    source = synthetic.imported(100_000)
    benchmark.pedantic(empty.add, setup=lambda: ((next(source),), {}), rounds=200)


def test_add_250_issues(benchmark: BenchmarkFixture, empty: Library) -> None:
    source = synthetic.imported(100_000)
    benchmark.pedantic(empty.add_many, setup=lambda: ((list(itertools.islice(source, 250)),), {}), rounds=4)


def test_derive(benchmark: BenchmarkFixture) -> None:
    issues = itertools.cycle(list(synthetic.imported(50)))
    benchmark(lambda: derive(next(issues)))


def test_save_a_draft_of_50_kb(benchmark: BenchmarkFixture, empty: Library) -> None:
    draft = empty.new_draft(synthetic.tongues()[0].sentences(synthetic.Random(1), 7000))
    assert len(draft.text) > 40_000

    def save() -> None:
        nonlocal draft
        text = draft.text + "x"
        draft = empty.save_draft(draft.id, text, base_revision=draft.revision, title="", publication="", number="")

    benchmark(save)
