"""Who is off limits for a time by a note: "placed by us - off limits until 6/2027", "no-poach through 12/2027"."""

from __future__ import annotations

import re
from datetime import date

from matching.cadence.calendar_words import day_named_in
from matching.cadence.day_words import NoSuchDay
from matching.cadence.note_sentences import sentences
from matching.cadence.refused_calls import HANDS_OFF, forbids_calls

_UNTIL = re.compile(
    rf"\b{HANDS_OFF},? (?:(?:him|her|them|again|before|period|agreement|clause|with \S+|ends|expires|runs) )*"
    r"(?P<until>(?:un)?till?|through|thru|before|to|for) (?P<day>[^,;()]+)",
    re.IGNORECASE,
)
_MOST_WORDS = 5  # of a day


def barred_until(note: str, today: date) -> date | None:
    """The first day on which somebody may be called again whom a note has off limits until then; None where it does
    not, or names no day that can be read."""
    found = (_UNTIL.search(sentence) for sentence in sentences(note))
    days = [day for one in found if one and (day := _first_day(one["until"].casefold(), one["day"].casefold(), today))]
    return max(days, default=None)


def refuses_calls(note: str, today: date) -> bool:
    """Whether a note says that somebody is not to be called, without a day that can be read on which that ends."""
    barred = any(map(_UNTIL.search, sentences(note))) and not barred_until(note, today)
    return barred or forbids_calls(note)


def _first_day(until: str, words: str, today: date) -> date | None:
    cue = {"to": "until", "before": "until", "thru": "through", "for": "in"}.get(until, until)
    said = words.strip(" .").split()[:_MOST_WORDS]
    for count in range(len(said), 0, -1):
        try:
            day = day_named_in(f"{cue} {' '.join(said[:count])}", today, in_full=False)
        except NoSuchDay:
            continue
        if day:
            return day
    return None
