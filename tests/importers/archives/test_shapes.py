"""Odd shapes within the exports of the platforms: what a record may hold that the cases do not show."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader_app.errors import FileError, FormatError
from reader_app.importers.again import again
from reader_app.importers.archives import archive
from reader_app.importers.archives.archive import ZipArchive
from reader_app.importers.archives.find import archive_in
from reader_app.importers.archives.moments import moment
from reader_app.importers.registry import Source, read
from reader_app.model.blocks import Block, Figure, Item, Prose, Sponsor
from reader_app.model.origin import Imported, Origin, Unread
from tests.support.exports import files_of, text_of, zipped


def table(names: str, *rows: Sequence[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([names.split(","), *rows])
    return stream.getvalue().encode()


def parts_of(folder: Path, files: dict[str, bytes]) -> list[Imported | Unread]:
    path = folder / "export.zip"
    path.write_bytes(zipped(files))
    found = archive_in(path)
    assert found is not None
    return list(found.read())


def revue(folder: Path, *items: dict[str, Any], introduction: str = "") -> Imported:
    rows = [{"issue_id": 1, "order": number, **item} for number, item in enumerate(items)]
    issue = ("1", introduction, "2020-01-02 03:04:05 UTC", "The issue")
    files = {
        "issues_a.csv": table("id,description,sent_at,subject", issue),
        "items_a.json": json.dumps(rows).encode(),
    }
    (found,) = parts_of(folder, files)
    assert isinstance(found, Imported)
    return found


def blocks(found: Imported) -> list[Block]:
    return [block for _, block in found.issue.blocks()]


def dump(folder: Path, html: str) -> Imported:
    issues = {"issues": [{"id": 1, "title": "The dump", "sent_at": "2020-01-02", "html": html}, "none"]}
    path = folder / "revue.json"
    path.write_text(json.dumps(issues))
    found = archive_in(path)
    assert found is not None
    (part,) = found.read()
    assert isinstance(part, Imported)
    return part


def test_a_revue_header_may_have_a_text_and_an_introduction_sections(tmp_path: Path) -> None:
    found = revue(
        tmp_path,
        {"item_type": "link", "title": "Early", "url": "https://early.example"},
        {"item_type": "header", "title": "Tools", "description": "<p>Sharp ones.</p>"},
        introduction="<p>A first paragraph of the letter.</p><h2>Before all</h2><p>More words follow here.</p>",
    )
    assert [section.heading for section in found.issue.sections] == ["Before all", "Tools"]
    assert "Early" in [item.title for _, item in found.issue.items()]
    assert found.issue.sections[1].blocks == (Prose("Sharp ones."),)


def test_revue_sponsors_in_texts_and_pictures(tmp_path: Path) -> None:
    found = revue(
        tmp_path,
        {"item_type": "header", "description": "Sponsors"},
        {"item_type": "text", "title": "Rope Works", "description": "<p>Fine rope.</p>"},
        {
            "item_type": "link",
            "title": "A headline that says much and names nobody at all",
            "url": "https://www.nets.example/x",
        },
        {"item_type": "header", "title": "Reads"},
        {"item_type": "text", "title": "A heading of its own", "description": "<p>Its text.</p>"},
        {"item_type": "link", "title": "Sponsor: Oar Club", "url": "https://oar.example", "description": "Row."},
        {"item_type": "text", "description": "<p>Brought to you by Nobody Ltd</p>"},
        {"item_type": "link", "url": "https://bare.example"},
        {"item_type": "link", "description": "Only words."},
        {"item_type": "link"},
    )
    sponsors = [block for block in blocks(found) if isinstance(block, Sponsor)]
    assert [sponsor.name for sponsor in sponsors] == ["Rope Works", "Nets", "Oar Club", "Nobody Ltd"]
    assert [section.heading for section in found.issue.sections] == ["Reads"]
    assert "A headline that says much" in sponsors[1].body
    assert Prose("#### A heading of its own") in blocks(found)


def test_a_revue_disclosure_under_which_nothing_stands_is_kept(tmp_path: Path) -> None:
    found = revue(
        tmp_path, {"item_type": "header", "title": "Sponsored by Acorn"}, {"item_type": "header", "title": "Next"}
    )
    assert [block.name for block in blocks(found) if isinstance(block, Sponsor)] == ["Acorn"]


def test_a_logo_under_a_revue_disclosure_belongs_to_its_advertisement(tmp_path: Path) -> None:
    picture = "https://p.example/coat.jpg"
    logo = {"item_type": "image", "image": "https://p.example/logo.png", "title": "Opal Rope"}
    logo["url"] = "https://opal.example"
    found = revue(
        tmp_path,
        {"item_type": "header", "title": "Sponsor"},
        logo,
        {"item_type": "text", "description": "<p>Rope that holds.</p>"},
        {"item_type": "header", "title": "Presented by"},
        {"item_type": "header", "title": "Sponsor"},
        logo,
        {"item_type": "link", "title": "Coats (Sponsor)", "url": "https://coat.example", "image": picture},
        {"item_type": "link", "title": "A message from the editors of this letter", "url": "https://us.example"},
    )
    sponsors = [block for block in blocks(found) if isinstance(block, Sponsor)]
    assert [(each.name, each.url) for each in sponsors] == [
        ("Opal Rope", "https://opal.example"),
        ("Opal Rope", "https://opal.example"),
        ("Coats", "https://coat.example"),
    ]
    assert "https://p.example/logo.png" in sponsors[0].body
    assert sponsors[0].body.endswith("Rope that holds.")
    assert picture in sponsors[2].body
    assert [item.url for _, item in found.issue.items()] == ["https://us.example"]


def test_a_long_caption_of_a_revue_picture_is_prose(tmp_path: Path) -> None:
    words = "A long story about the lamp. " * 20
    address = "https://p.example/1.jpg"
    found = revue(
        tmp_path,
        {
            "item_type": "image",
            "image": "https://p.example/1.jpg",
            "url": "https://p.example",
            "description": f"<p>{words}</p>",
        },
        {"item_type": "tweet", "tweet_text": "Only words"},
        {"item_type": "link", "title": "No order", "order": None, "url": "https://last.example"},
        {"item_type": "text", "title": "Alone"},
    )
    figure = next(block for block in blocks(found) if isinstance(block, Figure))
    assert (figure.src, figure.caption, figure.url) == (address, "", "https://p.example")
    assert words.strip() in text_of(found)
    assert Prose("> Only words") in blocks(found)
    assert isinstance(blocks(found)[-1], Item)


def test_a_description_keeps_its_links_pictures_and_lists(tmp_path: Path) -> None:
    markup = (
        "<p>Look at <a href='https://a.example/x y'>this</a> now.</p><h3>Deeper</h3>"
        "<img src='https://p.example/2.jpg' alt='Two'>"
        "<ul><li><a href='https://b.example'>One</a></li><li><a href='https://c.example'>Two</a></li></ul>"
        "<p><strong><a href='https://d.example'>A paragraph of link</a></strong></p><p>Its words, which go on.</p>"
    )
    found = revue(tmp_path, {"item_type": "link", "title": "T", "url": "https://t.example", "description": markup})
    text = text_of(found)
    for words in ("this", "Deeper", "https://p.example/2.jpg", "https://b.example", "https://d.example", "which go on"):
        assert words in text
    (item,) = (block for block in blocks(found) if isinstance(block, Item) and block.title == "T")
    assert "https://c.example" in item.body


def test_plain_descriptions_are_shown_letter_for_letter(tmp_path: Path) -> None:
    found = revue(tmp_path, {"item_type": "text", "description": "One *star*\nand a line.\n\nTwo <3 hearts."})
    assert "One *star* and a line." in text_of(found)
    assert "Two <3 hearts." in text_of(found)


@pytest.mark.parametrize(
    ("html", "sections", "words"),
    [
        ("<h2>Never closed<p>First</p><hr><p>Second</p>", ["Never closed"], ["First", "Second"]),
        ("<h2>Closed <b>well</b></h2><p>x</p>", ["Closed well"], ["x"]),
        ("<h2><hr></h2><p>Under nothing</p>", [], ["Under nothing"]),
        ("<div><div><h2>Deep</h2><p>In boxes</p></div></div>", ["Deep"], ["In boxes"]),
        (
            "<hr>[tweet]<p>[tweet id=7]</p><p>[embed]https://v.example/1[/embed]</p>",
            [],
            ["[tweet", "id=7]", "https://v.example/1"],
        ),
        ("<hr>[caption id=1]words alone[/caption]", [], ["words alone"]),
        ("<hr><p><strong style='x'><a href='https://s.example'>One</a></strong> — more</p>", [], ["One", "more"]),
        ("<hr><p><strong style='x'><a href='https://s.example'>One</a> — <a>two</a></strong></p>", [], ["One"]),
        ("<div>" * 200 + "deep words" + "</div>" * 200, [], ["deep words"]),
    ],
)
def test_the_html_of_a_dump(html: str, sections: list[str], words: list[str], tmp_path: Path) -> None:
    found = dump(tmp_path, html)
    assert [section.heading for section in found.issue.sections] == sections
    assert all(word in text_of(found) for word in words)


def test_buttondown_as_json_with_the_texts_inside(tmp_path: Path) -> None:
    emails = {
        "results": [
            {
                "subject": "In JSON",
                "publish_date": "2024-02-03",
                "slug": "a",
                "body": "Hello *you*.",
                "status": "draft",
            },
            7,
        ]
    }
    (found,) = parts_of(tmp_path, {"emails.json": json.dumps(emails).encode()})
    assert isinstance(found, Imported)
    assert (found.issue.title, found.issue.lead) == ("In JSON", (Prose("Hello *you*."),))
    assert found.origin.fact("status") == "draft"
    once_more = again(found.original, found.origin)
    assert isinstance(once_more, Imported)
    assert once_more.issue == found.issue
    assert archive_in_zip(tmp_path, {"emails.json": b'{"results": 3}'}) == "no export"
    assert archive_in_zip(tmp_path, {"emails.csv": b"a,b\n1,2\n"}) == "no export"


def archive_in_zip(folder: Path, files: dict[str, bytes]) -> str:
    (part,) = parts_of(folder, files)
    assert isinstance(part, Unread)
    return "no export" if "no export" in part.sentence else part.sentence


def test_files_of_the_right_name_that_are_something_else(tmp_path: Path) -> None:
    for files in (
        {"posts.csv": b"a,b\n1,2\n"},
        {"issues_1.csv": b"a,b\n1,2\n"},
        {"items_1.json": b'{"a": 1}'},
        {"campaigns.csv": b"Title,Subject\nx,y\n"},
        {"revue.json": b"[1, 2]"},
        {"ghost.json": b"{}"},
    ):
        assert archive_in_zip(tmp_path, files) == "no export"


def test_a_broken_table_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(files_of("substack") | {"posts.csv": b"\0\1\2" * 100}))
    with pytest.raises(FormatError, match="binary"):
        archive_in(path)
    limit = csv.field_size_limit(10)
    try:
        path.write_bytes(zipped(files_of("substack")))
        with pytest.raises(FormatError, match="table is damaged"):
            archive_in(path)
    finally:
        csv.field_size_limit(limit)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"db": [{"data": {"posts": 3}}], "exported_on": 1}', "not an export of Ghost"),
        (b'{"db": [], "posts": []}', "not an export of Ghost"),
        (b'{"categories" : 3, "number": 1', "not valid JSON"),
        (b'{"x": {"categories": 3}, "number": 1}', "not an issue of Curated"),
        (b'{"data": [{"html": "x", "sent_at": 1}], "issues": 7}', "not a dump of Revue"),
    ],
)
def test_json_that_only_begins_like_a_platform_s(data: bytes, sentence: str) -> None:
    with pytest.raises(FormatError, match=sentence):
        read(Source("a.json", data))


def test_json_of_a_platform_is_a_source(tmp_path: Path) -> None:
    (data,) = files_of("revue-dump").values()
    assert [found.issue.title for found in read(Source("a.json", data))] == ["Fjord notes", "Une page entière"]


def test_what_came_from_no_export_is_not_read_again() -> None:
    assert again(b"<p>x</p>", Origin("html", "substack")) is None
    assert again(b"{}", Origin("export", "unheard-of")) is None
    with pytest.raises(FormatError):
        again(b"not JSON", Origin("export", "ghost"))


def test_the_disk_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        ZipArchive(tmp_path / "gone.zip")
    (tmp_path / "a.zip").write_bytes(zipped({"a.html": b"x"}))
    found = ZipArchive(tmp_path / "a.zip")

    def fail(*_: object) -> None:
        raise OSError(5, "the disk is gone")

    monkeypatch.setattr(archive.zipfile.ZipFile, "open", fail)
    with pytest.raises(FileError, match="the disk is gone"):
        found.read("a.html")
    (tmp_path / "dump.json").write_bytes(next(iter(files_of("revue-dump").values())))
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(FileError, match="the disk is gone"):
        archive_in(tmp_path / "dump.json")
    monkeypatch.setattr(Path, "iterdir", fail)
    with pytest.raises(FileError, match="folder cannot be read"):
        archive_in(tmp_path)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022-12-01 01:01:30 UTC", "2022-12-01T01:01:30+00:00"),
        ("2022-12-01", "2022-12-01T00:00:00+00:00"),
        ("Dec 01, 2022 12:05 am", "2022-12-01T00:05:00+00:00"),
        ("December 1, 2022 at 1:01 PM", "2022-12-01T13:01:00+00:00"),
        ("12/31/2022 23:59", "2022-12-31T23:59:00+00:00"),
        ("Thu, 01 Dec 2022 01:01:30 -0500", "2022-12-01T01:01:30-05:00"),
        ("01 Dec 2022 01:01:30 -0000", "2022-12-01T01:01:30+00:00"),
        ("1669856490", "2022-12-01T01:01:30+00:00"),
        ("1669856490000", "2022-12-01T01:01:30+00:00"),
        ("Foo 01, 2022", None),
        ("Feb 31, 2022", None),
        ("31/31/2022", None),
        ("0000-00-00", None),
        ("Mon, 01 Jan 0000 00:00:00 GMT", None),
        ("", None),
        ("soon", None),
        ("1" * 100, None),
    ],
)
def test_moments(text: str, iso: str | None) -> None:
    found = moment(text)
    assert (found.isoformat() if found else None) == iso


def test_a_description_may_hold_a_sponsor_and_a_footer(tmp_path: Path) -> None:
    markup = (
        "<p>Good words about boats come first here.</p><p>Sponsored by Acorn</p><p><a href='https://acorn.example'>Rope</a>"
        " that holds.</p><hr><p>More of the letter.</p><p>You received this because you asked. Unsubscribe here.</p>"
    )
    found = revue(tmp_path, {"item_type": "link", "title": "T", "url": "https://t.example", "description": markup})
    text = text_of(found) + " ".join(found.removed)
    for words in ("Good words", "Acorn", "that holds", "More of the letter", "You received this because"):
        assert words in text


def test_half_a_character_reads_the_same_the_second_time() -> None:
    dump = (
        b'{"db": [{"data": {"posts": [{"title": "T \\ud83d\\ude00", "html": "\\ud83d", "feature_image": "a.png"}]}}]}'
    )
    (found,) = read(Source("site.json", dump))
    assert isinstance(found, Imported)
    assert found.issue.title == "T 😀"
    once_more = again(found.original, found.origin)
    assert isinstance(once_more, Imported)
    assert once_more.issue == found.issue


SUBSTACK = files_of("substack")


@pytest.mark.parametrize(
    "rename",
    [
        pytest.param(lambda name: name.replace("/", "\\"), id="backslashes"),
        pytest.param(lambda name: f"harbour (2)\\{name}".replace("/", "\\"), id="a folder and backslashes"),
        pytest.param(lambda name: name.replace("posts", "Posts").replace(".html", ".HTML"), id="capitals"),
        pytest.param(lambda name: f"deep/er/{name}", id="within folders"),
    ],
)
def test_an_export_is_known_however_its_names_are_written(rename: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({rename(name): data for name, data in SUBSTACK.items()}))
    assert substack_titles(path) == substack_titles(zip_of(tmp_path, SUBSTACK))


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="mark"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: f"sep=,\r\n{text}".encode(), id="a line for spreadsheets"),
        pytest.param(lambda text: text.replace("\r\n", "\n").replace("\n", "\r").encode(), id="CR alone"),
        pytest.param(lambda text: text.replace("is_published", "published").encode(), id="a column less"),
    ],
)
def test_a_table_is_read_however_it_was_saved(write: Callable[[str], bytes], tmp_path: Path) -> None:
    files = {**SUBSTACK, "posts.csv": write(SUBSTACK["posts.csv"].decode())}
    assert substack_titles(zip_of(tmp_path, files)) == substack_titles(zip_of(tmp_path, SUBSTACK))


def zip_of(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "harbour.zip"
    path.write_bytes(zipped(files))
    return path


def substack_titles(path: Path) -> list[str]:
    reader = archive_in(path)
    assert reader is not None
    assert reader.platform == "substack"
    return [part.issue.title for part in reader.read() if isinstance(part, Imported)]


def test_a_renamed_table_of_posts_is_known_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "My harbour posts.csv"
    path.write_bytes(files_of("beehiiv")["posts.csv"])
    reader = archive_in(path)
    assert reader is not None
    assert reader.platform == "beehiiv"
