"""Ghost's export: one JSON file with the posts, their authors and tags, maybe within ``db``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.posts import Form, Post, dated, imported
from reader_app.importers.archives.reader import Part, PartsReader, located
from reader_app.importers.archives.rows import Row, read_json, row
from reader_app.importers.archives.signs import START, is_ghost
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.blocks import Figure
from reader_app.model.origin import Imported, Unread

PLATFORM: Final = "ghost"
_MOST_FILES: Final = 20


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of `archive` when it holds Ghost's file. Raises FileError or FormatError."""
    for name in located(archive, r"[^/]+\.json")[:_MOST_FILES]:
        data = archive.read(name)
        if is_ghost(data[:START]):
            return replace(reader(data), names=frozenset({name}))
    return None


def reader(data: bytes) -> PartsReader:
    """Return the reader of the JSON file `data`. Raises FormatError when it is not Ghost's or broken."""
    return PartsReader(PLATFORM, tuple(Part(post.text("title", "slug"), partial(read, post)) for post in _posts(data)))


def read(post: Row) -> Imported | Unread:
    """Return the issue in one record, as `reader` completes it."""
    name = post.text("title", "slug", "id")
    if post.text("type") == "page" or post.flag("page"):
        return Unread(name, "It is a page of the site, not an issue.")
    warnings: list[str] = []
    picture = post.text("feature_image")
    envelope = Envelope(
        publication=post.text("publication"),
        title=post.text("title"),
        preheader=post.text("custom_excerpt"),
        url=post.text("canonical_url"),
        lang=post.text("locale"),
        authors=_texts(post, "author_names"),
        date=dated(post.text("published_at"), warnings),
        subject=post.text("email_subject"),
        name=post.text("slug"),
    )
    figure = Figure(
        _local(picture), alt=post.text("feature_image_alt"), caption=_words(post.text("feature_image_caption"))
    )
    made = Post(
        PLATFORM,
        name,
        _local(post.text("html", "plaintext")),
        Form.HTML if post.text("html") else Form.TEXT,
        post.data(),
        envelope,
        facts=(("id", post.text("id")), ("slug", post.text("slug")), ("visibility", post.text("visibility"))),
        tags=_texts(post, "tag_names"),
        above=(figure,) if picture else (),
        draft=post.text("status") in ("draft", "scheduled"),
        warnings=tuple(warnings),
    )
    return imported(made)


def _posts(data: bytes) -> list[Row]:
    """Return the records of the posts, each completed by what the file keeps beside them."""
    value = read_json(data)
    if isinstance(value, dict) and isinstance(value.get("db"), list):
        value = next(iter(value["db"]), None)  # type: ignore[arg-type]
    tables = row(value).get("data") if isinstance(value, dict) else None
    if not isinstance(tables, dict) or not isinstance(tables.get("posts"), list):
        raise FormatError("The file is JSON, but not an export of Ghost.")
    whole = row(tables)
    settings = {entry.text("key"): entry.text("value") for entry in whole.rows("settings")}
    meta = {entry.text("post_id"): entry.values for entry in whole.rows("posts_meta")}
    authors = _joined(whole, "posts_authors", "author_id", "users")
    tags = _joined(whole, "posts_tags", "tag_id", "tags")
    common = {"publication": settings.get("title", ""), "locale": settings.get("locale") or settings.get("lang", "")}
    return [
        Row(
            {
                **common,
                **meta.get(post.text("id"), {}),
                **{name: value for name, value in post.values.items() if value not in (None, "")},
                "author_names": list(authors[post.text("id")]),
                "tag_names": [name for name in tags[post.text("id")] if not name.startswith("#")],
            }
        )
        for post in whole.rows("posts")
    ]


def _joined(tables: Row, links: str, key: str, names: str) -> Mapping[str, list[str]]:
    """Return for each post the names its `links` lead to, in their order."""
    known = {entry.text("id"): entry.text("name") for entry in tables.rows(names)}
    ordered = sorted(tables.rows(links), key=lambda link: link.text("sort_order").zfill(6))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for link in ordered:
        if name := known.get(link.text(key), ""):
            found[link.text("post_id")].append(name)
    return found


def _texts(post: Row, name: str) -> tuple[str, ...]:
    value = post.get(name)
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()


def _local(text: str) -> str:
    """Return `text` with addresses of the site itself as paths: the export does not say where the site is."""
    return text.replace("__GHOST_URL__", "")


def _words(markup: str) -> str:
    return re.sub(r"<[^<>]*>", "", markup)
