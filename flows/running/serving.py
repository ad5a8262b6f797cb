"""callnow serve: the flows on their schedules, until it is stopped, and a watchdog that tells when none is run."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import signal
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from callnow.errors import CallnowError, SettingError
from callnow.paths import SERVE, identity
from callnow.setting_tables import WEEKDAYS
from callnow.settings import Settings, load_settings
from callnow.store.clock import SLACK
from flows.running.prefect_server import PrefectServer

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.client.orchestration import PrefectClient
    from prefect.client.schemas.objects import FlowRun
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner

log = logging.getLogger(__name__)

LOOK_SECONDS = 10.0  # between two looks of the watchdog
LEAST_OWED = timedelta(minutes=3)  # how long a run may be owed at least before that is told
WATCH, FOLLOW_UPS = 0, 2  # their places among the deployments
BROKEN_OFF = "Its `callnow serve` ended before it did."
TOO_LATE = "Its hour passed before this `callnow serve` began, which makes a run at once."
STOP_SECONDS = 4.0  # for the runner and its runs, then they are given up
NO_NAME = re.compile(r"[/%&<>]")  # what Prefect takes in no name


def deployment_name(flow: str, home: Path) -> str:
    """The name of a flow's deployment: it carries the home, so that two homes never share one."""
    path = home.resolve()
    return f"{flow} {NO_NAME.sub('-', path.name)} {hashlib.sha256(str(path).encode()).hexdigest()[:6]}"


def serve_flows(settings: Settings, server: PrefectServer) -> None:
    """Serves the flows on the schedules of callnow.toml until Ctrl-C, SIGTERM or SIGHUP.

    Raises CallnowError where the server has ended, where the home is gone, or where a run was owed and none began.
    """
    asyncio.run(_serve(settings, server))


async def _serve(settings: Settings, server: PrefectServer) -> None:
    from prefect.client.orchestration import get_client  # noqa: PLC0415 - after the API is known
    from prefect.runner import Runner  # noqa: PLC0415 - the same

    runner = Runner(name=deployment_name("callnow", settings.home), pause_on_shutdown=False)
    ids = [await runner.aadd_deployment(deployment) for deployment in await _deployments(settings)]
    async with get_client() as client:
        await end_left_over(client, ids, datetime.now(UTC))
        await client.create_flow_run_from_deployment(ids[WATCH])  # the first at once, then by the interval
        if morning_has_passed(settings, datetime.now(UTC)):
            await client.create_flow_run_from_deployment(ids[FOLLOW_UPS])  # those made already are not made again
        work = asyncio.create_task(runner.start())
        stop = await _stop_signal(runner, work)
        watchdog = asyncio.create_task(_watch_runs(client, ids[WATCH], settings, server))
        done, _ = await asyncio.wait({work, watchdog, stop}, return_when=asyncio.FIRST_COMPLETED)
        try:
            for task in done - {stop}:
                task.result()
        finally:
            watchdog.cancel()
            stop.cancel()
            await _end(runner, work)


async def end_left_over(client: PrefectClient, deployments: list[UUID], now: datetime) -> None:
    """Ends in Prefect's history what an earlier `callnow serve` left: runs under way when it was killed, and late ones.

    Nobody else notes their end, and as long as one counts as under way no other run of its deployment begins.
    """
    from prefect.client.schemas import filters as by  # noqa: PLC0415 - see _serve
    from prefect.client.schemas.objects import State, StateType  # noqa: PLC0415 - the same
    from prefect.states import Cancelled, Crashed  # noqa: PLC0415 - the same

    unfinished = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING, StateType.SCHEDULED]
    ours = by.DeploymentFilter(id=by.DeploymentFilterId(any_=deployments))
    begun = by.FlowRunFilter(
        state=by.FlowRunFilterState(type=by.FlowRunFilterStateType(any_=unfinished)),
        expected_start_time=by.FlowRunFilterExpectedStartTime.model_validate({"before_": now}),
    )
    left: list[FlowRun] = []  # Prefect answers with 200 at most; after two days off there may be more
    while more := await client.read_flow_runs(deployment_filter=ours, flow_run_filter=begun, offset=len(left)):
        left += more
    for run in left:
        is_late = run.state_type is StateType.SCHEDULED
        end: State[Any] = Cancelled(message=TOO_LATE) if is_late else Crashed(message=BROKEN_OFF)
        await client.set_flow_run_state(run.id, end, force=True)  # by the rules none may end that has lost its process


def morning_has_passed(settings: Settings, now: datetime) -> bool:
    """Whether the hour of today's follow-ups, on a working day, has come before `now`: the schedule makes no more."""
    here = settings.local(now)
    is_open = WEEKDAYS[here.weekday()] in settings.cadence.working_days
    return is_open and f"{here:%H:%M}" >= settings.watch.followups_at


async def _stop_signal(runner: Runner, work: asyncio.Task[None]) -> asyncio.Task[Any]:
    """Done once Ctrl-C, SIGTERM or SIGHUP has come. Waits for the runner, which has handlers of its own when it starts.

    Under nohup SIGHUP goes unheard, as it is meant to.
    """
    while not runner.started and not work.done():
        await asyncio.sleep(0.05)
    came = asyncio.Event()
    hang_up = [signal.SIGHUP] if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL else []
    for number in (signal.SIGINT, signal.SIGTERM, *hang_up):
        asyncio.get_running_loop().add_signal_handler(number, came.set)
    return asyncio.create_task(came.wait())


async def _end(runner: Runner, work: asyncio.Task[None]) -> None:
    """Ends the runner and the runs under way: what they have written is whole, the rest is done by the next run."""
    with suppress(TimeoutError, RuntimeError, asyncio.CancelledError):
        async with asyncio.timeout(STOP_SECONDS):
            if runner.started:
                await runner.astop()
            await work
    work.cancel()
    with suppress(asyncio.CancelledError, Exception):  # its own end is not what the person is told
        await work


async def _watch_runs(client: PrefectClient, watch: UUID, settings: Settings, server: PrefectServer) -> None:
    """Raises CallnowError once the server is dead, the home is gone, or a run of `watch` was owed for two intervals and
    none began.

    Time is counted by looks, not by the clock: a machine that slept owes nothing for its sleep.
    """
    owed = max(2 * timedelta(minutes=settings.watch.every_minutes), LEAST_OWED)
    known, waited, hours = None, timedelta(), hours_of(settings)
    lock = identity(settings.home / SERVE)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        server.check()
        if identity(settings.home / SERVE) != lock:
            raise CallnowError(
                f"the home folder, or {SERVE} in it, is gone or another: it was moved, removed or restored",
                where=str(settings.home),
                hint="put it back, or name the folder that is meant with --home, and start `callnow serve` again",
            )
        hours = tell_other_hours(settings, hours)
        began, goes_on = await _last_start(client, watch)
        waited = timedelta() if goes_on or (began and began != known) else waited + timedelta(seconds=LOOK_SECONDS)
        known = began or known
        if waited > owed:
            raise server.trouble(f"no run has begun for {owed.total_seconds() / 60:.0f} minutes")


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


async def _last_start(client: PrefectClient, watch: UUID) -> tuple[datetime | None, bool]:
    """When the last run of a deployment began, and whether it still goes on; (None, False) where no server answers.

    Runs that a clock which was ahead has dated later than now are passed over: they would hide each that begins now.
    """
    from prefect.client.schemas import filters as by  # noqa: PLC0415 - see _serve
    from prefect.client.schemas.sorting import FlowRunSort  # noqa: PLC0415 - the same

    by_now = datetime.now(UTC) + SLACK
    begun = by.FlowRunFilterStartTime(is_null_=False, before_=by_now)  # type: ignore[arg-type]  # any datetime does
    try:
        runs = await client.read_flow_runs(
            deployment_filter=by.DeploymentFilter(id=by.DeploymentFilterId(any_=[watch])),
            flow_run_filter=by.FlowRunFilter(start_time=begun),
            sort=FlowRunSort.START_TIME_DESC,
            limit=5,
        )
    except Exception as error:  # noqa: BLE001 - whatever a server in trouble answers; what it owes is told in the end
        log.warning("Prefect's server did not say which runs have begun: %s", type(error).__name__)
        return None, False
    goes_on = any(run.state and run.state.is_running() for run in runs)
    return max((run.start_time for run in runs if run.start_time), default=None), goes_on


async def _deployments(settings: Settings) -> list[RunnerDeployment]:
    """The deployments of a home, at the places WATCH and FOLLOW_UPS of the list and `deliver` between."""
    from prefect.deployments.runner import EntrypointType  # type: ignore[attr-defined]  # noqa: PLC0415 - see _serve
    from prefect.schedules import Cron, Interval, Schedule  # noqa: PLC0415 - the same

    from flows.watch import deliver, follow_ups, watch  # noqa: PLC0415 - the same

    hour, minute = settings.watch.followups_at.split(":")
    days = ",".join(day[:3] for day in settings.cadence.working_days)
    now, zone = datetime.now(UTC), settings.watch.time_zone
    rhythms: dict[str, tuple[Flow[..., Any], Schedule]] = {
        "watch": (watch, Interval(timedelta(minutes=settings.watch.every_minutes), anchor_date=now)),
        "deliver": (deliver, Interval(timedelta(minutes=5), anchor_date=now)),
        "follow-ups": (follow_ups, Cron(f"{int(minute)} {int(hour)} * * {days}", timezone=zone)),
    }
    return [
        await flow.ato_deployment(
            deployment_name(name, settings.home),
            schedule=schedule,
            parameters={"home": str(settings.home)},
            concurrency_limit=1,
            tags=["callnow"],
            entrypoint_type=EntrypointType.MODULE_PATH,  # a file path would put flows/ itself first on sys.path
        )
        for name, (flow, schedule) in rhythms.items()
    ]
