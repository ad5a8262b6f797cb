"""The Prefect flows: the same pipeline, told as tasks by the batch, artifacts and events. One API server for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from callnow.paths import ROOT
from callnow.settings import load_settings
from callnow.store.connection import reading
from callnow.store.news import triggers_by_id
from flows.demo import read_sample  # noqa: F401 - the demo's way in must import without Prefect
from flows.importing import import_prospects
from flows.sample import PROSPECTS, SampleServer
from flows.subscribing import subscribe
from tests.homes import make_once

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def prefect_api() -> Iterator[None]:
    """An API server of the test run's own, in a folder of its own; it takes 12 to 19 s to start on two cores."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(NOW) as served:
        yield served


@pytest.fixture
def subscribed(home: Path, sample: SampleServer) -> Path:
    settings = load_settings(home)

    def make() -> None:
        import_prospects(settings, PROSPECTS, {}, "", NOW.date())
        subscribe(settings, sample.feeds)

    make_once(home, "sample", make)
    return home


def artifacts() -> dict[str, Any]:
    import asyncio

    from prefect.client.orchestration import get_client

    async def read() -> dict[str, Any]:
        async with get_client() as client:
            return {str(a.key): a.data for a in await client.read_artifacts()}

    return asyncio.run(read())


def last_run_name() -> str:
    import asyncio

    from prefect.client.orchestration import get_client

    async def read() -> str:
        async with get_client() as client:
            return (await client.read_flow_runs(limit=1))[0].name

    return asyncio.run(read())


@pytest.mark.timeout(300)
def test_a_watch_leaves_a_table_and_an_event_for_each_trigger(
    prefect_api: None, subscribed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feeds are read in tasks by the batch; counts stand in an artifact; each new call is an event without words."""
    from flows import watch as flow_module

    emitted: list[dict[str, Any]] = []
    monkeypatch.setattr(flow_module, "emit_event", lambda **event: emitted.append(event))
    counted = flow_module.watch(str(subscribed))
    assert counted["feeds"] == 5
    assert counted["call_now"] == len(emitted) > 0
    assert {event["event"] for event in emitted} == {"callnow.trigger"}
    assert {len(event["payload"]) for event in emitted} == {5}
    with reading(load_settings(subscribed).published) as con:
        told = triggers_by_id(con, [event["payload"]["trigger_id"] for event in emitted])
    assert len(told) == len(emitted)
    assert not any(trigger.why in str(event) for event in emitted for trigger in told)
    assert "callnow-run" in artifacts()
    assert re.fullmatch(r"watch \d{4}-\d\d-\d\d \d\d:\d\d", last_run_name())
    assert "callnow-feed-health" in artifacts()
    emitted.clear()
    again = flow_module.watch(str(subscribed), everything=True)
    assert (again["unchanged"], again["triggers"], emitted) == (5, 0, [])


@pytest.mark.timeout(300)
def test_the_other_flows_run_on_an_empty_and_on_a_read_home(prefect_api: None, subscribed: Path) -> None:
    """Delivering and following up answer with counts, whatever there is to do."""
    from flows.watch import deliver, follow_ups

    assert deliver(str(subscribed)) == {}
    assert follow_ups(str(subscribed))["triggers"] >= 0


@pytest.mark.timeout(300)
def test_a_flow_that_meets_another_run_leaves_the_work_to_it(prefect_api: None, subscribed: Path) -> None:
    """Schedules meet, and people run by hand: that is told in the log and fails nothing."""
    from callnow.store import only_run
    from flows.watch import deliver, watch

    with only_run(subscribed, "a run"):
        assert watch(str(subscribed)) == {}
        assert deliver(str(subscribed)) == {}


@pytest.mark.timeout(300)
def test_the_watchdog_sees_the_run_that_began_among_many_that_are_scheduled(
    prefect_api: None, subscribed: Path
) -> None:
    import asyncio

    from prefect.client.orchestration import get_client
    from prefect.states import Running, Scheduled

    from flows import serving

    async def look() -> tuple[tuple[datetime | None, bool], tuple[datetime | None, bool]]:
        settings = load_settings(subscribed)
        async with get_client() as client:
            deployment, *_ = await serving._deployments(settings)
            number = await deployment.aapply()
            for minutes in range(1, 9):
                later = Scheduled(scheduled_time=datetime.now(UTC) + timedelta(minutes=minutes))
                await client.create_flow_run_from_deployment(number, state=later)
            before = await serving._last_start(client, number)
            begun = await client.create_flow_run_from_deployment(number)
            await client.set_flow_run_state(begun.id, Running(), force=True)
            return before, await serving._last_start(client, number)

    before, after = asyncio.run(look())
    assert before == (None, False)
    assert after[0] is not None
    assert after[1]


def test_the_deployments_name_flows_that_exist() -> None:
    """prefect.yaml: dotted entry points, a work pool, cron with a time zone, one run at a time."""
    import importlib

    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert {d["name"] for d in declared} == {"watch", "deliver", "follow-ups"}
    for deployment in declared:
        module, _, name = deployment["entrypoint"].rpartition(".")
        assert getattr(importlib.import_module(module), name).name == deployment["name"]
        assert deployment["work_pool"]["name"]
        assert all(s["cron"] and s["timezone"] for s in deployment["schedules"])
        assert deployment["concurrency_limit"] == 1


def test_what_travels_to_a_task_can_be_pickled(subscribed: Path) -> None:
    """A batch of feeds is a value: it survives the way to another process, with nothing of this one."""
    import pickle

    from flows.fetching import due_feeds, fetch_batch, make_rounds

    settings = load_settings(subscribed)
    ((batch,),) = make_rounds(due_feeds(settings, NOW + timedelta(minutes=1)), settings, NOW)
    assert pickle.loads(pickle.dumps(batch)) == batch
    fetched = fetch_batch(pickle.loads(pickle.dumps(batch)))
    assert len(pickle.loads(pickle.dumps(fetched)).visits) == 5
