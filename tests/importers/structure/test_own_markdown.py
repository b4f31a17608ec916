"""An issue that Masthead wrote as Markdown is read again as it was."""

from __future__ import annotations

from reader_app.importers.registry import read
from reader_app.importers.source import Source
from reader_app.markup.write import write
from reader_app.model.blocks import Item, Prose
from reader_app.model.issue import Issue, Section


def test_items_above_the_first_section_stay_items() -> None:
    sections = (Section("Boats", blocks=(Prose("Three."),)), Section("Lamps", blocks=(Prose("One."),)))
    lead = (Prose("Hello."), Item("A lamp", body="It is lit."))
    issue = Issue(publication="Harbour Post", number="3", title="Fog", lead=lead, sections=sections)
    (imported,) = read(Source("fog.md", write(issue).encode()))
    assert (imported.issue.lead, imported.issue.sections) == (lead, sections)
