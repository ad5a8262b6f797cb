"""The pipeline as Prefect flows: thin decorators over the plain functions of flows.pipeline.

A task is a batch of feeds or of announcements, never one feed: a task run costs 23 ms of server time. The work spreads
over the task runner named in callnow.toml (threads, or a Dask or Ray cluster); deciding and writing stay in the flow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from callnow.errors import CallnowError
from callnow.model import RunSummary
from callnow.settings import Settings, load_settings
from callnow.store import reading
from callnow.store.feeds import all_feeds
from callnow.store.news import decided_at
from flows import pipeline
from flows.coverage import health_of
from flows.following import follow_up

B = TypeVar("B")
R = TypeVar("R")

TRIGGER_EVENT = "callnow.trigger"


@task(name="batch", task_run_name="{name} {number}", cache_policy=NO_CACHE, persist_result=False, retries=1)
def run_batch(step: Callable[[Any], Any], batch: Any, name: str, number: int) -> Any:
    """One batch through one pure step."""
    return step(batch)


def spread_over_tasks(step: Callable[[B], R], batches: Sequence[B], /) -> Iterable[R]:
    """Each batch as a task on the flow's task runner, results in order."""
    name = step.__name__.replace("_", " ")
    futures = [run_batch.submit(step, batch, name, number) for number, batch in enumerate(batches, 1)]
    return (future.result() for future in futures)


@flow(name="watch", validate_parameters=False)
def watch(home: str = "", everything: bool = False) -> dict[str, int]:
    """Feeds to calls to make: one run of the whole pipeline, told as a table artifact and an event a trigger."""
    settings, now = load_settings(Path(home) if home else None), datetime.now(UTC)
    summary = pipeline.watch(settings, now, spread=spread_over_tasks, everything=everything)
    tell_prefect(settings, summary, now)
    if summary.failures and not summary.feeds - summary.failed and summary.feeds:
        raise CallnowError(
            f"none of {summary.feeds} feeds answered", where="watch", mend="`callnow feeds --health` says why"
        )
    return pipeline.counts(summary)


@flow(name="deliver", validate_parameters=False)
def deliver(home: str = "") -> dict[str, int]:
    """Drains the outbox: what waited for quiet hours to end, for a digest, or for a receiver to come back."""
    settings = load_settings(Path(home) if home else None)
    return pipeline.deliver_waiting(settings, datetime.now(UTC))


@flow(name="follow-ups", validate_parameters=False)
def follow_ups(home: str = "") -> dict[str, int]:
    """Prospects who are due by promise or rhythm become triggers for today's list."""
    settings = load_settings(Path(home) if home else None)
    return follow_up(settings, datetime.now(UTC))


def tell_prefect(settings: Settings, summary: RunSummary, now: datetime) -> None:
    """The run as a table artifact, and each new trigger as an event that an automation can hang on."""
    create_table_artifact(
        key="callnow-run",
        table=[{"what": what, "count": count} for what, count in pipeline.counts(summary).items()],
        description=f"callnow run of {now:%Y-%m-%d %H:%M} UTC",
    )
    log = get_run_logger()
    for failure in summary.failures:
        log.warning("%s", failure)
    with reading(settings.published) as con:
        judged = [health_of(known, now) for known in all_feeds(con) if known.enabled]
        create_table_artifact(
            key="callnow-feed-health",
            table=[
                {f.name: str(getattr(one, f.name) or "") for f in fields(one)}
                for one in sorted(judged, key=lambda one: one.covered)
            ],
            description="Every feed: how it is and why, expected and seen items a week, next try",
        )
        for trigger in decided_at(con, now):
            emit_event(
                event=TRIGGER_EVENT,
                resource={"prefect.resource.id": f"callnow.trigger.{trigger.id}", "prefect.resource.name": trigger.why},
                payload={
                    "trigger_id": trigger.id,
                    "prospect_id": trigger.prospect_id,
                    "tier": trigger.tier.value,
                    "event": trigger.type,
                    "why": trigger.why,
                    "score": round(trigger.score, 1),
                },
            )


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """The task runner named in callnow.toml. Dask and Ray come with the extras of those names."""
    if settings.watch.task_runner == "dask":
        from prefect_dask import DaskTaskRunner  # noqa: PLC0415 - an extra

        dask: TaskRunner[Any] = DaskTaskRunner()
        return dask
    if settings.watch.task_runner == "ray":
        from prefect_ray import RayTaskRunner  # noqa: PLC0415 - an extra

        ray: TaskRunner[Any] = RayTaskRunner()
        return ray
    return ThreadPoolTaskRunner(max_workers=4)
