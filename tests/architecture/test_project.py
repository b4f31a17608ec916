"""The project's own files agree with each other: pins, layers, targets, continuous integration, notes."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+")


def project() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> list[str]:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_a_constraint_is_an_exact_version_and_no_address() -> None:
    assert pins()
    assert [line for line in pins() if not PIN.fullmatch(line)] == []


def test_every_dependency_is_pinned_and_has_a_lower_bound() -> None:
    table = project()["project"]
    wanted = [*table["dependencies"], *table["optional-dependencies"]["dev"]]
    assert [line for line in wanted if not re.fullmatch(r"[A-Za-z0-9._-]+>=[0-9.]+", line)] == []
    pinned = {canonical(line.partition("==")[0]) for line in pins()}
    assert {canonical(line.partition(">=")[0]) for line in wanted} <= pinned


def test_every_installed_package_is_pinned() -> None:
    from importlib.metadata import PackageNotFoundError, requires

    pinned = {canonical(line.partition("==")[0]) for line in pins()}
    for name in sorted(pinned):
        try:
            needs = requires(name) or []
        except PackageNotFoundError:
            continue
        plain = {canonical(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in needs if ";" not in line}
        assert plain <= pinned, name


def test_every_dependency_is_explained() -> None:
    note = (PROJECT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8").lower()
    for line in project()["project"]["dependencies"]:
        assert line.partition(">=")[0].lower() in note


def test_continuous_integration_runs_what_anybody_runs() -> None:
    run = (PROJECT / ".ci/run").read_text(encoding="utf-8")
    assert "make test" in run
    assert "make audit" in run
    assert os.access(PROJECT / ".ci/run", os.X_OK)


@pytest.mark.parametrize(
    "target", ["setup", "run", "test", "lint", "audit", "bench", "fuzz", "kill", "faults", "wheel", "clean"]
)
def test_the_makefile_has_the_target(target: str) -> None:
    assert re.search(rf"^{target}:.*## \w", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", sorted((PROJECT / "packaging").glob("*.sh")), ids=lambda path: path.name)
def test_a_script_can_be_run_and_stops_at_the_first_failure(path: Path) -> None:
    assert os.access(path, os.X_OK)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n# ")
    assert re.search(r"^set -eu$", text, re.MULTILINE)


def test_the_layers_name_every_part() -> None:
    contracts = project()["tool"]["importlinter"]["contracts"]
    named = {word.strip("()") for line in contracts[0]["layers"] for word in line.split()} - {"|", ":"}
    package = PROJECT / "reader_app"
    found = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert found - {"__init__"} <= named


def test_decisions_are_numbered_without_gaps_and_short() -> None:
    notes = sorted((PROJECT / "docs/decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in notes] == list(range(1, len(notes) + 1))
    for path in notes:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 45, path.name
