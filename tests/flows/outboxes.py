"""What tests of the outbox begin with: deliveries with their triggers and people, and a desk that gets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from callnow.model import Delivery, Employer, Prospect, Trigger
from callnow.settings import Settings
from callnow.store.connection import writing
from callnow.store.outbox import save_deliveries
from callnow.store.people import save_prospects
from callnow.store.rows import add, fetch, from_row
from callnow.terms import Tier
from delivery.message import Message

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)


def trigger(number: int) -> Trigger:
    return Trigger(
        f"t{number:04}", f"p{number:04}", "m1", "s1", "e1", "layoffs", Tier.CALL_NOW, 50.0, f"reason {number}", "say",
        NOW, NOW + timedelta(days=30),
    )  # fmt: skip


def delivery(number: int, **changes: Any) -> Delivery:
    return replace(Delivery(f"d{number:04}", f"t{number:04}", "desk", next_try_at=NOW), **changes)


def fill(settings: Settings, deliveries: list[Delivery]) -> None:
    """A home with these deliveries, their triggers and the people they are about."""
    numbers = [int(d.trigger_id[1:]) for d in deliveries]
    people = [Prospect(f"p{n:04}", f"Ida Varn {n}", "Quorrel", "m1") for n in numbers]
    with writing(settings.database) as con:
        save_prospects(con, people, [Employer("m1", "Quorrel")], NOW.date())
        add(con, "trigger", [trigger(n) for n in numbers])
        save_deliveries(con, deliveries)


def kept(settings: Settings) -> dict[str, Delivery]:
    with writing(settings.database) as con:
        return {d.id: d for d in map(partial(from_row, Delivery), fetch(con, "FROM delivery"))}


class Desk:
    """A receiver that keeps what it gets; `before` is called with each message and may raise."""

    name = "desk"
    gathers = False

    def __init__(self, before: Callable[[Message], None] = lambda message: None) -> None:
        self.before = before
        self.got: list[Message] = []

    def send(self, message: Message) -> None:
        self.before(message)
        self.got.append(message)
