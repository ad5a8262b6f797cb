"""Days that a text names, and whether they are ahead of its own.

A day without a year is the nearest one, so that "effective November 9", written on the 18th, is past.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from matching.cadence.calendar_words import day_named_in
from matching.cadence.day_words import MONTH, NoSuchDay

_FURTHEST = timedelta(days=200)  # a day named without its year that were further ahead is last year's
_DAY = (
    rf"{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:\s\d{{4}})?|"
    rf"{MONTH}\s\d{{4}}"
)
NAMED_DAY = rf"(?P<day>{_DAY})\b"
"""A day, with or without its year, or a month of a year, as the group "day"."""


def names_day_ahead(when: re.Match[str], today: date | None) -> bool:
    """Whether what a pattern with `NAMED_DAY` (or "on" for "day") found is ahead of a text's day; "end" always is."""
    if when.groupdict().get("end"):
        return True
    day = day_meant(when, today) if today else None
    return day is not None and today is not None and day > today


def day_meant(when: re.Match[str], written: date) -> date | None:
    """The day that a pattern with `NAMED_DAY` (or "on" for "day") found in a text of a day; None for none."""
    words = " ".join(re.sub(r"[.,]", " ", (when["day"] or when.groupdict().get("on") or "").lower()).split())
    try:
        day = day_named_in(words, written, in_full=False)
    except NoSuchDay:
        return None
    return day if day and (re.search(r"\d{4}", words) or day - written <= _FURTHEST) else None
