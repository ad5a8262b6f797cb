"""Who is not to be called for a time by a note: "placed by us - off limits until 6/2027", "DNC for 6 months"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from matching.cadence.calendar_words import day_named_in
from matching.cadence.note_sentences import parted_sentences, sentences
from matching.cadence.noted_promises import asks_without_day, promise_in
from matching.cadence.refused_calls import BAR, HANDS_OFF, SPAN, forbids_calls, limits_of_bare_bars

_UNTIL = re.compile(
    rf"\b{HANDS_OFF},? (?:(?:him|her|them|again|before|period|agreement|clause|ends|runs|client|account"
    r"|(?:with|w/|per|by|under|from) (?:(?:the|our|this|an?) )?\S+) )*"
    rf"(?:(?P<until>(?:un)?till?|through|thru|before|to|for|expires?|ends)(?: in| on)? |(?={SPAN}))(?P<day>[^,;()]+)",
    re.IGNORECASE,
)
_HOUR = (
    r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|h\b|o'clock|$|[,.] )|\d{1,2}[:.]\d\d|noon|midday|lunch|work|school|breakfast"
)
_NO_CALLS_UNTIL = re.compile(  # "no contact for 6 months" may tell of a silence
    rf"(?!no contacts? (?:for )?{SPAN}){BAR},? "
    rf"(?:(?P<until>(?:un)?till?|through|thru|before|for(?= (?:{SPAN}|a while\b|now\b))) |(?={SPAN}\W*(?:$|[,;(])))"
    rf"(?!good\b|further notice\b|{_HOUR})(?P<day>[^,;()]+)",
    re.IGNORECASE,
)
# The same with more words between, which may say that only some calls are barred: a person decides.
_SOME_BARRED = re.compile(
    rf"(?:{BAR}|\b{HANDS_OFF})\b.*\b(?:until|till?|thru|through|expires|for(?= (?:{SPAN}|a while\b|now\b)))\b"
    rf"(?! (?:good\b|further notice\b|{_HOUR}))",
    re.IGNORECASE,
)
_MOST_WORDS = 5  # of a day
# The word that day_named_in reads for each that says how long somebody is not to be called.
_CUE = dict.fromkeys(("to", "til", "expires", "expire", "ends", "before"), "until") | {"thru": "through", "for": "in"}


def barred_until(note: str, today: date) -> date | None:
    """The first day on which somebody may be called again whom a note has off limits until then; None where it does
    not, or names no day that can be read."""
    days = [_first_day((one["until"] or "in").casefold(), one["day"].casefold(), today) for one in _limits(note)]
    return max(filter(None, days), default=None)


def _limits(note: str) -> Iterator[re.Match[str]]:
    """What a note says of how long somebody is not to be called."""
    for parts in parted_sentences(note):
        found = [limit for part in parts for rule in (_UNTIL, _NO_CALLS_UNTIL) if (limit := rule.search(part))]
        yield from found or limits_of_bare_bars(parts)


def refuses_calls(note: str, today: date) -> bool:
    """Whether a note says that somebody is not to be called, without a day that can be read on which that ends."""
    if forbids_calls(note):
        return True
    if barred_until(note, today):
        return False
    limited = any(map(_UNTIL.search, sentences(note)))
    return limited or (
        any(map(_SOME_BARRED.search, sentences(note)))
        and not promise_in(note, today)
        and not asks_without_day(note, today)
    )


def _first_day(until: str, words: str, today: date) -> date | None:
    cue = _CUE.get(until, until)
    said = words.strip(" .").split()[:_MOST_WORDS]
    for count in range(len(said), 0, -1):
        try:
            day = day_named_in(f"{cue} {' '.join(said[:count])}", today, in_full=False)
        except (OverflowError, ValueError):  # "for 99999 years", too
            continue
        if day:
            return day
    return None
