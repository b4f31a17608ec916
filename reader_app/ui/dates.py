"""Dates, times and numbers as the person's locale writes them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

THOUSANDS_FROM = 10_000
# PySide makes an enumeration when it is first used; made in the library's thread while garbage is collected in that of
# the windows, it takes the program down.
_SHORT = QLocale.FormatType.ShortFormat


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dates", text)


def _date(moment: datetime) -> QDate:
    local = moment.astimezone()
    return QDate(local.year, local.month, local.day)


def _time(moment: datetime) -> QTime:
    local = moment.astimezone()
    return QTime(local.hour, local.minute, local.second)


@lru_cache(maxsize=1024)
def _written(_locale: str, year: int, month: int, day: int, pattern: str) -> str:
    return QLocale().toString(QDate(year, month, day), pattern)


def _said(day: QDate, pattern: str) -> str:
    """Return `day` as `pattern` has it; the rows of a long list share what is the same."""
    return _written(QLocale().name(), day.year(), day.month(), day.day(), pattern)


def now() -> datetime:
    """Return the present moment, aware."""
    return datetime.now().astimezone()


def day_heading(moment: datetime, now: datetime) -> str:
    """Return what the day of `moment` is called in a heading: "Today", "Yesterday", a weekday, or the date."""
    day = _date(moment)
    ago = day.daysTo(_date(now))
    if ago == 0:
        return _tr("Today")
    if ago == 1:
        return _tr("Yesterday")
    if 1 < ago < 7:
        return QLocale().standaloneDayName(day.dayOfWeek())
    return long_date(moment)


def group_heading(moment: datetime, now: datetime) -> str:
    """Return the heading `moment` is listed under: its day within the last week, else its month."""
    day = _date(moment)
    if 0 <= day.daysTo(_date(now)) < 7:
        return day_heading(moment, now)
    return _said(day.addDays(1 - day.day()), _tr("MMMM yyyy"))


def short(moment: datetime, now: datetime, *, year: bool = True) -> str:
    """Return `moment` in a few characters: the time today, a weekday within the week, else the date.

    Without `year`, the year is left out: it stands in the heading.
    """
    day = _date(moment)
    ago = day.daysTo(_date(now))
    if ago == 0:
        return QLocale().toString(_time(moment), _SHORT)
    if 0 < ago < 7:
        return QLocale().dayName(day.dayOfWeek(), _SHORT)
    if not year or day.year() == _date(now).year():
        return _said(day, _tr("d MMM"))
    return _said(day, _tr("d MMM yyyy"))


def long_date(moment: datetime) -> str:
    """Return the date of `moment` with the month's name: "6 December 2017"."""
    return QLocale().toString(_date(moment), _tr("d MMMM yyyy"))


def moment(value: datetime) -> str:
    """Return date and time of `value`: "6 December 2017, 09:12"."""
    return f"{long_date(value)}, {QLocale().toString(_time(value), _SHORT)}"


def number(value: int) -> str:
    """Return `value` with the locale's separators."""
    return QLocale().toString(value)


def compact(value: int) -> str:
    """Return `value` in a few characters: 1,204, but 21k and 2.0M."""
    if value < THOUSANDS_FROM:
        return number(value)
    if value < 1_000_000:
        return _tr("%1k").replace("%1", number(value // 1000))
    return _tr("%1M").replace("%1", QLocale().toString(value / 1_000_000, "f", 1))
