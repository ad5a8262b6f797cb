"""Messages that wait for a recruiter whose prospect went to another one: they go to whoever has the prospect now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.news import triggers_by_id
from callnow.store.outbox import planned_deliveries, save_deliveries, waiting_deliveries
from callnow.store.page import prospects_by_id
from callnow.terms import WAITING, DeliveryState
from delivery.outbox import plan_deliveries
from delivery.routes import read_routes


def hand_over_messages(con: Connection, settings: Settings, now: datetime) -> None:
    """Takes off the outbox what waits in a channel of another recruiter; plans it for theirs."""
    routes = read_routes(settings.channels)
    of_recruiters = {route.channel: route for route in routes if route.owners}
    waiting = [d for d in waiting_deliveries(con) if d.channel in of_recruiters] if of_recruiters else []
    triggers = {t.id: t for t in triggers_by_id(con, sorted({d.trigger_id for d in waiting}))}
    astray = [d for d in waiting if (t := triggers.get(d.trigger_id)) and not of_recruiters[d.channel].is_for(t.owner)]
    if not astray:
        return
    save_deliveries(con, (replace(d, state=DeliveryState.DROPPED, next_try_at=None) for d in astray))
    open_ = [t for id in sorted({d.trigger_id for d in astray}) if (t := triggers[id]).state in WAITING]
    people = prospects_by_id(con, sorted({t.prospect_id for t in open_}))
    planned = planned_deliveries(con, now, triggers=[t.id for t in open_])
    already = [d for d in planned if d.state is not DeliveryState.DROPPED]  # whoever gets a prospect back is told, too
    functions = {id: person.function for id, person in people.items()}
    save_deliveries(con, plan_deliveries(open_, routes, now, already=already, functions=functions))
