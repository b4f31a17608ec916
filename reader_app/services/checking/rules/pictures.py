"""Pictures that mail programs cannot show, or that are larger than any of them needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.markup.mentions import Mention
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.subject import ASSET, PictureFacts, Subject

SAFE_TYPES: Final = frozenset({"image/jpeg", "image/png", "image/gif"})
WIDEST: Final = 1200  # pixels: twice what a mail shows
HEAVIEST: Final = 1_000_000  # bytes
_SUFFIX: Final = re.compile(r"\.(webp|avif|svgz?|bmp|tiff?|heic|heif|jxl)(?:[?#]|\Z)", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """Warn of formats that large mail programs lack and of pictures too large; a missing one is an error."""
    for mention in subject.pictures:
        where = f"The picture in {subject.section(subject.parsed.parts[mention.part])}"
        line = mention.line + 1
        if mention.url.startswith("data:"):
            sentence = f"{where} is written into the text; Gmail and Outlook do not show such pictures."
            yield Finding(Severity.ERROR, sentence, line, "picture-format")
        elif mention.url.startswith(ASSET):
            yield from _kept(subject, mention, where)
        elif not mention.url.strip():
            yield Finding(Severity.ERROR, f"{where} has no address.", line, "picture-missing")
        elif suffix := _SUFFIX.search(mention.url):
            sentence = f"{where} is {suffix[1].upper()}, which Outlook and other mail programs do not show."
            yield Finding(Severity.WARNING, sentence, line, "picture-format")


def _kept(subject: Subject, mention: Mention, where: str) -> Iterator[Finding]:
    """Judge a picture of the library, if the library was asked about it."""
    sha256, line = mention.url.removeprefix(ASSET).lower(), mention.line + 1
    if sha256 not in subject.knowledge.pictures:
        return
    facts = subject.knowledge.pictures[sha256]
    if facts is None:
        yield Finding(Severity.ERROR, f"{where} is not in the library.", line, "picture-missing")
        return
    if facts.media_type not in SAFE_TYPES:
        kind = facts.media_type.rpartition("/")[2].partition("+")[0].upper()
        sentence = f"{where} is {kind}, which Outlook and other mail programs do not show."
        yield Finding(Severity.WARNING, sentence, line, "picture-format")
    yield from _size(facts, where, line)


def _size(facts: PictureFacts, where: str, line: int) -> Iterator[Finding]:
    if facts.size > HEAVIEST:
        sentence = f"{where} has {facts.size / 1_000_000:.1f} MB; {HEAVIEST // 1000} KB are enough for any mail."
        yield Finding(Severity.WARNING, sentence, line, "picture-size")
    elif facts.width > WIDEST:
        sentence = f"{where} is {facts.width} pixels wide; {WIDEST} are enough for any mail."
        yield Finding(Severity.WARNING, sentence, line, "picture-size")
