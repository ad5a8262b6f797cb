"""A simulated year of staying in touch: news, promises, and so many calls a day."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from callnow.model import Prospect, Touch, Trigger
from callnow.terms import ContactKind, Tier
from matching.cadence.expectations import Expectation, read_expectation
from matching.cadence.levelling import level
from matching.cadence.next_call import Cause, NextCall, Rules, next_call
from matching.cadence.workdays import Calendar

START = date(2027, 9, 6)  # the year that follows has a leap day
LOOKAHEAD = timedelta(days=40)


@dataclass
class Year:
    """What happened: every call made with its day, the longest wait for a promise and for news, in days."""

    made: list[tuple[date, NextCall]] = field(default_factory=list)
    waits: dict[Cause, list[int]] = field(default_factory=lambda: defaultdict(list))


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, tzinfo=UTC)


def layoffs(day: date, prospect: str) -> Trigger:
    heard, gone = morning(day), morning(day) + timedelta(days=14)
    return Trigger(f"n{day}", prospect, "", "s", "e", "layoffs", Tier.CALL_NOW, 60, "News.", "", heard, gone)


def live(prospects: int, cap: int, holidays: frozenset[date], seed: int = 1) -> Year:
    """A year in which a recruiter calls whom each morning's plan names, and promises a date in every fourth talk."""
    chance = random.Random(seed)
    rules = Rules(calendar=Calendar(closed=holidays))
    staff = [Prospect(f"p{i}", f"Sam{i} Hollis", f"Firm{i}") for i in range(prospects)]
    touches: dict[str, list[Touch]] = defaultdict(list)
    news: dict[str, list[Trigger]] = defaultdict(list)
    year = Year()
    for day in (START + timedelta(days=n) for n in range(366)):
        if chance.random() < prospects / 1500:
            who = chance.choice(staff).id
            news[who].append(layoffs(day, who))
        due = [next_call(p, touches[p.id], news[p.id], day, rules, known_since=START) for p in staff]
        near = [call for call in due if call and call.due_on <= day + LOOKAHEAD]
        for planned in level(near, day, cap, rules.calendar):
            if planned.day != day:
                continue
            call = planned.call
            year.made.append((day, call))
            wanted = next((t.due_on for t in touches[call.prospect_id] if t.id == call.basis and t.due_on), call.due_on)
            year.waits[call.cause].append((day - wanted).days)
            words = f"in {chance.randint(3, 14)} weeks" if chance.random() < 0.25 else ""
            promise = read_expectation(words, day) if words else None
            until = promise.due_on if isinstance(promise, Expectation) else None
            at = morning(day) + timedelta(hours=3)
            touches[call.prospect_id].append(
                Touch(f"t{len(year.made)}", call.prospect_id, at, ContactKind.CALLED, promised=words, due_on=until)
            )
    return year


def test_a_year_with_room_for_everybody() -> None:
    """With a call a day for fifty prospects nobody passes their latest day, every promise is kept within three days of
    its day, weekends and holidays included, and news is rung about on its morning or the next open one.
    """
    holidays = frozenset({date(2027, 12, 24), date(2027, 12, 31), date(2028, 2, 29)})
    year = live(100, 2, holidays)
    assert all(day <= call.latest_on for day, call in year.made)
    assert {call.prospect_id for _, call in year.made} == {f"p{i}" for i in range(100)}
    assert max(year.waits[Cause.PROMISE]) <= 3
    assert max(year.waits[Cause.EVENT]) <= 3
    assert len(year.waits[Cause.PROMISE]) > 50
    assert not holidays & {day for day, _ in year.made}


def test_a_year_with_too_little_room_forgets_nobody() -> None:
    """With half the room promises are still kept, and everybody is called, only later."""
    year = live(100, 1, frozenset())
    assert any(day > call.latest_on for day, call in year.made)
    assert max(year.waits[Cause.PROMISE]) <= 4
    assert {call.prospect_id for _, call in year.made} == {f"p{i}" for i in range(100)}
