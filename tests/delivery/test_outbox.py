from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

import pytest
from delivery_cards import NOW, TRIGGER, card

from callnow.errors import ChannelError
from callnow.model import Delivery, Trigger
from callnow.terms import DeliveryState, Tier, TriggerKind
from delivery.card import Card
from delivery.message import Message, MessageRefused
from delivery.outbox import LONGEST_WAIT, MAX_ATTEMPTS, delivery_id, drain, plan_deliveries, revive, wait_before_next
from delivery.routes import Route


def trigger(number: int, **changes: object) -> Trigger:
    return replace(TRIGGER, id=f"{number:016x}", score=float(number % 100), **changes)  # type: ignore[arg-type]


def item(number: int, channel: str = "c", **changes: object) -> tuple[Delivery, Card]:
    made = replace(card(), trigger_id=f"{number:016x}", score=float(number % 100))
    delivery = Delivery(delivery_id(made.trigger_id, channel), made.trigger_id, channel, next_try_at=NOW)
    return replace(delivery, **changes), made  # type: ignore[arg-type]


@dataclass
class Keeper:
    """A channel that keeps what it is sent, or fails as it is told."""

    name: str = "c"
    fails: Callable[[Message], Exception | None] = lambda message: None
    got: list[Message] = field(default_factory=list)
    tries: int = 0
    gathers: bool = False

    def send(self, message: Message) -> None:
        self.tries += 1
        error = self.fails(message)
        if error:
            raise error
        self.got.append(message)


def down(lasting: bool = False, retry_after: float | None = None) -> Callable[[Message], Exception]:
    return lambda message: ChannelError("is down", where="c", lasting=lasting, retry_after=retry_after)


class TestPlanning:
    def test_each_trigger_and_channel_has_one_delivery_with_a_stable_id(self) -> None:
        """Planning twice gives the same ids, and what was planned before is not planned again."""
        routes = (Route("mail/ann"), Route("slack"))
        planned = plan_deliveries([trigger(1), trigger(2)], routes, NOW)
        assert len({d.id for d in planned}) == 4
        assert planned == plan_deliveries([trigger(2), trigger(1)], routes, NOW)
        assert plan_deliveries([trigger(1), trigger(2)], routes, NOW, already=planned) == []

    def test_the_best_spend_the_cap_and_the_rest_waits_for_the_digest(self) -> None:
        """Beyond the daily cap, the lower scores go into the next digest, all under one batch."""
        route = Route("c", daily_cap=2, digest_at=time(7, 30))
        planned = plan_deliveries([trigger(n) for n in (10, 40, 20, 30)], (route,), NOW)
        assert [d.trigger_id for d in planned if not d.batch] == [trigger(40).id, trigger(30).id]
        rest = [d for d in planned if d.batch]
        assert len({d.batch for d in rest}) == 1
        assert {d.next_try_at for d in rest} == {route.next_digest(NOW)}

    def test_what_went_out_today_counts_towards_the_cap(self) -> None:
        """The cap is a day's, over all runs; yesterday's deliveries and digests leave it alone."""
        route = Route("c", daily_cap=2)
        sent = [item(n)[0] for n in (1, 2)]
        today = [replace(d, state=DeliveryState.SENT, sent_at=NOW, next_try_at=None) for d in sent]
        yesterday = [replace(d, sent_at=NOW - timedelta(days=1)) for d in today]
        digest = [replace(d, batch="b") for d in today]
        assert plan_deliveries([trigger(9)], (route,), NOW, already=today)[0].batch
        assert not plan_deliveries([trigger(9)], (route,), NOW, already=yesterday)[0].batch
        assert not plan_deliveries([trigger(9)], (route,), NOW, already=digest)[0].batch

    def test_only_worth_knowing_waits_for_the_digest(self) -> None:
        """With a digest, what is worth knowing waits for it, and a call does not; without one, both go at once."""
        tiers = (Tier.CALL_NOW, Tier.WORTH_KNOWING)
        both = [trigger(1), trigger(2, tier=Tier.WORTH_KNOWING)]
        call, known = plan_deliveries(both, (Route("c", tiers=tiers, digest_at=time(7, 30)),), NOW)
        assert (call.batch, call.next_try_at) == ("", NOW)
        assert known.batch
        assert all(not d.batch for d in plan_deliveries(both, (Route("c", tiers=tiers),), NOW))

    def test_what_only_the_rhythm_asks_for_is_gathered_also_without_an_hour(self) -> None:
        """Forty people who are due on one morning are one message of that morning, however late it was made and
        whatever the cap: the next digest may be tomorrow's. Quiet hours hold it, and a promise is told by itself."""
        route = Route("c", tiers=(Tier.CALL_NOW, Tier.WORTH_KNOWING), daily_cap=1)
        due = [trigger(n, kind=TriggerKind.CADENCE, tier=Tier.WORTH_KNOWING) for n in (1, 2)]
        promise, *rhythm = plan_deliveries([*due, trigger(3, kind=TriggerKind.CADENCE)], (route,), NOW)
        assert promise.batch == ""
        assert len({d.batch for d in rhythm}) == 1
        assert all(d.batch and d.next_try_at == NOW for d in rhythm)
        quiet = replace(route, quiet_hours=(time(15), time(8)))
        held = plan_deliveries(due, (quiet,), NOW)
        assert {d.next_try_at for d in held} == {quiet.after_quiet(NOW)}
        assert len({d.batch for d in held}) == 1
        hour = replace(route, digest_at=time(7, 30))
        assert {d.next_try_at for d in plan_deliveries(due, (hour,), NOW)} == {hour.next_digest(NOW)}

    def test_what_was_worth_knowing_is_told_again_once_it_asks_for_a_call(self) -> None:
        """A rumour of the digest that is confirmed goes out at once, sent or still waiting, and one time only; a call
        that was told as one is not told again."""
        route = Route("c", tiers=(Tier.CALL_NOW, Tier.WORTH_KNOWING), digest_at=time(7, 30))
        (waiting,) = plan_deliveries([trigger(1, tier=Tier.WORTH_KNOWING)], (route,), NOW)
        (earlier,) = plan_deliveries([trigger(1)], (route,), NOW, already=[waiting])
        assert (earlier.id, earlier.batch, earlier.next_try_at) == (waiting.id, "", NOW)
        sent = replace(waiting, state=DeliveryState.SENT, sent_at=NOW, next_try_at=None)
        (again,) = plan_deliveries([trigger(1)], (route,), NOW, already=[sent])
        assert again.id != sent.id
        assert again.batch == ""
        for told in ([sent, again], [replace(sent, state=DeliveryState.DROPPED)], [earlier]):
            assert plan_deliveries([trigger(1)], (route,), NOW, already=told) == []
        assert plan_deliveries([trigger(1, tier=Tier.WORTH_KNOWING)], (route,), NOW, already=[sent]) == []

    def test_quiet_hours_hold_a_call_until_they_end(self) -> None:
        """A trigger decided at night is planned for the morning, and counts towards that day's cap."""
        route = Route("c", quiet_hours=(time(15), time(8)), daily_cap=1)
        held, capped = plan_deliveries([trigger(1), trigger(2)], (route,), NOW)
        assert held.next_try_at == datetime.fromisoformat("2026-03-18T08:00+00:00")
        assert capped.batch

    def test_routes_choose_by_the_prospects_function(self) -> None:
        """A route for one function takes the triggers of its prospects alone."""
        routes = (Route("it", functions=("it",)), Route("finance", functions=("finance",)))
        planned = plan_deliveries([trigger(1)], routes, NOW, functions={"p1": "it"})
        assert [d.channel for d in planned] == ["it"]


class TestDraining:
    def test_what_is_due_is_sent_and_nothing_else(self) -> None:
        """Pending and failed deliveries whose time has come go out; later, sent and dead ones do not."""
        keeper = Keeper()
        later = item(2, next_try_at=NOW + timedelta(minutes=1))
        pending = [
            item(1),
            later,
            item(3, state=DeliveryState.SENT),
            item(4, state=DeliveryState.DEAD),
            item(5, state=DeliveryState.FAILED, attempts=1),
        ]
        after = list(drain(pending, {"c": keeper}, NOW))
        assert {d.trigger_id for d in after} == {item(1)[0].trigger_id, item(5)[0].trigger_id}
        assert all((d.state, d.sent_at, d.next_try_at) == ("sent", NOW, None) for d in after)
        assert [m.id for m in keeper.got] == [item(1)[0].id, item(5)[0].id]  # the untried one first

    def test_each_is_reported_before_the_next_is_tried(self) -> None:
        """The caller can record a delivery before the next one is sent, so a crash repeats one at most."""
        keeper = Keeper()
        outcomes = drain([item(n) for n in range(3)], {"c": keeper}, NOW)
        for count, _ in enumerate(outcomes, start=1):
            assert len(keeper.got) == count

    def test_one_bad_item_never_stops_a_batch(self) -> None:
        """A card that breaks its channel is kept back with a reason; the others arrive."""

        def choke(message: Message) -> Exception | None:
            return ValueError("secret") if message.cards[0].score == 13 else None

        after = list(drain([item(n) for n in range(20)], {"c": Keeper(fails=choke)}, NOW))
        assert [d.state for d in after].count("sent") == 19
        (bad,) = [d for d in after if d.state != "sent"]
        assert bad.state == "failed"
        assert "unexpected ValueError in test_outbox.py" in bad.last_error
        assert "secret" not in bad.last_error

    def test_items_that_always_fail_keep_no_channel_resting(self) -> None:
        """Cards that a receiver cannot take are tried after the fresh ones, so that these always arrive."""
        keeper = Keeper(fails=lambda message: ChannelError("500", where="c") if message.cards[0].score > 95 else None)
        bad = [item(n, state=DeliveryState.FAILED, attempts=3) for n in (96, 97, 98, 99)]
        after = list(drain([*bad, *(item(n) for n in range(10))], {"c": keeper}, NOW))
        assert [d.state for d in after].count("sent") == 10

    @pytest.mark.parametrize("error", [KeyError(), MessageRefused("422", where="c", lasting=True)])
    def test_a_spoilt_digest_goes_out_card_by_card(self, error: Exception) -> None:
        """One card that spoils a digest, here or at the receiver, does not hold back the others in it."""

        def choke(message: Message) -> Exception | None:
            return error if any(c.score == 2 for c in message.cards) else None

        keeper = Keeper(fails=choke)
        after = list(drain([item(n, batch="b") for n in range(5)], {"c": keeper}, NOW))
        assert [d.state for d in after].count("sent") == 4
        assert {m.kind for m in keeper.got} == {"immediate"}

    def test_a_digest_to_a_receiver_that_is_gone_is_not_tried_card_by_card(self) -> None:
        """Where the receiver itself refuses, one try is enough for the whole digest."""
        keeper = Keeper(fails=down(lasting=True))
        after = list(drain([item(n, batch="b") for n in range(5)], {"c": keeper}, NOW))
        assert ({d.state for d in after}, len(after), keeper.tries) == ({"dead"}, 5, 1)

    def test_a_digest_is_one_message_whose_id_outlives_failure(self) -> None:
        """The cards of a digest go out together, best first, under the digest's id, also when tried again."""
        keeper = Keeper(fails=down())
        digest = [item(n, batch="b") for n in (5, 7)]
        failed = list(drain(digest, {"c": keeper}, NOW))
        assert {d.state for d in failed} == {"failed"}
        assert len({d.next_try_at for d in failed}) == 1
        keeper.fails = lambda message: None
        cards = {made.trigger_id: made for _, made in digest}
        again = [(d, cards[d.trigger_id]) for d in failed]
        assert {d.state for d in drain(again, {"c": keeper}, NOW + timedelta(hours=1))} == {"sent"}
        (message,) = keeper.got
        assert (message.id, message.kind, [c.score for c in message.cards]) == ("b", "digest", [7, 5])

    def test_a_file_is_written_once_for_all_its_cards(self) -> None:
        """A channel that gathers gets all due cards in one message, each recorded; one that spoils it waits."""

        def choke(message: Message) -> Exception | None:
            return KeyError() if any(c.score == 2 for c in message.cards) else None

        whole, spoilt = Keeper(gathers=True), Keeper(gathers=True, fails=choke)
        assert {d.state for d in drain([item(n) for n in (0, 1, 3)], {"c": whole}, NOW)} == {"sent"}
        assert [len(m.cards) for m in whole.got] == [3]
        after = list(drain([item(n) for n in range(4)], {"c": spoilt}, NOW))
        assert sorted(d.state for d in after) == ["failed", "sent", "sent", "sent"]

    def test_a_lasting_error_is_a_dead_letter_that_can_be_sent_again(self) -> None:
        """A refusal for good ends the tries and says why; revived, the same id goes out."""
        (dead,) = drain([item(1)], {"c": Keeper(fails=down(lasting=True))}, NOW)
        assert (dead.state, dead.next_try_at, dead.last_error) == ("dead", None, "c: is down")
        keeper = Keeper()
        (sent,) = drain([(revive(dead, NOW), item(1)[1])], {"c": keeper}, NOW)
        assert (sent.state, keeper.got[0].id) == ("sent", item(1)[0].id)

    def test_tries_end_after_their_number(self) -> None:
        """A delivery that fails each time is dead after its last attempt."""
        (dead,) = drain([item(1, attempts=MAX_ATTEMPTS - 1)], {"c": Keeper(fails=down())}, NOW)
        assert (dead.state, dead.attempts) == ("dead", MAX_ATTEMPTS)

    def test_a_channel_that_is_gone_from_the_settings_is_named(self) -> None:
        """Deliveries to a channel that callnow.toml no longer names are dead letters, not errors."""
        (dead,) = drain([item(1, channel="old")], {}, NOW)
        assert dead.state == "dead"
        assert "old: no such channel in callnow.toml" in dead.last_error

    def test_one_channel_that_is_down_holds_up_no_other(self) -> None:
        """Failures of one channel leave the deliveries of another alone."""
        channels = {"c": Keeper(fails=down()), "d": Keeper("d")}
        after = list(drain([item(n, channel) for n in range(9) for channel in "cd"], channels, NOW))
        assert {d.state for d in after if d.channel == "d"} == {"sent"}

    def test_a_receiver_that_asks_for_quiet_gets_it(self) -> None:
        """After a 429 with Retry-After, nothing more is sent to that channel before its time."""
        keeper = Keeper(fails=down(retry_after=7200))
        after = list(drain([item(n) for n in range(5)], {"c": keeper}, NOW))
        assert keeper.tries == 1
        assert min(d.next_try_at or NOW for d in after) >= NOW + timedelta(seconds=7200)
        assert sorted(d.attempts for d in after) == [0, 0, 0, 0, 1]

    def test_an_absurd_retry_after_is_bounded(self) -> None:
        """A receiver cannot put an alert off for a year."""
        (failed,) = drain([item(1)], {"c": Keeper(fails=down(retry_after=1e9))}, NOW)
        assert failed.next_try_at == NOW + timedelta(days=1)


class TestOutage:
    def test_waits_grow_are_jittered_and_bounded(self) -> None:
        """Each wait is the last one doubled, up to a quarter longer, at most 2 hours and that quarter."""
        waits = [wait_before_next("d", n) for n in range(1, MAX_ATTEMPTS)]
        for number, wait in enumerate(waits):
            base = min(LONGEST_WAIT, timedelta(minutes=1) * 2**number)
            assert base <= wait <= base * 1.25
        assert sum(waits, timedelta()) > timedelta(days=2, hours=12)
        spread = {wait_before_next(f"d{n}", 5) for n in range(100)}
        assert len(spread) == 100
        assert wait_before_next("d", 5) == wait_before_next("d", 5)

    @pytest.mark.parametrize("every", [timedelta(minutes=5), timedelta(minutes=15)])
    def test_two_days_of_outage_lose_nothing(self, every: timedelta) -> None:
        """After an outage of two days every alert arrives once, and the receiver was not hammered meanwhile."""
        ends = NOW + timedelta(days=2)
        now = NOW
        keeper = Keeper(fails=lambda message: ChannelError("is down", where="c") if now < ends else None)
        state = {d.id: (d, made) for d, made in (item(n) for n in range(100))}
        while any(d.state != "sent" for d, _ in state.values()) and now < ends + timedelta(days=1):
            due = [(d, made) for d, made in state.values() if d.next_try_at is None or d.next_try_at <= now]
            for after in drain(due, {"c": keeper}, now):
                state[after.id] = (after, state[after.id][1])
            if now < ends:
                refused = keeper.tries
            now += every
        assert {d.state for d, _ in state.values()} == {"sent"}
        assert len({m.id for m in keeper.got}) == len(keeper.got) == 100
        assert max(d.attempts for d, _ in state.values()) < MAX_ATTEMPTS
        assert refused <= 600  # of 2,900 if each alert were tried on its own
        assert now < ends + LONGEST_WAIT * 1.25 + every * 2
