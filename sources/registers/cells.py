"""Days and numbers of people as the cells of a register write them; what cannot be used is told, and never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sources.dates import read_moment

MOST_PEOPLE = 100_000  # no notice of one employer in one state was ever of more
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(
    rf"(?<!\d)(?:(?P<year>\d{{4}})([/.-])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?!\d)|"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)(?!\d)|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}(?:\.|st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?:\d{{4}}|\d\d)(?!\d))",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"([/.\s-])(\d\d)$")
_RANGE = re.compile(r"(\d[\d,]*)\s*(?:-|–|‐|to)\s*(\d[\d,]*)")
_NUMBER = re.compile(r"(?<![\d.])-?\d[\d,]*(?:\.0+)?(?![\d.])")
_NO_NUMBER = frozenset(
    {"", "na", "none", "unknown", "tbd", "tba", "notprovided", "notspecified", "notreported", "various"}
)


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """How many people a cell says, as text; "" where it says none, with what is wrong where it says something else."""

    count: str
    problem: str = ""


@lru_cache(maxsize=4096)  # a list repeats its days
def day_of(text: str, country: str = "") -> date | None:
    """The first day that a cell names, in any of the usual spellings; None where it names none that exists."""
    match = _DAY.search(" ".join(text.split()))
    if not match:
        return None
    if match["year"]:
        return _existing(*map(int, match.group("year", "month", "day")))
    written = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", match[0])
    moment = read_moment(_SHORT_YEAR.sub(r"\g<1>20\2", written), country)
    return moment.at.date() if moment else None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # no such day
        return None


def counted(text: str) -> PeopleCount:
    """The number of people in a cell: "120", "1,200", "12-15", "45 (amended)"."""
    words = " ".join(text.split())
    if re.sub(r"\W", "", words.casefold()) in _NO_NUMBER:
        return PeopleCount("")
    if spread := _RANGE.search(words):
        low, high = (int(part.replace(",", "")) for part in spread.groups())
        if _DAY.search(words) or not 0 < low < high <= MOST_PEOPLE:
            return PeopleCount("", words)
        return PeopleCount(f"{low:,}-{high:,}")
    numbers = _NUMBER.findall(words)
    if len(numbers) != 1:
        return PeopleCount("", words)
    people = int(numbers[0].replace(",", "").split(".")[0])
    return PeopleCount(f"{people:,}") if 0 < people <= MOST_PEOPLE else PeopleCount("", words)
