"""Weighs what speaks for each name that may be the publication's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from reader_app.importers.structure.names import (
    SENDER_WEIGHT,
    Candidate,
    before_date,
    before_number,
    framed,
    is_dateline,
    is_name,
    normal,
    says_periodical,
    without_pictures,
)
from reader_app.importers.structure.numbers import number_span
from reader_app.importers.text_lines import has_digit
from reader_app.patterns import regex

_TITLE_SHARE: Final = 0.2
_LONGEST_INITIALS: Final = 6
_LEAST_WEIGHT: Final = 0.79
_HOST_WEIGHT: Final = 1.2
_HOST_AND_MORE: Final = 0.6
_MENTION_WEIGHT: Final = 0.25
_WORD_WEIGHT: Final = 0.15
_KIND_WEIGHT: Final = 1.0
_NEWS = regex(r"\w\s+(?:news|nachrichten|aktuell|noticias|not[íi]cias|notizie|nieuws|nytt)\Z", re.IGNORECASE)
_LEAST_WITNESSES: Final = 2
_LEAST_SAID: Final = 1.5
_KIND_SHARE: Final = 0.4
_MOST_MENTIONS: Final = 4
_LEAST_MENTIONS: Final = 2
_SERVICES: Final = frozenset(
    "mailchimp substack beehiiv convertkit kit buttondown ghost revue medium linkedin wordpress"
    " smore gmail outlook tumblr"
    " constant contact campaign monitor klaviyo mailjet sendgrid brevo sendinblue mailerlite"
    " tinyletter hubspot blogger".split()
)
_IN_BRACKETS = regex(r"\s\((?P<within>[^()]+)\)\Z")
_MARKS = regex("[\u00ae\u2122\u2120]")


def chosen(
    candidates: Iterable[Candidate],
    unlike: str = "",
    hosts: Collection[str] = (),
    said: str = "",
    *,
    firm: bool = False,
) -> str:
    """Return the name most speaks for; what is only the issue's title (`unlike`) counts less.

    `hosts` are the letters of the publication's own addresses and `said` what the issue says: a name that an address
    spells, or that the issue speaks of again and again, has another witness.
    What stands beside the number in `unlike` is mostly the issue's title; with `firm` it is nothing else.
    """
    found = list(candidates)
    titles = {normal(title) for title in (unlike, framed(unlike), _before_brackets(unlike)) if title}
    best = _most(found, titles, hosts, said)
    best = best if best or firm else _most(found, titles & {normal(unlike)}, hosts, said)
    return _as_written(best, said) if best.isupper() and len(best) > _LONGEST_INITIALS else best


def _before_brackets(title: str) -> str:
    """Return the title before words in brackets at its end; ``""`` where these are the issue's number or date."""
    match = _IN_BRACKETS.search(title)
    return (
        "" if match is None or is_dateline(match["within"]) or number_span(match["within"]) else title[: match.start()]
    )


def _as_written(name: str, said: str) -> str:
    """Return a name in capitals as the issue writes it in its sentences, if it does."""
    forms = (match[0] for match in re.finditer(re.escape(name), said, re.IGNORECASE))
    return next((form for form in forms if not form.isupper() and form[0].isupper()), name)


def _most(candidates: Iterable[Candidate], titles: Collection[str], hosts: Collection[str], said: str) -> str:
    scores: dict[str, float] = {}
    forms: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        key = normal(candidate.name) if candidate.name else ""
        if not key or not is_name(candidate.name) or candidate.name.casefold() in _SERVICES:
            continue
        if before_number(candidate.name) or number_span(candidate.name) or before_date(candidate.name):
            continue
        weight = candidate.weight
        if candidate.titled and key in titles:
            weight *= _title_share(candidate.name, said)
        scores[key] = scores.get(key, 0.0) + weight
        forms.setdefault(key, []).append(candidate)
    for key, found in forms.items():
        titles_only = key in titles and all(each.titled or each.house for each in found)
        scores[key] += _support(found, () if titles_only else hosts, said)
    _with_initials(scores)
    _with_longer(scores, forms)
    _with_kind(scores, forms)
    best = max(scores, key=lambda key: scores[key], default="")
    return _best_form(forms[best]) if scores.get(best, 0.0) >= _LEAST_WEIGHT else ""


def _with_initials(scores: dict[str, float]) -> None:
    """Add the weight of initials ("HP") to the name they stand for."""
    for key in [key for key in scores if len(key) < _LONGEST_INITIALS and " " not in key]:
        whole = next((other for other in scores if "".join(word[0] for word in other.split()) == key != other), "")
        if whole:
            scores[whole] += scores[key]


def _with_longer(scores: dict[str, float], forms: Mapping[str, Sequence[Candidate]]) -> None:
    """Let what speaks for the first words of a name ("Harbour") speak for all of it where several witnesses say it."""
    for key in [key for key in scores if " " in key and len(forms.get(key, ())) >= _LEAST_WITNESSES]:
        whole = [each for each in forms[key] if not each.titled]
        if sum(each.weight for each in whole) < _LEAST_SAID or all(each.house for each in whole):
            continue
        shorter = [other for other in scores if key.startswith(f"{other} ") and not has_digit(key[len(other) :])]
        scores[key] += max((scores[other] for other in shorter), default=0.0)


def _with_kind(scores: dict[str, float], forms: Mapping[str, Sequence[Candidate]]) -> None:
    """Let what speaks for a house ("Harbour") speak for its newsletter too ("Harbour Pilots Newsletter")."""
    for key, found in forms.items():
        if any(_is_kind(each.name) and not (each.titled or each.house) for each in found):
            within = (weight for other, weight in scores.items() if other != key and f" {other} " in f" {key} ")
            scores[key] += _KIND_SHARE * max(within, default=0.0)


def _is_kind(name: str) -> bool:
    """Tell whether a name calls itself a newsletter or one of its kind, or ends in "News"."""
    return says_periodical(name) or _NEWS.search(name) is not None


def _support(found: Sequence[Candidate], hosts: Collection[str], said: str) -> float:
    """Return what the publication's own addresses, its own words and its kind add to the weight of a name."""
    forms = {each.name for each in found}
    mentions, form = max((_mentions(form, said), form) for form in forms)
    weight = (
        0.0 if all(each.titled for each in found) else mentions * (_MENTION_WEIGHT if " " in form else _WORD_WEIGHT)
    )
    weight = min(weight, sum(each.weight for each in found) / 2)
    if all(each.house for each in found):
        return weight
    weight += _KIND_WEIGHT if any(not each.titled and says_periodical(each.name) for each in found) else 0.0
    words = re.findall(r"[^\W_]+", max(forms, key=len).casefold())
    if "".join(words) in hosts or normal(form).replace(" ", "") in hosts:
        return weight + _HOST_WEIGHT
    begins = {"".join(words[:at]) for at in range(1, len(words))}
    return weight + (_HOST_AND_MORE if begins.intersection(hosts) else 0.0)


def _title_share(name: str, said: str) -> float:
    """Return what a title counts that may be the issue's alone: more where the issue speaks of `name` again."""
    mentions = _mentions(name, said) if " " in name else 0
    return _TITLE_SHARE * (1 + mentions if mentions >= _LEAST_MENTIONS else 1)


def _mentions(name: str, said: str) -> int:
    """Return how many times an issue speaks of `name` but for the first, up to a few."""
    return min(max(said.count(name.strip("! ")) - 1, 0), _MOST_MENTIONS)


def _best_form(forms: list[Candidate]) -> str:
    """Return the form of one name that is surest, with "Newsletter" where it is called so with a number."""
    best = max(forms, key=lambda each: (each.weight == SENDER_WEIGHT, each.weight)).name
    called = [each.name for each in forms if each.numbered and each.name.casefold() == f"{best} newsletter".casefold()]
    plain = _MARKS.sub("", called[0] if called else best).strip()
    return plain if plain.isascii() else without_pictures(plain) or plain
