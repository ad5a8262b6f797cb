"""The status of a home for whatever watches machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from callnow.store.outbox import STATES
from flows.running.status import Status


def as_json(status: Status) -> dict[str, Any]:
    """The status as one flat object, under names that do not change."""
    database, prefect = status.database, status.prefect
    return {
        "healthy": not status.attention,
        "attention": [asdict(notice) for notice in status.attention],
        "home": status.home,
        "at": status.at,
        "running": status.running or None,
        "last_run": asdict(database.last_run) if database.last_run else None,
        "next_run_at": prefect.next_run_at,
        "next_feed_at": database.next_feed_at,
        "prospects": database.prospects,
        "calls": asdict(database.calls),
        "feeds": database.feeds,
        "feeds_in_trouble": [
            {"name": f.name, "state": f.verdict, "why": f.why, "missed": f.missed, "next_check_at": f.next_check_at}
            for f in database.trouble
        ],
        "feeds_not_understood": [{"name": name, "why": why} for name, why in database.not_understood],
        "channels_failing": [
            {"name": c.channel, "messages": c.messages, "since": c.since, "why": c.last_error} for c in database.failing
        ],
        "outbox": {state: database.outbox.get(state, 0) for state in STATES},
        "database_bytes": status.database_bytes,
        "database_damage": database.damage or None,
        "published_at": status.published_at,
        "forgetting": status.forgetting,
        "rematch_owed_since": database.rematch_owed_since,
        "prefect": {
            "address": prefect.address or None,
            "reachable": prefect.reachable,
            "version": prefect.version or None,
            "why_not": prefect.why or None,
            "served_by": prefect.serving or None,
            "failed_runs": asdict(prefect.failed) if prefect.failed else None,
        },
    }
