"""Hostile newsletters in a real engine with JavaScript turned on: no payload runs and nothing is asked for.

The engine here has none of the window's other guards: no policy, no interceptor that refuses, scripts allowed. Beside
what runs, each page is looked through for parts that must not be there, whether they do harm in this engine or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader_app.importers.registry import Source, read
from reader_app.importers.sanitize import display_copy
from reader_app.library.library import Library
from reader_app.markup.parse import parse
from reader_app.markup.write import write
from reader_app.model.issue import Issue
from reader_app.services.archiving import ArchiveOptions, archive
from reader_app.services.importing import import_paths
from tests.support.engine import Engine, Outcome, Shown, running
from tests.support.payloads import (
    ADDRESSES,
    HTML,
    MARKDOWN,
    clipboard_pages,
    issue_of,
    publication_of,
    read_pages,
    source_pages,
    written_pages,
)
from tests.support.trials import trials

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", "js:", extend=True)
WEB = "https://far.example/x"
EVERY = trials(6)  # with as many as there are payloads, each is tried in each export by itself


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[Engine]:
    with running(qtbot) as engine:
        yield engine


def nothing_of(outcome: Outcome) -> None:
    """Assert that nothing ran, nothing is there that must not be, and nothing was asked for."""
    assert outcome.ran == 0
    assert outcome.found == {}
    assert outcome.asked == []


def nothing_comes_of(engine: Engine, pages: Sequence[Shown]) -> None:
    """Assert that nothing comes of `pages`, but for the issue's own pictures in those made for mail programs."""
    nothing_of(engine.outcome([page for page in pages if not page.asks]))
    outcome = engine.outcome([page for page in pages if page.asks])
    outcome.asked = [each for each in outcome.asked if each not in outcome.pictures]
    nothing_of(outcome)


def every_issue() -> Iterator[tuple[str, Issue]]:
    """Yield an issue for each payload, with it in every field where its kind can stand."""
    for number, payload in enumerate(HTML):
        yield f"html {number} {payload}", issue_of(payload, WEB, payload)
    for number, text in enumerate(MARKDOWN):
        yield f"markdown {number} {text}", issue_of(text.replace("\n", " "), WEB, text)
    for number, address in enumerate(ADDRESSES):
        body = f"[press]({address}) ![see]({address} '{address}') <{address}>\n\n[{address}]\n\n[x]: {address}"
        yield f"address {number} {address}", issue_of(address, address, body)


ISSUES = dict(every_issue())


def test_there_are_many_payloads() -> None:
    assert len(ISSUES) == len(set(HTML)) + len(set(MARKDOWN)) + len(set(ADDRESSES)) > 200


def test_the_engine_would_run_them(engine: Engine) -> None:
    assert engine.runs("<script>ran()</script>") == 1
    outcome = engine.outcome([Shown("as it is", payload) for payload in HTML[:20]])
    assert outcome.ran > 3
    assert outcome.found
    pictures = engine.outcome([Shown("a picture", f'<img src="{WEB}">'), Shown("none", "<p>x</p>")])
    assert (pictures.asked, pictures.found) == ([WEB], {})
    chapter = '<html xmlns="http://www.w3.org/1999/xhtml"><head></head><body><script>ran()</script></body></html>'
    assert engine.outcome([Shown("a chapter", chapter, "application/xhtml+xml")]).ran == 1


def test_no_payload_runs_in_its_display_copy(engine: Engine) -> None:
    copies = [
        Shown(f"{place} {payload}", f"<!doctype html><body>{display_copy(html, {})}</body>")
        for payload in (*HTML, *(f'<a href="{address}">x</a><img src="{address}">' for address in ADDRESSES))
        for place, html in (
            ("between", f"<p>before</p>{payload}<p>after</p>"),
            ("first", payload),
            ("in a table", f"<table><tr><td>{payload}</td></tr></table>"),
            ("in a list", f"<ul><li><b>{payload}</ul>"),
        )
    ]
    nothing_of(engine.outcome(copies))


def test_no_payload_runs_in_the_reading_window(engine: Engine) -> None:
    pages = [shown for name, issue in ISSUES.items() for shown in read_pages(issue, name)]
    nothing_of(engine.outcome(pages))


def test_no_payload_runs_in_what_was_imported(engine: Engine) -> None:
    pages = []
    for number, payload in enumerate(HTML):
        body = f"<body><h1>Harm {number}</h1><p>Words.</p>{payload}</body>"
        html = f"<html><head><title>{payload}</title></head>{body}</html>"
        for source in (Source("a.html", html.encode()), Source("a.md", f"# Harm\n\n{payload}\n\nWords".encode())):
            for imported in read(source):
                name = f"imported {number} {source.name}"
                pages += source_pages(imported.issue, imported.display, html, name)
                pages += read_pages(imported.issue, name)
    nothing_of(engine.outcome(pages))


def test_no_payload_runs_in_any_export_preview_or_copy(engine: Engine, tmp_path: Path) -> None:
    names = list(ISSUES)[:: max(1, len(ISSUES) // EVERY)]
    pages: list[Shown] = []
    with Library.open(tmp_path / "x.masthead") as library:
        for name in names:
            issue = ISSUES[name]
            publication = publication_of(issue.title, issue.url, issue.title)
            pages += written_pages(issue, name, publication)
            pages += clipboard_pages(library, issue, name)
            again = parse(write(issue)).issue
            pages += written_pages(again, f"{name} (written and read)")
    nothing_comes_of(engine, pages)


def test_all_payloads_together_run_in_no_export_preview_or_copy(engine: Engine, tmp_path: Path) -> None:
    issues = list(ISSUES.values())
    together = issue_of(" ".join(HTML), WEB, "\n\n".join((*HTML, *MARKDOWN)))
    blocks = tuple(block for issue in issues for block in issue.lead[1:3])
    many = Issue(title="Many", lead=blocks, sections=tuple(issue.sections[0] for issue in issues[::9]))
    pages: list[Shown] = []
    with Library.open(tmp_path / "x.masthead") as library:
        for name, issue in (("together", together), ("many", many)):
            pages += (*read_pages(issue, name), *written_pages(issue, name), *clipboard_pages(library, issue, name))
    nothing_comes_of(engine, pages)


def test_no_payload_runs_in_an_archive_site(engine: Engine, tmp_path: Path) -> None:
    files = []
    for number, (name, issue) in enumerate(list(ISSUES.items())[:: max(1, len(ISSUES) // (4 * EVERY))]):
        path = tmp_path / f"{number}.md"
        path.write_text(write(issue), "utf-8", "replace")
        files.append(path)
        assert name
    site = tmp_path / "site"
    with Library.open(tmp_path / "x.masthead") as library:
        assert import_paths(library, files).added
        archive(library, site, ArchiveOptions(title=HTML[0], url='https://here.example/"><script>ran()</script>'))
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    outcome = Outcome()
    for path in pages:
        own = ("script", "form", "input", "button") if path.name == "search.html" else ()
        part = engine.file(path, site, own=own)
        outcome.ran, outcome.asked = outcome.ran + part.ran, outcome.asked + part.asked
        outcome.found |= part.found
    for words in ("ran", "script", "img src", "onerror", "<script>ran()</script>", '"><img src=x onerror=ran()>'):
        search = engine.file(site / "search.html", site, f"q={words}", own=("script", "form", "input", "button"))
        outcome.ran, outcome.asked = outcome.ran + search.ran, outcome.asked + search.asked
        outcome.found |= search.found
    nothing_of(outcome)
