"""Finds the items that are marked as paid: by a word beside their link, or by a star that a footnote explains."""

from __future__ import annotations

from typing import Final, NamedTuple

from reader_app.importers.structure.cues import means_another
from reader_app.importers.structure.disclosing import Words
from reader_app.importers.structure.mark_words import FOOTNOTES, JAPANESE, MARKS, SPOKEN, STEMS, TAGS
from reader_app.patterns import any_case

_LABEL: Final = rf"(?P<label>{'|'.join((*MARKS, JAPANESE))})"
_AFTER = any_case(rf"[\s*_]*[(\[（【]\s*{_LABEL}\s*[)\]）】]")
_WITHIN = any_case(rf"\S[\s*_]*[(\[（【]\s*{_LABEL}\s*[)\]）】][\s*_]*\Z")
_BEFORE = any_case(rf"[\s*_]*(?:\d{{1,3}}[.)]\s*)?[(\[（【]\s*{_LABEL}\s*[)\]）】][\s:：–—|*_-]*")
_BADGE = any_case(rf"[(\[]?\s*{_LABEL}\s*[)\]]?")
_SPOKEN = any_case(rf"[^\w(\[]*(?P<label>{'|'.join(SPOKEN)})\s*[:：|–—][\s*_]*")
_TAGGED = any_case(rf"#(?P<label>{'|'.join(TAGS)})\b(?:\s*#\w+)*\W*\Z")
_FOOTNOTE = any_case(rf"\s*(?P<star>\*{{1,3}}|[†‡§＊※])\s*(?:{'|'.join(FOOTNOTES)})\W*\Z")
_LONGEST_FOOTNOTE: Final = 120
_STARS: Final = "*†‡§＊※"
_NEAR_START: Final = 4
_LEAST_AFTER: Final = 8
_LONGEST_TAGS: Final = 60
_LEAST_SPOKEN: Final = 60


class Footnote(NamedTuple):
    """A line that explains a star: the star and the label as it stands."""

    star: str
    label: str


def may_be_marked(text: str) -> bool:
    """Tell whether `text` may hold a mark: nearly none does, and this is quick to say so."""
    lowered = text.lower()
    return any(stem in lowered for stem in STEMS)


def mark_of(said: Words) -> str:
    """Return the label beside the link an item begins with, before or after it, or a tag at its end; else ``""``."""
    label = _marking(said)
    return "" if means_another(label, said.text) else label


def _marking(said: Words) -> str:
    tagged = _TAGGED.search(said.text[-_LONGEST_TAGS:]) if "#" in said.text else None
    if tagged and (said.links or said.bare):
        return tagged["label"]
    spoken = _SPOKEN.match(said.text)
    if spoken and (said.links or said.bare) and len(said.text) - spoken.end() >= _LEAST_SPOKEN:
        return spoken["label"]
    if not said.links:
        return ""
    first = said.links[0]
    for pattern in (_BEFORE, _SPOKEN):
        before = pattern.match(said.text)
        if before and abs(before.end() - first.start) <= 1 and _goes_on(said.text[first.end :], pattern is _BEFORE):
            return before["label"]
    if first.start > _NEAR_START:
        return ""
    found = _AFTER.match(said.text[first.end :]) or _WITHIN.search(said.text[first.start : first.end])
    return found["label"] if found else ""


def badge(text: str) -> str:
    """Return the label that a few words set apart are, as "SPONSOR" on a coloured ground, else ``""``."""
    match = _BADGE.fullmatch(text.strip())
    return match["label"] if match else ""


def footnote(text: str) -> Footnote | None:
    """Return what a line such as "* This is a sponsored post" explains, else None."""
    match = _FOOTNOTE.match(text) if len(text) <= _LONGEST_FOOTNOTE and text.lstrip()[:1] in _STARS else None
    return Footnote(match["star"], text.strip(f" .{_STARS}")) if match else None


def is_starred(said: Words, star: str) -> bool:
    """Tell whether an item carries `star`: after the link it begins with, or at its end."""
    text = said.text.rstrip(" .")
    if (
        text.endswith(star)
        and not text.endswith(star + star[-1:])
        and (len(text) == len(star) or text[-len(star) - 1] != star[0])
    ):
        return True
    first = said.links[0] if said.links else None
    if first is None or first.start > _NEAR_START:
        return False
    rest = said.text[first.end :].lstrip()
    return (rest.startswith(star) and rest[len(star) : len(star) + 1] != star[0]) or said.text[: first.end].endswith(
        star
    )


def _goes_on(rest: str, bracketed: bool) -> bool:
    """Tell whether an item says something after its link, or needs not: a bracket stands before nothing but items."""
    return bracketed or len(rest.strip()) >= _LEAST_AFTER
