"""Reading what is in the library again: better rules come through, what the person said stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reader_app.errors import UsageError
from reader_app.importers import plain_text, rereading
from reader_app.importers.registry import Source, read
from reader_app.library.library import Library
from reader_app.library.types import ItemMarks, Scope
from reader_app.model.blocks import Prose
from reader_app.model.corrections import RenameSection, section_anchor
from reader_app.model.origin import Imported, Origin, digest
from reader_app.services.importing import Progress, import_paths
from reader_app.services.reimporting import reimport
from tests.support.letters import GHOST, POST, mail

TEXT = b"---\npublication: P\nnumber: 1\ntitle: T\n---\n\nWords.\n\n## Tools\n\n### [Lamp](https://lamp.example)\n\nBright."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


def old(library: Library, data: bytes = TEXT, name: str = "a.md", **changes: object) -> UUID:
    """Add the issue in `data` as an older importer read it: with another title, by rules of version 0."""
    (found,) = read(Source(name, data))
    worse = replace(found.issue, title="As it was read before", **changes)  # type: ignore[arg-type]
    return library.add(replace(found, issue=worse, origin=replace(found.origin, importer=0))).id


def test_what_an_older_importer_read_is_read_again(library: Library) -> None:
    issue = old(library)
    report = reimport(library)
    assert [(entry.issue_id, entry.title) for entry in report.changed] == [(issue, "T")]
    assert library.issue(issue).title == "T"
    assert library.origins(issue)[0].importer == rereading.version_of("markdown")
    again = reimport(library)
    assert (again.changed, again.unchanged, again.failed) == ((), 0, ())
    assert reimport(library, everything=True).unchanged == 1
    assert library.verify() == ()


def test_marks_stars_and_corrections_stay(library: Library) -> None:
    issue = old(library)
    library.set_read([issue], True)
    library.set_item_starred(issue, 0, True)
    library.correct(issue, RenameSection(section_anchor(library.issue(issue), 0), "Gear"))
    reimport(library)
    assert library.issue(issue).title == "T"
    assert library.issue(issue).sections[0].heading == "Gear"
    assert library.summary(issue).read
    assert library.item_marks(issue) == {0: ItemMarks(starred=True)}


def test_a_dry_run_only_says_what_would_change(library: Library) -> None:
    issue = old(library)
    assert [entry.issue_id for entry in reimport(library, dry_run=True).changed] == [issue]
    assert library.issue(issue).title == "As it was read before"


def test_only_the_issues_that_were_asked_for(library: Library) -> None:
    one = old(library)
    two = old(library, TEXT.replace(b"number: 1", b"number: 2"))
    other = old(library, TEXT.replace(b"publication: P", b"publication: Q"))
    assert [entry.issue_id for entry in reimport(library, [two]).changed] == [two]
    assert [entry.issue_id for entry in reimport(library, publication="Q").changed] == [other]
    assert library.issue(one).title == "As it was read before"
    library.archive([one])
    assert [entry.issue_id for entry in reimport(library, publication="P").changed] == [one]
    with pytest.raises(UsageError):
        reimport(library, [uuid4()])


def test_every_kind_of_original_can_be_read_again(library: Library, tmp_path: Path) -> None:
    root = tmp_path / "in"
    root.mkdir()
    (root / "a.eml").write_text(mail(1))
    (root / "b.ghost.json").write_text(GHOST % ",".join(POST % (n, n, n, n) for n in (1, 2)))
    (root / "c.md").write_bytes(TEXT)
    (root / "d.txt").write_text("A title\n\nSome words of text.")
    (root / "e.html").write_text("<html><body><h1>A page</h1><p>Some words on a page.</p></body></html>")
    (root / "f.xml").write_text(
        '<rss version="2.0"><channel><title>Feed</title><item><title>One</title><link>https://f.example/1</link>'
        "<description>&lt;p&gt;The words of an entry.&lt;/p&gt;</description></item></channel></rss>"
    )
    (root / "m.mbox").write_text(f"From a@b Mon Mar  4 08:00:00 2024\n{mail(5)}\n")
    added = import_paths(library, [root]).added
    assert len(added) == 8
    report = reimport(library, everything=True)
    assert (report.changed, report.unchanged, report.failed) == ((), 8, ())
    assert {library.origins(entry.issue_id or uuid4())[0].kind for entry in added} >= {
        "eml",
        "text",
        "markdown",
        "html",
    }


def test_what_cannot_be_read_again_stays_as_it_is(library: Library) -> None:
    (found,) = read(Source("a.md", TEXT))
    unknown = library.add(Imported(found.issue, b"x", Origin("future", "", digest(b"x"), "a.new", 0))).id
    spoilt = library.add(
        Imported(replace(found.issue, number="2", lead=(Prose("Other"),)), b"\0\1", Origin("eml", importer=0))
    ).id
    empty = library.add(
        Imported(
            replace(found.issue, number="3", lead=(Prose("Third"),)),
            b'{"title": "x"}',
            Origin("export", "ghost", importer=0),
        )
    ).id
    report = reimport(library, everything=True)
    assert {entry.issue_id for entry in report.failed} == {unknown, spoilt, empty}
    assert all(entry.sentence.endswith(".") and entry.title == "T" for entry in report.failed)
    assert library.issue(unknown).title == "T"
    # Without being told to, it does not try what nothing can read.
    assert unknown not in {entry.issue_id for entry in reimport(library).failed}


def test_many_are_read_in_processes(library: Library) -> None:
    for number in range(30):
        old(library, TEXT.replace(b"number: 1", f"number: {number}".encode()))
    seen: list[Progress] = []
    report = reimport(library, progress=seen.append)
    assert len(report.changed) == 30
    assert (seen[-1].done, seen[-1].total) == (30, 30)
    assert {row.title for row in library.summaries(Scope()).rows} == {"T"}


def test_it_can_be_ended_and_keeps_what_was_done(library: Library) -> None:
    for number in range(5):
        old(library, TEXT.replace(b"number: 1", f"number: {number}".encode()))
    calls = iter([False] * 4 + [True] * 9)
    report = reimport(library, cancelled=lambda: next(calls))
    assert report.cancelled
    assert 0 < len(report.changed) < 5

    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    assert reimport(library, progress=interrupt).cancelled
    assert reimport(library, progress=lambda _: None).changed


def test_an_issue_that_goes_meanwhile_is_passed_over(library: Library) -> None:
    from reader_app.library.derive import derive

    (found,) = read(Source("a.md", TEXT))
    assert library.replace_many([(uuid4(), derive(found))]) == [False]
    assert library.counts().issues == 0


def test_the_version_of_each_kind() -> None:
    assert rereading.version_of("text") == plain_text.VERSION
    assert rereading.version_of("feed") == rereading.version_of("export-html") > 0
    assert rereading.version_of("future") == 0
