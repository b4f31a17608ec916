"""One composing window with all that is around it, and a preview that needs no web engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from reader_app.library.library import Library
from reader_app.library.types import Draft
from reader_app.markup.html import issue_html
from reader_app.model.issue import Issue
from reader_app.services.checking.subject import MailWeight
from reader_app.ui.editor.editor_window import EditorWindow
from reader_app.ui.jobs import LibraryWorker

TEXT = """---
publication: Architecture Notes
number: 178
title: What a foundation moving on tells us
---

The conference is taking place this week.

::: {.sponsor name="Open Cloud Foundation" url="https://ocf.example"}
Four days, twelve tracks, one hallway.
:::

## Artificial intelligence

### [Teaching a model](https://research.example/calibration)
A careful look at calibration.

### [The small-model shelf](https://blog.example/shelf)
Nine models that fit in a laptop.

## Cloud and infrastructure

### [Small machines, big bills](https://cloud.example/bills)
What it costs.

::: {.about}
All about architecture.
:::
"""


class PlainPreview:
    """Stands in for the exporters: what it writes is easy to compare."""

    def render(self, issue: Issue, view: str) -> str:
        return f"<html><body class='{view}'><h1>{issue.title}</h1>{issue_html(issue)}</body></html>"

    def weigh(self, issue: Issue) -> MailWeight:
        return MailWeight(len(self.render(issue, "email").encode()))


@dataclass
class Desk:
    """One open composing window with all that is around it."""

    window: EditorWindow
    library: Path
    draft: Draft
    opened: list[Draft]
    worker: LibraryWorker

    def type(self, text: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.window.source, text)

    def stored(self, draft_id: UUID | None = None) -> Draft:
        with Library.open(self.library) as library:
            return library.draft(draft_id or self.draft.id)

    def elsewhere(self, text: str) -> Draft:
        """Save the draft as another window or the command line would."""
        with Library.open(self.library) as library:
            now = library.draft(self.draft.id)
            return library.save_draft(
                now.id, text, base_revision=now.revision, title="other", publication="", number=""
            )
