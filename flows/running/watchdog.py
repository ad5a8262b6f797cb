"""The watchdog of `callnow serve`: it tells when a run is owed and none begins, and when the clock was set."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from callnow.errors import THEN_AGAIN, CallnowError, SettingError
from callnow.paths import SERVE, identity
from callnow.settings import Settings, load_settings
from callnow.store.clock import SLACK
from callnow.store.files import ROOM
from callnow.store.lock import running
from callnow.store.room import is_full
from flows.running.prefect_server import PrefectServer

if TYPE_CHECKING:
    from prefect.client.orchestration import PrefectClient

log = logging.getLogger(__name__)

LOOK = timedelta(seconds=10)  # between two looks
LEAST_OWED = timedelta(minutes=5)  # how long a run may be owed at least before that is told
JUMP = timedelta(minutes=1)  # a clock set by less moves no run of any schedule far
REST = timedelta(minutes=2)  # between two restarts for the clock's sake: one may be set to and fro
RUNS_SEEN = 5  # of Prefect's history, at each look


@dataclass(frozen=True, slots=True)
class SeenRuns:
    """The last runs of a deployment: when the last one began that ended by itself, well or not; how many were killed
    since, RUNS_SEEN at most; and whether one goes on."""

    began: datetime | None = None
    killed: int = 0
    goes_on: bool = False


def owed_after(settings: Settings) -> timedelta:
    """How long after the last run the next one is owed."""
    return max(2 * timedelta(minutes=settings.watch.every_minutes), LEAST_OWED)


async def watch_runs(
    client: PrefectClient, watch: UUID, settings: Settings, server: PrefectServer, known: datetime | None
) -> None:
    """Raises Standstill once the server is dead, the clock was set, the machine slept, or a run of `watch` was owed for
    two intervals and none but such as were killed began since `known` (the first is owed at once); CallnowError once
    the home is gone.

    Time is counted by looks, not by the clock: a machine that slept owes nothing for its sleep.
    """
    waited, served, owed, hours, full = timedelta(), timedelta(), LEAST_OWED, hours_of(settings), False
    lock, clock = note_schedule(settings.home), wall_clock()
    while True:
        # A server that does not answer must not make looks longer than they count.
        _, seen = await asyncio.gather(asyncio.sleep(LOOK.total_seconds()), last_runs(client, watch))
        served += LOOK
        check_home(settings.home, lock)  # before the server, which ends with it
        server.check()
        hours = tell_other_hours(settings, hours)
        full = tell_full_disk(settings.home, full)
        jumped = wall_clock() - clock
        if abs(jumped) > JUMP and served > REST and not running(settings.home):
            # Set back, Prefect's services sleep until the hour that was; set ahead, all that is past comes due at once.
            raise server.trouble(in_words(jumped))
        done = seen.began is not None and seen.began != known
        if done:
            known, owed, server.restarts = seen.began, owed_after(settings), 0
        # One that was killed while the server did not answer goes on in Prefect's history for ever, not in the home.
        waited = timedelta() if done or (seen.goes_on and running(settings.home)) else waited + LOOK
        if waited > owed:
            minutes = f"{owed.total_seconds() / 60:.0f} minutes"
            killed = f"each run of the last {minutes} was killed"
            raise server.trouble(killed if seen.killed else f"no run has begun for {minutes}")


def in_words(jumped: timedelta) -> str:
    """What a jump of the clock on the wall was."""
    minutes = round(abs(jumped.total_seconds()) / 60)
    by = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    return (
        f"the clock was set back by {by}"
        if jumped < timedelta()
        else f"the machine slept, or its clock went {by} ahead"
    )


def wall_clock() -> timedelta:
    """How far the clock on the wall is ahead of one that is never set, and stands still while the machine sleeps."""
    return timedelta(seconds=time.time() - time.monotonic())


def note_schedule(home: Path) -> tuple[int, int] | None:
    """Dates the lock of `callnow serve` now, for from here on its schedule owes runs (see PrefectState). Returns which
    file it is, None where nobody holds it."""
    if not running(home, SERVE):
        return None
    with suppress(OSError):  # on a disk that may no longer be written
        os.utime(home / SERVE, (now := time.time(), now))
    return identity(home / SERVE)


def check_home(home: Path, lock: tuple[int, int] | None) -> None:
    """Raises CallnowError where the lock of `callnow serve` is gone, or is another file than `lock`."""
    if lock is None or identity(home / SERVE) != lock:
        raise CallnowError(
            f"the home folder, or {SERVE} in it, is gone or another: it was moved, removed or restored",
            where=str(home),
            hint="put it back, or name the folder that is meant with --home, and start `callnow serve` again",
        )


def hours_of(settings: Settings) -> tuple[object, ...]:
    """The settings that the schedules were made of."""
    watch = settings.watch
    return watch.every_minutes, watch.followups_at, watch.time_zone, settings.cadence.working_days


def tell_other_hours(settings: Settings, before: tuple[object, ...]) -> tuple[object, ...]:
    """Says that callnow.toml has other hours than those served, where it had not `before`. Returns those it has."""
    try:
        hours = hours_of(load_settings(settings.home))
    except SettingError:  # each run says what is wrong
        return before
    if hours not in (before, hours_of(settings)):
        log.warning(
            "callnow.toml has other hours now (every_minutes, followups_at, time_zone or working_days): "
            "stop `callnow serve` and start it again, and its schedule follows them"
        )
    return hours


def tell_full_disk(home: Path, before: bool) -> bool:
    """Says that the disk of a home is full, where it was not `before`, and that it is not any more. Returns whether it
    is."""
    full = is_full(home)
    if full and not before:
        log.error("%s: no room is left on its disk, and each run fails: %s", home, ROOM.removesuffix(THEN_AGAIN))
    if before and not full:
        log.warning("%s: there is room on its disk again", home)
    return full


async def last_runs(client: PrefectClient, watch: UUID) -> SeenRuns:
    """The last runs of a deployment; none where no server answers before the next look.

    Runs that a clock which was ahead has dated later than now are passed over: they would hide each that begins now.
    """
    from prefect.client.schemas import filters as by  # noqa: PLC0415 - see _serve
    from prefect.client.schemas.sorting import FlowRunSort  # noqa: PLC0415 - the same

    by_now = datetime.now(UTC) + SLACK
    begun = by.FlowRunFilterStartTime(is_null_=False, before_=by_now)  # type: ignore[arg-type]  # any datetime does
    try:
        async with asyncio.timeout(LOOK.total_seconds()):
            runs = await client.read_flow_runs(
                deployment_filter=by.DeploymentFilter(id=by.DeploymentFilterId(any_=[watch])),
                flow_run_filter=by.FlowRunFilter(start_time=begun),
                sort=FlowRunSort.START_TIME_DESC,
                limit=RUNS_SEEN,
            )
    except Exception as error:  # noqa: BLE001 - whatever a server in trouble answers; what it owes is told in the end
        log.info("Prefect's server did not say which runs have begun: %s", type(error).__name__)
        return SeenRuns()
    goes_on = any(run.state and run.state.is_running() for run in runs)
    ended = [run for run in runs if run.state and run.state.is_final()]
    killed = len(list(takewhile(lambda run: run.state and run.state.is_crashed(), ended)))
    return SeenRuns(ended[killed].start_time if ended[killed:] else None, killed, goes_on)
