"""What is fuzzed: each target takes any bytes, and may only answer with a value or one sentence (MastheadError)."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reader_app.errors import MastheadError
from reader_app.importers import registry
from reader_app.importers.archives.json_source import PlatformJson
from reader_app.importers.feeds.json_feed import JsonFeed
from reader_app.importers.feeds.opml import Opml
from reader_app.importers.feeds.xml_feed import XmlFeed
from reader_app.importers.html_page import HtmlPage
from reader_app.importers.json_file import JsonFile
from reader_app.importers.mail_file import MailFile
from reader_app.importers.markdown_file import MarkdownFile
from reader_app.importers.mbox_file import MboxFile
from reader_app.importers.mhtml import MhtmlFile
from reader_app.importers.plain_text import PlainText
from reader_app.importers.sanitize import display_copy
from reader_app.importers.source import Importer, Source
from reader_app.importers.wholes import read_export
from reader_app.library.derive import derive
from reader_app.library.library import Library
from reader_app.library.recovering.pages import Pages
from reader_app.library.recovering.salvage import salvage
from reader_app.markup.html import body_html
from reader_app.markup.parse import parse
from reader_app.markup.plain import body_text
from reader_app.markup.write import write
from reader_app.model.origin import Imported
from reader_app.services.preview import VIEWS, Preview
from reader_app.services.searching import words

TESTS = Path(__file__).resolve().parents[1]
CASES = TESTS / "cases"
HOSTILE = CASES / "hostile"
_LARGEST_SEED = 2_500


@dataclass(frozen=True)
class Target:
    """One thing to fuzz: `run` takes the bytes, `seeds` are good inputs to begin with."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _texts(*patterns: str) -> tuple[bytes, ...]:
    found = [file.read_bytes() for pattern in patterns for file in sorted(TESTS.parent.glob(pattern)) if file.is_file()]
    return tuple(data[:_LARGEST_SEED] for data in found)


def _imports(importer: Importer, name: str) -> Callable[[bytes], object]:
    def run(data: bytes) -> None:
        source = Source(name, data)
        importer.certainty(source)
        _keep(importer.read(source))

    return run


def _keep(parts: Iterable[Any]) -> None:
    for part in parts:
        if isinstance(part, Imported):
            derive(part)


def _recognised(data: bytes) -> None:
    _keep(registry.read_each(Source(f"a{('', '.eml', '.html', '.txt', '.md', '.json')[len(data) % 6]}", data)))


def _zip(data: bytes) -> None:
    path = _folder() / "export.zip"
    path.write_bytes(data)
    _keep(read_export(path))


def _zipped_export(data: bytes) -> None:
    """Put mutated tables and texts into a sound zip, so that what reads them is reached."""
    pieces = data.split(b"\x1e")
    names = pieces[::2]
    path = _folder() / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in zip(names, pieces[1::2], strict=False):
            shown = name.decode("utf-8", "replace").replace("\x00", "")[:200] or "a"
            if shown not in archive.NameToInfo:
                archive.writestr(shown, content)
    _keep(read_export(path))


def _markdown(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    issue = parse(text).issue
    assert parse(write(issue)).issue == issue


def _body(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    body_html(text)
    body_text(text, 72)


def _front_matter(data: bytes) -> None:
    parse("---\n" + data.decode("utf-8", "replace") + "\n---\n\nWords.\n")


def _preview(data: bytes) -> None:
    issue = parse(data.decode("utf-8", "replace")).issue
    preview = Preview()
    for view in VIEWS:
        preview.render(issue, view)


def _search(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    words(text)
    _library().search(text, limit=5)


def _sanitize(data: bytes) -> None:
    display_copy(data.decode("utf-8", "replace"), {"cid:one": "asset:" + "a" * 64})


def _salvage(data: bytes) -> None:
    path = _folder() / "damaged"
    path.write_bytes(data)
    with Pages(path) as pages:
        salvage(pages, lambda _table, _row: None)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


@cache
def _library() -> Library:
    library = Library.open(_folder() / "library.masthead")
    for file in sorted((TESTS.parent / "resources/samples").glob("*.md")):
        library.add_many(registry.read(Source(file.name, file.read_bytes())))
    return library


def _zips() -> tuple[bytes, ...]:
    seeds = []
    for export in _exports():
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in export:
                archive.writestr(name, content)
        seeds.append(file.getvalue())
    return tuple(seeds)


def _loose_exports() -> tuple[bytes, ...]:
    return tuple(b"\x1e".join(part for name, data in export for part in (name.encode(), data)) for export in _exports())


def _libraries() -> tuple[bytes, ...]:
    return tuple((TESTS / f"libraries/version-{version}.masthead").read_bytes()[:40_000] for version in (1, 3))


def _exports() -> list[list[tuple[str, bytes]]]:
    return [
        [
            (file.relative_to(folder).as_posix(), file.read_bytes()[:_LARGEST_SEED])
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        ]
        for folder in sorted((CASES / "archives").glob("*/export"))
    ]


_HTML = ("tests/cases/archives/*/export/**/*.html", "tests/cases/hostile/*.html")
_MARKDOWN = ("resources/samples/*.md", "tests/cases/dialect/*.txt", "tests/cases/archives/*/export/**/*.md")
_FRONT = (
    b"publication: P\nnumber: 7\ntitle: 'T: x'\ndate: 2026-01-02T03:04:05Z\nauthors: [a, b]\ntags:\n  - c\nx: {y: 1}\n"
)
_QUERIES = (
    b'harbour "fog lamp" publication:Notes is:unread after:2020-01-01 -rope',
    b"sponsor:acorn before:2025",
    b"tag:a OR b*",
)
_PAGE = (
    b"<html><head><title>T</title><style>p{color:red}</style></head>"
    b"<body><h1>A</h1><table><tr><td>x</td></tr></table></body></html>"
)

TARGETS: dict[str, Target] = {
    "mail": Target(_imports(MailFile(), "a.eml"), _texts("tests/cases/mail/*.eml")),
    "mbox": Target(
        _imports(MboxFile(), "a.mbox"),
        tuple(b"From a@b Mon Mar  4 08:00:00 2024\n" + data + b"\n" for data in _texts("tests/cases/mail/[a-f]*.eml")),
    ),
    "page": Target(_imports(HtmlPage(), "a.html"), (*_texts(*_HTML), _PAGE)),
    "mhtml": Target(
        _imports(MhtmlFile(), "a.mhtml"),
        (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary=x\n\n'
            b"--x\nContent-Type: text/html\n"
            b"Content-Location: https://a.example/\n\n"
            + _PAGE
            + b"\n--x\nContent-Type: image/gif\nContent-Location: cid:a\n"
            b"Content-Transfer-Encoding: base64\n\nR0lGODlhAQABAAAAACw=\n--x--\n",
        ),
    ),
    "text": Target(
        _imports(PlainText(), "a.txt"), _texts("tests/cases/structure/text.txt", "tests/cases/structure/masthead.txt")
    ),
    "markdown-file": Target(_imports(MarkdownFile(), "a.md"), _texts(*_MARKDOWN)),
    "json": Target(
        _imports(JsonFile(), "a.json"),
        (b'{"format": "masthead-issue/1", "title": "T", "lead": [{"type": "prose", "body": "x"}]}',),
    ),
    "platform-json": Target(_imports(PlatformJson(), "a.json"), _texts("tests/cases/archives/*/export/**/*.json")),
    "feed": Target(_imports(XmlFeed(), "a.xml"), _texts("tests/cases/feeds/*.rss", "tests/cases/feeds/*.atom")),
    "json-feed": Target(_imports(JsonFeed(), "a.json"), _texts("tests/cases/feeds/knots.json")),
    "opml": Target(_imports(Opml(), "a.opml"), _texts("tests/cases/feeds/*.opml")),
    "zip": Target(_zip, _zips()),
    "export": Target(_zipped_export, _loose_exports()),
    "recognise": Target(_recognised, _texts("tests/cases/mail/[a-d]*.eml", *_HTML, *_MARKDOWN, "tests/cases/feeds/*")),
    "markdown": Target(_markdown, _texts(*_MARKDOWN)),
    "body": Target(_body, _texts("tests/cases/dialect/*.txt", "tests/cases/structure/markdown.txt")),
    "front-matter": Target(_front_matter, (_FRONT,)),
    "preview": Target(_preview, _texts("resources/samples/*.md")),
    "search": Target(_search, _QUERIES),
    "sanitize": Target(_sanitize, (*_texts(*_HTML), _PAGE)),
    "salvage": Target(_salvage, _libraries()),
}


def attempt(target: Target, data: bytes) -> None:
    """Give `data` to `target`; a sentence for the person is a good answer, any other exception is a finding."""
    try:
        target.run(data)
    except MastheadError as error:
        assert error.sentence.strip()
