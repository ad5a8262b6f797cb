"""The Prefect flows: the same pipeline, told as tasks by the batch, artifacts and events.

The slow tests share one API server; the others call the functions of the flows without Prefect's engine around them.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import threading
import time
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from callnow.errors import CallnowError, NotPublished, RunUnderWay, SettingError
from callnow.model import Touch
from callnow.run_summary import RunSummary
from callnow.settings import Settings, load_settings
from callnow.store import lock, only_run, writing
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
from flows.running import run_errors
from flows.running.run_errors import tell_in_words
from flows.running.spread import one_by_one
from tests.flows.conftest import SAMPLED_AT
from tests.flows.people import news


@pytest.fixture
def one_feed(home: Path, sample: SampleServer) -> Path:
    """A home with one of the sample's feeds."""
    settings = load_settings(home)
    import_files(settings, [PROSPECTS], ListReading(), SAMPLED_AT)
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


def test_a_run_waits_for_a_delivery_and_then_reads_the_news(
    heard: Heard, one_feed: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It was left out for a whole interval where a delivery of the same minute took long; its moment is that of its
    turn. One that waits in vain fails and names what is in its way: no feed was read."""
    from flows import watch as flow_module

    caplog.set_level(logging.INFO)
    monkeypatch.setattr(lock, "ENDS_SOON", 0.1)
    held, ended = threading.Event(), []

    def deliver() -> None:
        with only_run(one_feed, "a delivery"):
            held.set()
            time.sleep(1.5)
            ended.append(datetime.now(UTC))

    beside = threading.Thread(target=deliver)
    beside.start()
    held.wait()
    assert flow_module.watch.fn(str(one_feed))["feeds"] == 1
    beside.join()
    assert f"waits for a delivery (process {os.getpid()}) to end" in caplog.text
    with reading(load_settings(one_feed).published) as con:
        (run,) = fetch(con, "SELECT started_at FROM run WHERE kind = 'watch'")
    assert run["started_at"] >= ended[0]
    monkeypatch.setattr(flow_module, "LONGEST_WAIT", timedelta())
    with only_run(one_feed, "a delivery"), pytest.raises(RunUnderWay, match="a delivery"):
        flow_module.watch.fn(str(one_feed))


def test_a_run_that_waited_makes_no_home_in_place_of_one_that_went_meanwhile(
    heard: Heard, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its settings are read in its turn, too: half an hour is long."""
    from flows import watch as flow_module

    home.mkdir(exist_ok=True)
    monkeypatch.setattr(flow_module, "_await_turn", lambda awaited, *_: awaited.rename(awaited.with_name("moved")))
    with pytest.raises(SettingError, match="not there"):
        flow_module.watch.fn(str(home))
    assert not home.exists()


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


def test_follow_ups_wait_for_a_run_and_fail_after_two_hours(
    heard: Heard, one_feed: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """They come once a day, and a run of many feeds holds the lock for long: that is no error, and where a schedule
    with a run each minute meets them they begin between two runs."""
    from flows import watch as flow_module

    caplog.set_level(logging.INFO)
    monkeypatch.setattr(lock, "ENDS_SOON", 0.1)
    held = threading.Event()

    def run_twice() -> None:
        for seconds in (1.0, 1.2):
            with only_run(one_feed, "a run"):
                held.set()
                time.sleep(seconds)

    beside = threading.Thread(target=run_twice)
    beside.start()
    held.wait()
    assert flow_module.follow_ups.fn(str(one_feed))["triggers"] >= 0
    beside.join()
    assert f"waits for a run (process {os.getpid()}) to end" in caplog.text
    assert timedelta(hours=2) == flow_module.FOLLOW_UPS_WAIT
    monkeypatch.setattr(flow_module, "FOLLOW_UPS_WAIT", timedelta())
    with only_run(one_feed, "a run"), pytest.raises(RunUnderWay, match="a run"):
        flow_module.follow_ups.fn(str(one_feed))
    with only_run(one_feed, lock.FOLLOW_UPS):
        assert flow_module.follow_ups.fn(str(one_feed)) == {}
    assert "skipped: the making of follow-ups" in caplog.text


def test_follow_ups_without_room_for_the_copy_are_not_made_again(
    heard: Heard, one_feed: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """They are kept: a flow that failed would be tried again each minute."""
    from flows import watch as flow_module

    def without_room(settings: Settings, now: datetime) -> dict[str, int]:
        raise NotPublished("what was done is kept; only the copy could not be published")

    monkeypatch.setattr(flow_module, "follow_up", without_room)
    assert flow_module.follow_ups.fn(str(one_feed)) == {}
    assert "only the copy could not be published" in caplog.text


def test_an_error_that_ends_a_flow_is_kept_for_its_owner_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prefect writes it into a file as the umask has it, and reads none again: what it kept of earlier ones goes."""
    from flows import watch as flow_module

    kept = home / "prefect" / "storage"
    kept.mkdir(parents=True)
    (kept / "0123abcd").touch()
    before = os.umask(0o022)
    try:
        with pytest.raises(ZeroDivisionError), flow_module.private_error(str(home)):
            _ = 1 / 0
        assert (os.umask(0o022), kept.exists()) == (0o022, False)  # in a process of ours it stays
        monkeypatch.setenv("PREFECT__FLOW_RUN_ID", str(uuid4()))
        with flow_module.private_error(str(home)):
            pass
        assert os.umask(0o022) == 0o022
        with pytest.raises(ZeroDivisionError), flow_module.private_error(str(home)):
            _ = 1 / 0
        assert os.umask(0o022) == 0o077
    finally:
        os.umask(before)


def test_a_run_is_named_where_the_settings_cannot_be_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its minute in UTC: the run itself says in words what is wrong, and does not crash before it can."""
    from flows import watch as flow_module

    begun = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    run = SimpleNamespace(parameters={"home": str(home)}, flow_name="watch", scheduled_start_time=begun)
    monkeypatch.setattr(flow_module, "flow_run", run)
    home.mkdir(mode=0o700)
    (home / "callnow.toml").write_text("[watch\n")
    assert flow_module.run_name() == "watch 2026-03-02 23:30"


@pytest.mark.filterwarnings("ignore:Logger")  # Prefect's, outside of a run
def test_what_ends_a_run_stands_in_its_log_in_words(caplog: pytest.LogCaptureFixture) -> None:
    """An error for people is told once, without a traceback; a surprise keeps its own."""
    tell_in_words()
    log = logging.getLogger("prefect.flow_runs")
    for error in (CallnowError("none answered", where="watch", hint="look"), ZeroDivisionError("a surprise")):
        for words in ("Encountered exception during execution: %r", "Engine execution exited: %r"):
            log.error(words, error, exc_info=error)
    told = [record for record in caplog.records if record.name == log.name]
    assert [record.getMessage() for record in told if not record.exc_info] == ["watch: none answered — look"]
    assert len(told) == 3


@pytest.mark.filterwarnings("ignore:Logger")  # Prefect's, outside of a run
def test_what_prefect_cannot_do_on_a_full_disk_is_told_once_without_its_traceback(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else some 54 lines stood in the log each few seconds; once there is room, a surprise keeps its traceback."""
    tell_in_words()
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    log, surprise = logging.getLogger("prefect.engine"), RuntimeError("500 Internal Server Error")
    for full in (True, True, False, True):
        monkeypatch.setattr(run_errors, "is_full", lambda folder, full=full: full and folder == tmp_path)
        log.error("Failed to update state of flow run '%s'", 7, exc_info=surprise)
    told = [(record.getMessage(), bool(record.exc_info)) for record in caplog.records if record.name == log.name]
    in_words = "Failed to update state of flow run '7': no room is left on the disk of Prefect's files"
    assert told == [(in_words, False), ("Failed to update state of flow run '7'", True), (in_words, False)]


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
def test_a_flow_that_meets_another_run_leaves_the_work_to_it(prefect_api: None, subscribed: Path) -> None:
    """Schedules meet, and people run by hand: that is told in the log and fails nothing."""
    from flows.watch import deliver, watch

    with only_run(subscribed, "a run"):
        assert watch(str(subscribed)) == {}
        assert deliver(str(subscribed)) == {}


@pytest.mark.filterwarnings("ignore:Logger")  # Prefect's, outside of a run
def test_a_process_that_ended_itself_is_not_said_to_be_a_command_that_is_missing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    from prefect._internal.infrastructure_exit_codes import get_infrastructure_exit_info

    tell_in_words()
    log, prefects = logging.getLogger("prefect.engine"), get_infrastructure_exit_info(127)
    log.error(f"Process exited with status code: 127. {prefects.explanation}")
    log.error(prefects.resolution)
    assert [record.getMessage() for record in caplog.records if record.name == log.name] == [
        "Process exited with status code: 127. It ended itself, as where it gets no more memory.",
        "Close other programs, or raise the limit of `callnow serve`.",
    ]
