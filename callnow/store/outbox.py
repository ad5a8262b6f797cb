"""The outbox: what is still to be told to which channel, and how each attempt went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from callnow.model import Delivery
from callnow.store.rows import add, fetch, fetch_as, many
from callnow.store.sql import Connection, question
from callnow.terms import DeliveryState

UNSENT = (DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.DEAD)
STATES = (*UNSENT, DeliveryState.SENT)
TODAY = timedelta(days=2)  # the longest that a receiver's day may have lasted, and to spare


@dataclass(frozen=True, slots=True)
class FailingChannel:
    """A channel that took nothing lately: how many messages wait after a failure, how often they were tried in all,
    since when the oldest waits, what went wrong last."""

    channel: str
    messages: int
    attempts: int
    since: datetime
    last_error: str


def due_deliveries(con: Connection, now: datetime, most: int = 5000) -> list[Delivery]:
    """Deliveries whose next try has come, oldest first; about `most`, but never half a digest, which has one id."""
    return fetch_as(con, Delivery, question("pending_deliveries"), {"now": now, "most": most})


def waiting_deliveries(con: Connection) -> list[Delivery]:
    """All that is still to be sent, now or later."""
    return fetch_as(con, Delivery, "SELECT * FROM delivery WHERE state IN ('pending', 'failed') ORDER BY id")


def save_deliveries(con: Connection, deliveries: Iterable[Delivery]) -> None:
    """Keeps the state of deliveries after an attempt."""
    add(con, "delivery", {d.id: d for d in deliveries}.values(), replace=True)


def keep_planned(con: Connection, deliveries: Iterable[Delivery]) -> None:
    """Keeps deliveries as they were planned; one that was sent already is left as it is."""
    planned = {d.id: d for d in deliveries}
    asked = "SELECT id FROM delivery WHERE state = 'sent' AND id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    sent = {row["id"] for row in fetch(con, asked, {"ids": many(planned)})} if planned else set()
    save_deliveries(con, [d for id, d in planned.items() if id not in sent])


def begin_deliveries(con: Connection, ids: Iterable[str], now: datetime) -> None:
    """Notes that these are about to be sent: what a crash leaves so may have arrived."""
    con.execute(
        "UPDATE delivery SET begun_at = $now WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))",
        {"now": now, "ids": many(ids)},
    )


def planned_deliveries(
    con: Connection, now: datetime, *, triggers: Iterable[str] = (), stories: Iterable[str] = ()
) -> list[Delivery]:
    """What planning must know at `now`: what goes out today, in any time zone, or later, and what was ever planned of
    these triggers and of all triggers of these stories."""
    asked = {"since": now - TODAY, "triggers": many(triggers), "stories": many(stories)}
    return fetch_as(con, Delivery, question("planned_deliveries"), asked)


def outbox_rows(con: Connection, states: Sequence[DeliveryState] = STATES) -> list[dict[str, Any]]:
    """Deliveries in these states with the prospect and the reason they tell of, for people."""
    return fetch(con, question("outbox"), {"states": many(states)})


def outbox_counts(con: Connection) -> dict[str, int]:
    """How many deliveries are in each state; states that none is in are left out."""
    return {row["state"]: row["n"] for row in fetch(con, "SELECT state, count(*) AS n FROM delivery GROUP BY state")}


def failing_channels(con: Connection) -> list[FailingChannel]:
    """The channels that messages wait for after a failure, by name."""
    return fetch_as(con, FailingChannel, question("failing_channels"))


def sent_since(con: Connection, since: datetime) -> int:
    """How many deliveries were sent at `since` or later."""
    sql = "SELECT count(*) AS n FROM delivery WHERE state = 'sent' AND sent_at >= $since"
    return int(fetch(con, sql, {"since": since})[0]["n"])


def dead_letters(con: Connection, ids: Sequence[str] = ()) -> list[Delivery]:
    """The dead or failed deliveries of these ids, with the rest of the digests they stand in; no ids: all dead ones."""
    return fetch_as(con, Delivery, question("dead_letters"), {"ids": many(ids)})


def channel_states(con: Connection) -> dict[str, dict[str, Any]]:
    """By channel of callnow.toml: when it was sent to last, how much waits, how much is given up, the last error."""
    return {row["channel"]: row for row in fetch(con, question("channel_states"))}
