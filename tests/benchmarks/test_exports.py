"""How long an export takes once an issue is parsed. The design asks for the mail of a 20-item issue in under 20 ms."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from reader_app.exporters.registry import ALONE, export
from reader_app.markup.parse import parse
from reader_app.model.issue import Issue

SENTENCE = (
    "What the editor says of it, with *emphasis*, a [second link](https://other.example/x) and a figure: 41 percent. "
)


@pytest.fixture(scope="module")
def issue() -> Issue:
    """An issue of four sections with five items each, three sponsors and a footer."""
    parts = ["---\npublication: P\nnumber: 1\ntitle: A title\nlang: en\n---\n", SENTENCE * 4]
    for section in range(4):
        parts.append(f"## Section {section}")
        parts += [
            f"### [Item {number}](https://items.example/{section}/{number}) "
            f'{{source="Somebody" minutes=4}}\n{SENTENCE * 3}'
            for number in range(5)
        ]
        if section:
            parts.append(f'::: {{.sponsor name="Sponsor {section}" url="https://s.example"}}\n{SENTENCE}\n:::')
    parts.append('::: {.about curator="C" unsubscribe="{{ u }}"}\nA tagline.\n:::')
    return parse("\n\n".join(parts) + "\n").issue


@pytest.mark.parametrize("form", ALONE)
def test_export(benchmark: BenchmarkFixture, issue: Issue, form: str) -> None:
    assert sum(1 for _ in issue.items()) == 20
    export(issue, form)  # templates are read once
    assert benchmark(export, issue, form)
