"""Law 1: what is written reads back the same, as Markdown and as JSON."""

from __future__ import annotations

import json

from hypothesis import given, settings

from reader_app.markup.parse import parse
from reader_app.markup.write import write, write_block
from reader_app.model.blocks import Block
from reader_app.model.codec import decode, dumps, encode
from reader_app.model.issue import Issue
from tests.support.strategies import blocks, issues


@given(issues)
@settings(max_examples=300, deadline=None)
def test_markdown_reads_back_the_same_issue(issue: Issue) -> None:
    assert parse(write(issue)).issue == issue


@given(blocks)
@settings(max_examples=300, deadline=None)
def test_a_single_block_reads_back(block: Block) -> None:
    assert parse("---\ntitle:\n---\n\n" + write_block(block)).issue.lead == (block,)


@given(issues)
@settings(max_examples=200, deadline=None)
def test_json_reads_back_the_same_issue(issue: Issue) -> None:
    assert decode(json.loads(dumps(encode(issue)))) == issue
