"""Withdrawals: whoever was told to make a call that is none any more is told so, once for each trigger and channel.

Each is planned in the transaction that closes the trigger. What the channel wants (quiet hours, its digest) is settled
when the outbox is drained (flows/running/withdrawals.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from callnow.model import Delivery, stable_id
from callnow.store.connection import Connection, question
from callnow.store.outbox import save_deliveries
from callnow.store.rows import fetch_as, fetch_by_id, many


def withdrawal_id(delivery_id: str) -> str:
    """The key that a receiver sees for what takes a delivery back, in every retry."""
    return stable_id(delivery_id, "withdrawn")


def plan_withdrawals(con: Connection, trigger_ids: Sequence[str], now: datetime) -> None:
    """Plans to take these calls back, which were closed just now, wherever they were told; also those put off before,
    which are to be made later. Without a time: it is settled when the outbox is drained."""
    if trigger_ids:
        told = fetch_as(con, Delivery, question("calls_told"), {"ids": many(trigger_ids), "now": now})
        save_deliveries(con, [_withdrawal_of(delivery) for delivery in told])


def _withdrawal_of(told: Delivery) -> Delivery:
    return Delivery(withdrawal_id(told.id), told.trigger_id, told.channel, tier=told.tier, withdraws=told.id)


def withdrawals(con: Connection, now: datetime) -> list[Delivery]:
    """Withdrawals that wait, and those that were sent of calls that are to be made again."""
    return fetch_as(con, Delivery, question("withdrawals"), {"now": now})


def deliveries_by_id(con: Connection, ids: Iterable[str]) -> dict[str, Delivery]:
    """These deliveries, by their ids."""
    return {delivery.id: delivery for delivery in fetch_by_id(con, Delivery, "delivery", sorted(set(ids)))}
