"""Moments as platforms write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from reader_app.markup.front_matter import parse_date
from reader_app.patterns import regex

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AMERICAN = regex(
    r"(?P<month>[a-z]{3})[a-z]*\.? (?P<day>\d{1,2}),? (?P<year>\d{4})"
    r"(?:,? (?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)? ?(?P<half>[ap]m)?)?\Z",
    re.IGNORECASE,
)
_SLASHES = regex(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?: (?P<hour>\d{1,2}):(?P<minute>\d\d).*)?\Z")
_YEAR_ZERO = regex(r"(?<![+\-:\d])0000(?!\d)")
_SECONDS = regex(r"\d{9,10}(?:\.\d+)?\Z")
_MILLISECONDS = regex(r"\d{12,13}\Z")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str) -> datetime | None:
    """Return the moment `text` names, in UTC where it says no zone; None when it names none.

    Understood are ISO 8601, RFC 5322, "Dec 01, 2022 01:01 am", "12/01/2022" (month first) and seconds or milliseconds
    since 1970.
    """
    text = " ".join(text.split())
    if not text or len(text) > 80 or has_year_zero(text):
        return None
    if _SECONDS.match(text):
        return _EPOCH + timedelta(seconds=float(text))
    if _MILLISECONDS.match(text):
        return _EPOCH + timedelta(milliseconds=int(text))
    return parse_date(text) or _american(text) or _of_mail(text)


def has_year_zero(text: str) -> bool:
    """Tell whether `text` names the year 0: what broken programs write for "never", which others read as 2000."""
    return _YEAR_ZERO.search(text) is not None


def _american(text: str) -> datetime | None:
    match = _AMERICAN.match(text) or _SLASHES.match(text)
    if match is None:
        return None
    parts = match.groupdict()
    name = parts["month"].lower()
    month = int(name) if name.isdecimal() else _MONTHS.index(name) + 1 if name in _MONTHS else 0
    hour = int(parts["hour"] or 0)
    if half := (parts.get("half") or "").lower():
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return datetime(int(parts["year"]), month, int(parts["day"]), hour, int(parts["minute"] or 0), tzinfo=UTC)
    except ValueError:
        return None


def _of_mail(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
