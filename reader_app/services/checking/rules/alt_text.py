"""Pictures without alternative text: whoever does not see them, or has them blocked, gets nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.markup.mentions import Mention
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding, Repair
from reader_app.services.checking.place import select_in_line
from reader_app.services.checking.subject import Subject

_FILE: Final = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|heic|tiff?)", re.IGNORECASE)
_CAMERA: Final = re.compile(
    r"(?:img|dsc[nf]?|image|photo|picture|screenshot|bild|foto|untitled|pxl)[ _-]*[\d _.:-]*", re.IGNORECASE
)
_EMPTY_MARK: Final = re.compile(r"!\[\s*\]")
_PICTURE_MARK: Final = re.compile(r"!\[[^\[\]]*\]")
_ALT: Final = re.compile(r'\balt="[^"]*"')


def check(subject: Subject) -> Iterator[Finding]:
    """Yield an error where a picture has no alternative text, a warning where that is only the name of a file."""
    for mention in subject.pictures:
        if mention.name == "image":
            continue  # an item's own picture is decoration: its title says what it shows
        part = subject.parsed.parts[mention.part]
        if not mention.text.strip():
            sentence = f"The picture in {subject.section(part)} has no alternative text."
            yield Finding(Severity.ERROR, sentence, mention.line + 1, "alt-text", _add(subject, mention))
        elif _is_file_name(mention.text.strip()):
            sentence = f"The alternative text “{mention.text}” of the picture in {subject.section(part)} says nothing."
            repair = select_in_line(subject, mention.line, mention.text, "Change it…")
            yield Finding(Severity.WARNING, sentence, mention.line + 1, "alt-text", repair)


def _is_file_name(text: str) -> bool:
    return _FILE.fullmatch(text) is not None or (_CAMERA.fullmatch(text) is not None and len(text) > 2)


def _add(subject: Subject, mention: Mention) -> Repair | None:
    """Put the cursor where the text belongs."""
    line = subject.lines[mention.line]
    if not mention.name:
        marks = [match for match in _PICTURE_MARK.finditer(line) if line.startswith(f"({mention.url}", match.end())]
        found = next((match for match in marks if _EMPTY_MARK.fullmatch(match[0])), None)
        return Repair("Add alt text…", None, (mention.line, found.start() + 2, found.end() - 1)) if found else None
    found = _ALT.search(line)
    return Repair("Add alt text…", None, (mention.line, found.start() + 5, found.end() - 1)) if found else None
