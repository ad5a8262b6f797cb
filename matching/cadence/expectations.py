"""When will we speak again, in the words it was said: "in 6 weeks", "next quarter", "after Easter", "3 June".

A day is read where the words name one, however roughly; where they do not ("in a bit", "after their board meeting"), or
name one that is past or does not exist, the answer is a Refusal that says what is accepted. A rough time is read as its
first day: who says "in July" expects no call in June.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from matching.cadence.calendar_sums import COUNTED_FROM
from matching.cadence.calendar_words import day_named_in
from matching.cadence.day_words import NoSuchDay

ACCEPTED = (
    'say "in 6 weeks", "next quarter", "mid May", "after the summer", "next Tuesday" or a date such as 2027-03-14'
)
_FURTHEST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Expectation:
    """A promise with its day. `words` are as they were given."""

    words: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words that name no usable day: why, and what is accepted."""

    words: str
    why: str
    hint: str = ACCEPTED

    def __str__(self) -> str:
        return f"“{self.words}” {self.why}: {self.hint}"


def read_expectation(words: str, today: date, *, in_full: bool = True) -> Expectation | Refusal:
    """The day that `words` (said on `today`) name, or why they name none; without `in_full` by our own rules alone, as
    is right for words that were not written to name a day."""
    tidied = " ".join(words.split())
    try:
        day = day_named_in(_plain(tidied), today, in_full=in_full) or _day_of_a_part(tidied, today, in_full)
        furthest = today + relativedelta(years=_FURTHEST_YEARS)
    except NoSuchDay as error:
        return Refusal(tidied, str(error))
    except (OverflowError, ValueError):
        return Refusal(tidied, "is too far away")
    if day is None:
        return Refusal(tidied, "names no day")
    if day < today:
        return Refusal(tidied, f"is past ({day.isoformat()})")
    if day > furthest:
        return Refusal(tidied, f"is more than {_FURTHEST_YEARS} years away ({day.isoformat()})")
    return Expectation(tidied, day)


_PARTS = re.compile(r"\s[-–—]+\s|[;:(),](?=\s|\w)|\.(?=\s+[A-Z])|\s(?=re: )")


def _plain(words: str) -> str:
    plain = re.sub(r"[,!?“”\"()]|(?<=[a-z])\.(?=\s|$)", " ", words.lower().replace("’", "'"))
    return " ".join(plain.split())


def _day_of_a_part(words: str, today: date, in_full: bool) -> date | None:
    """The one day that a part of the words names, set off by a mark: "mid January - bonus paid then"."""
    parts = _PARTS.split(words)
    days = (
        {day for part in parts if (day := day_named_in(_plain(part), today, in_full=in_full))}
        if len(parts) > 1
        else set()
    )
    if len(days) > 1 or (days and any(COUNTED_FROM.search(_plain(part)) for part in parts[:-1])):
        raise NoSuchDay("says more than one time")
    return next(iter(days), None)
