"""When to call next, and why: properties of the rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callnow.model import Prospect, Touch, Trigger
from callnow.terms import TALKS, Colour, ContactKind, Tier, TriggerState
from matching.cadence.next_call import Cause, NextCall, Rhythm, Rules, next_call, rhythm_of
from matching.cadence.workdays import Calendar

SINCE = date(2028, 1, 3)  # a Monday, in a leap year
SAM = Prospect("p1", "Sam Hollis", "Northbay Kilns", "em1")
RULES = Rules()


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def touch(day: date, kind: ContactKind = ContactKind.CALLED, due_on: date | None = None, words: str = "") -> Touch:
    return Touch(f"t{day}{kind}{due_on}", "p1", at(day), kind, promised=words, due_on=due_on)


def news(day: date, tier: Tier = Tier.CALL_NOW, state: TriggerState = TriggerState.OPEN, life: int = 30) -> Trigger:
    return Trigger(
        id=f"n{day}", prospect_id="p1", employer_id="em1", story_id="s", event_id="e", type="layoffs", tier=tier,
        score=60, why="Northbay is cutting jobs.", opener="", decided_at=at(day),
        expires_at=at(day) + timedelta(days=life), state=state,
    )  # fmt: skip


def due(
    touches: Sequence[Touch], events: Sequence[Trigger], today: date, rules: Rules = RULES, **more: object
) -> NextCall:
    call = next_call(SAM, touches, events, today, rules, known_since=SINCE, **more)  # type: ignore[arg-type]
    assert call is not None
    return call


DAYS = st.dates(SINCE, SINCE + timedelta(days=400))
TOUCHES = st.lists(
    st.builds(
        touch,
        DAYS,
        st.sampled_from(ContactKind),
        st.none() | st.dates(SINCE, SINCE + timedelta(days=600)),
    ),
    max_size=6,
)
EVENTS = st.lists(st.builds(news, DAYS, st.sampled_from(Tier)), max_size=4)
CLOSED = st.frozensets(DAYS, max_size=40)
RHYTHMS = st.builds(Rhythm, st.floats(0.2, 30), st.floats(0.2, 40))


@given(
    TOUCHES,
    EVENTS,
    DAYS,
    RHYTHMS,
    CLOSED,
    st.sampled_from(sorted(set(ContactKind) - {ContactKind.EMAILED})),
    st.integers(0, 400),
)
def test_a_logged_touch_never_leaves_an_earlier_due_date(
    touches: list[Touch],
    events: list[Trigger],
    today: date,
    rhythm: Rhythm,
    closed: frozenset[date],
    kind: str,
    ago: int,
) -> None:
    """Whatever went before, logging a touch without a promise of its own never makes the call due sooner, unless it
    ends a promise that stood before news, or is the talk for which another try was noted."""
    rules = Rules(rhythm, calendar=Calendar(closed=closed))
    logged = touch(max(SINCE, today - timedelta(days=ago)), kind)
    before = due(touches, events, today, rules)
    after = due([*touches, logged], events, today, rules)
    reached = logged.kind in TALKS and any(t.kind is ContactKind.VOICEMAIL and t.due_on for t in touches)
    ended = reached or (before.cause is Cause.PROMISE and after.cause is Cause.EVENT)
    assert after.due_on >= before.due_on or ended


@given(TOUCHES, EVENTS, DAYS, DAYS, CLOSED)
def test_an_event_never_pushes_a_call_back(
    touches: list[Touch], events: list[Trigger], today: date, day: date, closed: frozenset[date]
) -> None:
    """One more event leaves the due day where it is, or pulls it forward."""
    rules = Rules(calendar=Calendar(closed=closed))
    assert due(touches, [*events, news(day)], today, rules).due_on <= due(touches, events, today, rules).due_on


@given(TOUCHES, EVENTS, DAYS, CLOSED, st.none() | DAYS, st.frozensets(st.integers(0, 6), min_size=1))
def test_nothing_is_due_on_a_closed_day(
    touches: list[Touch],
    events: list[Trigger],
    today: date,
    closed: frozenset[date],
    paused_until: date | None,
    weekdays: frozenset[int],
) -> None:
    """No call is due on a no-contact day, a free weekday or in a pause, and its latest day is not before its due."""
    rules = Rules(calendar=Calendar(weekdays, closed=frozenset(list(closed)[:5])))
    call = due(touches, events, today, rules, no_contact=closed, paused_until=paused_until)
    assert call.due_on not in closed
    assert call.due_on.weekday() in weekdays
    assert paused_until is None or call.due_on >= paused_until
    assert call.latest_on >= call.due_on


@given(TOUCHES, EVENTS, DAYS)
def test_the_order_of_history_does_not_matter(touches: list[Touch], events: list[Trigger], today: date) -> None:
    """The same touches and events give the same call in any order."""
    distinct = list({t.at: t for t in touches}.values())
    assert due(distinct[::-1], events[::-1], today).due_on == due(distinct, events, today).due_on


def test_the_rhythm_is_eight_weeks_and_twelve_at_the_latest() -> None:
    """Eight weeks after the last touch a call is due, after twelve it is red; the touch's day is told."""
    call = due([touch(date(2028, 1, 10))], [], date(2028, 2, 1))
    assert (call.due_on, call.latest_on) == (date(2028, 3, 6), date(2028, 4, 3))
    assert call.cause is Cause.RHYTHM
    assert "Monday, 10 January 2028" in call.words
    assert call.colour(date(2028, 3, 6)) is Colour.GREEN
    assert call.colour(date(2028, 3, 7)) is Colour.YELLOW
    assert call.colour(date(2028, 4, 4)) is Colour.RED


def test_a_missed_call_stays() -> None:
    """A year later the same call is still owed, on the day it was due."""
    call = due([touch(date(2028, 1, 10))], [], date(2029, 3, 1))
    assert call.due_on == date(2028, 3, 6)


def test_who_was_never_rung_is_due_from_the_import_on() -> None:
    """A new prospect is due at once, and has until the latest interval ends."""
    call = due([], [], SINCE)
    assert (call.cause, call.due_on, call.latest_on) == (Cause.FIRST, SINCE, SINCE + timedelta(weeks=12))


def test_a_promise_comes_first() -> None:
    """A promised day stands in place of the rhythm, sooner or later than it, and is quoted."""
    for promised in (date(2028, 2, 1), date(2028, 9, 1)):
        call = due([touch(date(2028, 1, 10), due_on=promised, words="after the audit")], [], date(2028, 1, 12))
        assert (call.cause, call.due_on, call.promised) == (Cause.PROMISE, promised, "after the audit")
        assert "“after the audit”" in call.words


def test_a_promise_is_kept_by_a_touch_near_its_day() -> None:
    """A mail long before the promised day leaves it standing; a call in its week, or a new promise, ends it."""
    promise = touch(date(2028, 1, 10), due_on=date(2028, 3, 1))
    early, near = touch(date(2028, 2, 1), "emailed"), touch(date(2028, 2, 25))
    assert due([promise, early], [], date(2028, 2, 2)).due_on == date(2028, 3, 1)
    assert due([promise, near], [], date(2028, 2, 26)).cause is Cause.RHYTHM
    newer = touch(date(2028, 2, 1), due_on=date(2028, 5, 2))
    assert due([promise, newer], [], date(2028, 2, 2)).due_on == date(2028, 5, 2)


@pytest.mark.parametrize(
    ("kind", "words", "day", "stands"),
    [
        (ContactKind.EMAILED, "", date(2028, 1, 11), True),
        (ContactKind.EMAILED, "call me Friday", date(2028, 1, 14), True),
        (ContactKind.EMAILED, "email me on Friday", date(2028, 1, 14), False),
        (ContactKind.CALLED, "", date(2028, 1, 10), True),  # the same call, logged by a colleague
        (ContactKind.MET, "", date(2028, 1, 12), True),
        (ContactKind.CALLED, "", date(2028, 1, 13), False),
        (ContactKind.CALLED, "", date(2028, 1, 20), False),
    ],
)
def test_only_a_talk_of_another_day_keeps_a_promise_of_days(
    kind: ContactKind, words: str, day: date, stands: bool
) -> None:
    """A mail keeps it only where one was promised; a talk does from the last third of the wait on."""
    promise = touch(date(2028, 1, 10), due_on=date(2028, 1, 14), words=words)
    later = Touch("later", "p1", at(day) + timedelta(hours=1), kind)
    assert (due([promise, later], [], day).cause is Cause.PROMISE) is stands


def test_a_promise_for_a_weekend_is_kept_on_monday() -> None:
    """A promised day without calls moves to the next open one, within the three days it may take."""
    call = due([touch(date(2028, 1, 10), due_on=date(2028, 2, 5))], [], date(2028, 1, 12))
    assert call.due_on == date(2028, 2, 7)
    assert call.latest_on <= date(2028, 2, 8)


def test_an_event_pulls_forward_until_answered() -> None:
    """Open news worth a call makes it due that day, until a touch, a dismissal or its own end."""
    last = touch(date(2028, 1, 10), due_on=date(2028, 3, 1), words="after the audit")
    today, heard = date(2028, 2, 3), news(date(2028, 2, 2))
    call = due([last], [heard], today)
    assert (call.cause, call.due_on, call.promised) == (Cause.EVENT, date(2028, 2, 2), "after the audit")
    assert call.words == heard.why
    assert due([last, touch(date(2028, 2, 3))], [heard], today).cause is Cause.PROMISE
    assert due([last], [news(date(2028, 2, 2), state=TriggerState.DISMISSED)], today).cause is Cause.PROMISE
    assert due([last], [news(date(2028, 2, 2), Tier.WORTH_KNOWING)], today).cause is Cause.PROMISE
    assert due([last], [heard], date(2028, 4, 1)).cause is Cause.PROMISE


def test_a_promise_that_is_due_is_not_hidden_by_news_that_waits() -> None:
    """On the promised day the call is for the promise, however long news of before has waited."""
    last, heard = touch(date(2028, 1, 10), due_on=date(2028, 3, 1), words="after the audit"), news(date(2028, 2, 22))
    assert due([last], [heard], date(2028, 2, 29)).cause is Cause.EVENT
    call = due([last], [heard], date(2028, 3, 1))
    assert (call.cause, call.due_on) == (Cause.PROMISE, date(2028, 3, 1))
    assert call.colour(date(2028, 3, 1)) is Colour.GREEN


def test_a_touch_to_come_is_not_counted() -> None:
    """A touch dated after today changes nothing yet."""
    assert due([touch(date(2028, 5, 1))], [], date(2028, 2, 1)).cause is Cause.FIRST


def test_paused_for_good_is_never_due() -> None:
    """A prospect paused without end has no next call, not even by promise or event."""
    history = [touch(date(2028, 1, 10), due_on=date(2028, 2, 1))]
    for past, heard in (([], []), (history, []), (history, [news(date(2028, 2, 1))])):
        today = date(2028, 2, 2)
        assert next_call(SAM, past, heard, today, RULES, known_since=SINCE, paused_until=date.max) is None


def test_a_tag_comes_before_the_tier() -> None:
    """The rhythm of a prospect's tag counts before that of the tier, and that before everybody's."""
    rules = Rules(Rhythm(8, 12), {"A": Rhythm(4, 6)}, {"board": Rhythm(26, 30)})
    sam, tier, tag = SAM, Prospect("p", "x", "y", tier="A"), Prospect("p", "x", "y", tier="A", tags=("x", "board"))
    assert [rhythm_of(p, rules).ideal_weeks for p in (sam, tier, tag)] == [8, 4, 26]


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2028, 3, 27, 3, 30, tzinfo=UTC), "America/New_York", date(2028, 3, 26)),  # the evening before, there
        (datetime(2028, 3, 26, 0, 30, tzinfo=UTC), "Europe/Berlin", date(2028, 3, 26)),  # clocks go forward at 01:00
        (datetime(2028, 10, 29, 23, 30, tzinfo=UTC), "Europe/Berlin", date(2028, 10, 30)),  # and back that morning
        (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), "UTC", date(2028, 2, 29)),
    ],
)
def test_days_are_those_of_the_recruiters_zone(moment: datetime, zone: str, day: date) -> None:
    """A touch belongs to the day it had where the recruiter sits, through daylight saving and leap days; weeks are
    counted in days, so that no hour is lost or won.
    """
    rules = Rules(Rhythm(1, 2), calendar=Calendar(frozenset(range(7))), zone=ZoneInfo(zone))
    call = due([Touch("t", "p1", moment, ContactKind.CALLED)], [], date(2028, 12, 31), rules)
    assert call.due_on == day + timedelta(days=7)
    assert call.latest_on == day + timedelta(days=14)


def test_a_reminder_is_not_told_as_a_promise() -> None:
    """Who wrote "call again tomorrow" for themselves, or that the other will call, promised nothing."""
    for words in ("Call again tomorrow", "She will get back to me by Monday", "next call 9 Dec", "6 week follow up"):
        assert due([touch(SINCE, due_on=SINCE, words=words)], [], SINCE).words.startswith("A call is noted for ")
    for words in ("after the audit", "6 weeks", "next Tuesday"):
        asked = due([touch(SINCE, due_on=SINCE, words=words)], [], SINCE)
        assert asked.words.startswith("You promised to call on ")


def test_a_promise_of_a_week_or_month_is_from_its_first_day() -> None:
    """ "First week of December" is no single day; words that name no day mean no Sunday."""

    def said(words: str, day: date) -> str:
        return due([touch(date(2026, 9, 1), due_on=day, words=words)], [], day).words

    december, sunday = date(2026, 12, 1), date(2026, 10, 18)
    assert said("call me first week of December", december).startswith(
        "You promised to call from Tuesday, 1 December 2026 on ("
    )
    assert said("reach out in Dec", december).startswith("A call is noted from Tuesday, 1 December 2026 on (")
    for words in ("call me 1 December", "call me Tuesday week", "call me in a week", "call me in 6 weeks"):
        assert said(words, december).startswith("You promised to call on Tuesday, 1 December 2026 (")
    assert said("try again in 3 weeks", sunday).startswith("A call is noted for Monday, 19 October 2026 (")
    assert said("call me Sunday", sunday).startswith("You promised to call on Sunday, 18 October 2026 (")


def test_a_call_that_reached_nobody_replaces_no_promise() -> None:
    """Its day of the next try puts the promised call off, or comes first; what was promised is still owed, and said."""
    september, monday = date(2028, 9, 4), date(2028, 7, 10)
    asked = touch(date(2028, 5, 2), due_on=september, words="call me after the summer")
    tried = touch(date(2028, 7, 5), ContactKind.VOICEMAIL, monday, "try again Monday")
    assert due([asked, tried], [], date(2028, 7, 5)).due_on == monday
    answered = [asked, tried, touch(monday)]
    assert (due(answered, [], monday).due_on, due(answered, [], monday).basis) == (september, asked.id)
    late = touch(september, ContactKind.VOICEMAIL, date(2028, 9, 8), "try again Friday")
    call = due([asked, late], [], september)
    assert (call.due_on, call.promised) == (date(2028, 9, 8), "call me after the summer")
    assert "Monday, 4 September 2028" in call.words
    assert due([asked, late, touch(date(2028, 9, 8))], [], date(2028, 9, 8)).cause is Cause.RHYTHM


def test_a_talk_is_what_another_try_was_for() -> None:
    """Who calls back on the day of a voicemail, or before the day of the next try, is not called for it again."""
    tried = touch(date(2028, 7, 5), ContactKind.VOICEMAIL, date(2028, 7, 19), "try again in two weeks")
    for day in (date(2028, 7, 5), date(2028, 7, 6)):
        spoken = replace(touch(day), at=at(day) + timedelta(hours=2))
        assert due([tried, spoken], [], day).cause is Cause.RHYTHM


def test_a_promise_for_the_same_day_is_kept_on_it() -> None:
    """Who is called back in the afternoon, as promised in the morning, is not called again tomorrow."""
    day = date(2028, 7, 5)
    spoken = replace(touch(day), at=at(day) + timedelta(hours=3))
    assert due([touch(day, due_on=day)], [], day).cause is Cause.PROMISE
    assert due([touch(day, due_on=day), spoken], [], day).cause is Cause.RHYTHM


def test_a_message_with_an_earlier_day_replaces_no_promise() -> None:
    """ "Sent the job, will call on Thursday" comes before the call after Easter, which is owed still; a later day that
    was written replaces it."""
    easter = touch(date(2028, 3, 6), due_on=date(2028, 4, 18), words="call me after Easter")
    wrote = touch(date(2028, 3, 13), ContactKind.EMAILED, date(2028, 3, 16), "call Thursday")
    thursday = touch(date(2028, 3, 16))
    assert due([easter, wrote], [], date(2028, 3, 13)).basis == wrote.id
    assert due([easter, wrote, thursday], [], date(2028, 3, 16)).basis == easter.id
    later = touch(date(2028, 3, 13), ContactKind.EMAILED, date(2028, 5, 1), "she wrote: call in May")
    assert due([easter, later], [], date(2028, 3, 13)).due_on == date(2028, 5, 1)
    assert due([easter, later], [], date(2028, 3, 13)).promised == "she wrote: call in May"
