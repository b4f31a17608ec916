"""Issues that a publisher keeps as JSON of its own making: parts with a heading, each with a list of links.

There is no standard for such files. What is asked of one is the shape: a record with a title, number or date, and in it
a list of records that have a heading and a list of entries with a title and an address. The names of the fields are
those in common use.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reader_app.importers.archives.categories import Categories
from reader_app.importers.archives.fragments import fragment
from reader_app.importers.archives.lines import is_markup, line
from reader_app.importers.archives.moments import moment
from reader_app.importers.archives.rows import Row, known, row
from reader_app.importers.foreign_facts import with_foreign_facts
from reader_app.importers.structure.titles import plain_title
from reader_app.model.blocks import Block
from reader_app.model.issue import About, Issue, Json
from reader_app.patterns import regex

_PARTS: Final = ("sections", "chapters", "categories", "parts", "groups", "topics", "blocks")
_ENTRIES: Final = ("items", "entries", "links", "articles", "stories", "posts", "resources", "news")
_TITLE: Final = ("title", "headline", "heading", "name", "subject")
_TEXT: Final = ("description", "text", "body", "content", "html", "summary", "excerpt", "comment", "blurb")
_MARKDOWN: Final = ("description_markdown", "body_markdown", "markdown", "md")
_URL: Final = ("url", "link", "href", "permalink")
_IMAGE: Final = ("image", "image_url", "picture", "thumbnail")
_PAID: Final = (
    "sponsor",
    "sponsored",
    "is_sponsor",
    "is_sponsored",
    "ad",
    "is_ad",
    "advertisement",
    "promoted",
    "paid",
)
_LEAD: Final = ("header", "intro", "introduction", "lead", "preface", "editorial", "greeting")
_END: Final = ("footer", "outro", "closing", "credits")
_NUMBER: Final = ("number", "issue_number", "issue_no", "issue", "no", "edition", "volume")
_DATE: Final = ("date", "published_at", "published", "publish_date", "pubdate", "sent_at", "sent", "created_at")
_PUBLICATION: Final = ("publication", "newsletter", "newsletter_name", "publication_name", "series")
_NUMERAL = regex(r"\s*#?\s*(?P<number>\d{1,5})\s*")
_LEAST_LINKS: Final = 2
_LEAST_FLAT: Final = 3
_MOST_ISSUES: Final = 10_000


def records_in(value: Json) -> tuple[Row, ...]:
    """Return the records in `value`, what a JSON file holds, that have the shape of an issue: it, or those it lists."""
    records = value if isinstance(value, list) else [value]
    found = (row(each) for each in records[:_MOST_ISSUES] if isinstance(each, dict))
    return tuple(each for each in found if _parts(each))


def read(record: Row, name: str) -> tuple[Issue, tuple[str, ...]]:
    """Return the issue in `record`, one of `records_in`, and the visible texts left out of it.

    `name` is the name of its file without suffix, which may tell what the record does not.
    """
    issue, removed = _issue(record, _parts(record))
    told = with_foreign_facts(issue, name)
    return replace(told, title=plain_title(told.title, told.publication)), removed


def _parts(record: Row) -> tuple[Row, ...]:
    """Return the parts of `record` that have entries; none when it does not have the shape of an issue."""
    parts = record.rows(*_PARTS)
    if parts:
        headed = [each for each in parts if each.text(*_TITLE) and each.rows(*_ENTRIES)]
        links = sum(_is_link(entry) for part in headed for entry in part.rows(*_ENTRIES))
        told = record.text(*_TITLE, *_NUMBER, *_DATE)
        return parts if headed and told and links >= _LEAST_LINKS else ()
    entries = record.rows(*_ENTRIES)
    numbered = _number(record) and record.text(*_TITLE, *_DATE, *_PUBLICATION)
    return (record,) if numbered and sum(map(_is_link, entries)) >= _LEAST_FLAT else ()


def _is_link(entry: Row) -> bool:
    return bool(entry.text(*_TITLE) and entry.text(*_URL))


def _issue(record: Row, parts: tuple[Row, ...]) -> tuple[Issue, tuple[str, ...]]:
    title, flat = line(record.text(*_TITLE)), parts == (record,)
    removed: list[str] = []
    reading = Categories(title, _blocks(record, _LEAD, title, removed), removed)
    if paid := _sponsors(record):
        reading.take(known(code="sponsor", items=paid))
    for part in parts:
        reading.take(_category(part, flat=flat))
    end = "\n\n".join(_texts(record, _END))
    held = fragment(end, title)
    issue = Issue(
        publication=_publication(record),
        number=_number(record),
        title=title,
        date=next((found for name in _DATE if (found := moment(record.text(name)))), None),
        url=record.text(*_URL),
        lang=record.text("lang", "language", "locale"),
        preheader=line(record.text("preheader", "subtitle", "preview_text")),
        lead=tuple(reading.lead),
        sections=reading.sections(),
        about=About(body=held.body) if held.body else None,
    )
    return issue, (*removed, *held.removed)


def _category(part: Row, *, flat: bool) -> Row:
    """Return `part` with the names that `Categories` reads; `flat` when it is the issue itself, without a heading."""
    entries: list[Json] = [_entry(each) for each in part.rows(*_ENTRIES)]
    if flat:
        return known(code="introduction", items=entries)
    told = [known(description="\n\n".join(_texts(part, names))) for names in (_LEAD, _TEXT)]
    above: list[Json] = [dict(each.values) for each in told if each.values]
    return known(name=line(part.text(*_TITLE)), code="sponsor" if _is_paid(part) else "", items=[*above, *entries])


def _entry(entry: Row) -> dict[str, Json]:
    found = known(
        title=entry.text(*_TITLE),
        url=entry.text(*_URL),
        image=entry.text(*_IMAGE),
        description_markdown=entry.text(*_MARKDOWN),
        description="\n\n".join(_texts(entry, _TEXT)),
        sponsored=_is_paid(entry),
    )
    return dict(found.values)


def _sponsors(record: Row) -> list[Json]:
    """Return the sponsors that have a record of their own in `record`: one, or a list of them."""
    value = record.get("sponsors", "sponsor", "sponsorship")
    records = value if isinstance(value, list) else [value]
    return [_entry(row(each)) for each in records if isinstance(each, dict)]


def _is_paid(record: Row) -> bool:
    return any(record.flag(name) for name in _PAID)


def _texts(record: Row, names: tuple[str, ...]) -> list[str]:
    """Return the texts of the first of the fields `names` that holds any: one, or a list of paragraphs."""
    value = record.get(*names)
    texts = value if isinstance(value, list) else [value]
    found = [each for each in texts if isinstance(each, str) and each.strip()]
    return [f"<p>{each}</p>" for each in found] if len(found) > 1 and any(map(is_markup, found)) else found


def _blocks(record: Row, names: tuple[str, ...], title: str, removed: list[str]) -> list[Block]:
    found = fragment("\n\n".join(_texts(record, names)), title)
    removed.extend(found.removed)
    return list(found.blocks)


def _number(record: Row) -> str:
    """Return the number of an issue, its digits alone; ``""`` where the fields for it hold none."""
    found = next((match for name in _NUMBER if (match := _NUMERAL.fullmatch(record.text(name)))), None)
    return str(int(found["number"])) if found else ""


def _publication(record: Row) -> str:
    """Return the name of the publication: a text, or the name within a record of its own."""
    for name in _PUBLICATION:
        value = record.values.get(name)
        told = row(value).text("name", "title") if isinstance(value, dict) else record.text(name)
        if told and not _NUMERAL.fullmatch(told):
            return line(told)
    return ""
