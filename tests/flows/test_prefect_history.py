"""What Prefect's history says of runs: which began last, and what a `callnow serve` that was killed left."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from callnow.settings import load_settings


def test_the_watchdog_passes_over_what_is_only_scheduled() -> None:
    """Of many runs it wants the last that ended by itself, by the clock of now, and how many were killed since; where
    no server answers, it knows of none."""
    from prefect.client.schemas.sorting import FlowRunSort

    from flows.running.watchdog import SeenRuns, last_runs

    begun = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)

    class Client:
        """A server that knows eight scheduled runs and these; it filters, sorts and cuts as it is asked to."""

        def __init__(self, *runs: SimpleNamespace) -> None:
            scheduled = SimpleNamespace(start_time=None, state=state("scheduled"))
            self.runs = [scheduled] * 8 + [*runs]

        async def read_flow_runs(self, flow_run_filter: Any, sort: Any, limit: int, **_: Any) -> list[Any]:
            assert sort is FlowRunSort.START_TIME_DESC
            with_start = flow_run_filter.start_time.is_null_ is False
            before = flow_run_filter.start_time.before_ or datetime.max.replace(tzinfo=UTC)
            kept = [
                run for run in self.runs if (run.start_time or not with_start) and (run.start_time or before) <= before
            ]
            return sorted(kept, key=lambda run: run.start_time or datetime.max.replace(tzinfo=UTC), reverse=True)[
                :limit
            ]

    def look(client: object) -> SeenRuns:
        return asyncio.run(last_runs(client, uuid4()))  # type: ignore[arg-type]

    def state(name: str) -> SimpleNamespace:
        ended, crashed = name in {"completed", "crashed"}, name == "crashed"
        return SimpleNamespace(is_running=lambda: name == "running", is_final=lambda: ended, is_crashed=lambda: crashed)

    def run(hours: int, name: str = "completed") -> SimpleNamespace:
        return SimpleNamespace(start_time=begun + timedelta(hours=hours), state=state(name))

    assert look(Client()) == SeenRuns()
    assert look(Client(run(0), run(2, "running"))) == SeenRuns(begun, 0, True)
    assert look(Client(run(0))) == SeenRuns(begun)
    assert look(Client(run(0), run(1, "crashed"), run(2, "crashed"))) == SeenRuns(begun, 2)
    assert look(Client(run(0), *(run(hours, "crashed") for hours in range(1, 9)))) == SeenRuns(None, 5)
    assert look(Client(run(1, "crashed"), run(2))) == SeenRuns(begun + timedelta(hours=2))
    of_a_clock_ahead = [run(hours) for hours in range(10**6, 10**6 + 9)]
    assert look(Client(run(0), *of_a_clock_ahead)) == SeenRuns(begun)
    assert look(object()) == SeenRuns()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_what_a_killed_serve_left_lets_the_next_run_begin(prefect_api: None, home: Path) -> None:
    """A run that counts as under way, and has no process, keeps no other from beginning; late ones are not made up."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas import filters as by
    from prefect.states import Pending, Running, Scheduled

    from flows.running.serving import end_left_over
    from flows.watch import deliver

    async def begin_after_a_kill() -> tuple[bool, list[str], bool]:
        deployment = await (await deliver.ato_deployment(f"of {home.name}", concurrency_limit=1)).aapply()
        async with get_client() as client:
            killed, late, following = [await client.create_flow_run_from_deployment(deployment) for _ in range(3)]
            tomorrow = Scheduled(scheduled_time=datetime.now(UTC) + timedelta(days=1))
            of_a_clock_ahead = await client.create_flow_run_from_deployment(deployment, state=tomorrow)
            to_come = await client.create_flow_run_from_deployment(deployment, state=tomorrow)
            await client.set_flow_run_state(of_a_clock_ahead.id, Pending(), force=True)
            await client.set_flow_run_state(killed.id, Pending())
            await client.set_flow_run_state(killed.id, Running())
            waits = (await client.set_flow_run_state(following.id, Pending())).status.value != "ACCEPT"
            soon = datetime.now(UTC) + timedelta(minutes=1)  # one of them waits for a slot until then
            await end_left_over(client, [deployment], soon)
            of_ours = by.DeploymentFilter(id=by.DeploymentFilterId(any_=[deployment]))
            left = {run.id: run.state_type for run in await client.read_flow_runs(deployment_filter=of_ours)}
            of_each = [left.get(run.id) for run in (killed, of_a_clock_ahead, to_come, late, following)]
            ended = [state.value if state else "" for state in of_each]
            at_once = await client.create_flow_run_from_deployment(deployment)
            begins = (await client.set_flow_run_state(at_once.id, Pending())).status.value == "ACCEPT"
        return waits, ended, begins

    assert asyncio.run(begin_after_a_kill()) == (True, ["CRASHED", "CRASHED", "SCHEDULED", "", ""], True)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_watchdog_sees_the_run_that_began_among_many_that_are_scheduled(
    prefect_api: None, subscribed: Path
) -> None:
    from prefect.client.orchestration import get_client
    from prefect.states import Completed, Crashed, Running, Scheduled

    from flows.running import serving
    from flows.running.watchdog import SeenRuns, last_runs

    async def look() -> list[SeenRuns]:
        settings = load_settings(subscribed)
        async with get_client() as client:
            deployment, *_ = await serving._deployments(settings)
            number = await deployment.aapply()
            for minutes in range(1, 9):
                later = Scheduled(scheduled_time=datetime.now(UTC) + timedelta(minutes=minutes))
                await client.create_flow_run_from_deployment(number, state=later)
            seen = [await last_runs(client, number)]
            begun = await client.create_flow_run_from_deployment(number)
            for state in (Running(), Crashed(), Completed()):
                await client.set_flow_run_state(begun.id, state, force=True)
                seen.append(await last_runs(client, number))
            return seen

    *before, ended = asyncio.run(look())
    assert before == [SeenRuns(), SeenRuns(goes_on=True), SeenRuns(killed=1)]
    assert ended.began is not None
