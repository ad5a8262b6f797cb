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

from callnow.setting_tables.calls import WEEKDAYS
from callnow.settings import Settings
from flows.running.prefect_server import PrefectServer, Standstill
from flows.running.prefect_state import BROKEN_OFF
from flows.running.run_errors import tell_all_in_words
from flows.running.watchdog import check_home, last_runs, note_schedule, watch_runs

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.client.orchestration import PrefectClient
    from prefect.deployments.runner import RunnerDeployment
    from prefect.runner import Runner

log = logging.getLogger(__name__)

WATCH, FOLLOW_UPS = 0, 2  # their places among the deployments
DELIVERS = timedelta(minutes=5)  # between two deliveries
RESTARTS = 2  # in a row, each of which brought no run
STOP_SECONDS = 4.0  # for the runner and its runs, then they are given up
NO_NAME = re.compile(r"[/%&<>]")  # what Prefect takes in no name


def deployment_name(flow: str, home: Path) -> str:
    """The name of a flow's deployment: it carries the home, so that two homes never share one."""
    path = home.resolve()
    return f"{flow} {NO_NAME.sub('-', path.name)} {hashlib.sha256(str(path).encode()).hexdigest()[:6]}"


def serve_flows(settings: Settings, server: PrefectServer) -> None:
    """Serves the flows on the schedules of callnow.toml until Ctrl-C, SIGTERM or SIGHUP.

    Where what schedules stands still, it is started again; raises Standstill where that brought no run RESTARTS times
    in a row, and CallnowError where the home is gone.
    """
    on_sigterm = signal.getsignal(signal.SIGTERM)
    stopped = False
    while not stopped:
        try:
            asyncio.run(_serve(settings, server))
            stopped = True
        except Standstill as trouble:
            signal.signal(signal.SIGTERM, on_sigterm)  # the loop's handler went with it
            _start_again(settings.home, server, trouble)


def _start_again(home: Path, server: PrefectServer, trouble: Standstill) -> None:
    """Starts again what stands still; raises what it was last, after RESTARTS that brought no run, and CallnowError
    where the home is gone, in which Prefect's server would begin a folder."""
    while server.restarts < RESTARTS:
        check_home(home, note_schedule(home))  # until it runs again it is starting
        log.warning("%s: Prefect's server and the schedule are started again", trouble.why)
        try:
            return server.restart()
        except Standstill as again:
            trouble = again
    raise trouble


async def _serve(settings: Settings, server: PrefectServer) -> None:
    from prefect.client.orchestration import get_client  # noqa: PLC0415 - after the API is known
    from prefect.runner import Runner  # noqa: PLC0415 - the same

    silence_runner()
    tell_all_in_words()
    runner = Runner(name=deployment_name("callnow", settings.home), pause_on_shutdown=False)
    async with get_client() as client:
        ids = await _make_schedule(client, runner, settings, server)
        known = (await last_runs(client, ids[WATCH])).began
        work = asyncio.create_task(runner.start())
        stop = await _stop_signal(runner, work)
        watchdog = asyncio.create_task(watch_runs(client, ids[WATCH], settings, server, known))
        done, _ = await asyncio.wait({work, watchdog, stop}, return_when=asyncio.FIRST_COMPLETED)
        try:
            if watchdog in done:
                watchdog.result()
            if work in done and (error := work.exception()):
                raise server.trouble(f"Prefect's runner ended by itself ({_in_short(error)})") from error
        finally:
            watchdog.cancel()
            stop.cancel()
            await _end(runner, work)


async def _make_schedule(
    client: PrefectClient, runner: Runner, settings: Settings, server: PrefectServer
) -> list[UUID]:
    """Makes the schedule from now on, with a run of `watch` at once; ends what an earlier one left.

    Returns the deployments, see _deployments. Raises Standstill where the server does not take it.
    """
    now = datetime.now(UTC)
    try:
        ids = [await runner.aadd_deployment(deployment) for deployment in await _deployments(settings)]
        await end_left_over(client, ids, now)
        await client.create_flow_run_from_deployment(ids[WATCH])  # the first at once, then by the interval
        if morning_has_passed(settings, now):
            await client.create_flow_run_from_deployment(ids[FOLLOW_UPS])  # those made already are not made again
    except Exception as error:
        raise server.trouble(f"the schedule could not be made ({_in_short(error)})") from error
    return ids


def _in_short(error: BaseException) -> str:
    """The kind of an error and the first line of what it says."""
    return f"{type(error).__name__}: {error}".partition("\n")[0]


def silence_runner() -> None:
    """Keeps off the screen what nobody can act on: what Prefect's runner says of each run that waits, and that it asks
    by itself for runs to be cancelled where the server told it before."""
    from prefect.logging import get_logger  # noqa: PLC0415 - see _serve

    for name, level in (("runner", logging.WARNING), ("FlowRunCancellingObserver", logging.ERROR)):
        logger = get_logger(name)
        if not logger.isEnabledFor(logging.DEBUG):  # who asked for all gets all
            logger.setLevel(level)


async def end_left_over(client: PrefectClient, deployments: list[UUID], now: datetime) -> None:
    """Ends in Prefect's history what an earlier schedule left: runs under way when it ended, and late ones.

    Nobody else notes the end of the first, and as long as one counts as under way no other of its deployment begins.
    """
    from prefect.client.schemas import filters as by  # noqa: PLC0415 - see _serve
    from prefect.client.schemas.objects import StateType  # noqa: PLC0415 - the same
    from prefect.states import Crashed  # noqa: PLC0415 - the same

    of_ours = by.FlowRunFilterDeploymentId(any_=deployments)
    under_way = by.FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING, StateType.CANCELLING])
    begun = by.FlowRunFilter(deployment_id=of_ours, state=by.FlowRunFilterState(type=under_way))
    while left := await client.read_flow_runs(flow_run_filter=begun):  # 200 at most
        for run in left:  # by the rules none may end that has lost its process
            await client.set_flow_run_state(run.id, Crashed(message=BROKEN_OFF), force=True)
    late = by.FlowRunFilter(
        deployment_id=of_ours,
        state=by.FlowRunFilterState(type=by.FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=by.FlowRunFilterExpectedStartTime.model_validate({"before_": now}),
    )
    body, deleted = {"flow_runs": late.model_dump(mode="json", exclude_none=True)}, True
    while deleted:  # 50 at a time: one by one takes minutes where a machine slept for long
        answer = await client.request("POST", "/flow_runs/bulk_delete", json=body)  # type: ignore[arg-type]  # it exists
        deleted = answer.json()["deleted"]


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


async def _deployments(settings: Settings) -> list[RunnerDeployment]:
    """The deployments of a home, at the places WATCH and FOLLOW_UPS of the list and `deliver` between."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy  # noqa: PLC0415 - see _serve
    from prefect.deployments.runner import EntrypointType  # type: ignore[attr-defined]  # noqa: PLC0415 - the same
    from prefect.schedules import Cron, Interval, Schedule  # noqa: PLC0415 - the same

    from flows.watch import deliver, follow_ups, watch  # noqa: PLC0415 - the same

    # A run that meets the one before it is left out: those that wait are asked for again and again, and would pile up.
    one = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    hour, minute = settings.watch.followups_at.split(":")
    days = ",".join(day[:3] for day in settings.cadence.working_days)
    now, zone = datetime.now(UTC), settings.watch.time_zone
    rhythms: dict[str, tuple[Flow[..., Any], Schedule]] = {
        "watch": (watch, Interval(timedelta(minutes=settings.watch.every_minutes), anchor_date=now)),
        "deliver": (deliver, Interval(DELIVERS, anchor_date=now - DELIVERS / 2)),  # or each run would meet one
        "follow-ups": (follow_ups, Cron(f"{int(minute)} {int(hour)} * * {days}", timezone=zone)),
    }
    return [
        await flow.ato_deployment(
            deployment_name(name, settings.home),
            schedule=schedule,
            parameters={"home": str(settings.home)},
            concurrency_limit=one,
            tags=["callnow"],
            entrypoint_type=EntrypointType.MODULE_PATH,  # a file path would put flows/ itself first on sys.path
        )
        for name, (flow, schedule) in rhythms.items()
    ]
