"""From triggers to what each receiver was told: planning (pure) and draining.

Planning writes an intent for each trigger and channel; the store keeps it in the same transaction as the trigger.
Draining sends what is due and says, one delivery at a time, how it went, so that its caller can record each before
the next one is tried. A crash between sending and recording sends once more under the same id.
"""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from callnow.errors import ChannelError
from callnow.model import Delivery, Trigger, stable_id
from callnow.terms import DeliveryState, Tier, TriggerKind
from delivery.card import Card
from delivery.message import Channel, MessageRefused, message_for
from delivery.routes import Route

log = logging.getLogger(__name__)

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)  # so that a receiver that is back hears of what it missed the same morning
LONGEST_ASKED = timedelta(days=1)
MAX_ATTEMPTS = 40  # with the waits above: two and a half days at least, so that an outage of a weekend is outlived
NO_CHANNEL = "no such channel in callnow.toml"
STRIKES = 3  # failures in a row after which a channel rests for the remainder of a drain

Item = tuple[Delivery, Card]


def delivery_id(trigger_id: str, channel: str) -> str:
    """The key that a receiver sees for one trigger, in every retry."""
    return stable_id(trigger_id, channel)


def plan_deliveries(
    triggers: Iterable[Trigger],
    routes: Sequence[Route],
    now: datetime,
    *,
    already: Iterable[Delivery] = (),
    functions: Mapping[str, str] | None = None,
    told_with: Mapping[str, Sequence[str]] | None = None,
) -> list[Delivery]:
    """What `triggers` are to be told to whom and when, best first; the daily cap is spent on the best.

    `already` are deliveries planned before: none is planned twice, and those of today count towards the cap. Only what
    was planned as worth knowing and now asks for a call (a rumour that is confirmed) goes out again, or earlier.
    `functions` maps prospect ids to their function, for routes that choose by it. `told_with` names, by trigger, others
    whose card says the same: a channel that is told of one of them is not told of the other.
    """
    planned: list[Delivery] = []
    before = list(already)
    known = {delivery.id: delivery for delivery in before}
    best_first = sorted(triggers, key=lambda t: (t.tier is not Tier.CALL_NOW, -t.score, t.id))
    for route in routes:
        used = _used_by_day(route, before)
        for trigger in best_first:
            key = _next_id(trigger, route.channel, known)
            if not key or not route.takes(trigger, (functions or {}).get(trigger.prospect_id, "")):
                continue
            if any(delivery_id(other, route.channel) in known for other in (told_with or {}).get(trigger.id, ())):
                continue
            known[key] = _plan_one(key, trigger, route, now, used)
            planned.append(known[key])
    return planned


def _next_id(trigger: Trigger, channel: str, known: Mapping[str, Delivery]) -> str:
    """The id under which a channel is to be told of the trigger now; "" where it was told, or will be in time."""
    key = delivery_id(trigger.id, channel)
    told = known.get(key)
    if told is None:
        return key
    raised = told.tier is Tier.WORTH_KNOWING and trigger.tier is Tier.CALL_NOW
    if not raised or told.state is DeliveryState.DROPPED:
        return ""
    if told.state is not DeliveryState.SENT:
        return key
    again = stable_id(key, Tier.CALL_NOW)
    return "" if again in known else again


def _used_by_day(route: Route, deliveries: Iterable[Delivery]) -> dict[str, int]:
    used: dict[str, int] = {}
    for delivery in deliveries:
        goes_out = delivery.sent_at or delivery.next_try_at
        if delivery.channel == route.channel and not (delivery.batch or delivery.withdraws) and goes_out:
            used[route.day(goes_out)] = used.get(route.day(goes_out), 0) + 1
    return used


def _plan_one(key: str, trigger: Trigger, route: Route, now: datetime, used: dict[str, int]) -> Delivery:
    goes_out = route.after_quiet(now)
    day = route.day(goes_out)
    worth_knowing = trigger.tier is Tier.WORTH_KNOWING
    planned = Delivery(key, trigger.id, route.channel, next_try_at=goes_out, tier=trigger.tier)
    if worth_knowing and trigger.kind is TriggerKind.CADENCE and not route.digest_at:
        return _gathered(planned, goes_out)  # the rhythm asks for many on one morning, and for that day
    over_cap = route.daily_cap is not None and used.get(day, 0) >= route.daily_cap
    if (worth_knowing and route.digest_at) or over_cap:
        return _in_digest(planned, route, now)
    used[day] = used.get(day, 0) + 1
    return planned


def _gathered(delivery: Delivery, at: datetime) -> Delivery:
    """The delivery in one message with all others that are gathered for that moment."""
    return replace(delivery, next_try_at=at, batch=stable_id("digest", delivery.channel, at.isoformat()))


def _in_digest(delivery: Delivery, route: Route, after: datetime) -> Delivery:
    return _gathered(delivery, route.next_digest(after))


def put_off(delivery: Delivery, route: Route, until: datetime) -> Delivery:
    """A delivery that is not to go out before `until`; one of a digest goes with the first digest after that."""
    if delivery.batch:
        return _in_digest(delivery, route, until)
    return replace(delivery, next_try_at=route.after_quiet(until))


def revive(delivery: Delivery, now: datetime) -> Delivery:
    """A dead or failed delivery that a person wants sent again: due at once, under the same id."""
    return replace(delivery, state=DeliveryState.PENDING, attempts=0, next_try_at=now, last_error="")


def drop(delivery: Delivery) -> Delivery:
    """A delivery that waited (for its digest, a receiver, the end of quiet hours) until its call was over."""
    return replace(delivery, state=DeliveryState.DROPPED, next_try_at=None, begun_at=None)


def had_no_channel(delivery: Delivery) -> bool:
    """Whether a delivery is dead only because callnow.toml did not name its channel."""
    return delivery.state is DeliveryState.DEAD and delivery.last_error.startswith(f"{delivery.channel}: {NO_CHANNEL}")


def wait_before_next(delivery_key: str, attempts: int) -> timedelta:
    """How long to wait after `attempts` failures: doubling from one minute to two hours, up to a quarter longer by a
    jitter that depends on the delivery alone, so that a thousand of them do not come back in one second."""
    wait = min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts - 1, 20)))
    # the empty part keeps each wait as it was when a seed stood there
    share = int(stable_id("", delivery_key, attempts), 16) / 16**16
    return wait * (1 + share / 4)


@dataclass(slots=True)
class _Line:
    """How one channel does in this drain. `tired` is how often it rested before."""

    tired: int = 0
    failures: int = 0
    rests_until: datetime | None = None
    last_error: str = field(default="")


def drain(
    pending: Sequence[Item],
    channels: Mapping[str, Channel],
    now: datetime,
    *,
    notes: Sequence[str] = (),
) -> Iterator[Delivery]:
    """Sends what is due at `now` and yields each delivery in its new state, right after it was tried.

    States: sent; failed with `next_try_at`; dead after a lasting error or 40 attempts; or as it was, only later,
    when its channel failed three times in a row or asked to be left alone. What is not due yet and has not failed
    is not yielded. `notes` are lines for the end of every digest.
    """
    lines = {name: _line(name, pending) for name in {delivery.channel for delivery, _ in pending}}
    queue = deque(_messages(pending, channels, now))
    while queue:
        group = queue.popleft()
        channel_name, batch = group[0][0].channel, group[0][0].batch
        line = lines[channel_name]
        deliveries = [delivery for delivery, _ in group]
        if line.rests_until:
            yield from (_postponed(d, line) for d in deliveries)
            continue
        error = _send(channels.get(channel_name), channel_name, batch, group, notes)
        if len(group) > 1 and isinstance(error, MessageRefused | _Surprise):
            # One card may have spoilt the digest: each goes out alone, so that only that one is held back.
            queue.extendleft([(replace(delivery, batch=""), card)] for delivery, card in reversed(group))
            continue
        outcomes = [_after(d, error, now) for d in deliveries]
        _note(line, error, channel_name, now)
        yield from outcomes
    yield from _also_rest(pending, lines, now)


class _Surprise(ChannelError):
    """A fault in a channel or a template, not in the receiver."""


def _messages(pending: Sequence[Item], channels: Mapping[str, Channel], now: datetime) -> Iterator[list[Item]]:
    """The due deliveries as they go out: alone, with their digest, or all together where the channel gathers;
    untried and urgent ones first."""
    gathering = {name for name, channel in channels.items() if channel.gathers}
    groups: dict[tuple[str, str], list[Item]] = {}
    for delivery, card in pending:
        due = delivery.next_try_at is None or delivery.next_try_at <= now
        if due and delivery.state in (DeliveryState.PENDING, DeliveryState.FAILED):
            alone = "" if delivery.channel in gathering else delivery.id
            groups.setdefault((delivery.channel, delivery.batch or alone), []).append((delivery, card))
    yield from sorted(groups.values(), key=_turn)


def _turn(group: list[Item]) -> tuple[int, bool, bool, float]:
    """What has failed before waits behind what has not: three bad items must not keep a channel resting. What takes a
    call back goes before calls."""
    cards = [card for _, card in group]
    first = not any(card.withdrawal for card in cards), not any(card.urgent for card in cards)
    return group[0][0].attempts, *first, -max(card.score for card in cards)


def _send(
    channel: Channel | None, name: str, batch: str, group: list[Item], notes: Sequence[str]
) -> ChannelError | None:
    """Sends one message. Returns the error, if any; one bad item never stops the others."""
    if channel is None:
        return ChannelError(
            NO_CHANNEL, where=name, hint="name it again: what still waits for a call is sent", lasting=True
        )
    kind: Literal["immediate", "digest"] = "digest" if batch or len(group) > 1 else "immediate"
    message = message_for(batch or group[0][0].id, [card for _, card in group], kind, notes)
    try:
        channel.send(message)
    except ChannelError as error:
        return error
    except Exception as error:  # noqa: BLE001 -- a fault in one channel or card must not hold up everybody's calls
        return _surprise(name, error)
    return None


def _surprise(name: str, error: Exception) -> ChannelError:
    """A fault of ours, recorded by its kind and place alone: its words may hold an address with a token."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    what = f"unexpected {type(error).__name__} in {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
    log.error("channel %s: %s", name, what)
    return _Surprise(what, where=name, hint="a fault in callnow: report it; it will be tried again")


def _after(delivery: Delivery, error: ChannelError | None, now: datetime) -> Delivery:
    attempts = delivery.attempts + 1
    if error is None:
        return replace(
            delivery, state=DeliveryState.SENT, attempts=attempts, sent_at=now, next_try_at=None, last_error=""
        )
    if error.lasting or attempts >= MAX_ATTEMPTS:
        return replace(delivery, state=DeliveryState.DEAD, attempts=attempts, next_try_at=None, last_error=str(error))
    wait = max(wait_before_next(delivery.batch or delivery.id, attempts), _asked(error))
    return replace(
        delivery, state=DeliveryState.FAILED, attempts=attempts, next_try_at=now + wait, last_error=str(error)
    )


def _asked(error: ChannelError) -> timedelta:
    return min(LONGEST_ASKED, timedelta(seconds=max(0.0, error.retry_after or 0.0)))


def _line(channel: str, pending: Sequence[Item]) -> _Line:
    """What the deliveries themselves tell of the last drains: each rest followed STRIKES failures, and a channel that
    still rests has one failure to show that it must go on."""
    its = [delivery for delivery, _ in pending if delivery.channel == channel]
    rested = any(delivery.state is DeliveryState.PENDING and delivery.last_error for delivery in its)
    tired = sum(delivery.attempts for delivery in its if delivery.state is DeliveryState.FAILED) // STRIKES
    return _Line(tired, failures=STRIKES - 1 if rested else 0)


def _note(line: _Line, error: ChannelError | None, channel: str, now: datetime) -> None:
    """Counts failures in a row. A receiver that is down rests, the longer the longer it has been down: it is not
    asked once for each of a thousand alerts."""
    if error is None or error.lasting:
        line.failures = 0
        return
    line.failures += 1
    line.last_error = str(error)
    if error.retry_after or line.failures >= STRIKES:
        line.rests_until = now + max(wait_before_next(channel, line.tired + 1), _asked(error))


def _also_rest(pending: Sequence[Item], lines: Mapping[str, _Line], now: datetime) -> Iterator[Delivery]:
    """Deliveries that wait for another try, and would wake while their channel rests."""
    for delivery, _ in pending:
        rests_until, wakes = lines[delivery.channel].rests_until, delivery.next_try_at
        if rests_until and delivery.last_error and wakes and now < wakes < rests_until:
            yield _postponed(delivery, lines[delivery.channel])


def _postponed(delivery: Delivery, line: _Line) -> Delivery:
    """Later, without counting an attempt that was not made: an outage alone kills nothing."""
    return replace(delivery, next_try_at=line.rests_until, last_error=line.last_error)
