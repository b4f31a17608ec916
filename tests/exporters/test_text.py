"""The plain text of an issue: laid out for reading, in the issue's language, every sponsor labelled."""

from __future__ import annotations

from hypothesis import given, settings

from reader_app.exporters.text import issue_text
from reader_app.markup.parse import parse
from reader_app.model.blocks import Sponsor
from reader_app.model.issue import Issue
from tests.support.strategies import issues


def test_an_issue_is_laid_out() -> None:
    facts = "publication: P\nnumber: 7\ntitle: A title\ndate: 2024-05-01\nurl: https://v.example"
    about = '::: {.about site="https://s.example" unsubscribe="{{ u }}" address="1 Road"}\nTag\n:::'
    issue = parse(f"---\n{facts}\n---\nLead.\n\n## Sec\n\nx\n\n{about}").issue
    head = "P · Issue #7\n\nA title\n=======\n\n1 May 2024 · 1 min read\nView online: https://v.example\n\n"
    body = "Lead.\n\nSec\n---\n\nx\n\n-- \nTag\nhttps://s.example\nUnsubscribe: {{ u }}\n1 Road\n"
    assert issue_text(issue) == head + body


@given(issues)
@settings(max_examples=100, deadline=None)
def test_every_sponsor_is_labelled(issue: Issue) -> None:
    text = issue_text(issue, width=10_000)
    for _, block in issue.blocks():
        if isinstance(block, Sponsor):
            assert f"{block.label}: {block.name}" in text
