"""The pipeline as Prefect flows: thin decorators over the plain functions of flows.pipeline.

A task is a batch of feeds or of announcements, never one feed: a task run costs 23 ms of server time. The work spreads
over the task runner named in callnow.toml (flows.runners); deciding and writing stay in the flow.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.events import emit_event

from callnow.errors import CallnowError
from callnow.model import RunSummary
from callnow.settings import Settings, load_settings
from callnow.store import reading
from callnow.store.feeds import all_feeds
from callnow.store.news import decided_at
from flows import pipeline
from flows.coverage import health_of
from flows.following import follow_up
from flows.runners import spreading

TRIGGER_EVENT = "callnow.trigger"


@flow(name="watch", validate_parameters=False)
def watch(home: str = "", everything: bool = False) -> dict[str, int]:
    """Feeds to calls to make: one run of the whole pipeline, told as a table artifact and an event a trigger."""
    settings, now = load_settings(Path(home) if home else None), datetime.now(UTC)
    with spreading(settings) as spread:
        summary = pipeline.watch(settings, now, spread=spread, everything=everything)
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
