"""How one visit changes what is remembered of a feed. Pure: a state and what happened in, a state out."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from callnow.errors import FetchFailed, SourceError
from callnow.model import Announcement
from callnow.terms import FetchStatus
from sources.feed import Feed, FeedState, FetchResult
from sources.schedule import fresh_seconds, next_try, next_visit, rate_per_week, recent_of, time_span, ttl_seconds

GONE = 410
GONE_WORDS = "the source says this feed is gone for good (410); switched on anew (`callnow feeds on`) it is asked again"
FAILURES_TO_RETURN = 5
ERRORS_TOLD = 10  # of one visit
SHORT_ID, IDS_KEPT = 8, 2000  # letters of an item's id that are remembered, and of how many items
DAYS_KEPT = 20
HEAD = 4096  # bytes in which the root of a feed begins
_ROOT = re.compile(rb"<((?:[A-Za-z]\w{0,20}:)?(?:rss|feed|RDF))[\s>]")
PLANNED_TIMES = ("next_check_at", "not_before")  # moments of a state that lie ahead


def after_unchanged(feed: Feed, state: FeedState, headers: Mapping[str, str], now: datetime) -> FeedState:
    """After a 304, or a body that is byte for byte the last one. `headers` have lower-case names.

    Where the last one held no item, this answer holds none either.
    """
    fresh_for = fresh_seconds(headers)
    return _succeeded(
        feed,
        replace(
            state,
            etag=headers.get("etag", state.etag),
            last_modified=headers.get("last-modified", state.last_modified),
            fresh_for=state.fresh_for if fresh_for is None else fresh_for,
            empty_visits=state.empty_visits + bool(state.empty_visits),
        ),
        now,
    )


def after_body(
    feed: Feed, state: FeedState, headers: Mapping[str, str], body: bytes, body_hash: str, now: datetime
) -> FeedState:
    """After a 200. Both validators are what this answer says: a missing one must not outlive its body."""
    return _succeeded(
        feed,
        replace(
            state,
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            last_full_at=now,
            ttl=ttl_seconds(body) or 0.0,
            fresh_for=fresh_seconds(headers) or 0.0,
            body_hash=body_hash,
            cut_off=_is_cut_off(body),
        ),
        now,
    )


def _is_cut_off(body: bytes) -> bool:
    """Whether the body of an RSS or Atom feed ends before its root does."""
    root = _ROOT.search(body[:HEAD])
    return root is not None and b"<html" not in body[:HEAD].lower() and b"</" + root[1] not in body


def _succeeded(feed: Feed, state: FeedState, now: datetime) -> FeedState:
    return replace(
        state,
        last_checked_at=now,
        first_success_at=state.first_success_at or now,
        last_success_at=now,
        next_check_at=next_visit(feed, state, now),
        not_before=None,
        failures=0,
        error_kind="",
        error="",
    )


def after_failure(feed: Feed, state: FeedState, error: SourceError, now: datetime) -> FeedState:
    """After a visit that gave nothing. Validators stay those of the last body that was read.

    A 410 pauses the feed. An address it moved to that is gone is given up for the declared one; where it keeps failing,
    the two are asked in turn, for an old site is often switched off once all have moved.
    """
    failures = state.failures + 1
    retry_after = error.retry_after if isinstance(error, FetchFailed) else None
    gone = isinstance(error, FetchFailed) and error.status == GONE
    turned = _turned(state, gone, failures)
    ended = gone and not (state.url or turned.url)
    return replace(
        turned,
        last_checked_at=now,
        failures=failures,
        next_check_at=None if ended else next_try(feed, failures, now, retry_after=retry_after),
        not_before=now + timedelta(seconds=retry_after) if retry_after else None,
        paused_reason=GONE_WORDS if ended else state.paused_reason,
        error_kind=error.kind,
        error=str(error),
    )


def _turned(state: FeedState, gone: bool, failures: int) -> FeedState:
    """The state with the other of its two addresses, where it is time: `moved_to` keeps the one that is left meanwhile,
    which no count of moves goes with."""
    in_time = failures >= FAILURES_TO_RETURN
    if state.url and (gone or in_time):
        return replace(state, url="", moved_to="" if gone else state.url, permanent_moves=0)
    if in_time and state.moved_to and not state.permanent_moves:
        return replace(state, url=state.moved_to)
    return state


def failed_visit(feed: Feed, state: FeedState, error: Exception, now: datetime) -> FetchResult:
    """A visit that ended in `error`, also in one that nobody foresaw: that fails this feed, never the run."""
    failure = as_source_error(error)
    failure.where = feed.name
    return FetchResult(feed, after_failure(feed, state, failure, now), FetchStatus.FAILED, error=failure)


def as_source_error(error: Exception) -> SourceError:
    """`error`, or for one that nobody foresaw, a fault of ours by its kind and place: its words may hold a password."""
    if isinstance(error, SourceError):
        return error
    frame = traceback.extract_tb(error.__traceback__)[-1]
    what = f"unexpected {type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
    return SourceError(what, hint="a fault in callnow: report it with the feed's address; it is tried again")


def errors_as_one(errors: Sequence[SourceError]) -> SourceError:
    """The first of the errors that files or messages of one visit met, with what each of them says, and its hint."""
    told = list(dict.fromkeys(error.what for error in errors))
    more = [f"and {len(told) - ERRORS_TOLD} more"] * (len(told) > ERRORS_TOLD)
    errors[0].what = "; ".join([*told[:ERRORS_TOLD], *more])
    errors[0].hint = "; ".join(dict.fromkeys(error.hint for error in errors[:ERRORS_TOLD] if error.hint))
    return errors[0]


def after_postponed(state: FeedState, until: datetime) -> FeedState:
    """Another feed of its host was told to wait until then: nothing was asked, nothing failed."""
    return replace(state, next_check_at=until, not_before=until)


def with_clock_corrected(state: FeedState, ahead: timedelta, now: datetime) -> FeedState:
    """Corrects a state that was written while the clock was `ahead`: what lies after `now` was dated, or planned, by
    the wrong clock."""
    corrected: dict[str, Any] = {}
    for name in (f.name for f in fields(state)):
        at = getattr(state, name)
        if isinstance(at, datetime) and at > now:
            corrected[name] = max(at - ahead, now) if name in PLANNED_TIMES else at - ahead
    return replace(state, **corrected)


def after_moves(state: FeedState, target: str, rewrite_after: int) -> FeedState:
    """After an answer. `target` is where permanent redirects alone led ("" where there were none).

    The address is rewritten only after `rewrite_after` visits in a row that all moved to the same one: a single
    301 is often a captive portal or a mistake that is corrected within the hour.
    """
    if not target:
        return replace(state, moved_to="", permanent_moves=0) if state.moved_to else state
    count = state.permanent_moves + 1 if target == state.moved_to else 1
    if count >= rewrite_after:
        return replace(state, url=target, moved_to="", permanent_moves=0)
    return replace(state, moved_to=target, permanent_moves=count)


def after_reading(feed: Feed, state: FeedState, items: Sequence[Announcement], now: datetime) -> FeedState:
    """After the body was read: volume, rate, and whether anything in it is new."""
    if not items:
        empty = replace(state, items=0, empty_visits=state.empty_visits + 1)
        return replace(empty, next_check_at=next_visit(feed, empty, now))
    dates = recent_of([min(item.published_at, now) for item in items if item.date_known])
    known, ids = set(state.item_ids.split()), sorted({item.id[:SHORT_ID] for item in items})[:IDS_KEPT]
    new_at = _newest(state, dates, now) if known.isdisjoint(ids) else now
    changed = not known.issuperset(ids)  # an item that drops out at the end is no news
    days = {*state.news_days.split(), *(_day(date) for date in dates), *([_day(new_at)] if changed else [])}
    seen = replace(
        state,
        items=len(items),
        empty_visits=0,
        item_ids=" ".join(ids),
        news_days=" ".join(sorted(days)[-DAYS_KEPT:]),
        last_new_item_at=new_at if changed else state.last_new_item_at,
        seen_rate=round(rate_per_week(dates), 3),
        window=time_span(dates).total_seconds(),
    )
    return replace(seen, next_check_at=next_visit(feed, seen, now))


def _newest(state: FeedState, dates: Sequence[datetime], now: datetime) -> datetime:
    """When a feed last had news, where all of its items are new: at a first visit, or under other addresses, old
    ones are, too."""
    return max([*dates, *([state.last_new_item_at] if state.last_new_item_at else [])]) if dates else now


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()


def after_local_visit(feed: Feed, state: FeedState, items: Sequence[Announcement], now: datetime) -> FeedState:
    """After a visit to a mailbox, or to what lies on this machine."""
    return after_reading(feed, _succeeded(feed, replace(state, last_full_at=now), now), items, now)
