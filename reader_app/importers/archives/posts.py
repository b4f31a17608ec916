"""One issue of an export: its text with the facts the export is certain of, made into an issue of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.archives.bare import find_in_body
from reader_app.importers.archives.lines import line
from reader_app.importers.archives.moments import moment
from reader_app.importers.bounds import check_html, check_markdown
from reader_app.importers.decoding import decode
from reader_app.importers.foreign_facts import with_foreign_facts
from reader_app.importers.foreign_markdown import adopted, without_frame
from reader_app.importers.foreign_sponsors import with_sponsors
from reader_app.importers.literal import literal
from reader_app.importers.sanitize import display_copy
from reader_app.importers.structure.envelope import Envelope, Structured
from reader_app.importers.structure.find import find_in_text
from reader_app.importers.text_lines import raw_lines
from reader_app.markup.parse import parse
from reader_app.model.blocks import Block, Prose
from reader_app.model.issue import Issue
from reader_app.model.origin import Imported, Origin, Unread, digest

VERSION: Final = 7
_LINES: Final = ("publication", "title", "number", "preheader", "url", "lang")
_CERTAIN: Final = frozenset({*_LINES, "author", "date", "status"})
RECORD: Final = "export"
DRAFT: Final = "It was never sent: the export marks it as a draft."


class Form(StrEnum):
    """What the text of an issue is written in."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Post:
    """One issue as an export holds it.

    `name` is what the person knows it by; `body` its text, written in `form`; `original` the bytes it stands in, which
    are a file of the export, or (``is_file`` false) a record of the kind `record` as JSON; `envelope` what the export
    is certain of; `facts` what else it says; `above` the blocks before the text, such as its picture.
    """

    platform: str
    name: str
    body: str
    form: Form
    original: bytes
    envelope: Envelope
    is_file: bool = False
    record: str = RECORD
    facts: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    above: tuple[Block, ...] = ()
    draft: bool = False
    warnings: tuple[str, ...] = ()


def imported(post: Post) -> Imported | Unread:
    """Return the issue of `post`; where there is nothing to read or far too much, a sentence that says so."""
    if not post.body.strip() and not post.above:
        return Unread(post.name, "It holds no text.")
    envelope, warnings = post.envelope, post.warnings
    try:
        structured = _structured(post)
    except FormatError as error:
        return Unread(post.name, error.sentence)
    issue = structured.issue
    warnings += structured.warnings
    if issue.is_empty() and not post.above:
        words = line(post.body)  # a text that is no more than its title
        if not words:
            return Unread(post.name, "It holds no text.")
        issue = replace(issue, lead=(Prose(literal(words)),))
    issue = _with_facts(issue, envelope)
    if post.tags:
        issue = replace(issue, tags=post.tags)
    if post.above:
        issue = replace(issue, lead=(*post.above, *issue.lead))
    facts = (*facts_of(envelope), *((name, value) for name, value in post.facts if value))
    if post.draft:
        facts, warnings = (*facts, ("status", "draft")), (DRAFT, *warnings)
    kind = kind_of(post.form) if post.is_file else post.record
    origin = Origin(kind, post.platform or structured.platform, digest(post.original), post.name, VERSION, facts)
    display = display_copy(post.body, {}) if post.form is Form.HTML else ""
    return Imported(issue, post.original, origin, warnings, structured.removed, display)


def _structured(post: Post) -> Structured:
    """Return the issue in the text of `post`. Raises FormatError when that is beyond all measure."""
    if post.form is Form.HTML:
        check_html(post.body, "issue")
        return find_in_body(post.body, post.envelope)
    check_markdown(post.body, "issue")
    if post.form is Form.TEXT:
        return find_in_text(raw_lines(post.body), post.envelope)
    found = parse(adopted(post.body)).issue
    named = replace(found, title=post.envelope.title or found.title)
    return Structured(without_frame(with_sponsors(with_foreign_facts(named, post.envelope.name))))


def kind_of(form: Form) -> str:
    """Return the kind of an origin that is a file of an export, in `form`."""
    return f"{RECORD}-{form}"


def post_again(original: bytes, origin: Origin, form: Form) -> Post:
    """Return what a file of an export holds, with the facts its `origin` keeps. Raises FormatError."""
    decoded = decode(original)
    return Post(
        origin.platform,
        origin.name,
        decoded.text,
        form,
        original,
        envelope_of(origin),
        is_file=True,
        facts=tuple((name, value) for name, value in origin.facts if name not in _CERTAIN),
        draft=origin.fact("status") == "draft",
        warnings=decoded.warnings,
    )


def facts_of(envelope: Envelope) -> tuple[tuple[str, str], ...]:
    """Return what `envelope` is certain of as facts of an origin, so that an original can be read again with them."""
    pairs = [(name, str(getattr(envelope, name))) for name in _LINES if getattr(envelope, name)]
    pairs += [("author", author) for author in envelope.authors]
    if envelope.date is not None:
        pairs.append(("date", envelope.date.isoformat()))
    return tuple(pairs)


def envelope_of(origin: Origin) -> Envelope:
    """Return the envelope whose facts `origin` keeps."""
    return Envelope(
        publication=origin.fact("publication"),
        title=origin.fact("title"),
        number=origin.fact("number"),
        preheader=origin.fact("preheader"),
        url=origin.fact("url"),
        lang=origin.fact("lang"),
        authors=tuple(value for name, value in origin.facts if name == "author"),
        date=moment(origin.fact("date")),
        name=origin.name,
    )


def dated(text: str, warnings: list[str]) -> datetime | None:
    """Return the moment `text` names; where it names none, say so in `warnings`."""
    found = moment(text)
    if found is None and text.strip():
        warnings.append(f"“{text.strip()[:40]}” is not a date, so the issue has none.")
    return found


def _with_facts(issue: Issue, envelope: Envelope) -> Issue:
    """Return `issue` with all that `envelope` is certain of."""
    known: Mapping[str, object] = {
        "publication": envelope.publication,
        "number": envelope.number,
        "title": envelope.title or issue.title or envelope.name,
        "preheader": envelope.preheader,
        "url": envelope.url,
        "lang": envelope.lang,
        "authors": envelope.authors,
        "date": envelope.date,
    }
    return replace(issue, **{name: value for name, value in known.items() if value})  # type: ignore[arg-type]
