"""The last step: drain the outbox.

Before a message is sent, the store learns that its sending begins, and in the same transaction how the message before
it ended. So a crash, or a disk that is full, loses nothing and leaves at most one message a run in doubt; that one is
sent again under its id, and says that it may be a repeat.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from callnow.errors import SettingErrors
from callnow.model import Delivery, Trigger
from callnow.paths import SETTINGS
from callnow.settings import Settings
from callnow.store import Connection, only_run, writing
from callnow.store.outbox import begin_deliveries, dead_letters, due_deliveries, save_deliveries
from callnow.store.withdrawals import keep_told_with
from callnow.terms import DeliveryState
from callnow.wrong_settings import read_sources
from delivery.card import Card
from delivery.channels import open_channels, why_unopened
from delivery.message import Channel, Message, Surroundings
from delivery.outbox import drain, drop, had_no_channel, revive
from delivery.post import died_of_its_address, may_be_asked
from delivery.routes import routes_by_channel
from flows.calls.cards import load_cards
from flows.news.coverage import coverage_gone
from flows.people.handing_over import hand_over_messages
from flows.running.calling_off import call_off_ended
from flows.running.holding_back import hold_back
from flows.running.publishing import publish_copy
from flows.running.withdrawals import cards_of_withdrawals, needed_no_more, settle_withdrawals, triggers_of

NOBODY = "nobody to call: the prospect was forgotten, or works elsewhere by now"
REPEAT = "Perhaps a repeat: "


def deliver_due(settings: Settings, now: datetime) -> Iterator[Delivery]:
    """Sends what is due, yields each delivery in its new state. Channels that refuse are tried again later."""
    with writing(settings) as con:
        _revive_once_set_right(con, settings, now)
        hand_over_messages(con, settings, now)
    while True:
        with writing(settings) as con:
            settle_withdrawals(con, settings, now)
            found = _to_send(con, settings, now)
            triggers = triggers_of(con, found)
            needless = needed_no_more(con, found, triggers, now)
            held = hold_back(con, [d for d in found if d.id not in needless], triggers, settings, now)
            save_deliveries(con, [*(drop(d) for d in found if d.id in needless), *held])
            due = [d for d in found if d.id not in needless.union(d.id for d in held)]
            cards = _cards(con, due, triggers, settings, now)
            notes = coverage_gone(con, now) if due else ()
            orphans = [_buried(d) for d in due if d.id not in cards and not d.withdraws]
            save_deliveries(con, [*orphans, *(drop(d) for d in due if d.id not in cards and d.withdraws)])
        if not found:
            call_off_ended(settings, surroundings(settings), now)
            return
        yield from orphans
        yield from _send(settings, [(d, cards[d.id]) for d in due if d.id in cards], now, notes)


def _cards(
    con: Connection, due: Sequence[Delivery], triggers: Mapping[str, Trigger], settings: Settings, now: datetime
) -> dict[str, Card]:
    """The card of each delivery by its id, as far as there is still somebody to call, or not to."""
    shown = [triggers[id] for id in sorted({d.trigger_id for d in due} & triggers.keys())]
    of_calls = {card.trigger_id: card for card in load_cards(con, shown, now, settings.day_of(now))}
    withdrawn = cards_of_withdrawals(con, [d for d in due if d.withdraws], of_calls, triggers, settings, now)
    calls = {d.id: of_calls[d.trigger_id] for d in due if not d.withdraws and d.trigger_id in of_calls}
    return calls | withdrawn


def _revive_once_set_right(con: Connection, settings: Settings, now: datetime) -> None:
    """Has what died while callnow.toml did not name its channel, or gave it an address that may not be connected to,
    wait again once it does, for calls that wait, too: the file may have been gone for one run, or its block by mistake.
    """
    routes = routes_by_channel(settings.channels)
    dead = [d for d in dead_letters(con) if d.channel in routes and _is_set_right(d, settings)]
    needless = needed_no_more(con, dead, triggers_of(con, dead), now)
    save_deliveries(con, [revive(d, routes[d.channel].after_quiet(now)) for d in dead if d.id not in needless])


def _is_set_right(delivery: Delivery, settings: Settings) -> bool:
    """Whether a delivery died of what callnow.toml said then, and says no longer."""
    url = settings.channels[delivery.channel.partition("/")[0]].url
    address = url.get_secret_value() if url else ""
    allowed = surroundings(settings).allowed
    return had_no_channel(delivery) or (died_of_its_address(delivery) and may_be_asked(address, allowed))


def _to_send(con: Connection, settings: Settings, now: datetime) -> list[Delivery]:
    """What is due and disturbs nobody; what falls into its receiver's quiet hours is put off."""
    routes = routes_by_channel(settings.channels)
    while True:
        due = [routes[d.channel].put_off(d, now) if d.channel in routes else d for d in due_deliveries(con, now)]
        later = [d for d in due if d.next_try_at and d.next_try_at > now]
        save_deliveries(con, later)
        if not later or len(later) < len(due):
            return [d for d in due if not d.next_try_at or d.next_try_at <= now]


def _buried(delivery: Delivery) -> Delivery:
    return replace(delivery, state=DeliveryState.DEAD, next_try_at=None, last_error=NOBODY, begun_at=None)


def _send(
    settings: Settings, pending: Sequence[tuple[Delivery, Card]], now: datetime, notes: Sequence[str]
) -> Iterator[Delivery]:
    ledger = _Ledger(settings, now, {(d.channel, d.trigger_id): d for d, _ in pending})
    opened = open_channels(settings.channels, surroundings(settings))
    channels = {name: _Recorded(channel, ledger) for name, channel in opened.items()}
    try:
        for outcome in drain(pending, channels, now, notes=notes):
            yield ledger.note(outcome)
    finally:
        ledger.write()


def deliver_waiting(settings: Settings, now: datetime) -> dict[str, int]:
    """Drains the outbox by itself: counts of deliveries by the state they came to."""
    with only_run(settings.home, "a delivery"):
        counted: dict[str, int] = {}
        for outcome in deliver_due(settings, now):
            counted[outcome.state] = counted.get(outcome.state, 0) + 1
        if counted:
            publish_copy(settings)
        return counted


@dataclass(slots=True)
class _Ledger:
    """How the deliveries of a drain stand in the store. `planned` is each as it was read, by channel and trigger."""

    settings: Settings
    now: datetime
    planned: Mapping[tuple[str, str], Delivery]
    ended: list[Delivery] = field(default_factory=list)

    def begin(self, channel: str, message: Message) -> bool:
        """Records that `message` is about to be sent. Returns whether an attempt was begun before and never ended."""
        parts = {self.planned[channel, card.trigger_id]: card for card in message.cards}
        self.write(beginning={part.id: card.told_with for part, card in parts.items()})
        return any(part.begun_at for part in parts)

    def note(self, outcome: Delivery) -> Delivery:
        """The outcome as it will be written. Only what was sent is out of doubt: a repeat that failed is still one."""
        noted = replace(outcome, begun_at=None) if outcome.state is DeliveryState.SENT else outcome
        self.ended.append(noted)
        return noted

    def write(self, beginning: Mapping[str, Sequence[str]] | None = None) -> None:
        """Keeps how deliveries ended, and which begin, with what else their cards tell of."""
        if self.ended or beginning:
            with writing(self.settings) as con:
                save_deliveries(con, self.ended)
                begin_deliveries(con, beginning or (), self.now)
                keep_told_with(con, beginning or {})
            self.ended.clear()


@dataclass(frozen=True, slots=True)
class _Recorded:
    """A channel whose every message is recorded before it is sent."""

    channel: Channel
    ledger: _Ledger

    @property
    def name(self) -> str:
        return self.channel.name

    @property
    def gathers(self) -> bool:
        return self.channel.gathers

    def send(self, message: Message) -> None:
        in_doubt = self.ledger.begin(self.name, message)
        # A file that is written whole knows by itself what it holds.
        self.channel.send(_marked(message) if in_doubt and not self.gathers else message)


def _marked(message: Message) -> Message:
    """The same message under the same id, saying that it may have come before."""
    cards = tuple(replace(card, why=REPEAT + card.why) for card in message.cards)
    return replace(message, subject=REPEAT + message.subject, cards=cards)


def check_channels(settings: Settings) -> None:
    """Raises SettingError for channels that could not be opened: at once, not when the first alert is due."""
    around = surroundings(settings)
    errors = [error for name, channel in settings.channels.items() for error in why_unopened(name, channel, around)]
    if errors:
        sources = read_sources(settings.home / SETTINGS)
        placed = [sources.wrong(tuple(error.where.split(".")), error.what, error.hint).error() for error in errors]
        raise placed[0] if len(placed) == 1 else SettingErrors(placed)


def surroundings(settings: Settings) -> Surroundings:
    """Where channels write, and who may be connected to: the same hosts as for feeds."""
    return Surroundings(settings.home, frozenset(settings.fetch.allow_private))
