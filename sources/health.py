"""Whether a feed is well: told from its declaration and what is remembered of it. Pure.

The hard case is silence: a feed without news is quiet because nothing happened, or because it died in a way that looks
well (an empty fresh-looking feed, a frozen copy). How likely the silence is at the feed's usual rate tells them apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from callnow.terms import FeedVerdict
from sources.feed import Feed, FeedState

# A silence less likely than this, at the usual rate, is not chance; a long weekend alone is not a silence.
UNLIKELY = 0.005
LONG_WEEKEND = timedelta(days=4)
EMPTY_VISITS = 3
FAILURES_TO_WORRY = 3
LOW = 0.25  # of what was declared as a normal week


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
        covered=verdict not in {FeedVerdict.PAUSED, FeedVerdict.SILENT, FeedVerdict.OFF} and not failing_for_long,
    )


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
    return _silence(feed, state, now)


def _silence(feed: Feed, state: FeedState, now: datetime) -> tuple[FeedVerdict, str]:
    usual = max(feed.expected_per_week, state.seen_rate)
    if state.empty_visits >= EMPTY_VISITS and (usual or state.last_new_item_at):
        words = f"it answers, but the last {state.empty_visits} answers held no item: its address may be wrong"
        return FeedVerdict.SILENT, words
    since = state.last_new_item_at
    if since is None:
        return (FeedVerdict.WELL, "visited, no item yet") if not usual else (FeedVerdict.QUIET, "visited, no item yet")
    silence = now - since
    beyond = max(silence - LONG_WEEKEND / 2, timedelta()) if silence > LONG_WEEKEND else timedelta()
    if math.exp(-usual * (beyond / timedelta(weeks=1))) < UNLIKELY:
        words = f"nothing new for {silence.days} days, where about {usual:.3g} items a week are usual"
        return FeedVerdict.SILENT, words
    if 0 < state.seen_rate < feed.expected_per_week * LOW:
        seen = f"about {state.seen_rate:.3g} items a week, where {feed.expected_per_week:.3g} are normal"
        return FeedVerdict.LOW, f"{seen}: a part of it may have broken"
    if not usual or silence <= LONG_WEEKEND:
        return FeedVerdict.WELL, f"last new item {_ago(silence)}"
    return FeedVerdict.QUIET, f"last new item {_ago(silence)}, which its usual rate allows"


def _ago(silence: timedelta) -> str:
    if silence < timedelta(hours=1):
        return "within the hour"
    hours = int(silence.total_seconds() // 3600)
    if hours < 48:
        return f"{hours} hour{'s' if hours > 1 else ''} ago"
    return f"{silence.days} days ago"
