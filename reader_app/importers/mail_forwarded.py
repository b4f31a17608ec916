"""Mails forwarded within the text of another: whose the mail really is stands in the lines above it.

Every mail program writes these lines in its own words and language: a marker ("---------- Forwarded message ---------",
"Begin forwarded message:") and a few labelled lines (From, Date, Subject, To). Where the marker is missing, as with
Outlook, or is the one of replies too, the subject must say that the mail was forwarded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reader_app.importers.mail_words import (
    DATE,
    FORWARD_PREFIXES,
    FORWARD_WORDS,
    FROM,
    LABELS,
    ORIGINAL_WORDS,
    REPLY_PREFIXES,
    SUBJECT,
)
from reader_app.patterns import regex

_KIND_OF: Final = {word: kind for kind, words in LABELS.items() for word in words.split()}
_LABELLED = regex(r"[\s>*_|]{0,20}([^\W\d][^:：\n<>@]{0,24}?)[\s*_]{0,4}[:：][\s*_]{0,4}(.*)", re.DOTALL)
_RULES: Final = ("--", "__", "==", "——", "––")
_LONGEST_MARKER: Final = 120
_FORWARD_PREFIX = regex(
    rf"\s*(?:\[[^\]]{{1,40}}\]\s*)?(?:{'|'.join(FORWARD_PREFIXES.split())}|i)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE
)
_PREFIXES = regex(
    rf"\s*(?:(?:{'|'.join(f'{FORWARD_PREFIXES} {REPLY_PREFIXES}'.split())})\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_QUOTE = regex(r"^>[ ]?", re.MULTILINE)
_ASCII_WORDS: Final = tuple(filter(str.isascii, FORWARD_WORDS))
_LOOK_AT: Final = 80
_HINT_WITHIN: Final = 12_000
_LONGEST_REMARK: Final = 4000
_LONGEST_BLOCK: Final = 14
_MOST_TIMES: Final = 5


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Where a forwarded mail begins among some lines: its labelled lines are those from `marker` to before `end`."""

    marker: int
    end: int
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A forwarded mail without its wrapping: who sent it when, its subject, its body, what was written above it."""

    body: str
    sender: str
    date: str
    subject: str
    remark: str


def says_forwarded(subject: str) -> bool:
    """Tell whether a subject begins as those of forwarded mails do, such as with "Fwd:", "WG:", "TR:" or "转发："."""
    return _FORWARD_PREFIX.match(subject) is not None


def bare_subject(subject: str) -> str:
    """Return a subject without the prefixes of forwards and replies; as it is when nothing else stands in it."""
    match = _PREFIXES.match(subject)
    return subject[match.end() :].strip() or subject.strip() if match else subject.strip()


def may_be_forwarded(text: str, subject: str) -> bool:
    """Tell, fast, whether it is worth looking for a forwarded mail at all."""
    if says_forwarded(subject):
        return True
    start = max(0, text.find("<body"))
    text = text[start : start + _HINT_WITHIN].lower()
    return _has_one(text, _ASCII_WORDS if text.isascii() else FORWARD_WORDS)


def find(lines: Sequence[str], subject: str) -> Forwarded | None:
    """Return where in `lines` a forwarded mail begins; `subject` is that of the mail they stand in."""
    forwarded = says_forwarded(subject)
    above = 0
    seen = 0
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        seen += 1
        above += len(line)
        if seen > _LOOK_AT or above > _LONGEST_REMARK:
            return None
        if _is_marker(line, or_original=forwarded):
            found = _block(lines, number + 1, number)
        elif forwarded and _label(line)[0] == FROM:
            found = _block(lines, number, number)
        else:
            continue
        if found:
            return found
    return None


def _is_marker(line: str, *, or_original: bool) -> bool:
    """Tell whether a line says, between rules or before a colon, that what follows was forwarded."""
    bare = line.strip(" \t\xa0\r>*")
    if not 4 < len(bare) <= _LONGEST_MARKER:
        return False
    ruled = bare.startswith(_RULES) and bare.endswith(_RULES)
    if not ruled and not bare.endswith((":", "：")):
        return False
    lowered = bare.lower()
    return _has_one(lowered, FORWARD_WORDS) or (or_original and ruled and _has_one(lowered, ORIGINAL_WORDS))


def _has_one(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _block(lines: Sequence[str], start: int, marker: int) -> Forwarded | None:
    """Return the labelled lines at `start` if they are those above a forwarded mail."""
    number = start
    while number < len(lines) and not lines[number].strip(" \t>*"):
        number += 1
    facts: dict[str, str] = {}
    last = ""
    end = number
    for place in range(number, min(len(lines), number + _LONGEST_BLOCK)):
        line = lines[place]
        kind, value = _label(line)
        if not line.strip(" \t>"):
            break
        if kind:
            last = kind
            facts.setdefault(kind, value)
        elif last and _goes_on(lines, place):
            facts[last] = f"{facts[last]} {line.strip(' >*')}".strip()
        else:
            break
        end = place + 1
    return Forwarded(marker, end, facts) if FROM in facts and (DATE in facts or SUBJECT in facts) else None


def _goes_on(lines: Sequence[str], place: int) -> bool:
    """Tell whether a line without a label is the rest of the one above: another labelled one follows soon."""
    following = (line for line in lines[place + 1 : place + 3])
    for line in following:
        if not line.strip(" \t>"):
            return False
        if _label(line)[0]:
            return True
    return False


def _label(line: str) -> tuple[str, str]:
    match = _LABELLED.match(line[:1000])
    if match is None:
        return "", ""
    kind = _KIND_OF.get(re.sub(r"[\s*_]+", "", match[1]).lower(), "")
    return kind, match[2].strip(" *_\t\r\n") if kind else ""


def unwrap_text(text: str, subject: str) -> Unwrapped | None:
    """Return the mail that is forwarded in plain `text`, by whatever number of hands; None when there is none."""
    unwrapped: Unwrapped | None = None
    for _ in range(_MOST_TIMES):
        lines = text.split("\n")
        found = find(lines, subject)
        if found is None:
            break
        remark = "\n".join(lines[: found.marker]).strip()
        if unwrapped and unwrapped.remark:
            remark = f"{unwrapped.remark}\n\n{remark}".strip()
        text = _unquoted("\n".join(lines[found.end :])).strip("\n")
        subject = found.facts.get(SUBJECT, "") or (unwrapped.subject if unwrapped else "")
        unwrapped = Unwrapped(text, found.facts[FROM], found.facts.get(DATE, ""), subject, remark)
    return unwrapped


def _unquoted(text: str) -> str:
    """Return `text` without one level of quoting if (nearly) all of it is quoted."""
    filled = [line for line in text.split("\n") if line.strip()]
    quoted = sum(line.startswith(">") for line in filled)
    return _QUOTE.sub("", text) if filled and quoted * 10 >= len(filled) * 9 else text
