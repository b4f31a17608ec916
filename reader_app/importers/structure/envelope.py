"""What is known of an issue before its HTML is looked at, and what comes of the looking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reader_app.model.issue import Issue


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail's headers, a platform's export or a feed say of an issue. Empty or None where they say nothing.

    `publication`, `title`, `number`, `preheader`, `url`, `lang`, `authors` and `date` are facts: the HTML does not
    overrule them. `subject` and `sender` are hints: a subject may be the title behind a prefix, a sender's display
    name may be the publication or a person. `name` is the file's name without suffix, the last resort for a title.
    `assets` maps the addresses of pictures that came along (``cid:…``, a Content-Location) to ``asset:<sha256>``.
    `headers` are mail headers that tell the platform, names in lower case.
    """

    publication: str = ""
    title: str = ""
    number: str = ""
    preheader: str = ""
    url: str = ""
    lang: str = ""
    authors: tuple[str, ...] = ()
    date: datetime | None = None
    subject: str = ""
    sender: str = ""
    name: str = ""
    assets: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Structured:
    """An issue found in HTML. `removed` lists the visible texts left out on purpose; `platform` may be empty."""

    issue: Issue
    platform: str = ""
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
