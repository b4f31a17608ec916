"""The sources keep their shape: small files, short functions, third-party names in their layer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "reader_app"
LONGEST_FILE = 400
LONGEST_FUNCTION = 60

# Which part of the package may name what does not come with Python or is the business of one layer.
HOMES = {
    "PySide6": {"ui", "app.py"},
    "shiboken6": {"ui", "app.py"},
    "sqlite3": {"library"},
    "markdown_it": {"markup"},
    "mdit_py_plugins": {"markup"},
    "ruamel": {"markup"},
    "jinja2": {"exporters"},
    "markupsafe": {"exporters"},
    "mjml": {"exporters"},
    "nh3": {"importers"},
    "selectolax": {"importers"},
    "feedparser": {"importers"},
    "hunspell": {"services"},
    "httpcore": {"services"},
    "click": {"cli"},
    "tqdm": {"cli"},
    "platformdirs": {"paths.py"},
}
NOT_FOR_THE_COMMAND_LINE = {"PySide6", "shiboken6"}


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_names(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_function_fits_a_screen(path: Path) -> None:
    too_long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not too_long


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    if path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_third_party_names_stay_in_their_layer(path: Path) -> None:
    home = path.relative_to(PACKAGE).parts[0]
    strangers = {name for name in imported_names(path) if name in HOMES and home not in HOMES[name]}
    assert not strangers


def test_every_dependency_has_a_home() -> None:
    import sys

    used = {name for path in sources() for name in imported_names(path)}
    third_party = used - set(sys.stdlib_module_names) - {"reader_app"}
    assert third_party <= set(HOMES)


def qt_names() -> frozenset[str]:
    from PySide6 import QtCore, QtGui, QtWidgets
    from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineUrlRequestInterceptor, QWebEngineUrlSchemeHandler

    # dir and getattr, not vars: PySide makes its classes when they are first asked for.
    classes = [getattr(module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module)]
    classes += [QWebEnginePage, QWebEngineUrlRequestInterceptor, QWebEngineUrlSchemeHandler]
    return frozenset(name for value in classes if isinstance(value, type) for name in dir(value))


def test_camel_case_is_only_for_methods_of_qt() -> None:
    ours = {
        f"{name_of(path)}: {node.name}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name != node.name.lower() and node.name not in qt_names()
    }
    assert not ours
