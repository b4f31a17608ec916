"""The archive site: whole, linked, the same however it came about, and careful with what is not its own."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest

from reader_app.errors import FileError, UsageError
from reader_app.exporters.site import loaded
from reader_app.importers.registry import read
from reader_app.importers.source import Source
from reader_app.library.library import Library
from reader_app.model.blocks import Figure, Item, Prose, Sponsor
from reader_app.model.corrections import RenameSection, section_anchor
from reader_app.model.issue import About, Section
from reader_app.model.origin import Asset, Imported, digest
from reader_app.model.publication import Look, Publication
from reader_app.services.archiving import ArchiveOptions, ArchiveReport, archive
from reader_app.services.publications import save_publication
from reader_app.services.site_folder import SiteFolder
from tests.support import synthetic
from tests.support.imports import imported, section
from tests.support.pictures import png

DAY = datetime(2024, 3, 1, tzinfo=UTC)
ALL = ArchiveOptions()
SITE = ArchiveOptions(url="https://letters.example/archive")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead", clock=lambda: DAY) as opened:
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def letter(place: int, title: str = "", **fields: Any) -> Imported:
    """The issue of that number; no two share their words."""
    words = " ".join(f"word{place}x{count}" for count in range(30))
    given: dict[str, Any] = {
        "number": str(place),
        "date": DAY + timedelta(days=7 * place),
        "lead": (Prose(words), Sponsor("Acorn Works", "https://acorn.example", body="Rope.")),
        "lang": "en",
    }
    return imported(title or f"Letter number {place}", **(given | fields))


def fill(library: Library, count: int = 4) -> list[UUID]:
    return [added.id for added in library.add_many([letter(number) for number in range(1, count + 1)])]


def files(folder: Path) -> dict[str, bytes]:
    """All files of a site, without what it notes for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".masthead" not in path.parts
    }


def same_as_fresh(library: Library, out: Path, options: ArchiveOptions = ALL) -> ArchiveReport:
    """Write the site again, and see that it is what a new one would be."""
    report = archive(library, out, options)
    fresh = out.with_name("fresh")
    archive(library, fresh, options)
    assert files(out) == files(fresh)
    return report


def test_a_site_has_a_page_for_everything(library: Library, out: Path) -> None:
    fill(library)
    report = archive(library, out, SITE)
    names = set(files(out))
    assert {"index.html", "search.html", "feed.xml", "feed.json", "sitemap.xml", "style.css", "search.js"} <= names
    assert {f"issues/harbour-post-{number}.html" for number in range(1, 5)} <= names
    assert {"sections/index.html", "sections/tools.html", "sponsors/acorn-works.html", "years/2024.html"} <= names
    assert (report.issues, report.written, report.unchanged, report.remarks) == (4, len(names), 0, ())


def test_every_link_within_a_site_leads_somewhere(library: Library, out: Path) -> None:
    synthetic.fill(library, 40)
    archive(library, out, ALL)
    pages = {name: data.decode() for name, data in files(out).items() if name.endswith(".html")}
    for name, page in pages.items():
        for target in re.findall(r' (?:href|src)="([^":]*)"', page):
            path, _, anchor = unquote(unescape(target)).partition("#")
            there = os.path.normpath(f"{name}/../{path}") if path else name
            assert (out / there).is_file(), (name, target)
            assert not anchor or f' id="{anchor}"' in pages[there], (name, target)


def test_nothing_is_written_when_nothing_changed(library: Library, out: Path) -> None:
    fill(library)
    archive(library, out, SITE)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    report = archive(library, out, ALL)  # its address is kept
    assert (report.written, report.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()} == before


def test_a_new_issue_changes_its_neighbour_and_the_lists_alone(library: Library, out: Path) -> None:
    fill(library)
    archive(library, out, ALL)
    library.add(letter(5))
    before = files(out)
    report = same_as_fresh(library, out)
    changed = {name for name, data in files(out).items() if before.get(name) != data}
    assert {"index.html", "feed.xml", "issues/harbour-post-4.html", "issues/harbour-post-5.html"} <= changed
    assert not {"issues/harbour-post-1.html", "issues/harbour-post-2.html", "issues/harbour-post-3.html"} & changed
    assert report.written == len(changed)


def test_a_corrected_issue_is_written_again(library: Library, out: Path) -> None:
    ids = fill(library)
    archive(library, out, ALL)
    issue = library.issue(ids[1])
    library.correct(ids[1], RenameSection(section_anchor(issue, 0), "Instruments"))
    report = same_as_fresh(library, out)
    assert "Instruments" in files(out)["issues/harbour-post-2.html"].decode()
    assert "sections/instruments.html" in files(out)
    assert report.removed == 0


def test_an_issue_that_is_gone_leaves_nothing_behind(library: Library, out: Path) -> None:
    library.add(letter(9, publication="Other", sections=(section("Only here", "One item"),)))
    ids = fill(library)
    archive(library, out, ALL)
    library.remove(ids[2:3])
    report = same_as_fresh(library, out)
    names = files(out)
    assert "issues/harbour-post-3.html" not in names
    assert report.removed > 0
    assert not any(b"word3x" in data for data in names.values())


def test_a_site_in_many_steps_is_the_one_made_at_once(library: Library, out: Path) -> None:
    for batch in range(3):
        library.add_many(list(synthetic.imported(12, seed=batch)))
        same_as_fresh(library, out)


def test_files_of_others_are_left_alone(library: Library, out: Path) -> None:
    ids = fill(library, 2)
    out.mkdir()
    (out / "CNAME").write_text("letters.example")
    archive(library, out, ALL)
    (out / "issues" / "mine.html").write_text("mine")
    (out / "issues" / "harbour-post-2.html").write_text("changed by hand")
    library.remove(ids[1:])
    archive(library, out, ALL)
    assert (out / "CNAME").read_text() == "letters.example"
    assert (out / "issues" / "mine.html").read_text() == "mine"
    assert (out / "issues" / "harbour-post-2.html").read_text() == "changed by hand"


def test_a_file_in_the_way_is_named_and_nothing_is_written(library: Library, out: Path) -> None:
    fill(library, 2)
    out.mkdir()
    (out / "index.html").write_text("a site of mine")
    with pytest.raises(FileError, match=r"index\.html: This file is not part of the archive"):
        archive(library, out, ALL)
    assert files(out) == {"index.html": b"a site of mine"}


def test_a_damaged_page_or_index_is_mended(library: Library, out: Path) -> None:
    fill(library)
    archive(library, out, ALL)
    before = files(out)
    (out / "issues" / "harbour-post-2.html").write_text("half a pa")
    (out / "search" / "w-wo.js").unlink()
    (out / "years" / "2024.html").write_bytes(b"")
    archive(library, out, ALL)
    assert files(out) == before


def test_a_cancelled_run_leaves_the_folder_as_it_was(library: Library, out: Path) -> None:
    fill(library)
    assert archive(library, out, ALL, cancelled=lambda: True) == ArchiveReport(cancelled=True)
    assert not out.exists()
    archive(library, out, ALL)
    before = files(out)
    library.add(letter(5))
    seen: list[tuple[int, int]] = []
    archive(library, out, ALL, progress=lambda *state: seen.append(state), cancelled=lambda: len(seen) == 3)
    assert files(out) == before
    assert seen == [(1, 5), (2, 5), (3, 5)]


def test_a_full_disk_leaves_the_folder_as_it_was(library: Library, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(library)
    archive(library, out, ALL)
    before = files(out)
    library.add(letter(5))

    def refuse(_path: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(FileError, match="The disk is full"):
        archive(library, out, ALL)
    assert files(out) == before


def test_a_run_that_broke_off_half_way_is_made_good(
    library: Library, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library)
    archive(library, out, ALL)
    library.add(letter(5))
    put, done = Path.replace, []

    def break_off(path: Path, target: Path) -> Path:
        done.append(target)
        if len(done) > 8:
            raise KeyboardInterrupt
        return put(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", break_off)
        patched.setattr("reader_app.services.site_folder.shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            archive(library, out, ALL)
    same_as_fresh(library, out)


def test_runs_that_broke_off_one_after_another_are_made_good(
    library: Library, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = fill(library)
    archive(library, out, ALL)
    added = library.add(letter(5)).id
    put, done = Path.replace, []

    def break_off(path: Path, target: Path) -> Path:
        done.append(target)
        if len(done) > 8:
            raise KeyboardInterrupt
        return put(path, target)

    for gone in (ids[0], added):  # what the first run has put there is no part of the site any more
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", break_off)
            with pytest.raises(KeyboardInterrupt):
                archive(library, out, ALL)
        library.remove([gone])
        done.clear()
    same_as_fresh(library, out)


def as_version_one(out: Path) -> None:
    """Have the site note of itself what it did in format 1."""
    own = out / ".masthead"
    with closing(sqlite3.connect(own / "site.db")) as db:
        settings = dict(db.execute("SELECT * FROM settings"))
        noted = {path: [digest, inputs] for path, digest, inputs in db.execute("SELECT * FROM files")}
        entries: dict[str, dict[str, list[list[str]]]] = {}
        rows = dict(db.execute("SELECT id, shown FROM issues"))
        for kind, page, issue, name, line in db.execute("SELECT kind, page, issue, name, line FROM entries"):
            entry = dict(zip(("anchor", "label", "url", "links"), json.loads(line), strict=True))
            old = json.dumps({"name": name, "row": row_as_before(rows[issue]), **entry})
            entries.setdefault(issue, {}).setdefault(f"{kind}s", []).append([page, name, old])
        lines = [
            f"{issue}\t"
            + json.dumps(
                {
                    "stamp": stamp,
                    "path": path,
                    "search": search,
                    "row": row_as_before(shown),
                    "pictures": json.loads(pictures),
                    "sections": [],
                    "sponsors": [],
                    **entries.get(issue, {}),
                }
            )
            for issue, path, stamp, search, _, shown, pictures in db.execute("SELECT * FROM issues")
        ]
    (own / "site.json").write_text(json.dumps({"format": 1, "settings": settings, "files": noted}))
    (own / "issues.jsonl").write_text("".join(f"{line}\n" for line in lines))
    (own / "site.db").unlink()


def times(out: Path) -> dict[str, int]:
    """When each file of the site was written."""
    return {name: (out / name).stat().st_mtime_ns for name in files(out)}


def row_as_before(shown: str) -> dict[str, str]:
    return asdict(loaded(shown))


@pytest.mark.parametrize("is_noted", [True, False])
def test_a_site_of_the_version_before_is_continued(library: Library, out: Path, is_noted: bool) -> None:
    first, *_ = [library.add(letter(number, f"Number {number}", number="")).id for number in range(1, 5)]
    archive(library, out, SITE)
    library.remove([first])
    archive(library, out, ALL)
    before = times(out)
    as_version_one(out)
    if not is_noted:
        (out / ".masthead" / "issues.jsonl").unlink()
        fresh = out.with_name("fresh")
        archive(library, out, ALL)
        archive(library, fresh, SITE)
        assert files(out) == files(fresh)
        return
    report = archive(library, out, ALL)
    assert (report.written, report.removed) == (0, 0)
    assert times(out) == before
    assert sorted(path.name for path in (out / ".masthead").iterdir()) == ["lock", "site.db"]
    library.add(letter(9))
    archive(library, out, ALL)
    assert "Number 4" in (out / "issues" / "harbour-post-4.html").read_text()
    assert "Letter number 9" in (out / "index.html").read_text()


def test_notes_without_the_list_of_files_are_not_believed(library: Library, out: Path) -> None:
    fill(library)
    archive(library, out, ALL)
    before = files(out)
    as_version_one(out)
    (out / ".masthead" / "site.json").unlink()
    (out / "years" / "2024.html").unlink()
    archive(library, out, ALL)
    assert files(out) == before


@pytest.mark.parametrize("name", ["site.json", "issues.jsonl"])
def test_a_damaged_site_of_the_version_before_is_left_alone(library: Library, out: Path, name: str) -> None:
    fill(library, 1)
    archive(library, out, ALL)
    before = files(out)
    as_version_one(out)
    (out / ".masthead" / name).write_text("{")
    with pytest.raises(FileError, match="use another folder"):
        archive(library, out, ALL)
    assert files(out) == before


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_file_is_no_folder_for_a_site(library: Library, tmp_path: Path, place: str) -> None:
    fill(library, 1)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileError, match="file"):
        archive(library, tmp_path / place, ALL)
    assert (tmp_path / "file").read_text() == "mine"


def test_two_do_not_write_one_site_at_once(library: Library, out: Path) -> None:
    fill(library, 1)
    archive(library, out, ALL)
    with SiteFolder(out), pytest.raises(FileError, match="Another Masthead"):
        archive(library, out, ALL)


def state_of(out: Path, script: str) -> None:
    """Change what the site notes of itself."""
    with closing(sqlite3.connect(out / ".masthead" / "site.db")) as db:
        db.executescript(script)


@pytest.mark.parametrize("state", [b"", b"{", b"no database at all, but longer than a header of one" * 40])
def test_a_site_that_is_not_understood_is_left_alone(library: Library, out: Path, state: bytes) -> None:
    fill(library, 1)
    archive(library, out, ALL)
    before = files(out)
    (out / ".masthead" / "site.db").write_bytes(state)
    with pytest.raises(FileError, match=r"site\.db: .* use another folder"):
        archive(library, out, ALL)
    assert files(out) == before


@pytest.mark.parametrize("script", ["PRAGMA user_version = 99", "DROP TABLE entries"])
def test_a_site_of_a_newer_masthead_is_left_alone(library: Library, out: Path, script: str) -> None:
    fill(library, 1)
    archive(library, out, ALL)
    before = files(out)
    state_of(out, script)
    with pytest.raises(FileError, match=r"site\.db: .* use another folder"):
        archive(library, out, ALL)
    assert files(out) == before


def test_what_is_noted_cannot_lead_out_of_the_folder(library: Library, out: Path, tmp_path: Path) -> None:
    fill(library, 1)
    archive(library, out, ALL)
    outside = tmp_path / "outside.html"
    outside.write_bytes(b"mine")
    digest = hashlib.blake2b(b"mine", digest_size=12).hexdigest()
    paths = ("../outside.html", "search/w-/../../../outside.html", str(outside), ".masthead/site.db")
    state_of(out, "".join(f"INSERT INTO files VALUES ('{path}', '{digest}', '');" for path in paths))
    state_of(out, "UPDATE issues SET path = '../elsewhere.html'; UPDATE entries SET page = '../elsewhere.html'")
    archive(library, out, ALL)
    assert outside.read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere.html").exists()
    assert (out / ".masthead" / "site.db").exists()


def test_a_folder_keeps_to_one_publication(library: Library, out: Path) -> None:
    fill(library, 2)
    library.add(letter(1, "Of another", publication="Other"))
    archive(library, out, ArchiveOptions("Harbour Post"))
    assert "publications/other.html" not in files(out)
    assert "<title>Harbour Post</title>" in files(out)["index.html"].decode()
    for publication in (None, "Other"):
        with pytest.raises(UsageError, match="holds the archive of “Harbour Post”"):
            archive(library, out, ArchiveOptions(publication))
    archive(library, out.with_name("all"), ALL)
    assert "publications/other.html" in files(out.with_name("all"))
    with pytest.raises(UsageError, match="all publications"):
        archive(library, out.with_name("all"), ArchiveOptions("Other"))


def test_there_must_be_something_to_write(library: Library, out: Path) -> None:
    with pytest.raises(UsageError, match="There are no issues in"):
        archive(library, out, ALL)
    with pytest.raises(UsageError, match="There are no issues of “Nobody”"):
        archive(library, out, ArchiveOptions("Nobody"))
    assert not out.exists()


def test_an_address_for_one_reader_alone_is_not_published(library: Library, out: Path) -> None:
    about = About(tagline="A letter.", unsubscribe="https://letters.example/leave?token=secret")
    library.add(letter(1, about=about))
    archive(library, out, SITE)
    assert not any(b"secret" in data for data in files(out).values())


def test_pictures_come_along_once(library: Library, out: Path) -> None:
    data = png(40, 30)
    figure = Figure(f"asset:{digest(data)}", "A lamp")
    broken = Figure(f"asset:{digest(b'no picture')}", "A wreck")
    for number in (1, 2):
        made = letter(number, sections=(Section("Seen", "", (figure, broken)),))
        library.add(replace(made, assets=(Asset(data, "image/png"), Asset(b"no picture", "image/png"))))
    archive(library, out, SITE)
    name = f"pictures/{digest(data)[:32]}.png"
    assert [each for each in files(out) if each.startswith("pictures/")] == [name]
    page = files(out)["issues/harbour-post-1.html"].decode()
    assert f'<img src="../{name}" alt="A lamp" width="40" height="30">' in page
    assert "A wreck" in page
    assert f"https://letters.example/archive/{name}" in files(out)["feed.xml"].decode()
    (out / name).unlink()
    assert archive(library, out, ALL).written == 1


def test_a_picture_from_the_web_is_shown_once_it_was_fetched(library: Library, out: Path) -> None:
    address = "https://pictures.example/lamp.png"
    added = library.add(letter(1, lead=(Figure(address, "A lamp"),))).id
    archive(library, out, ALL)
    page = out / "issues" / "harbour-post-1.html"
    assert f'href="{address}"' in page.read_text()
    assert "<img" not in page.read_text()
    library.keep_remote_picture(added, address, png(40, 30), "image/png")
    same_as_fresh(library, out)
    assert f'<img src="../pictures/{digest(png(40, 30))[:32]}.png" alt="A lamp"' in page.read_text()
    assert archive(library, out, ALL).written == 0


def test_issues_of_one_name_keep_their_pages(library: Library, out: Path) -> None:
    first, second = (library.add(letter(number, f"Number {number}", number="")).id for number in (1, 2))
    archive(library, out, ALL)
    assert "Number 2" in (out / "issues" / "harbour-post-2.html").read_text()
    library.remove([first])
    archive(library, out, ALL)
    assert second == library.issue(second).id
    assert "Number 2" in (out / "issues" / "harbour-post-2.html").read_text()
    assert not (out / "issues" / "harbour-post.html").exists()


def test_a_long_section_spreads_over_pages_of_which_old_ones_stay(library: Library, out: Path) -> None:
    library.add_many([letter(number) for number in range(1, 131)])
    archive(library, out, ALL)
    old = files(out)["sections/tools.1.html"]
    assert b"Letter number 1<" in old
    assert "Letter number 130<" in files(out)["sections/tools.html"].decode()
    library.add(letter(131))
    archive(library, out, ALL)
    assert files(out)["sections/tools.1.html"] == old


def test_a_long_year_spreads_over_pages_of_which_old_ones_stay(
    library: Library, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader_app.exporters.site_pages.ROWS", 4)
    fill(library, 7)
    archive(library, out, ALL)
    old, newest = files(out)["years/2024.1.html"], files(out)["years/2024.html"].decode()
    assert [f"Letter number {number}<" in old.decode() for number in (1, 4, 5)] == [True, True, False]
    assert newest.index("Letter number 7<") < newest.index("Letter number 5<")
    assert "7 issues" in newest
    assert '<a rel="prev" href="../years/2024.1.html">' in newest
    assert '<a rel="next" href="../years/2024.html">' in old.decode()
    library.add(letter(8))
    same_as_fresh(library, out)
    assert files(out)["years/2024.1.html"] == old


@pytest.mark.parametrize("name", ["feed.xml", "feed.json"])
def test_feeds_are_read_back(library: Library, out: Path, name: str) -> None:
    body = Prose("A <b> & *c*, ]]> and [a link](https://x.example/?a=1&b=2).")
    library.add(letter(1, "Less < more & “quoted”", lead=(body,), authors=("Ada",), preheader="Short."))
    library.add(letter(2, date=None, lang="he"))
    archive(library, out, SITE)
    found = {each.issue.title: each.issue for each in read(Source(name, (out / name).read_bytes()))}
    assert set(found) == {"Less < more & “quoted”", "Letter number 2"}
    issue = found["Less < more & “quoted”"]
    assert issue.url == "https://letters.example/archive/issues/harbour-post-1.html"
    assert issue.date == DAY + timedelta(days=7)
    assert "A lamp for sailors" in {item.title for _, item in issue.items() if isinstance(item, Item)}


def test_without_an_address_there_is_no_sitemap_and_it_is_said(library: Library, out: Path) -> None:
    fill(library, 1)
    report = archive(library, out, ALL)
    assert "sitemap.xml" not in files(out)
    assert "--url" in report.remarks[0]
    assert "https://" not in json.loads(files(out)["feed.json"])["items"][0].get("url", "")


def test_titles_and_addresses_are_kept_for_the_next_time(library: Library, out: Path) -> None:
    fill(library, 1)
    archive(library, out, ArchiveOptions(title="The Lamp", url="https://lamp.example/"))
    archive(library, out, ALL)
    page = files(out)["issues/harbour-post-1.html"].decode()
    assert "· The Lamp</title>" in page
    assert '<link rel="canonical" href="https://lamp.example/issues/harbour-post-1.html">' in page


def test_a_picture_that_left_the_library_leaves_its_words(
    library: Library, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = png(40, 30)
    made = letter(1, lead=(Figure(f"asset:{digest(data)}", "A lamp"),))
    library.add(replace(made, assets=(Asset(data, "image/png"),)))
    archive(library, out, ALL)
    (picture,) = (out / "pictures").iterdir()
    picture.unlink()
    monkeypatch.setattr(Library, "asset", lambda _self, _sha256: None)
    archive(library, out, ALL)
    assert "A lamp" in (out / "issues" / "harbour-post-1.html").read_text()
    assert not list((out / "pictures").iterdir())


def test_addresses_with_blanks_quotes_and_other_scripts_stay_valid(library: Library, out: Path) -> None:
    items = (
        Item("Blank", "https://x.example/a b"),
        Item("Quote", 'https://x.example/"q"><script>'),
        Item("Other", "https://пример.example/путь?q=ü"),
        Item("Script", "javascript:alert(1)"),
        Item("Tag", "{{ url }}"),
    )
    library.add(letter(1, '🙂 שלום < & " مرحبا', sections=(Section('A "section" / with: 🙂 שלום', "", items),)))
    archive(library, out, SITE)
    page = next((out / "issues").glob("*.html")).read_text()
    hrefs = re.findall(r'href="(https?:[^"]*x\.example[^"]*|https?:[^"]*xn--[^"]*)"', page)
    assert all(re.fullmatch(r"[!-~]+", unescape(href)) for href in hrefs)
    assert len(hrefs) >= 3
    assert "javascript:" not in page
    assert "<script>" not in page
    assert all(re.fullmatch(r"[^\s/\"<>:]+\.html", path.name) for path in (out / "sections").iterdir())


def test_an_issue_of_two_thousand_items_is_written(library: Library, out: Path) -> None:
    titles = [f"Item number {number}" for number in range(2000)]
    library.add(letter(1, sections=(section("Many", *titles),)))
    archive(library, out, ALL)
    assert (out / "issues" / "harbour-post-1.html").read_text().count('class="item"') == 2000
    assert (out / "sections" / "many.html").read_text().count("<li") >= 2000


def test_the_site_of_a_publication_of_ones_own_wears_its_look(library: Library, out: Path) -> None:
    fill(library, 1)
    save_publication(library, Publication(name="Harbour Post", look=Look(accent="#004400", font="sans")))
    archive(library, out, ALL)
    assert "--accent: #004400" in (out / "style.css").read_text(encoding="utf-8")
    library.add(letter(1, "Of another", publication="Other"))
    archive(library, out.with_name("all"), ALL)
    assert "#004400" not in (out.with_name("all") / "style.css").read_text(encoding="utf-8")


def test_the_site_of_a_publication_of_ones_own_bears_its_header(library: Library, out: Path) -> None:
    fill(library, 2)
    data = png(600, 120)
    look = Look(
        accent="#004400", font="sans", header=f"asset:{library.add_asset(data, 'image/png')}", header_alt="Waves"
    )
    own = save_publication(library, Publication(name="Harbour Post", look=look))
    archive(library, out, ALL)
    name = f"pictures/{digest(data)[:32]}.png"
    assert files(out)[name] == data
    assert f'<img src="{name}" alt="Waves">' in files(out)["index.html"].decode()
    assert f'<img src="../{name}" alt="Waves">' in files(out)["issues/harbour-post-1.html"].decode()
    assert archive(library, out, ALL).written == 0
    save_publication(library, replace(own, look=replace(look, header="")))
    same_as_fresh(library, out)
    assert name not in files(out)
    assert "Waves" not in files(out)["issues/harbour-post-1.html"].decode()
