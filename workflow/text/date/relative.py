"""Expressions that name a day, month or year by the article's date: ``yesterday``, ``last-year``."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1000, 2199  # four digits outside are numbers, not years

# Offsets in years, months, days. None stands for what the article's date does not settle (当天, that year).
YEARS: Mapping[str, int | None] = {
    "this-year": 0,
    "last-year": -1,
    "next-year": 1,
    "year-before-last": -2,
    "year-after-next": 2,
    "that-year": None,
}
MONTHS: Mapping[str, int | None] = {"this-month": 0, "last-month": -1, "next-month": 1, "that-month": None}
DAYS: Mapping[str, int | None] = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "day-before-yesterday": -2,
    "day-after-tomorrow": 2,
    "that-day": None,
    "next-day": None,
    "day-before": None,
    "recently": None,
}
WEEKS: Mapping[str, int | None] = {"this-week": 0, "last-week": -1, "next-week": 1}


@lru_cache(maxsize=64)  # asked of every unit of an article
def day_of(iso: str) -> date | None:
    """The day of an article's date (ISO 8601, with or without a time); None where there is none (or no sane one)."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def resolve(relative: str, day: date | None) -> tuple[int, int, int]:
    """Year, month and day that an expression names, 0 where it names none or `day` is None."""
    if day is None:
        return 0, 0, 0
    if (years := YEARS.get(relative)) is not None:
        return day.year + years, 0, 0
    if (months := MONTHS.get(relative)) is not None:
        count = day.year * 12 + day.month - 1 + months
        return count // 12, count % 12 + 1, 0
    if (days := DAYS.get(relative)) is not None:
        found = day + timedelta(days)
        return found.year, found.month, found.day
    return 0, 0, 0


def weekday_of(relative: str, weekday: int, day: date | None) -> tuple[int, int, int]:
    """The day that 上周三 names in the week (Monday to Sunday) before that of `day`; zeros where it is not settled."""
    weeks = WEEKS.get(relative)
    if day is None or weeks is None:
        return 0, 0, 0
    found = day + timedelta(weekday - day.isoweekday() + 7 * weeks)
    return found.year, found.month, found.day
