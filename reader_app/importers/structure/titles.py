"""What an issue is called in its subject, without the publication's name and the number that stand around it."""

from __future__ import annotations

import re
from typing import Final

from reader_app.importers.structure.names import DATE_WORDS, before_date, before_number, is_dateline, is_name, normal
from reader_app.importers.structure.segment import Segment
from reader_app.patterns import any_case, regex

_SEPARATOR = regex(r"(?:\s+(?:[|–—•·-]|--)|\s*[|：]|:)\s+|\s*[：｜]\s*")
_BRACKETED = regex(r"\A[【《「\[](?P<name>[^】》」\]]{1,60})[】》」\]]\s*")
_COUNTER = regex(
    r"\A(?:vol(?:ume)?|no|nr|n[º°]|issue|ausgabe|num[ée]ro|第)?\.?\s*#?\s*\d{1,5}\s*(?:号|號|期|回|호)?(?:\s*[-–—:：|/]\s*|\s+)",
    re.IGNORECASE,
)
_ISSUE = regex(r"\A(?:제|第)?\s*\d{1,5}\s*(?:号|號|期|回|호)\s*[-–—:：|]?\s*")
_DOTTED = regex(r"(?P<frame>[^.]{2,60}?\d\s?[호号號期]?)\.\s+(?=\S)")
_IN_BRACKETS = regex(r"\s*[(（](?P<within>[^()（）]{2,60})[)）]\s*\Z")
_NUMBERED = regex(
    r"\A(?:(?:vol(?:ume)?|no|nr|n[º°]|issue|ep(?:isode)?)\b\.?\s*#?|#)\s*\d{1,5}\s*[:：|–—-]?\s+", re.IGNORECASE
)
_TRAILING_NUMBER = regex(r"[\s#(№]*\d{1,5}\)?\Z")
_COUNTING_WORDS: Final = frozenset(
    "issue edition newsletter letter news no nr number vol volume v week weekly digest mail email post ausgabe numero"
    " numéro edição edición edizione editie nummer выпуск index".split()
)
_BLANK = any_case(
    r"\W*(?:(?:your |our |the |weekly |monthly |daily )?(?:e-?)?(?:newsletter|mail|mailing)(?: template)?"
    r"|untitled(?: document)?|document|home ?page|home|index|title|page|template|view (?:email|in browser|online)"
    r"|\*\|[^|]*\|\*|\{\{[^{}]*\}\}|%[\w:-]+%)\W*"
)
_SHORTEST: Final = 4
_LEAST_OF_NAME: Final = 8


def plain_title(subject: str, publication: str) -> str:
    """Return `subject` without the name of the `publication` and the issue's number or date before or after its title.

    "Harbour Post #12: The lamp" is "The lamp"; a subject that says nothing else stays as it is.
    """
    if not publication:
        return subject
    rest = subject
    match = _BRACKETED.match(rest)
    if match and _alike(normal(match["name"]), normal(publication)):
        rest = rest[match.end() :]
        counter = _COUNTER.match(rest)
        rest = rest[counter.end() :] if counter else rest
        return rest if _says_something(rest) else subject
    rest = _NUMBERED.sub("", _ISSUE.sub("", rest))
    while (match := _SEPARATOR.search(rest)) and _is_frame(rest[: match.start()], publication):
        rest = rest[match.end() :]
    match = _DOTTED.match(rest)
    rest = rest[match.end() :] if match and _is_frame(match["frame"], publication) else rest
    framed = rest != subject
    parts = list(_SEPARATOR.finditer(rest))
    while parts and _ends_it(rest[parts[-1].end() :], publication, framed=framed):
        rest = rest[: parts.pop().start()]
    match = _IN_BRACKETS.search(rest)
    parted = match["within"].split(", ") if match else []
    named = any(normal(before_number(part) or part) == normal(publication) for part in parted)
    if match and named and all(_is_frame(part, publication) for part in parted):
        rest = rest[: match.start()]
    if rest == subject:
        return subject
    return rest if _says_something(rest) else subject


def title_of_file(name: str, publication: str, number: str) -> str:
    """Return what an issue is called of which only the file's `name`, the publication and the number are known.

    That is the name, unless it says no more than the other two: "issue-12" of Harbour Post is "Harbour Post #12".
    """
    known = {*re.findall(r"[^\W\d_]+", publication.casefold()), *_COUNTING_WORDS, *DATE_WORDS}
    said = [word for word in re.findall(r"[^\W\d_]+", name.casefold()) if word not in known]
    return name if said or not (publication and number) else f"{publication} #{number}"


def is_blank_title(title: str) -> bool:
    """Tell whether a page's title says nothing of it: what an editor calls every page, or a placeholder left in it."""
    return _BLANK.fullmatch(title) is not None


def without_site(title: str, publication: str) -> str:
    """Return the title of a page without the publication's name at its end: "The lamp - Harbour Post" is "The lamp"."""
    parts = list(_SEPARATOR.finditer(title))
    if not parts or not publication or normal(title[parts[-1].end() :]) != normal(publication):
        return title
    rest = title[: parts[-1].start()]
    return rest if _says_something(rest) else title


def undated(segment: Segment, publication: str) -> str:
    """Return the text of a heading without the date that stands at its end in an element of its own."""
    pieces = [run.text for run in segment.runs if run.text.strip()]
    rest = "".join(pieces[:-1]).strip()
    dated = len(pieces) > 1 and is_dateline(pieces[-1].strip())
    return rest if dated and is_name(rest.rstrip("!?. ")) and normal(rest) != normal(publication) else segment.text


def _ends_it(part: str, publication: str, *, framed: bool) -> bool:
    """Tell whether the last part of a subject is the publication's name with a number, or a date after such a frame."""
    if is_dateline(part):
        return framed
    name = before_number(part)
    return name != "" and normal(name) == normal(publication)


def _alike(one: str, other: str) -> bool:
    """Tell whether two names are the same but for what follows the shorter."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and (one == other or len(shorter) >= _LEAST_OF_NAME)


def _is_frame(part: str, publication: str) -> bool:
    """Tell whether part of a subject is the publication's name, the number or date of the issue, or these together."""
    if is_dateline(part) or normal(part) == normal(publication):
        return True
    if normal(before_number(part) or before_date(part)) == normal(publication):
        return True
    if len(part) >= _LEAST_OF_NAME and normal(publication).startswith(f"{normal(part)} "):
        return True
    before = _TRAILING_NUMBER.sub("", part)
    return before != part and normal(before) == normal(publication)


def _says_something(rest: str) -> bool:
    """Tell whether `rest` is more than a date: "Week of May 3" and "October" are none."""
    words = re.findall(r"[^\W_]+", rest.casefold())
    dated = all(word in DATE_WORDS or word in _COUNTING_WORDS or word.isdigit() for word in words)
    return sum(map(str.isalpha, rest)) >= _SHORTEST and not dated and not is_dateline(rest)
