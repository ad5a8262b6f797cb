"""Whether a feed is well: told from its declaration and what is remembered of it. Pure.

The hard case is silence: a feed without news is quiet because nothing happened, or because it died in a way that looks
well (an empty fresh-looking feed, a frozen copy). How likely the silence is at the feed's usual rate tells them apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from callnow.counting import counted
from callnow.terms import FeedVerdict
from sources.feed import Feed, FeedState
from sources.kinds import kind_of
from sources.schedule import DAY, WEEK

# A silence less likely than this, at the usual rate, is not chance; a long weekend alone is not a silence, and of a
# longer one its weekend is left out.
UNLIKELY = 0.005
LONG_WEEKEND, WEEKEND = timedelta(days=4), timedelta(days=2)
NEVER = timedelta(weeks=2)  # without an item from the beginning
EMPTY_VISITS = 3
FAILURES_TO_WORRY = 3
LOW = 0.25  # of what was declared as a normal week; judged over a whole one, for a weekend has little


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is, for a person.

    `words` say why the `verdict` is what it is. `expected` and `seen` are items a week. `covered` is False
    where news of this source may be missed.
    """

    feed: str
    verdict: FeedVerdict
    words: str
    error_kind: str
    expected: float
    seen: float
    last_success_at: datetime | None
    last_new_item_at: datetime | None
    next_check_at: datetime | None
    covered: bool


def judge(feed: Feed, state: FeedState, now: datetime) -> Health:
    """The health of one feed at `now`."""
    verdict, words = _verdict(feed, state, now)
    kept_away = _kept_away(state, now) if verdict not in {FeedVerdict.PAUSED, FeedVerdict.OFF} else ""
    if kept_away:
        verdict, words = FeedVerdict.FAILING, f"{kept_away}; {words}"
    failing_for_long = verdict == FeedVerdict.FAILING and state.failures >= FAILURES_TO_WORRY
    return Health(
        feed=feed.name,
        verdict=verdict,
        words=words,
        error_kind=state.error_kind,
        expected=feed.expected_per_week,
        seen=state.seen_rate,
        last_success_at=state.last_success_at,
        last_new_item_at=state.last_new_item_at,
        next_check_at=None if verdict in {FeedVerdict.PAUSED, FeedVerdict.OFF} else state.next_check_at,
        covered=verdict not in {FeedVerdict.PAUSED, FeedVerdict.SILENT, FeedVerdict.OFF}
        and not (failing_for_long or kept_away),
    )


def _kept_away(state: FeedState, now: datetime) -> str:
    """That the feed's host wants no visit yet, where the last answer is a day old: for this feed or for another."""
    answered = state.last_success_at or state.first_success_at or state.last_checked_at
    if not state.not_before or state.not_before <= now or not answered or now - answered <= DAY:
        return ""
    until = f"{state.not_before:%Y-%m-%d %H:%M} UTC"
    return f"its host asked not to be asked until {until}: not read for {counted((now - answered).days, 'day')}"


def _verdict(feed: Feed, state: FeedState, now: datetime) -> tuple[FeedVerdict, str]:
    if not feed.enabled:
        return FeedVerdict.OFF, "switched off"
    if state.paused_reason:
        return FeedVerdict.PAUSED, state.paused_reason
    if state.last_checked_at is None:
        return FeedVerdict.NEW, "not visited yet"
    if state.failures:
        tries = "one visit" if state.failures == 1 else f"{state.failures} visits"
        return FeedVerdict.FAILING, f"{tries} failed: {state.error}"
    verdict, words = _silence(feed, state, state.last_checked_at, now)
    if state.cut_off and verdict in {FeedVerdict.WELL, FeedVerdict.QUIET}:
        verdict, words = FeedVerdict.LOW, f"the feed is cut off or broken after {counted(state.items, 'item')}: {words}"
    return verdict, f"{words}; {counted(state.waiting, 'older message')} still to be read" if state.waiting else words


def _silence(feed: Feed, state: FeedState, visited: datetime, now: datetime) -> tuple[FeedVerdict, str]:
    """How a feed is that answered when it was `visited`: what came since then nobody can know."""
    usual = max(feed.expected_per_week, state.seen_rate)
    kind = kind_of(feed.kind)
    may_be_empty = kind.mailbox or kind.for_each_employer  # it holds what is new, or found, and no more
    if state.empty_visits >= EMPTY_VISITS and (usual or state.last_new_item_at) and not may_be_empty:
        words = f"it answers, but the last {state.empty_visits} answers held no item: its address may be wrong"
        return FeedVerdict.SILENT, words
    silence = visited - (state.last_new_item_at or state.first_success_at or visited)
    if _likelihood(feed, state, silence) < UNLIKELY:
        often = f"about {_number(usual)} items a week are usual" if usual else "there is news on most days"
        return FeedVerdict.SILENT, f"nothing new for {silence.days} days, where {often}"
    if state.last_new_item_at is None:
        words = f"nothing has ever come in {silence.days} days" + ("" if may_be_empty else ": its address may be wrong")
        return FeedVerdict.QUIET, words if silence >= NEVER else "visited, no item yet"
    if state.window >= WEEK and 0 < state.seen_rate < feed.expected_per_week * LOW:
        seen = f"about {_number(state.seen_rate)} items a week, where {_number(feed.expected_per_week)} are normal"
        return FeedVerdict.LOW, f"{seen}: a part of it may have broken"
    words = f"last new item {_ago(now - state.last_new_item_at)}"
    if silence <= LONG_WEEKEND:
        return FeedVerdict.WELL, words
    return FeedVerdict.QUIET, f"{words}, which its usual rate allows" if usual else words


def _likelihood(feed: Feed, state: FeedState, silence: timedelta) -> float:
    """How likely so long a silence is by chance: that of a day without news, for each day beyond a weekend.

    Of what was seen the days with news count, not the items: ten of one day tell of one day.
    """
    if silence <= LONG_WEEKEND:
        return 1.0
    days = [date.fromisoformat(day) for day in state.news_days.split()]
    with_news = (len(days) - 1) / ((days[-1] - days[0]).days + 1) if days else 0.0
    without = min(1 - with_news, math.exp(-feed.expected_per_week / 7))
    return float(without ** ((silence - WEEKEND) / timedelta(days=1)))


def _number(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"


def _ago(silence: timedelta) -> str:
    if silence < timedelta(hours=1):
        return "within the hour"
    hours = int(silence.total_seconds() // 3600)
    if hours < 48:
        return f"{hours} hour{'s' if hours > 1 else ''} ago"
    return f"{silence.days} days ago"
