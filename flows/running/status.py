"""How a home stands: the last run and the next, feeds, outbox, database, Prefect. Nothing is waited for, and nothing
kept unless an update of callnow brings the database up to date; whether there is room for something is tried.

Imports neither Prefect nor what reads the news: it is asked often, by people and by what watches machines.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from callnow.counting import counted
from callnow.errors import CallnowError, SettingError, SettingErrors, StoreError, StoreOutdated
from callnow.fold import fold
from callnow.journal import read_journal
from callnow.paths import PAGE, why_unwritable
from callnow.settings import Settings
from callnow.store.connection import reading
from callnow.store.files import ANEW
from callnow.store.home import unpublished_writes
from callnow.store.lake import check_place
from callnow.store.lake_trouble import lake_trouble
from callnow.store.lock import running
from callnow.store.outbox import FailingChannel
from callnow.store.room import is_full
from callnow.store.runs import LastRun
from callnow.terms import DeliveryState
from flows.running.database_state import DatabaseState, read_database_state
from flows.running.prefect_state import FailedRuns, PrefectState, ask_prefect
from flows.running.watchdog import owed_after

TRIES_TO_WORRY = 3
WAIT_TO_WORRY = timedelta(hours=1)
REMATCH_TO_WORRY = timedelta(minutes=5)  # where the page runs, which waits for quiet, and for a run that is in its way
UNREAD_TO_WORRY = timedelta(days=4)  # where nothing serves: whoever starts runs on working days has a long weekend


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that somebody should look at, and what to do about it."""

    what: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Status:
    """How a home stands at `at`. `running` names who holds the run lock, "" for nobody; sizes in bytes.

    `forgetting` counts people whose forgetting was begun and is not finished.
    """

    home: Path
    at: datetime
    running: str
    database_bytes: int | None
    published_at: datetime | None
    database: DatabaseState
    prefect: PrefectState
    forgetting: int
    attention: tuple[Attention, ...]


def look_at(settings: Settings, now: datetime) -> Status:
    """The status of a home at `now`."""
    database, prefect = read_database_state(settings, now), ask_prefect(settings.home, now)
    busy = running(settings.home)
    forgetting, unfinished = _unfinished(settings, busy)
    return Status(
        home=settings.home,
        at=now,
        running=busy,
        database_bytes=settings.database.stat().st_size if settings.database.exists() else None,
        published_at=_written_at(settings.published, now),
        database=database,
        prefect=prefect,
        forgetting=forgetting,
        attention=(*unfinished, *_attention(settings, database, prefect, busy, now)),
    )


def _unfinished(settings: Settings, busy: str) -> tuple[int, list[Attention]]:
    """How many people are still to be forgotten, and what to do about it unless somebody is at it."""
    try:
        journal = read_journal(settings.home)
    except CallnowError as error:
        return 0, [Attention(f"{error.where}: {error.what}", error.hint)]
    people = sum(len(begun.people) for begun in journal)
    if not people or busy:
        return people, []
    who = "one person was" if people == 1 else f"{people} people were"
    what = f"{who} to be forgotten since {journal[0].day}, and that is not finished"
    return people, [
        Attention(what, "the next command, such as `callnow run`, goes on with it, and says what hinders it")
    ]


def _written_at(file: Path, now: datetime) -> datetime | None:
    return datetime.fromtimestamp(file.stat().st_mtime, now.tzinfo) if file.exists() else None


def _attention(
    settings: Settings, database: DatabaseState, prefect: PrefectState, busy: str, now: datetime
) -> Sequence[Attention]:
    """What is not as it should be, the gravest first."""
    if database.damage:
        return [Attention(database.damage, database.what_to_do)]
    if busy and database == DatabaseState():  # the first run is under way, and nothing can be told yet
        return []
    full = _of_full_disk(settings)
    attention = [*_of_home(settings), *full, *_of_channels(settings)]
    if not database.prospects:
        attention.append(Attention("nobody was imported", "`callnow import people.csv`"))
    if not database.feeds:
        attention.append(Attention("no feed is switched on", "`callnow feeds on`, `callnow feeds add`"))
    last = database.last_run
    failed = [] if full else _of_failed_runs(prefect.failed, last, busy)  # the disk is why
    if failed:
        attention += failed
    elif last:
        attention += _of_last_run(last, database, busy)
    elif not prefect.serving:
        attention.append(Attention("nothing was ever read", "`callnow run`, and `callnow serve` for every time after"))
    attention += _of_rematch(settings, database, busy, now)
    attention += _of_copy(settings, database, busy)
    attention += _of_lake(settings)
    attention += _of_server(prefect) or ([] if failed or full else _of_schedule(settings, last, prefect, busy, now))
    if missed := sum(feed.missed for feed in database.trouble):
        what = f"the news of {missed} of {database.feeds} feeds may be missed"
        attention.append(Attention(what, "`callnow feeds --health` says why"))
    attention += _of_owners(settings, database)
    attention += [_of_channel(channel) for channel in database.failing if _fails_for_long(channel, now)]
    if dead := database.outbox.get(DeliveryState.DEAD):
        what = f"{dead} message{'s' if dead > 1 else ''} could not be delivered"
        attention.append(Attention(what, "`callnow outbox --dead`, then `callnow outbox resend --all`"))
    return attention


def _of_rematch(settings: Settings, database: DatabaseState, busy: str, now: datetime) -> Sequence[Attention]:
    """News that is owed to people or names since a page that was killed; one that runs matches it in a moment."""
    since = database.rematch_owed_since
    if not since or busy or (running(settings.home, PAGE) and timedelta() <= now - since < REMATCH_TO_WORRY):
        return []
    what = f"people or names changed on the page since {since:%Y-%m-%d %H:%M} UTC are not matched to earlier news"
    return [
        Attention(what, "`callnow rematch` does it now, else the next `callnow run`, follow-ups or start of the page")
    ]


def _of_copy(settings: Settings, database: DatabaseState, busy: str) -> Sequence[Attention]:
    """A copy that is gone, cannot be opened or lacks what is kept: it is what others read, and the only backup that
    callnow makes. A page that is open publishes by itself."""
    if busy or database == DatabaseState():
        return []
    try:
        with reading(settings.published):
            pass
    except StoreOutdated:  # brought up to date by whoever reads next
        return []
    except StoreError as error:
        name = settings.published.name
        if not os.path.lexists(settings.published):
            return [Attention(f"the copy {name} is gone", ANEW)]
        return [Attention(f"the copy {name} cannot be read: {error.what}", error.hint)]
    if running(settings.home, PAGE) or why_unwritable(settings.home) or not (lacks := unpublished_writes(settings)):
        return []
    what = f"the copy {settings.published.name} lacks {counted(lacks, 'write')} that the database knows"
    return [Attention(what, "the next command, such as `callnow calls`, publishes it anew")]


def _of_lake(settings: Settings) -> Sequence[Attention]:
    """A lake that cannot lie where it should, or that the last run could not write: those who read there see old news.
    It is not asked itself, for a server that is away lets wait."""
    if settings.store.lake is None:
        return []
    again = "; `callnow run` then publishes what is missing"
    try:
        check_place(settings.store, settings.home)
    except SettingError as error:
        return [Attention(f"the lake cannot be written: {error.what}", error.hint + again)]
    trouble = lake_trouble(settings.home)
    return [Attention(f"the lake is not up to date: {trouble.what}", trouble.hint + again)] if trouble else []


def _of_home(settings: Settings) -> Sequence[Attention]:
    """A home that cannot be written, which answers from its copy as if all were well."""
    if why := why_unwritable(settings.home):
        return [Attention(f"no run can begin: {why}", "make it writable, or name another folder with --home")]
    return []


def _of_full_disk(settings: Settings) -> Sequence[Attention]:
    """A disk on which no run can keep anything: not that it failed, either, so the disk itself is asked."""
    if not is_full(settings.home):
        return []
    what = "no room is left on the disk of the home: nothing can be kept, and each run fails"
    return [Attention(what, "free disk space; the next run then does what the others did not")]


def _of_channels(settings: Settings) -> list[Attention]:
    """Channels that cannot be opened: until they are mended no run begins, and none leaves a trace in the database."""
    if not settings.channels:
        return []
    from flows.running.delivering import check_channels  # noqa: PLC0415 - brings the client that channels send by

    try:
        check_channels(settings)
    except SettingError as error:
        errors = error.errors if isinstance(error, SettingErrors) else (error,)
        return [Attention(f"no run can begin: {one.where}: {one.what}", one.hint) for one in errors]
    return []


def _of_owners(settings: Settings, database: DatabaseState) -> Sequence[Attention]:
    """Channels for recruiters alone none of whom has anybody on the list: a name that is misspelled is never told."""
    known = {fold(owner) for owner in database.owners}
    there = ", ".join(database.owners) or "nobody yet"
    return [
        Attention(
            f"the channel {name} tells nobody anything: no prospect's owner is {' or '.join(channel.owners)}",
            f"owners on the list: {there}; `callnow config set channels.{name}.owners NAME`",
        )
        for name, channel in settings.channels.items()
        if database.prospects and channel.owners and known.isdisjoint(map(fold, channel.owners))
    ]


def _of_last_run(last: LastRun, database: DatabaseState, busy: str) -> Sequence[Attention]:
    if last.ended_at is None:
        what = f"the {last.kind} run of {last.started_at:%Y-%m-%d %H:%M} was broken off"
        return [] if busy else [Attention(what, "`callnow run` goes on where it stopped")]
    feeds = last.counts.get("feeds")
    if feeds and last.counts.get("failed") == feeds and not database.some_feed_is_well:
        return [Attention("no feed answered in the last run", "is this machine connected to the network?")]
    return []


def _of_failed_runs(failed: FailedRuns | None, last: LastRun | None, busy: str) -> Sequence[Attention]:
    """Runs of the schedule that failed, or were killed, and ended in no database; one that began after them counts
    more."""
    if failed is None or busy:
        return []
    if last and last.started_at >= (failed.began if last.ended_at else failed.ended):
        return []
    how = "was killed" if failed.killed else "failed"
    what = f"the last run {how}: {failed.began:%Y-%m-%d %H:%M} UTC"
    if failed.runs > 1:
        how = how.replace("was", "were")
        what = f"the last {failed.runs} runs {how}, the first of them at {failed.since:%Y-%m-%d %H:%M} UTC"
    why, _, hint = failed.why.partition(" — ")
    if failed.killed:
        hint = "see whether this machine has memory left, and what ends its processes"
    return [Attention(f"{what}: {why}", hint or "the log of `callnow serve` says more, as Prefect's pages do")]


def _fails_for_long(channel: FailingChannel, now: datetime) -> bool:
    """Whether a channel fails again and again: a receiver that is away for minutes is nothing to act on."""
    return channel.attempts >= TRIES_TO_WORRY and now - channel.since >= WAIT_TO_WORRY


def _of_channel(channel: FailingChannel) -> Attention:
    wait = "one message has waited" if channel.messages == 1 else f"{channel.messages} messages have waited"
    error = channel.last_error.removeprefix(f"{channel.channel}: ")
    what = f"the channel {channel.channel} fails: {wait} since {channel.since:%Y-%m-%d %H:%M} UTC: {error}"
    return Attention(what, "`callnow outbox` shows what waits; it is tried again by itself")


def _of_server(prefect: PrefectState) -> Sequence[Attention]:
    """A server that does not answer where one should."""
    if prefect.address and not (prefect.reachable or prefect.starting) and (prefect.given or prefect.serving):
        return [Attention(f"Prefect does not answer at {prefect.address}: {prefect.why}", prefect.what_to_do)]
    return []


def _of_schedule(
    settings: Settings, last: LastRun | None, prefect: PrefectState, busy: str, now: datetime
) -> Sequence[Attention]:
    """A schedule that owes a run."""
    if busy or not last:
        return []
    ago, none_since = now - last.started_at, f"no run began since {last.started_at:%Y-%m-%d %H:%M} UTC"
    if prefect.serving and min(ago, timedelta(seconds=prefect.seconds_served)) > owed_after(settings):
        what_to_do = "nothing yet: `callnow serve` starts its schedule again by itself, and ends where that is in vain"
        return [Attention(f"`callnow serve` runs, but {none_since}", what_to_do)]
    if not prefect.serving and ago > UNREAD_TO_WORRY:
        what_to_do = "`callnow run` now; `callnow serve`, or cron, for every time after"
        return [Attention(f"{none_since}, {ago.days} days ago", what_to_do)]
    return []
