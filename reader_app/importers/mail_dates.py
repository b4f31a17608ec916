"""The dates of mails: of their headers, and as mail programs of many languages write them above a forwarded mail."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final

from reader_app.patterns import any_case, regex

EARLIEST: Final = 1971
LATEST: Final = 2099
_YEAR = regex(r"(?<!\d)(\d{4})(?!\d)")
_YEAR_ZERO = regex(r"(?<![\d+:.-])0(?:0{2,})?(?![\d:.])")
_FARTHEST_ZONE: Final = timedelta(hours=24)
_MONTHS: Final = (
    "jan januari january januar jänner janvier enero ene janeiro gennaio gen stycznia sty января янв led ledna",
    "feb february februar februari février févr fév febrero fevereiro fev febbraio lutego lut февраля фев února",
    "mar march märz mrz mars marzo março maart mrt marca marts марта мар března",
    "apr april avril avr abril abr aprile kwietnia kwi апреля апр dubna",
    "may mai mayo maio maggio mag mei maj maja мая května",
    "jun june juni juin junio junho giugno giu czerwca cze июня июн června",
    "jul july juli juillet juil julio julho luglio lug lipca lip июля июл července",
    "aug august août aout agosto ago augustus augusti sierpnia sie августа авг srpna",
    "sep sept september septembre septiembre setembro set settembre września wrz сентября сен září",
    "oct october oktober okt octobre octubre outubro out ottobre ott października paź октября окт října",
    "nov november novembre noviembre novembro listopada lis ноября ноя listopadu",
    "dec december dezember dez décembre déc diciembre dic dezembro dicembre grudnia gru декабря дек prosince desember",
)
_MONTH_OF: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_TIME = any_case(r"(?<!\d)(\d{1,2})[:h時时시](\d{2})(?:[:分분](\d{2}))?(?!\d)\s*(am\b|pm\b|a\.m\.|p\.m\.)?")
_LATER = regex(r"下午|晚上|午後|오후")
_NUMERIC = regex(r"(?<!\d)(\d{1,4})\s?[-./年년]\s?(\d{1,2})\s?[-./月월]\s?(\d{1,4})(?!\d)")
_DAY_MONTH = any_case(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[.\s]+(?:de\s+)?([^\W\d_]{3,12})")
_MONTH_DAY = regex(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_OFFSET = regex(r"(?:GMT|UTC)?([+-]\d{2}):?(\d{2})(?!\d)|(?:GMT|UTC)([+-]\d{1,2})(?!\d)")
_LONGEST: Final = 200


def header_moment(text: str) -> datetime | None:
    """Return the moment of a Date header (RFC 5322, 3.3, and what old and broken programs write), in UTC.

    None when there is none, or when it lies before 1971 or after 2099, as the dates of broken senders do.
    """
    text = text[:_LONGEST]
    if _YEAR_ZERO.search(text):
        return None
    try:
        parsed = parsedate_tz(text)
        if parsed is None:
            return written_moment(text)
        shift = timedelta(seconds=parsed[9] or 0)
        if abs(shift) > _FARTHEST_ZONE:
            shift = timedelta()
        return _plausible(datetime(*parsed[:6], tzinfo=UTC) - shift)
    except (ValueError, OverflowError, TypeError, IndexError):
        return written_moment(text)


def written_moment(text: str) -> datetime | None:
    """Return the moment a date in the words of any mail program means; without an offset it counts as UTC.

    Days before months, unless the numbers or an English clock say otherwise.
    """
    text = text[:_LONGEST]
    clock = _TIME.search(text)
    rest = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    day = _numeric(rest, english=bool(clock and clock[4])) or _named(rest)
    if day is None:
        return None
    offset = _OFFSET.search(rest)
    hours = int(offset[1] or offset[3]) if offset else 0
    minutes = int(offset[2] or 0) if offset else 0
    try:
        zone = timezone(timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes))
        hour, minute, second = _clock(clock, later=_LATER.search(text) is not None)
        return _plausible(datetime(*day, hour, minute, second, tzinfo=zone).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _plausible(moment: datetime) -> datetime | None:
    return moment if EARLIEST <= moment.year <= LATEST else None


def _clock(match: re.Match[str] | None, *, later: bool) -> tuple[int, int, int]:
    if match is None:
        return 0, 0, 0
    hour = int(match[1])
    half = (match[4] or "").lower()
    if (half.startswith("p") or later) and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return hour, int(match[2]), int(match[3] or 0)


def _numeric(text: str, *, english: bool) -> tuple[int, int, int] | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    first, second, third = int(match[1]), int(match[2]), int(match[3])
    if first > 31:
        return first, second, third
    year = third + 2000 if third < 70 else third + 1900 if third < 100 else third
    month_first = second > 12 or (english and "/" in match[0] and first <= 12)
    return (year, first, second) if month_first else (year, second, first)


def _named(text: str) -> tuple[int, int, int] | None:
    year = _YEAR.search(text)
    if year is None:
        return None
    found = [(match[2], match[1]) for match in _DAY_MONTH.finditer(text)]
    found += [(match[1], match[2]) for match in _MONTH_DAY.finditer(text)]
    for name, day in found:
        month = _MONTH_OF.get(name.lower())
        if month:
            return int(year[1]), month, int(day)
    return None
