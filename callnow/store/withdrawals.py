"""Withdrawals: whoever was told to make a call that is none any more is told so, once for each trigger and channel.

Each is planned in the transaction that closes the trigger. When the channel may be told (quiet hours) is settled
when the outbox is drained (flows/running/withdrawals.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from callnow.model import Delivery, stable_id
from callnow.store.outbox import save_deliveries
from callnow.store.rows import add_rows, fetch, fetch_as, fetch_by_id, many
from callnow.store.sql import Connection, question
from callnow.terms import DeliveryState, Tier


@dataclass(frozen=True, slots=True)
class ToldCall:
    """A delivery that told a channel of a call; `as_part` where it was another call's that told of this one, too."""

    trigger_id: str
    delivery_id: str
    channel: str
    as_part: bool


def withdrawal_id(delivery_id: str, of_part: str = "") -> str:
    """The key that a receiver sees, in every retry, for what takes a delivery back, or only this trigger of it."""
    return stable_id(delivery_id, "withdrawn", *filter(None, [of_part]))


def plan_withdrawals(con: Connection, trigger_ids: Sequence[str], now: datetime) -> int:
    """Plans to take these calls back, which were closed just now, wherever they were told; also those put off before,
    which are to be made later. Without a time: it is settled when the outbox is drained. Returns how many calls."""
    if not trigger_ids:
        return 0
    told = fetch_as(con, ToldCall, question("calls_told"), {"ids": many(trigger_ids), "now": now})
    planned = [_withdrawal_of(call) for call in told]
    before = deliveries_by_id(con, [w.id for w in planned])
    new = [w for w in planned if w.id not in before or before[w.id].state is DeliveryState.DROPPED]
    save_deliveries(con, new)
    return len({w.trigger_id for w in new})


def _withdrawal_of(told: ToldCall) -> Delivery:
    id = withdrawal_id(told.delivery_id, told.trigger_id if told.as_part else "")
    return Delivery(id, told.trigger_id, told.channel, tier=Tier.CALL_NOW, withdraws=told.delivery_id)


def withdrawals(con: Connection, now: datetime) -> list[Delivery]:
    """Withdrawals that wait, and those that were sent of calls that are to be made again."""
    return fetch_as(con, Delivery, question("withdrawals"), {"now": now})


def deliveries_by_id(con: Connection, ids: Iterable[str]) -> dict[str, Delivery]:
    """These deliveries, by their ids."""
    return {delivery.id: delivery for delivery in fetch_by_id(con, Delivery, "delivery", sorted(set(ids)))}


def keep_told_with(con: Connection, told_with: Mapping[str, Sequence[str]]) -> None:
    """Notes, by delivery, which other triggers its message tells of: they have no delivery of their own."""
    rows = [{"delivery_id": id, "trigger_id": other} for id, others in told_with.items() for other in others]
    add_rows(con, "told_with", rows, replace=True)


def told_with(con: Connection, delivery_ids: Sequence[str]) -> dict[str, list[str]]:
    """Which other triggers (ids) these deliveries told of, by delivery; those that told of one alone are not in it."""
    if not delivery_ids:
        return {}
    asked = "SELECT * FROM told_with WHERE delivery_id IN (SELECT unnest($ids::JSON::VARCHAR[])) ORDER BY trigger_id"
    found: dict[str, list[str]] = {}
    for row in fetch(con, asked, {"ids": many(delivery_ids)}):
        found.setdefault(row["delivery_id"], []).append(row["trigger_id"])
    return found
