"""The pipeline as Prefect flows: thin decorators over the plain functions of flows.pipeline.

A task is a batch of feeds or of announcements, never one feed: a task run costs 23 ms of server time. The work spreads
over the task runner named in callnow.toml (flows.running.runners); deciding and writing stay in the flow.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.events import emit_event
from prefect.runtime import flow_run
from prefect.settings import PREFECT_UI_URL

from callnow.errors import CallnowError, NotPublished, RunUnderWay, SettingError
from callnow.run_summary import RunSummary
from callnow.settings import Settings, home_of, load_settings
from callnow.store import looking, reading
from callnow.store.feeds import all_feeds
from callnow.store.lock import A_RUN, FOLLOW_UPS, is_done_by, running
from callnow.store.outbox import sent_since
from callnow.store.runs import calls_asked_for, calls_of_run
from flows import pipeline
from flows.calls.following import follow_up
from flows.news.coverage import health_of
from flows.people.forgetting import finish_forgetting
from flows.running.database_state import read_database_state
from flows.running.delivering import deliver_waiting
from flows.running.prefect_server import clear_results
from flows.running.run_errors import tell_in_words
from flows.running.runners import spreading
from flows.running.runs import counts

TRIGGER_EVENT = "callnow.trigger"
LONGEST_WAIT = timedelta(minutes=30)  # of a run, for something else that is done in its home
FOLLOW_UPS_WAIT = timedelta(hours=2)  # of what is done once a day, for runs, few of which take so long
LOOK = 0.5  # seconds between two looks whether that has ended

tell_in_words()


def run_name() -> str:
    """The name of the running flow run: its flow and its minute, in the time zone of its home.

    Where the settings cannot be read it is in UTC: a flow without a name crashes before its first line, which says why,
    and is not tried again.
    """
    home = str(flow_run.parameters.get("home") or "")
    begun = (flow_run.scheduled_start_time or datetime.now(UTC)).astimezone(UTC)
    with suppress(CallnowError):
        begun = load_settings(Path(home) if home else None).local(begun)
    return f"{flow_run.flow_name} {begun:%Y-%m-%d %H:%M}"


@contextmanager
def private_error(home: str) -> Iterator[None]:
    """Has Prefect keep the error that ends a flow for its owner alone, whatever the umask, and none of earlier ones:
    nobody reads them again."""
    try:
        yield
    except BaseException:
        if os.environ.get("PREFECT__FLOW_RUN_ID"):  # a process of this run alone
            os.umask(0o077)
        clear_results(home_of(Path(home) if home else None))
        raise


@flow(name="watch", flow_run_name=run_name, validate_parameters=False)
def watch(home: str = "", everything: bool = False) -> dict[str, int]:
    """Feeds to calls to make: one run of the whole pipeline, told as a table artifact and an event a trigger."""
    with private_error(home):
        _await_turn(home_of(Path(home) if home else None), A_RUN, LONGEST_WAIT)
        now = datetime.now(UTC)
        settings = _settings(home, now)  # not before: meanwhile the home may be gone, or its settings changed
        before = _calls_before(settings)
        try:
            with spreading(settings) as spread:
                say = get_run_logger().info
                summary = pipeline.watch(settings, now, spread=spread, everything=everything, say=say)
        except RunUnderWay as busy:
            if not is_done_by(busy.what, A_RUN):  # no feed was read
                raise
            return _skipped(busy)
        tell_prefect(settings, summary, now, before)
        if (
            summary.feeds
            and summary.failed == summary.feeds
            and not read_database_state(settings, now).some_feed_is_well
        ):
            raise CallnowError(
                f"none of {summary.feeds} feeds answered", where="watch", hint="`callnow feeds --health` says why"
            )
        return counts(summary)


@flow(name="deliver", flow_run_name=run_name, validate_parameters=False)
def deliver(home: str = "") -> dict[str, int]:
    """Drains the outbox: what waited for quiet hours to end, for a digest, or for a receiver to come back."""
    now = datetime.now(UTC)
    with private_error(home):
        try:
            counted = deliver_waiting(_settings(home, now), now)
        except RunUnderWay as busy:
            return _skipped(busy)
        return _logged(counted, "nothing was waiting")


# Once a day, so it waits for a run under way instead of being skipped, and what fails is tried again for two hours.
@flow(name="follow-ups", flow_run_name=run_name, validate_parameters=False, retries=120, retry_delay_seconds=60)
def follow_ups(home: str = "") -> dict[str, int]:
    """Prospects who are due by promise or rhythm become triggers for today's list."""
    until = time.monotonic() + FOLLOW_UPS_WAIT.total_seconds()
    with private_error(home):
        while True:
            _await_turn(home_of(Path(home) if home else None), FOLLOW_UPS, FOLLOW_UPS_WAIT)
            now = datetime.now(UTC)
            try:
                return _logged(follow_up(_settings(home, now), now), "nobody is due")
            except NotPublished as error:  # they are made
                get_run_logger().warning("%s", error)
                return {}
            except RunUnderWay as busy:
                if is_done_by(busy.what, FOLLOW_UPS):
                    return _skipped(busy)
                if time.monotonic() > until:
                    raise


def _settings(home: str, now: datetime) -> Settings:
    """The settings of a home, in which a forgetting that was broken off goes on first.

    Raises SettingError where a home that is named is gone: a run would make an empty one in its place, and do nothing.
    """
    if home and not Path(home).is_dir():
        raise SettingError(
            "the home folder is not there",
            where=home,
            hint="put it back, or mount its disk; a new one is made by `callnow --home … import`",
        )
    settings = load_settings(Path(home) if home else None)
    with suppress(RunUnderWay):  # which goes on with it, or whoever comes next
        for removal in finish_forgetting(settings, now):
            for trouble in removal.troubles():
                get_run_logger().warning("%s", trouble)
    return settings


def _await_turn(home: Path, what: str, longest: timedelta) -> None:
    """Waits for the end of what is done in a home and is not `what` is to be done, for so long at most: a run waits for
    a delivery, which begins at the same hour and takes long when much is to be sent."""
    until, told = time.monotonic() + longest.total_seconds(), ""
    while (who := running(home)) and not is_done_by(who, what) and time.monotonic() < until:
        if who != told:
            get_run_logger().info("waits for %s to end", who)
        told = who
        time.sleep(LOOK)


def _skipped(busy: RunUnderWay) -> dict[str, int]:
    """Tells that another does the work: the schedules meet now and then, and people start runs, too."""
    get_run_logger().info("skipped: %s", busy.what)
    return {}


def _logged(counted: dict[str, int], nothing: str) -> dict[str, int]:
    """Tells counts in the run's log."""
    get_run_logger().info(", ".join(f"{count} {what}" for what, count in counted.items()) or nothing)
    return counted


def _calls_before(settings: Settings) -> set[str]:
    """The calls that were asked for before a run; none where there is no database yet, or the run has to mend it."""
    with suppress(CallnowError), looking(settings) as con:
        return calls_asked_for(con)
    return set()


def tell_prefect(settings: Settings, summary: RunSummary, now: datetime, before: Collection[str]) -> None:
    """The run in its log with links to its tables, and each call that is not of `before` as an event that an automation
    can hang on."""
    run_table = create_table_artifact(
        key="callnow-run",
        table=[{"what": what, "count": count} for what, count in counts(summary).items()],
        description=f"callnow run of {now:%Y-%m-%d %H:%M} UTC",
    )
    with reading(settings) as con:
        judged = [health_of(known, now) for known in all_feeds(con) if known.enabled]
        called = [trigger for trigger in calls_of_run(con, now) if trigger.id not in before]
        sent = sent_since(con, now)
    health_table = create_table_artifact(
        key="callnow-feed-health",
        table=[
            {f.name: str(getattr(health, f.name) or "") for f in fields(health)}
            for health in sorted(judged, key=lambda health: health.covered)
        ],
        description="Every feed: how it is and why, expected and seen items a week, next try",
    )
    _log_summary(summary, sent, {"counts": cast(UUID, run_table), "health of the feeds": cast(UUID, health_table)})
    for trigger in called:
        # No sentence: it may name people, and Prefect's history is out of reach of `callnow forget`.
        name = f"{trigger.type} for {trigger.prospect_id}"
        emit_event(
            event=TRIGGER_EVENT,
            resource={"prefect.resource.id": f"callnow.trigger.{trigger.id}", "prefect.resource.name": name},
            payload={
                "trigger_id": trigger.id,
                "prospect_id": trigger.prospect_id,
                "tier": trigger.tier.value,
                "event": trigger.type,
                "score": round(trigger.score, 1),
            },
        )


def _log_summary(summary: RunSummary, sent: int, tables: dict[str, UUID]) -> None:
    """What a person wants to know of a run, a line a stage; failures as warnings, each with its reason."""
    log, s = get_run_logger(), summary
    log.info("%d feeds read, %d unchanged, %d failed", s.feeds, s.unchanged, s.failed)
    log.info("%d items, %d of them new", s.items, s.new_items)
    log.info("%d events, %d at employers of your prospects, %d stories", s.events, s.matches, s.stories)
    log.info("%d triggers, %d of them to call now; %d messages sent", s.triggers, s.call_now, sent)
    if s.taken_back or s.withdrawals:
        log.info("%d calls taken back, %d withdrawals sent", s.taken_back, s.withdrawals)
    for words in s.waits:
        log.info("%s", words)
    for failure in s.failures:
        log.warning("%s", failure)
    ui = (PREFECT_UI_URL.value() or "").rstrip("/")
    for what, artifact in tables.items():
        log.info("%s: %s/artifacts/artifact/%s", what, ui, artifact)
