"""Withdrawals on their way out: when each channel is told, which are needed no more, and calls that hold after all.

They are planned where a call is closed (callnow/store/withdrawals.py), which knows no channels. Here, in the drain,
each gets its time, those of calls that came in one digest in one message. It goes by how things stand, so that a drain
that was killed is simply done again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from callnow.model import Delivery, Trigger, stable_id
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.news import stories_of, triggers_by_id
from callnow.store.outbox import save_deliveries
from callnow.store.page import prospects_by_id
from callnow.store.people import touches_of
from callnow.store.touches import open_triggers_of
from callnow.store.withdrawals import deliveries_by_id, told_with, withdrawals
from callnow.terms import NOT_SO, ContactKind, DeliveryState, Tier, TriggerState
from delivery.card import Card
from delivery.outbox import delivery_id, drop
from delivery.routes import Route, routes_by_channel
from delivery.withdrawal import withdrawn_card
from flows.calls.cards import not_to_call

CANCELS_BY_ITSELF = "calendar"  # its slot is cancelled already (flows/running/calling_off.py)
KEEP_WORDS = ("calendar", "csv")  # kinds that show each call once, with the words it was told with last
KEEP_CALLS = (*KEEP_WORDS, "feed", "jsonl", "webhook")  # kinds whose readers may keep calls by their ids


def settle_withdrawals(con: Connection, settings: Settings, now: datetime) -> None:
    """Drops withdrawals that are needed no more, gives new ones their time, and plans to tell once more, as new, what
    was taken back and is to be called again."""
    known = withdrawals(con, now)
    if not known:
        return
    routes = routes_by_channel(settings.channels)
    waiting = [d for d in known if d.state is not DeliveryState.SENT]
    stand = needed_no_more(con, waiting, triggers_of(con, waiting), now)
    new = [d for d in waiting if d.id not in stand and not d.next_try_at]
    needless = stand | {d.id for d in waiting if _kind_of(d, settings) == CANCELS_BY_ITSELF}
    told = deliveries_by_id(con, [d.withdraws for d in known])
    timed = _with_time([d for d in new if d.id not in needless], told, routes, now)
    save_deliveries(con, [*(drop(d) for d in waiting if d.id in needless), *timed])
    save_deliveries(con, _told_by_itself(con, new, told, routes, settings, now))
    arrived = [d for d in known if d.state is DeliveryState.SENT and d.channel in routes]
    save_deliveries(con, _told_once_more(con, arrived, routes, settings, now))


def triggers_of(con: Connection, deliveries: Sequence[Delivery]) -> dict[str, Trigger]:
    """The triggers of these deliveries by their ids, as they are now."""
    return {t.id: t for t in triggers_by_id(con, sorted({d.trigger_id for d in deliveries}))}


def needed_no_more(
    con: Connection, deliveries: Sequence[Delivery], triggers: Mapping[str, Trigger], now: datetime
) -> set[str]:
    """The ids of deliveries that nobody needs to get any more: of a call that is over; of a withdrawal whose call waits
    again, was made meanwhile, or would be over by now. `triggers` are those of the deliveries, by id."""
    calls = [d for d in deliveries if not d.withdraws]
    over = {d.id for d in calls if d.trigger_id in triggers and triggers[d.trigger_id].is_over(now)}
    backs = [d for d in deliveries if d.withdraws]
    stand = [d for d in backs if (t := triggers.get(d.trigger_id)) and t.state in NOT_SO and t.expires_at > now]
    return over | ({d.id for d in backs} - {d.id for d in stand}) | _made_meanwhile(con, stand, triggers)


def _made_meanwhile(con: Connection, stand: Sequence[Delivery], triggers: Mapping[str, Trigger]) -> set[str]:
    """Those withdrawals of calls to people who were reached since they were told of."""
    if not stand:
        return set()
    told = deliveries_by_id(con, [d.withdraws for d in stand])
    since = {d.id: moment for d in stand if d.withdraws in told and (moment := told[d.withdraws].sent_at)}
    who = {d.id: triggers[d.trigger_id].prospect_id for d in stand}
    reached = [t for t in touches_of(con, sorted(set(who.values()))) if t.kind is not ContactKind.VOICEMAIL]
    return {id for id, moment in since.items() if any(t.prospect_id == who[id] and t.at >= moment for t in reached)}


def _kind_of(delivery: Delivery, settings: Settings) -> str:
    """The kind of a delivery's channel; "" where callnow.toml does not name it, or it is one of several recipients."""
    channel = settings.channels.get(delivery.channel)
    return channel.kind if channel else ""


def _with_time(
    new: Sequence[Delivery], told: Mapping[str, Delivery], routes: Mapping[str, Route], now: datetime
) -> list[Delivery]:
    """When new withdrawals go out: as soon as nobody is disturbed, for a call that is none is worse than a message
    more. Several of calls that came in one digest go in one message."""
    digest = {
        d.id: (d.channel, told[d.withdraws].batch) for d in new if d.withdraws in told and told[d.withdraws].batch
    }
    several = {key for key, count in Counter(digest.values()).items() if count > 1}
    timed = []
    for delivery in new:
        at = routes[delivery.channel].after_quiet(now) if delivery.channel in routes else now
        key = digest.get(delivery.id)
        batch = stable_id("withdrawn", *key, at.isoformat()) if key in several else ""
        timed.append(replace(delivery, next_try_at=at, batch=batch))
    return timed


def _told_once_more(
    con: Connection, arrived: Sequence[Delivery], routes: Mapping[str, Route], settings: Settings, now: datetime
) -> list[Delivery]:
    """Calls that wait again after their withdrawal arrived, for whoever got it: once for each trigger and channel."""
    again = {d.id: stable_id(d.id, "told again") for d in arrived}
    known = deliveries_by_id(con, again.values())
    planned = {id for id, delivery in known.items() if delivery.state is not DeliveryState.DROPPED}
    wanted = {again[d.id]: (d.trigger_id, d.channel) for d in arrived if again[d.id] not in planned}
    return _calls_to_tell(con, wanted, routes, settings, now)


def _told_by_itself(
    con: Connection,
    new: Sequence[Delivery],
    told: Mapping[str, Delivery],
    routes: Mapping[str, Route],
    settings: Settings,
    now: datetime,
) -> list[Delivery]:
    """What is left of messages that told two calls in one, of which these withdrawals take one back.

    People read in the withdrawal that the other stands. Where calls are kept by their ids, the other is told by itself,
    if it was not before; where the words of both are shown, also if it was.
    """
    beside = told_with(con, [d.withdraws for d in new if _kind_of(d, settings) in KEEP_CALLS])
    others = {
        (other, d.channel): d
        for d in new
        if d.withdraws in beside and d.withdraws in told and d.channel in routes
        for other in (told[d.withdraws].trigger_id, *beside[d.withdraws])
        if other != d.trigger_id
    }
    known = deliveries_by_id(con, [delivery_id(*key) for key in others])
    wanted = {delivery_id(*key): key for key in others if delivery_id(*key) not in known}
    for key, back in others.items():
        if delivery_id(*key) in known and _kind_of(back, settings) in KEEP_WORDS:
            wanted[stable_id(back.id, key[0])] = key
    return _calls_to_tell(con, wanted, routes, settings, now)


def _calls_to_tell(
    con: Connection,
    wanted: Mapping[str, tuple[str, str]],
    routes: Mapping[str, Route],
    settings: Settings,
    now: datetime,
) -> list[Delivery]:
    """Deliveries with these ids, of a trigger (by its id) to a channel each, as far as it is a call that waits."""
    asked = triggers_by_id(con, sorted({id for id, _ in wanted.values()}))
    triggers = {t.id: t for t in asked if t.state is TriggerState.OPEN and not t.is_over(now)}
    people = prospects_by_id(con, sorted({t.prospect_id for t in triggers.values()}))
    resting = not_to_call(con, list(people.values()), settings.day_of(now))
    return [
        Delivery(id, t.id, channel, next_try_at=routes[channel].after_quiet(now), tier=t.tier)
        for id, (trigger_id, channel) in wanted.items()
        if (t := triggers.get(trigger_id))
        and t.prospect_id in people.keys() - resting
        and routes[channel].takes(t, people[t.prospect_id].function)
    ]


def cards_of_withdrawals(
    con: Connection,
    withdrawn: Sequence[Delivery],
    cards: Mapping[str, Card],
    triggers: Mapping[str, Trigger],
    settings: Settings,
    now: datetime,
) -> dict[str, Card]:
    """The cards of withdrawals by their ids, made of those of their calls (by trigger), as far as these have one."""
    backs = [d for d in withdrawn if d.trigger_id in cards]
    if not backs:
        return {}
    taken_back = [triggers[id] for id in sorted({d.trigger_id for d in backs})]
    stories = {s.id: s for s in stories_of(con, ids=sorted({t.story_id for t in taken_back if t.story_id}))}
    told = deliveries_by_id(con, [d.withdraws for d in backs])
    waiting = open_triggers_of(con, [t.prospect_id for t in taken_back])
    asking = [t for t in waiting if t.state is TriggerState.OPEN and t.tier is Tier.CALL_NOW and t.expires_at > now]
    made: dict[str, Card] = {}
    for delivery in backs:
        trigger, before = triggers[delivery.trigger_id], told.get(delivery.withdraws, delivery)
        still = [t.why for t in asking if t.prospect_id == trigger.prospect_id]
        told_on = settings.day_of(before.sent_at) if before.sent_at else None
        card, story = cards[delivery.trigger_id], stories.get(trigger.story_id)
        made[delivery.id] = withdrawn_card(card, trigger, story, before, told_on, still)
    return made
