"""The wheel holds the program with its resources, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("masthead-*.whl")))


def files(folder: str) -> set[str]:
    found = (path for path in (PROJECT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(PROJECT / folder)) for path in found}


def test_every_resource_is_in_the_package(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {f"reader_app/resources/{name}" for name in files("resources")} <= names


def test_every_module_is_in_the_package(wheel: zipfile.ZipFile) -> None:
    assert {f"reader_app/{name}" for name in files("reader_app")} <= set(wheel.namelist())


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in wheel.namelist()} == {"reader_app", "masthead"}


def test_the_wheel_offers_the_command(wheel: zipfile.ZipFile) -> None:
    points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "masthead = reader_app.__main__:main" in wheel.read(points).decode()
