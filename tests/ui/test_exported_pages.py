"""What is exported asks for nothing when it is opened: a page with every known way to phone home, in a real engine.

Scripts may run, and no policy of the page is in the way. A mail is not here: its pictures are on the web by nature.
"""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot

from reader_app.exporters.pdf import page_to_print
from reader_app.library.library import Library
from reader_app.model.issue import Issue
from reader_app.services.archiving import ArchiveOptions, archive
from reader_app.services.exporting import export_issue, for_export
from reader_app.services.importing import import_paths
from tests.support.engine import running

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", "js:", extend=True)
PAGE = Path(__file__).parents[1] / "cases" / "phone_home" / "page.html"
WEB = "https://far.example"
MAIL = """From: Harbour Letter <letter@harbour.example>
Subject: Lamps of the harbour, by mail
List-Id: Harbour Letter <letter.harbour.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

"""
DRAFT = """---
publication: Harbour Letter
title: Lamps of the harbour, as written
---

![A lamp]({web}/markdown.png) Every evening the keeper lights nine lamps.

::: {.sponsor name="Oil" url="{web}/sponsor" image="{web}/logo.png"}
![Oil]({web}/oil.png) Burns long.
:::

## Lamps

### [The ninth]({web}/item)
![Green]({web}/green.png)

"""


def imported(folder: Path, library: Library) -> list[Issue]:
    """Bring the page in as a page, as a mail and as Markdown."""
    page = PAGE.read_text("utf-8").replace("{web}", WEB).replace("127.0.0.1:{port}", "far.example")
    sources = {"lamps.html": page, "lamps.eml": MAIL + page, "lamps.md": DRAFT.replace("{web}", WEB) + page}
    for name, text in sources.items():
        (folder / name).write_text(text, "utf-8")
    report = import_paths(library, [folder / name for name in sources])
    assert len(report.added) == len(sources)
    return [library.issue(added.issue_id) for added in report.added if added.issue_id]


def written(folder: Path, library: Library) -> list[Path]:
    """Write all that is exported as pages into `folder`, books unpacked, and return the pages."""
    for number, issue in enumerate(imported(folder, library)):
        for form in ("web", "original") if library.display(issue.id) else ("web",):
            export_issue(library, issue, form, folder / "out" / f"{number}-{form}.html")
        book = export_issue(library, issue, "epub", folder / f"{number}.epub")
        assert isinstance(book, Path)
        with ZipFile(book) as files:
            files.extractall(folder / "out" / f"book-{number}")
        (folder / "out" / f"{number}-print.html").write_text(page_to_print(*for_export(library, issue))[0], "utf-8")
    archive(library, folder / "out" / "site", ArchiveOptions())
    return sorted(path for path in (folder / "out").rglob("*") if path.suffix in (".html", ".xhtml"))


def test_no_export_asks_for_anything(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with Library.open(tmp_path / "library.masthead") as library:
        pages = written(tmp_path, library)
    assert len(pages) > 20
    linked = [path.name for path in pages if f'class="missing-picture" href="{WEB}/' in path.read_text("utf-8")]
    assert len(linked) > 5
    with running(qtbot) as engine:
        (tmp_path / "asks.html").write_text(f'<img src="{WEB}/x.png">')
        assert engine.file(tmp_path / "asks.html", tmp_path).asked == [f"{WEB}/x.png"]
        asked = {str(path.relative_to(tmp_path)): engine.file(path, tmp_path).asked for path in pages}
    assert {name: found for name, found in asked.items() if found} == {}
