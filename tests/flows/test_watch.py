"""The Prefect flows: the same pipeline, told as tasks by the batch, artifacts and events.

The slow tests share one API server; the others call the functions of the flows without Prefect's engine around them.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
import yaml

from callnow.errors import SettingError
from callnow.model import Touch
from callnow.paths import ROOT
from callnow.run_summary import RunSummary
from callnow.settings import Settings, WatchSettings, load_settings
from callnow.store import only_run, writing
from callnow.store.connection import reading
from callnow.store.copies import publish
from callnow.store.news import Understood, keep_understood, triggers_by_id
from callnow.store.rows import fetch
from callnow.store.touches import answer_triggers, save_touches
from callnow.terms import ContactKind, Tier
from flows import pipeline
from flows.demo.demo import read_sample  # noqa: F401 - the demo's way in must import without Prefect
from flows.demo.sample import PROSPECTS, SampleServer
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from flows.running.spread import one_by_one
from tests.flows.people import news
from tests.homes import make_once

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(NOW) as served:
        yield served


@pytest.fixture
def subscribed(home: Path, sample: SampleServer) -> Path:
    settings = load_settings(home)

    def make() -> None:
        import_files(settings, [PROSPECTS], ListReading(), NOW)
        subscribe(settings, sample.feeds)

    make_once(home, "sample", make)
    return home


@pytest.fixture
def one_feed(home: Path, sample: SampleServer) -> Path:
    """A home with one of the sample's feeds."""
    settings = load_settings(home)
    import_files(settings, [PROSPECTS], ListReading(), NOW)
    subscribe(settings, [feed for feed in sample.feeds if feed.name == "Ferrywire"])
    return home


@dataclass
class Heard:
    """What Prefect is told: tables by their key, and events."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    def keep_table(self, key: str, table: list[dict[str, Any]], description: str) -> UUID:
        assert description
        self.tables[key] = table
        return uuid4()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """The flows without Prefect's engine: batches run here, one after the other."""
    from flows import watch as flow_module

    kept = Heard()
    monkeypatch.setattr(flow_module, "emit_event", lambda **event: kept.events.append(event))
    monkeypatch.setattr(flow_module, "create_table_artifact", kept.keep_table)
    monkeypatch.setattr(flow_module, "get_run_logger", lambda: logging.getLogger("a flow run"))
    monkeypatch.setattr(flow_module, "spreading", lambda settings: nullcontext(one_by_one))
    return kept


def check_events(home: Path, counted: Mapping[str, int], emitted: list[dict[str, Any]]) -> None:
    """Each call to make now is an event with five fields, none of them in words."""
    assert counted["call_now"] == len(emitted) > 0
    assert {event["event"] for event in emitted} == {"callnow.trigger"}
    assert {len(event["payload"]) for event in emitted} == {5}
    with reading(load_settings(home).published) as con:
        told = triggers_by_id(con, [event["payload"]["trigger_id"] for event in emitted])
    assert len(told) == len(emitted)
    assert not any(trigger.why in str(event) for event in emitted for trigger in told)


@pytest.mark.integration
def test_a_watch_tells_its_counts_and_an_event_for_each_trigger(
    heard: Heard, one_feed: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Counts and the feeds' health stand in tables, the counts in the log; a second watch tells nothing again."""
    from flows import watch as flow_module

    caplog.set_level(logging.INFO)
    counted = flow_module.watch.fn(str(one_feed))
    assert counted["feeds"] == 1
    check_events(one_feed, counted, heard.events)
    assert {row["what"]: row["count"] for row in heard.tables["callnow-run"]} == counted
    assert [row["feed"] for row in heard.tables["callnow-feed-health"]] == ["Ferrywire"]
    assert f"{counted['triggers']} triggers, {counted['call_now']} of them to call now" in caplog.text
    heard.events.clear()
    again = flow_module.watch.fn(str(one_feed), everything=True)
    assert (again["unchanged"], again["triggers"], heard.events) == (1, 0, [])


def test_a_call_is_one_event_however_often_its_story_says_more(
    heard: Heard, one_feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was made meanwhile is none again, nor asked for at another time; one that cannot wait any more is."""
    from flows import watch as flow_module

    settings = load_settings(one_feed)
    with writing(settings) as con:
        (who,) = fetch(con, "SELECT min(id) AS id FROM prospect")
    now, later, made = (news(who["id"], story) for story in ("now", "later", "made"))
    answer = f"SELECT decided_at, answered_by FROM calls_ever WHERE trigger_id = '{made.id}'"
    known = replace(later, tier=Tier.WORTH_KNOWING)
    batches = [Understood((), triggers=(now, known, made)), Understood((), amended=(now, later, made))]

    def run(settings: Settings, moment: datetime, **given: object) -> RunSummary:
        told, amended = (
            tuple(replace(t, decided_at=moment) for t in few) for few in (batches[0].triggers, batches[0].amended)
        )
        with writing(settings) as con:
            keep_understood(con, replace(batches.pop(0), triggers=told, amended=amended), moment)
        publish(settings.database, settings.published)
        return RunSummary()

    monkeypatch.setattr(pipeline, "watch", run)
    flow_module.watch.fn(str(one_feed))
    assert {event["payload"]["trigger_id"] for event in heard.events} == {now.id, made.id}
    heard.events.clear()
    with writing(settings) as con:
        save_touches(con, [Touch("c1", who["id"], datetime.now(UTC), ContactKind.CALLED)])
        answer_triggers(con, [made.id], touch_id="c1")
        (before,) = fetch(con, answer)
    assert before["answered_by"] == "called"
    flow_module.watch.fn(str(one_feed))
    assert {event["payload"]["trigger_id"] for event in heard.events} == {later.id}
    with reading(settings.published) as con:
        assert fetch(con, answer) == [before]


def test_the_other_flows_answer_with_counts_and_leave_the_work_to_another_run(heard: Heard, one_feed: Path) -> None:
    """Whatever there is to do; where a schedule meets another run, that is told in the log and fails nothing."""
    from flows.watch import deliver, follow_ups, watch

    assert deliver.fn(str(one_feed)) == {}
    assert follow_ups.fn(str(one_feed))["triggers"] >= 0
    with only_run(one_feed, "a run"):
        assert watch.fn(str(one_feed)) == {}
        assert deliver.fn(str(one_feed)) == {}
    assert (heard.tables, heard.events) == ({}, [])


def test_a_run_is_named_by_its_minute_where_its_home_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the time zone of the settings: the operator reads the names in Prefect's list."""
    from flows import watch as flow_module

    begun = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    run = SimpleNamespace(parameters={"home": str(home)}, flow_name="watch", scheduled_start_time=begun)
    monkeypatch.setattr(flow_module, "flow_run", run)
    monkeypatch.setenv("CALLNOW_WATCH__TIME_ZONE", "Europe/Berlin")
    assert flow_module.run_name() == "watch 2026-03-03 00:30"


def test_a_run_makes_no_home_in_place_of_one_that_is_gone(heard: Heard, home: Path) -> None:
    """A home that was moved, or whose disk is not mounted, is said to be gone; each flow leaves its place as it is."""
    from flows import watch as flow_module

    for flow in (flow_module.watch, flow_module.deliver, flow_module.follow_ups):
        with pytest.raises(SettingError, match="not there"):
            flow.fn(str(home))
    assert not home.exists()


def test_follow_ups_wait_two_hours_for_a_run() -> None:
    """They come once a day, and a run of many feeds may hold the lock far longer than one of few."""
    from flows.watch import follow_ups

    assert follow_ups.retries is not None
    assert follow_ups.retries * float(str(follow_ups.retry_delay_seconds)) >= 2 * 60 * 60


def test_a_run_is_named_where_the_settings_cannot_be_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its minute in UTC: the run itself says in words what is wrong, and does not crash before it can."""
    from flows import watch as flow_module

    begun = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    run = SimpleNamespace(parameters={"home": str(home)}, flow_name="watch", scheduled_start_time=begun)
    monkeypatch.setattr(flow_module, "flow_run", run)
    home.mkdir(mode=0o700)
    (home / "callnow.toml").write_text("[watch\n")
    assert flow_module.run_name() == "watch 2026-03-02 23:30"


def test_batches_are_spread_as_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each batch is a task that is named by its step and its number; what comes of them comes in order."""
    from flows.running import runners

    names: list[str] = []

    class Runner:
        def submit(self, task: Any, parameters: dict[str, Any]) -> Future[Any]:
            names.append(task.task_run_name.format(**parameters))
            return pool.submit(task.fn, **parameters)

    @contextmanager
    def open_runner(watch: WatchSettings) -> Iterator[Runner]:
        yield Runner()

    def read_batch(number: int) -> int:
        return number * number

    monkeypatch.setattr(runners, "open_runner", open_runner)
    with ThreadPoolExecutor(2) as pool, runners.spreading(Settings()) as spread:
        assert list(spread(read_batch, [1, 2, 3])) == [1, 4, 9]
    assert names == ["read batch 1", "read batch 2", "read batch 3"]


def test_the_watchdog_passes_over_what_is_only_scheduled() -> None:
    """Of many runs it wants the last that began, by the clock of now; where no server answers, it knows of none."""
    from prefect.client.schemas.sorting import FlowRunSort

    from flows.running.watchdog import last_start

    begun = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)

    class Client:
        """A server that knows eight scheduled runs and these; it filters, sorts and cuts as it is asked to."""

        def __init__(self, *runs: SimpleNamespace) -> None:
            scheduled = SimpleNamespace(start_time=None, state=SimpleNamespace(is_running=lambda: False))
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

    def look(client: object) -> tuple[datetime | None, bool]:
        return asyncio.run(last_start(client, uuid4()))  # type: ignore[arg-type]

    def run(hours: int, running: bool) -> SimpleNamespace:
        return SimpleNamespace(
            start_time=begun + timedelta(hours=hours), state=SimpleNamespace(is_running=lambda: running)
        )

    assert look(Client()) == (None, False)
    assert look(Client(run(0, False), run(2, True))) == (begun + timedelta(hours=2), True)
    assert look(Client(run(0, False))) == (begun, False)
    of_a_clock_ahead = [run(hours, False) for hours in range(10**6, 10**6 + 9)]
    assert look(Client(run(0, False), *of_a_clock_ahead)) == (begun, False)
    assert look(object()) == (None, False)


def test_the_deployments_name_flows_that_exist() -> None:
    """prefect.yaml: dotted entry points, a work pool, cron with a time zone, no limit that a dead run would hold."""
    import importlib

    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert {d["name"] for d in declared} == {"watch", "deliver", "follow-ups"}
    for deployment in declared:
        module, _, name = deployment["entrypoint"].rpartition(".")
        assert getattr(importlib.import_module(module), name).name == deployment["name"]
        assert deployment["work_pool"]["name"]
        assert all(s["cron"] and s["timezone"] for s in deployment["schedules"])
        assert "concurrency_limit" not in deployment  # it outlives a run that dies with its server; homes have a lock


def test_what_travels_to_a_task_can_be_pickled(subscribed: Path) -> None:
    """A batch of feeds is a value: it survives the way to another process, with nothing of this one."""
    import pickle

    from flows.news.fetching import due_feeds, fetch_batch, make_rounds

    settings = load_settings(subscribed)
    ((batch,),) = make_rounds(due_feeds(settings, NOW + timedelta(minutes=1)), settings, NOW)
    assert pickle.loads(pickle.dumps(batch)) == batch
    fetched = fetch_batch(pickle.loads(pickle.dumps(batch)))
    assert len(pickle.loads(pickle.dumps(fetched)).visits) == 5


def artifacts() -> dict[str, Any]:
    from prefect.client.orchestration import get_client

    async def read() -> dict[str, Any]:
        async with get_client() as client:
            return {str(a.key): a.data for a in await client.read_artifacts()}

    return asyncio.run(read())


def last_run_name() -> str:
    from prefect.client.orchestration import get_client

    async def read() -> str:
        async with get_client() as client:
            return (await client.read_flow_runs(limit=1))[0].name

    return asyncio.run(read())


@pytest.mark.slow
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
    check_events(subscribed, counted, emitted)
    assert "callnow-run" in artifacts()
    assert re.fullmatch(r"watch \d{4}-\d\d-\d\d \d\d:\d\d", last_run_name())
    assert "callnow-feed-health" in artifacts()
    emitted.clear()
    again = flow_module.watch(str(subscribed), everything=True)
    assert (again["unchanged"], again["triggers"], emitted) == (5, 0, [])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_other_flows_run_on_an_empty_and_on_a_read_home(prefect_api: None, subscribed: Path) -> None:
    """Delivering and following up answer with counts, whatever there is to do."""
    from flows.watch import deliver, follow_ups

    assert deliver(str(subscribed)) == {}
    assert follow_ups(str(subscribed))["triggers"] >= 0


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
def test_a_flow_that_meets_another_run_leaves_the_work_to_it(prefect_api: None, subscribed: Path) -> None:
    """Schedules meet, and people run by hand: that is told in the log and fails nothing."""
    from flows.watch import deliver, watch

    with only_run(subscribed, "a run"):
        assert watch(str(subscribed)) == {}
        assert deliver(str(subscribed)) == {}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_watchdog_sees_the_run_that_began_among_many_that_are_scheduled(
    prefect_api: None, subscribed: Path
) -> None:
    from prefect.client.orchestration import get_client
    from prefect.states import Running, Scheduled

    from flows.running import serving
    from flows.running.watchdog import last_start

    async def look() -> tuple[tuple[datetime | None, bool], tuple[datetime | None, bool]]:
        settings = load_settings(subscribed)
        async with get_client() as client:
            deployment, *_ = await serving._deployments(settings)
            number = await deployment.aapply()
            for minutes in range(1, 9):
                later = Scheduled(scheduled_time=datetime.now(UTC) + timedelta(minutes=minutes))
                await client.create_flow_run_from_deployment(number, state=later)
            before = await last_start(client, number)
            begun = await client.create_flow_run_from_deployment(number)
            await client.set_flow_run_state(begun.id, Running(), force=True)
            return before, await last_start(client, number)

    before, after = asyncio.run(look())
    assert before == (None, False)
    assert after[0] is not None
    assert after[1]
