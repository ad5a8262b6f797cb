"""The day that a clause of a note names: that of its longest beginning, unless it is another matter's day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from matching.cadence.day_words import AMOUNT, MONTH, WEEKDAY
from matching.cadence.expectations import Expectation, read_expectation

# What stands between the cue and a day says whose day it is: "call her, the role opens in May".
_ANOTHERS_DAY = re.compile(
    rf"\b(?:end(?! {MONTH}\b)|that|which|who|whose|starts?(?! of\b)|(?<!week )starting|begins?|(?<!week )beginning"
    r"|opens?|opening|launch\w*|joins?|joined|leav\w+|ends|clos\w+|moves?|moving|retir\w+|is|are|has|had|since|last"
    r"|moved|left|started)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:when|once|after|until|till?|unless|if|as soon as|before|by|end of|start of|beginning of)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b\d{4}\b")
_AGO = (timedelta(), timedelta(weeks=52), timedelta(weeks=156))  # a day that has passed can be read as well
_COUNTED = re.compile(rf"\b(?:{AMOUNT}|the (?:day|week|{WEEKDAY}))$", re.IGNORECASE)
_WEEKDAY_LAST = re.compile(rf"\b{WEEKDAY}$", re.IGNORECASE)
_HOUR_NEXT = re.compile(
    r"(?:at |@ ?)?(?:\d{1,2}(?:[:.]\d\d)?(?: ?- ?\d{1,2}(?:[:.]\d\d)?)? ?(?:[ap]\.?m\b|o'clock)|\d{1,2}[:.]\d\d\b)"
    r"|\+?[\d() -]{7,}|(?:after|before) (?:\d|noon|midday|lunch|work|hours|school|dinner|breakfast)",
    re.IGNORECASE,
)
# What belongs to the day before it, and makes it another: "Nov | 31", "the 31st | of November", "Friday | the 13th",
# "Christmas | Eve", "a month | and a half".
_GOES_ON = re.compile(
    rf"(?:(?:the|of|or|to|and|[-–&]) )*(?:\d|{MONTH}\b|{WEEKDAY}\b|week\b|eve\b|a half\b)|[-–/]", re.IGNORECASE
)
# An ordinal without a month is a day where a new thought follows it, not what it counts: "the 2nd | interview".
_ORDINAL = re.compile(rf"\b(?:(?:{MONTH}|{WEEKDAY}) (?:the )?)?\d{{1,2}}(?:st|nd|rd|th)$", re.IGNORECASE)
_NEW_THOUGHT = re.compile(
    r"$|@|w/|(?:at|if|to|about|re|for|with|or|and|but|then|when|once|as|after|before|please|pls|unless|in the|am|pm"
    r"|noon|morning|afternoon|evening|he|she|they|i|we|of (?:the|this|next) month)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:only |but )?if\b", re.IGNORECASE)
_MOST_WORDS = 14  # of a clause that are read


@lru_cache(maxsize=1000)  # a note says the same words over and over, and is asked more than one question
def day_of(words: str, said_on: date) -> date | None:
    """The day of the longest beginning of `words` that names one, later than the day on which they were said."""
    split = _IF.split(words)[0].split()[:_MOST_WORDS]  # "call me if anything comes up before March" asks for no day
    for count in range(len(split), 0, -1):
        beginning = " ".join(split[:count])
        read = read_expectation(beginning, said_on, in_full=False)
        if isinstance(read, Expectation):
            if _belongs_to_more(beginning, " ".join(split[count:])):
                return None
            anothers = _ANOTHERS_DAY.search(beginning) and not _WHEN.search(beginning)
            return None if anothers or read.due_on <= said_on else read.due_on
    return None


def _belongs_to_more(beginning: str, rest: str) -> bool:
    """Whether what follows words that name a day makes it another day: "a month | after the merger closes"."""
    if _HOUR_NEXT.match(rest):
        return False
    ordinal = _ORDINAL.search(beginning)
    if ordinal and not any(ordinal.groups()) and not _NEW_THOUGHT.match(rest):
        return True
    counted = _COUNTED.search(beginning) or _WEEKDAY_LAST.search(beginning)
    return bool(
        _GOES_ON.match(rest)
        or (counted and re.match(r"(?:after\w*|before\w*|prior|later|earlier)\b", rest, re.IGNORECASE))
    )


def names_a_day(clause: str, said_on: date) -> bool:
    """Whether the day of a clause can be read; with its year it may be one that has passed."""
    return any(day_of(clause, said_on - ago) for ago in (_AGO if _YEAR.search(clause) else _AGO[:1]))
