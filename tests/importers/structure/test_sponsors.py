"""Whose advertisements are found in small issues of several forms and languages, and what stays outside of them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from reader_app.importers.registry import read
from reader_app.importers.source import Source
from reader_app.importers.structure.envelope import Envelope
from reader_app.importers.structure.find import find, find_in_text
from reader_app.importers.text_lines import raw_lines
from reader_app.markup.write import write_block
from reader_app.model.blocks import Sponsor
from reader_app.model.issue import Issue

FOLDER = Path(__file__).parents[2] / "cases" / "sponsors"
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
AROUND = (
    "Nobody had lit the lamp that morning, and the keeper went up himself to see why it was dark.",
    "The tide tables are out, and they say that high water comes at four on every day of the week.",
)


def sentences() -> list[tuple[str, list[str]]]:
    lines = (FOLDER / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    cases = (line.partition("\t") for line in lines if not line.startswith("#"))
    return [(text, names.split("|") if names else []) for text, _, names in cases]


def issues() -> list[tuple[str, str, list[str], list[str]]]:
    chunks = (FOLDER / "issues.txt").read_text(encoding="utf-8").split("\n.\n")
    cases = []
    for at in range(0, len(chunks) - 2, 3):
        lines = [line.partition(": ") for line in chunks[at + 2].splitlines()]
        found = {key: [value for each, _, value in lines if each == key] for key in ("sponsor", "outside")}
        cases.append((chunks[at].strip(), chunks[at + 1], found["sponsor"], found["outside"]))
    return cases


def issue_of(form: str, text: str) -> Issue:
    if form == "markdown":
        (imported,) = read(Source("letter.md", text.encode()))
        return imported.issue
    envelope = Envelope(subject="Harbour Weekly #12: fog", sender="Harbour Weekly")
    return (find_in_text(raw_lines(text), envelope) if form == "text" else find(text, envelope)).issue


def sponsors(issue: Issue) -> list[str]:
    blocks = [*issue.lead, *(block for section in issue.sections for block in section.blocks)]
    return [block.name for block in blocks if isinstance(block, Sponsor)]


def outside(issue: Issue) -> str:
    parts = [write_block(block) for block in issue.lead if not isinstance(block, Sponsor)]
    for section in issue.sections:
        parts += [section.heading, *(write_block(each) for each in section.blocks if not isinstance(each, Sponsor))]
    return "\n".join(parts)


def in_form(form: str, paragraph: str) -> str:
    if form == "markdown":
        return "\n\n".join(["# Harbour Weekly #12", AROUND[0], paragraph, AROUND[1], "## Boats", "Three."])
    if form == "text":
        plain = LINK.sub(r"\1 <\2>", paragraph)
        return "\n\n".join(["Harbour Weekly #12", AROUND[0], plain, AROUND[1], "BOATS", "Three of them came in."])
    inner = LINK.sub(r'<a href="\2">\1</a>', escape(paragraph, quote=False))
    return f"<h1>Harbour Weekly #12</h1><p>{AROUND[0]}</p><p>{inner}</p><p>{AROUND[1]}</p><h2>Boats</h2><p>Three.</p>"


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
@pytest.mark.parametrize(("paragraph", "names"), sentences())
def test_a_paragraph_names_who_paid(form: str, paragraph: str, names: list[str]) -> None:
    issue = issue_of(form, in_form(form, paragraph))
    assert sponsors(issue) == names
    said = outside(issue)
    assert all(text in said for text in AROUND)


@pytest.mark.parametrize(("title", "text", "names", "kept"), [pytest.param(*case, id=case[0]) for case in issues()])
def test_an_issue(title: str, text: str, names: list[str], kept: list[str]) -> None:
    issue = issue_of(title.partition(":")[0], text)
    assert sponsors(issue) == names
    said = outside(issue)
    assert [each for each in kept if each not in said] == []
