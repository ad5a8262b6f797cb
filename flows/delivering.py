"""The last step: drain the outbox. Each attempt is recorded before the next is made, so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from callnow.model import Delivery
from callnow.settings import Settings
from callnow.store import writing
from callnow.store.news import triggers_by_id
from callnow.store.outbox import due_deliveries, save_deliveries
from delivery.channels import open_channels
from delivery.outbox import drain
from flows.cards import load_cards


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
    for outcome in drain(pending, open_channels(settings.channels), now):
        with writing(settings.database, settings.store.lock_wait) as con:
            save_deliveries(con, [outcome])
        yield outcome
