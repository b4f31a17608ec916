"""What hostile letters hold, from tests/cases/hostile, and issues that hold it in every field that reaches a page."""

from __future__ import annotations

import email
import email.policy
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

from reader_app.exporters.options import ExportOptions
from reader_app.exporters.pdf import page_to_print
from reader_app.exporters.registry import export
from reader_app.library.library import Library
from reader_app.model.blocks import Button, Feedback, Figure, Item, LinkList, Note, Podcast, Prose, Sponsor, Unknown
from reader_app.model.issue import About, Issue, Section
from reader_app.model.publication import Publication
from reader_app.services.copying import RICH, for_clipboard
from reader_app.services.preview import VIEWS, Preview
from reader_app.services.reading import Head, Look, display_page, original_page, page, text_page
from tests.support.engine import XHTML, Shown

CASES = Path(__file__).parents[1] / "cases/hostile"
HTML = tuple((CASES / "payloads.txt").read_text("utf-8").splitlines())
ADDRESSES = tuple((CASES / "addresses.txt").read_text("utf-8").splitlines())
MARKDOWN = tuple((CASES / "markdown.txt").read_text("utf-8").split("\n=====\n"))


def issue_of(words: str, address: str, body: str) -> Issue:
    """Return an issue whose every name is `words`, every address is `address` and every text is `body`."""
    extra = (("onclick", words), ("class", words), ("style", f"background:url({address})"))
    blocks = (
        Prose(body),
        Item(words, address, words, words, 3, address, body, extra),
        LinkList((Item(words, address, words, words, body=body), Item(words, address))),
        Sponsor(words, address, words, words, body, extra),
        Podcast(words, address, address, 3, body, extra),
        Figure(address, words, body, address, extra),
        Button(words, address, extra),
        Feedback(words, address, address, extra),
        Note(body, extra),
        Unknown(f'::: {{.x onclick="{words}"}}', body),
    )
    return Issue(
        id=UUID(int=7),
        publication=words,
        number=words,
        title=words,
        preheader=words,
        date=datetime(2024, 5, 3, tzinfo=UTC),
        authors=(words,),
        url=address,
        lang=words,
        tags=(words,),
        lead=blocks,
        sections=(Section(words, words, blocks),),
        about=About(words, words, address, address, address, words, body, extra),
        extra={"from": words, words: words},
    )


def publication_of(words: str, address: str, body: str) -> Publication:
    """Return a publication whose every name is `words`, every address is `address` and every text is `body`."""
    return Publication(
        UUID(int=8), words, words, words, words, address, address, address, address, words, words, (words,),
        opening=body, closing=body, number=words,
    )  # fmt: skip


def read_pages(issue: Issue, name: str) -> Iterator[Shown]:
    """Yield `issue` as the reading window shows it."""
    head = Head(issue.title, (issue.number, issue.publication), issue.title)
    look = Look(interface=issue.title)
    yield Shown(f"{name}: sections", page(issue, look, head, marks={0: "sr", 1: issue.title}))
    yield Shown(f"{name}: text", text_page(issue, look))


def source_pages(issue: Issue, display: str, original: str, name: str) -> Iterator[Shown]:
    """Yield what the window and the exports show of an issue as it was sent."""
    yield Shown(f"{name}: display", display_page(issue, Look(), display))
    yield Shown(f"{name}: original text", original_page(issue, Look(), original))
    if display:
        exported = export(issue, "original", ExportOptions(display=lambda: display))
        yield Shown(f"{name}: original export", exported.decode())


def written_pages(issue: Issue, name: str, publication: Publication | None = None) -> Iterator[Shown]:
    """Yield all that the exports, the preview, the printer and the clipboard make of `issue`."""
    yield Shown(f"{name}: web", export(issue, "web").decode())
    yield Shown(f"{name}: e-mail", export(issue, "email").decode(), asks=True)
    yield Shown(f"{name}: mail", _body_of(export(issue, "eml")), asks=True)
    yield Shown(f"{name}: pdf", page_to_print(issue, ExportOptions())[0])
    yield from _chapters(export(issue, "epub"), name)
    preview = Preview()
    preview.publication = publication
    yield from (
        Shown(f"{name}: preview {view}", preview.render(issue, view), asks=view not in ("web", "text"))
        for view in VIEWS
    )


def clipboard_pages(library: Library, issue: Issue, name: str) -> Iterator[Shown]:
    """Yield the formatted text that "Copy as" puts on the clipboard."""
    yield Shown(f"{name}: clipboard", for_clipboard(library, issue, RICH)[1], asks=True)


def _body_of(mail: bytes) -> str:
    body = email.message_from_bytes(mail, policy=email.policy.default).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def _chapters(book: bytes, name: str) -> Iterator[Shown]:
    with zipfile.ZipFile(BytesIO(book)) as files:
        for file in files.namelist():
            if file.endswith(".xhtml"):
                own = ("svg",) if file.endswith("cover.xhtml") else ()
                yield Shown(f"{name}: {file}", files.read(file).decode(), XHTML, own)
            if file.endswith(".svg"):
                yield Shown(f"{name}: {file}", files.read(file).decode(), "image/svg+xml", ("svg",))
