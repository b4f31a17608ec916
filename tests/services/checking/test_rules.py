"""Every rule on cases kept as data: what it finds, where, and what its repair makes of the text."""

from __future__ import annotations

import importlib
import json
import pkgutil
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.markup.edits import apply
from reader_app.markup.parse import parse
from reader_app.model.publication import Look, Publication
from reader_app.services.checking import rules
from reader_app.services.checking.check import RULES, check, has_errors
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.subject import EarlierLink, Knowledge, LinkAnswer, MailWeight, PictureFacts, Subject

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "checks"
NAMES = [module.name for module in pkgutil.iter_modules(rules.__path__)]
CASES = [
    pytest.param(name, case, id=f"{name}: {case['about']}")
    for name in NAMES
    for case in json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
]


def knowledge(case: dict[str, Any]) -> Knowledge:
    links = {
        address: tuple(EarlierLink(UUID(int=number), *run) for number, run in enumerate(runs))
        for address, runs in case.get("earlier", {}).items()
    }
    pictures = {name: PictureFacts(*facts) if facts else None for name, facts in case.get("pictures", {}).items()}
    live = {address: LinkAnswer(*answer) for address, answer in case.get("live", {}).items()}
    return Knowledge(links, pictures, publication(case.get("publication")), live)


def publication(said: dict[str, str] | None) -> Publication | None:
    if said is None:
        return None
    look = Look(accent=said.get("accent", ""))
    return Publication(name=said["name"], pictures=said.get("pictures", ""), look=look)


def subject(case: dict[str, Any], text: str) -> Subject:
    weights = {(section, block): size for section, block, size in case.get("blocks", [])}
    weight = MailWeight(case.get("weight", 0), weights)
    return Subject(text, parse(text), date.fromisoformat(case.get("today", "2026-01-05")), weight, knowledge(case))


def shown(finding: Finding, text: str) -> dict[str, Any]:
    """What a case says of a finding; of a repair its name, and the lines it makes or the words it selects."""
    found: dict[str, Any] = {"line": finding.line, "is": str(finding.severity), "says": finding.sentence}
    if finding.repair is None:
        return found
    found["repair"] = finding.repair.label
    if finding.repair.edit is not None:
        text = apply(text, finding.repair.edit)
        found["after"] = text.split("\n")
    if finding.repair.select is not None:
        line, start, end = finding.repair.select
        found["selects"] = text.split("\n")[line][start:end]
    return found


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_rule_finds_what_the_case_says(name: str, case: dict[str, Any]) -> None:
    rule = importlib.import_module(f"{rules.__name__}.{name}").check
    text = "\n".join(case["text"])
    assert [shown(finding, text) for finding in rule(subject(case, text))] == case["found"]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_repair_that_needs_no_words_mends_the_problem(name: str, case: dict[str, Any]) -> None:
    rule = importlib.import_module(f"{rules.__name__}.{name}").check
    text = "\n".join(case["text"])
    for finding in rule(subject(case, text)):
        if finding.repair is not None and finding.repair.edit is not None and finding.repair.select is None:
            mended = apply(text, finding.repair.edit)
            left = [(each.rule, each.sentence) for each in rule(subject(case, mended))]
            before = [(each.rule, each.sentence) for each in rule(subject(case, text))]
            assert left.count((finding.rule, finding.sentence)) < before.count((finding.rule, finding.sentence))


def test_every_rule_is_run() -> None:
    assert {rule.__module__.rpartition(".")[2] for rule in RULES} == set(NAMES)


def test_the_gravest_come_first() -> None:
    text = "TK\n\n## Empty\n\nfoo\n\n![](https://a.example/x.png)\n"
    found = check(subject({}, text))
    assert [str(each.severity) for each in found] == sorted(
        (str(each.severity) for each in found), key=["error", "warning", "hint"].index
    )
    assert has_errors(found)
    assert not has_errors(())


PIECES = st.sampled_from(
    [
        "## S",
        "### [T](https://a.example/x)",
        "### [T](bit.ly/x) {image=x.webp}",
        "::: sponsor",
        '::: {.sponsor name="N" label="Our friends"}',
        ":::",
        "TK",
        "[here](",
        "](x)",
        "![](asset:ab)",
        "Mon, 3 Jan",
        "© 1999",
        "---",
        "title: x",
        "[r]: https://b.example",
        "[x][r]",
        "::: {.about}",
        "<!--",
        "-->",
        "```",
        "",
        "![a\nb](c)",
        "שלום 🎈",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=14).map("\n".join))
def test_no_text_breaks_a_rule_and_every_place_is_in_it(text: str) -> None:
    for finding in check(subject({}, text)):
        lines = text.split("\n")
        assert 0 <= finding.line <= len(lines)
        if finding.repair is None:
            continue
        if finding.repair.edit is not None:
            assert 0 <= finding.repair.edit.start <= finding.repair.edit.end <= len(lines)
            lines = apply(text, finding.repair.edit).split("\n")
        if finding.repair.select is not None:
            line, start, end = finding.repair.select
            assert 0 <= start <= end <= len(lines[line])
