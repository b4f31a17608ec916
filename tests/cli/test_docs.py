"""The documents name what there is: every command, every format, every file they point to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader_app.cli.main import masthead
from reader_app.exporters.registry import FORMATS

PROJECT = Path(__file__).resolve().parents[2]
COMMANDS = (PROJECT / "docs/guide/command-line.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")])


@pytest.mark.parametrize("name", sorted(masthead.commands))
def test_every_command_is_in_the_guide_with_its_options(name: str) -> None:
    lines = [line for line in COMMANDS.splitlines() if line.startswith(f"`masthead {name}")]
    assert len(lines) == 1
    options = {option for parameter in masthead.commands[name].params for option in parameter.opts if "--" in option}
    assert options - {"--to", "--out"} <= set(re.findall(r"--[a-z-]+", lines[0]))


def test_the_guide_names_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"^`masthead ([a-z]+)", COMMANDS, re.MULTILINE)) <= set(masthead.commands)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_in_the_guide(name: str) -> None:
    assert f"`{name}`" in COMMANDS


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        assert target.startswith("http") or (path.parent / target).exists(), target


def test_the_readme_is_no_longer_than_two_screens() -> None:
    assert len((PROJECT / "README.md").read_text(encoding="utf-8").splitlines()) <= 80
