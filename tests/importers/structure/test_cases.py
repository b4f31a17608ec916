"""The steps from a page, a text or Markdown to an issue, case by case."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader_app.importers.registry import read
from reader_app.importers.source import Source
from reader_app.importers.structure.envelope import Envelope, Structured
from reader_app.importers.structure.find import find, find_in_text
from reader_app.importers.text_lines import raw_lines
from reader_app.model.codec import encode
from reader_app.model.issue import Issue

FOLDER = Path(__file__).parents[2] / "cases" / "structure"


def read_cases() -> list[tuple[str, str, str, str]]:
    cases = []
    for file in sorted(FOLDER.glob("*.txt")):
        chunks = file.read_text(encoding="utf-8").split("\n.\n")
        starts = range(0, len(chunks) - 2, 3)
        cases += [(file.stem, chunks[at].strip(), chunks[at + 1], chunks[at + 2].strip()) for at in starts]
    return cases


def found_in(step: str, text: str) -> Structured:
    envelope = Envelope()
    if text.startswith("{"):
        first, _, text = text.partition("\n")
        envelope = Envelope(**json.loads(first))
    if step == "text":
        return find_in_text(raw_lines(text), envelope)
    if step == "markdown":
        (imported,) = read(Source("letter.md", text.encode()))
        return Structured(imported.issue)
    return find(text, envelope)


def brief(found: Structured) -> str:
    empty = encode(Issue())
    data = {key: value for key, value in encode(found.issue).items() if value != empty.get(key)}
    if found.removed:
        data["removed"] = list(found.removed)
    return json.dumps(data, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    ("step", "title", "text", "expected"), [pytest.param(*case, id=f"{case[0]}: {case[1]}") for case in read_cases()]
)
def test_case(step: str, title: str, text: str, expected: str) -> None:
    actual = brief(found_in(step, text))
    if os.environ.get("RENEW_CASES"):
        renew(step, title, actual)
    assert actual == expected, title


def renew(step: str, title: str, new: str) -> None:
    file = FOLDER / f"{step}.txt"
    chunks = file.read_text(encoding="utf-8").split("\n.\n")
    at = next(number for number in range(0, len(chunks), 3) if chunks[number].strip() == title)
    chunks[at + 2] = new
    file.write_text("\n.\n".join(chunks), encoding="utf-8")
