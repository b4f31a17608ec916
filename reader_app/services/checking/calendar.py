"""Finds dates with their weekday in running text, in the languages of ``resources/checks/days.json``.

The names of months and weekdays are those of the Unicode CLDR (format and abbreviated forms).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from reader_app import resources

_ISO: Final = r"(?P<iso>\d{4}-\d{2}-\d{2})"
_DAY: Final = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?"
_GAP: Final = r"[\s,.]*(?:\s(?:the|of|den|der|dem|le|la|el|il|de|del|di|do|van|o|a)\s+)?"
_HALF_YEAR: Final = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A date as it stands in a text: `word` is its weekday there, `weekday` the number of that (Monday is 0)."""

    text: str
    word: str
    weekday: int
    day: date
    has_year: bool
    lang: str


@dataclass(frozen=True, slots=True)
class _Language:
    """The names of one language, folded, with the pattern that finds a date with its weekday."""

    weekdays: dict[str, int]
    months: dict[str, int]
    full: tuple[str, ...]
    short: tuple[str, ...]
    pattern: re.Pattern[str]


def named_days(line: str, lang: str, near: date) -> Iterator[NamedDay]:
    """Yield the dates in `line` that name their weekday; one without a year is taken as the one nearest to `near`.

    `lang` is the issue's language; one that is not known here, or none, is taken for English.
    """
    if not any(character.isdigit() for character in line):
        return
    name = lang.lower().replace("_", "-").partition("-")[0]
    language = _languages().get(name)
    if language is None:
        name, language = "en", _languages()["en"]
    for match in language.pattern.finditer(line):
        day = _day(match, language, near)
        if day is not None:
            weekday = language.weekdays[match["weekday"].casefold()]
            has_year = bool(match["iso"] or match["year1"] or match["year2"])
            yield NamedDay(match[0], match["weekday"], weekday, day, has_year, name)


def weekday_name(weekday: int, lang: str, like: str) -> str:
    """Return the name of `weekday` (Monday is 0) in `lang`, short and capitalised as `like` is."""
    language = _languages()[lang]
    is_short = like.casefold().rstrip(".") in language.short and like.casefold() not in language.full
    name = (language.short if is_short else language.full)[weekday]
    return name[0].upper() + name[1:] if like[0].isupper() else name


def _day(match: re.Match[str], language: _Language, near: date) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        month = language.months[(match["month1"] or match["month2"]).casefold()]
        number, year = int(match["day1"] or match["day2"]), match["year1"] or match["year2"]
        if year:
            return date(int(year), month, number)
        found = date(near.year, month, number)
        if abs(found - near) <= _HALF_YEAR:
            return found
        return date(near.year + (1 if found < near else -1), month, number)
    except ValueError:
        return None


@cache
def _languages() -> dict[str, _Language]:
    table: dict[str, dict[str, Any]] = json.loads(resources.text("checks/days.json"))
    return {lang: _language(entry) for lang, entry in table.items()}


def _language(entry: dict[str, Any]) -> _Language:
    full, short = (tuple(name.casefold() for name in entry[key].split()) for key in ("weekdays", "short"))
    months: dict[str, int] = {}
    for key in ("months", "short_months"):
        months |= {name.casefold(): number for number, name in enumerate(entry[key].split(), start=1)}
    weekdays = {name: number for names in (short, full) for number, name in enumerate(names)}
    before = entry.get("before_month", "")
    one, other = (rf"{before}(?P<month{n}>{_any(months)})\.?" for n in "12")
    dated = rf"{_DAY.format('day1')}{_GAP}{one}(?:{_GAP}(?P<year1>\d{{4}}))?"
    english = rf"{other}{_GAP}{_DAY.format('day2')}(?:{_GAP}(?P<year2>\d{{4}}))?"
    return _Language(
        weekdays,
        months,
        full,
        short,
        re.compile(rf"(?<!\w)(?P<weekday>{_any(weekdays)})\.?{_GAP}(?:{_ISO}|{dated}|{english})(?!\w)", re.IGNORECASE),
    )


def _any(names: dict[str, int]) -> str:
    """Return the pattern of any of `names`, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
