"""Messages that wait for somebody who is not to be told any more: a recruiter whose prospect went to another one, an
address that was corrected. They go to whoever is to be told now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from callnow.model import Delivery, Trigger
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.outbox import planned_deliveries, save_deliveries, waiting_deliveries
from callnow.store.page import prospects_by_id
from callnow.terms import WAITING, DeliveryState
from delivery.outbox import plan_deliveries
from delivery.routes import Route, routes_by_channel
from flows.running.withdrawals import triggers_of


def hand_over_messages(con: Connection, settings: Settings, now: datetime) -> None:
    """Takes off the outbox what waits in a channel of another recruiter, and plans it for theirs; likewise what waits
    for a receiver whom its channel does not name any more, for those whom it names."""
    routes = routes_by_channel(settings.channels)
    waiting = [d for d in waiting_deliveries(con) if d.channel not in routes or routes[d.channel].owners]
    triggers = triggers_of(con, waiting)
    # Whoever was told to call is told not to, whose prospect it is by now.
    theirs = [d for d in waiting if d.channel in routes and d.trigger_id in triggers and not d.withdraws]
    astray = [d for d in theirs if not routes[d.channel].is_for(triggers[d.trigger_id].owner)]
    _plan_anew(con, astray, triggers, list(routes.values()), now)
    unnamed = [d for d in waiting if d.channel not in routes and "/" in d.channel]
    for block in sorted({_block(d.channel) for d in unnamed} & {_block(channel) for channel in routes}):
        named = [route for route in routes.values() if _block(route.channel) == block]
        _plan_anew(con, [d for d in unnamed if _block(d.channel) == block], triggers, named, now)


def _block(channel: str) -> str:
    """The block of callnow.toml that a channel is of: "mail" of "mail/ann@example.com"."""
    return channel.partition("/")[0]


def _plan_anew(
    con: Connection, astray: Sequence[Delivery], triggers: Mapping[str, Trigger], routes: Sequence[Route], now: datetime
) -> None:
    """Drops what is astray, and plans what it told, as far as it still waits for a call, for all of `routes`."""
    if not astray:
        return
    save_deliveries(con, (replace(d, state=DeliveryState.DROPPED, next_try_at=None) for d in astray))
    open_ = [t for id in sorted({d.trigger_id for d in astray}) if (t := triggers.get(id)) and t.state in WAITING]
    people = prospects_by_id(con, sorted({t.prospect_id for t in open_}))
    planned = planned_deliveries(con, now, triggers=[t.id for t in open_])
    already = [d for d in planned if d.state is not DeliveryState.DROPPED]  # whoever gets a prospect back is told, too
    functions = {id: person.function for id, person in people.items()}
    save_deliveries(con, plan_deliveries(open_, routes, now, already=already, functions=functions))
