"""The outbox: what is still to be told to which channel, and how each attempt went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from callnow.model import Delivery
from callnow.store.connection import Connection, question
from callnow.store.rows import add, fetch, from_row


def due_deliveries(con: Connection, now: datetime, most: int = 500) -> list[Delivery]:
    """Deliveries whose next try has come, oldest first."""
    return [from_row(Delivery, row) for row in fetch(con, question("pending_deliveries"), {"now": now, "most": most})]


def save_deliveries(con: Connection, deliveries: Iterable[Delivery]) -> None:
    """Keeps the state of deliveries after an attempt."""
    add(con, "delivery", {d.id: d for d in deliveries}.values(), replace=True)


def all_deliveries(con: Connection, state: str = "") -> list[Delivery]:
    """Deliveries in a state (pending, sent, failed, dead), or all of them."""
    rows = fetch(
        con, "SELECT * FROM delivery WHERE $state = '' OR state = $state ORDER BY channel, id", {"state": state}
    )
    return [from_row(Delivery, row) for row in rows]


def resend(con: Connection, ids: Iterable[str]) -> int:
    """Puts dead letters back, with the same ids, to be tried at once. Returns how many there were."""
    done = con.execute(
        "UPDATE delivery SET state = 'pending', attempts = 0, next_try_at = NULL "
        "WHERE state IN ('dead', 'failed') AND id IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": list(ids)},
    ).fetchone()
    return int(done[0]) if done else 0
