"""Instants and civil dates as numbers: seconds since 1970, and days since 1970-01-01."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any

INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAY = 86_400
FIRST_DAY = (date(1900, 1, 1) - date(1970, 1, 1)).days
END_DAY = (date(2200, 1, 1) - date(1970, 1, 1)).days


@dataclass(frozen=True, order=True)
class Instant:
    """An instant, as a value of a fact."""

    seconds: int


@dataclass(frozen=True, order=True)
class Date:
    """A civil day, as a value of a fact."""

    days: int


def seconds_of(text: Any) -> int:
    """The seconds of RFC 3339 text in UTC with whole seconds, from 1900 to 2199; ValueError of any
    other.
    """
    if not isinstance(text, str) or not INSTANT.fullmatch(text):
        raise ValueError("no instant")
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    if not 1900 <= moment.year < 2200:
        raise ValueError("beyond the years 1900 to 2199")
    return int((moment - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds())


def days_of(text: Any) -> int:
    """The days of a civil date from 1900 to 2199; ValueError of any other text."""
    if not isinstance(text, str) or not DATE.fullmatch(text):
        raise ValueError("no date")
    days = (date.fromisoformat(text) - date(1970, 1, 1)).days
    if not FIRST_DAY <= days < END_DAY:
        raise ValueError("beyond the years 1900 to 2199")
    return days


def looks_like_time(text: str) -> bool:
    """Whether the text has the form of an instant or a date, be there such a day or not."""
    return bool(INSTANT.fullmatch(text) or DATE.fullmatch(text))


def month_of(seconds: int) -> str:
    """The month of an instant in UTC, as `2026-03`."""
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m")
