"""The last step: drain the outbox. Each attempt is recorded before the next is made, so that a crash loses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime

from callnow.model import Delivery
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.news import triggers_by_id
from callnow.store.outbox import due_deliveries, save_deliveries
from delivery.channels import open_channels
from delivery.message import Surroundings
from delivery.outbox import drain
from flows.cards import load_cards
from sources.addresses import checked_addresses, read_url, resolve


def deliver_due(settings: Settings, now: datetime) -> Iterator[Delivery]:
    """Sends what is due, yields each delivery in its new state. Channels that refuse are tried again later."""
    with writing(settings.database, settings.store.lock_wait) as con:
        due = due_deliveries(con, now)
        cards = {
            card.trigger_id: card for card in load_cards(con, triggers_by_id(con, [d.trigger_id for d in due]), now)
        }
    if not due:
        return
    pending = [(delivery, cards[delivery.trigger_id]) for delivery in due if delivery.trigger_id in cards]
    for outcome in drain(pending, open_channels(settings.channels, surroundings(settings)), now):
        with writing(settings.database, settings.store.lock_wait) as con:
            save_deliveries(con, [outcome])
        yield outcome


def surroundings(settings: Settings) -> Surroundings:
    """Where channels write, and who may be connected to: the same check that feeds go through."""
    allowed = frozenset(settings.fetch.allow_private)

    def check(address: str) -> Sequence[str]:
        return asyncio.run(checked_addresses(read_url(address), allowed, resolve))

    return Surroundings(settings.home, check)
