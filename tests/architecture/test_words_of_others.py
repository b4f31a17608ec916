"""What others write is shown as it is: no label or tooltip takes it for HTML, and no style sheet takes it for rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "reader_app" / "ui"
SOURCES = sorted(UI.rglob("*.py"))
PLAIN = "setTextFormat(Qt.TextFormat.PlainText)"


def name_of(path: Path) -> str:
    return str(path.relative_to(UI))


def is_ours(text: ast.expr | None) -> bool:
    """Tell whether `text` is written in the source, perhaps to be translated."""
    if isinstance(text, ast.Call):
        return ast.unparse(text.func).endswith(("tr", "translate", "keys_text", "label", "upper"))
    return isinstance(text, ast.Constant)


def labels(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield each label that is made and kept under a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            pairs = zip(target.elts, value.elts, strict=True) if is_pair(target, value) else [(target, value)]  # type: ignore[attr-defined]
            for name, made in pairs:
                if isinstance(made, ast.Call) and ast.unparse(made.func) == "QLabel":
                    yield ast.unparse(name), made


def is_pair(target: ast.expr, value: ast.expr) -> bool:
    return isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)


@pytest.mark.parametrize("path", [path for path in SOURCES if "QLabel(" in path.read_text("utf-8")], ids=name_of)
def test_a_label_that_shows_what_is_not_written_here_shows_plain_text(path: Path) -> None:
    source = path.read_text("utf-8")
    open_to_html = []
    for name, made in labels(ast.parse(source)):
        texts = [argument for argument in made.args if ast.unparse(argument) != "self"]
        changes = f"{name}.setText(" in source
        if (changes or not all(map(is_ours, texts))) and f"{name}.{PLAIN}" not in source:
            open_to_html.append(name)
    assert not open_to_html


def test_no_message_box_and_no_rich_text_but_that_of_the_overview() -> None:
    users = {
        name_of(path)
        for path in SOURCES
        for word in ("QMessageBox", "QErrorMessage", ".setHtml(", ".insertHtml(", "(QTextBrowser)")
        if word in path.read_text("utf-8")
    }
    # The clipboard gets what the exporters made; the overview escapes every name (test_words_stay_words).
    assert users == {"library/overview_pane.py", "clipboard.py"}
