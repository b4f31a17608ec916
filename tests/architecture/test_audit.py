"""The audit of the packages Masthead runs on finds nothing now, and finds each kind of fault when there is one."""

from __future__ import annotations

import importlib.util
import stat
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@dataclass
class World:
    """The list, the pins and the packages that are installed, by name."""

    entries: dict[str, dict[str, Any]]
    pins: dict[str, str]
    packages: dict[str, Any]


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", PROJECT / "packaging/audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def listed() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "packaging/audit.toml").read_text(encoding="utf-8"))


@pytest.fixture
def world(audit: ModuleType) -> World:
    pins = audit.pins((PROJECT / "constraints.txt").read_text(encoding="utf-8"))
    return World({entry["name"]: entry for entry in listed()["package"]}, pins, dict(audit.needed()))


def test_what_is_installed_is_in_order(audit: ModuleType, world: World) -> None:
    assert {"click", "pyside6-addons", "h11"} <= world.packages.keys()
    assert world.packages.keys().isdisjoint({"pytest", "ruff", "masthead"})
    assert list(audit.findings(listed(), world.pins, world.packages)) == []


FAULTS: list[tuple[Callable[[World], object], str]] = [
    (lambda world: world.entries.pop("h11"), "h11 is needed to run and is not on the list"),
    (lambda world: world.packages.pop("h11"), "h11 is on the list and nothing needs it"),
    (lambda world: world.pins.pop("h11"), "h11 is not pinned"),
    (lambda world: world.pins.update(h11="9.9"), "h11 is listed as 0.16.0 and pinned as 9.9"),
    (
        lambda world: (world.pins.update(h11="9.9"), world.entries["h11"].update(version="9.9")),
        "h11 is listed as 9.9, and 0.16.0 is installed.",
    ),
    (lambda world: world.entries["h11"].update({"for": " "}), "h11 has no reason"),
    (lambda world: world.entries["h11"].update(licence="BSD-3-Clause"), "h11 says of its licence “MIT”"),
    (
        lambda world: world.entries["h11"].update(licence="AGPL-3.0-only", says="MIT"),
        "h11 has the licence AGPL-3.0-only, which is not allowed.",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_a_fault_is_named(audit: ModuleType, world: World, change: Callable[[World], object], sentence: str) -> None:
    change(world)
    given = listed() | {"package": list(world.entries.values())}
    (found,) = audit.findings(given, world.pins, world.packages)
    assert sentence in found


def test_the_licence_of_the_affero_kind_is_never_allowed(audit: ModuleType) -> None:
    allowed = frozenset(listed()["allowed"])
    assert not any("AGPL" in name for name in allowed)
    assert audit.is_allowed("MPL-2.0 AND MIT", allowed)
    assert audit.is_allowed("AGPL-3.0-only OR MIT", allowed)
    assert not audit.is_allowed("AGPL-3.0-only AND MIT", allowed)
    assert not audit.is_allowed("", allowed)


def program(folder: Path, answer: str) -> str:
    """Return a program that answers as pip-audit does."""
    path = folder / "pip-audit"
    path.write_text(f"#!{sys.executable}\nprint({answer!r})\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


SERVICES = [
    ('{"dependencies": [{"name": "h11", "version": "0.16.0", "vulns": []}]}', [], []),
    (
        '{"dependencies": [{"name": "h11", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2", "3"]}]}]}',
        ["h11 1: CVE-1, mended in 2, 3."],
        [],
    ),
    (
        '{"dependencies": [{"name": "h11", "skip_reason": "not found"}]}',
        [],
        ["The advisory service does not know 1 of 1 packages: the list stands alone there."],
    ),
    ("Connection refused", [], ["The advisory service cannot be reached: the list stands alone."]),
]


@pytest.mark.parametrize(("answer", "faults", "remarks"), SERVICES)
def test_what_the_service_knows_is_told_from_what_it_does_not(
    audit: ModuleType, tmp_path: Path, answer: str, faults: list[str], remarks: list[str]
) -> None:
    assert audit.asked(program(tmp_path, answer), listed()) == (faults, remarks)
