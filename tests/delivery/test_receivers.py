"""Receivers that refuse, ask for patience, fall silent after accepting, or are gone: nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from delivery_cards import NOW, card
from pydantic import SecretStr

from callnow.model import Delivery
from delivery import post as posting
from delivery.card import Card
from delivery.channels import mail as mailing
from delivery.message import Channel
from delivery.outbox import delivery_id, drain, revive
from tests.delivery.receivers import Mailbox, Receiver

SECRET = SecretStr("whsec_" + "c2VjcmV0" * 6)
Open = Callable[..., Channel]


@pytest.fixture
def webhook(open_one: Open, receiver: Receiver) -> Channel:
    return open_one("webhook", url=SecretStr(receiver.url), secret=SECRET)


def due(number: int = 1, channel: str = "webhook") -> tuple[Delivery, Card]:
    made = replace(card(), trigger_id=f"{number:016x}")
    return Delivery(delivery_id(made.trigger_id, channel), made.trigger_id, channel), made


def until_sent(item: tuple[Delivery, Card], channel: Channel, *, tries: int = 6) -> list[Delivery]:
    """Drains one delivery, each time when it is due again, until it is sent or dead; every state it had."""
    states, (delivery, made), now = [], item, NOW
    while len(states) < tries and delivery.state not in ("sent", "dead"):
        (delivery,) = drain([(delivery, made)], {delivery.channel: channel}, now)
        states.append(delivery)
        now = delivery.next_try_at or now
    return states


def test_a_server_error_is_tried_again_with_growing_waits_and_the_same_id(webhook: Channel, receiver: Receiver) -> None:
    """Three times 500, then 200: four posts with one id, each after a longer wait."""
    receiver.script = [(500, {}, 0)] * 3
    states = until_sent(due(), webhook)
    assert [s.state for s in states] == ["failed", "failed", "failed", "sent"]
    assert [s.attempts for s in states] == [1, 2, 3, 4]
    times = [NOW, *(s.next_try_at for s in states if s.next_try_at)]
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert waits == sorted(waits)
    assert waits[0] >= timedelta(minutes=1)
    assert {headers["webhook-id"] for headers, _ in receiver.got} == {due()[0].id}
    assert "127.0.0.1 answered 500" in states[0].last_error
    assert states[-1].last_error == ""


def test_a_busy_receiver_is_left_alone_as_long_as_it_asks(webhook: Channel, receiver: Receiver) -> None:
    """After a 429 with Retry-After of an hour, no alert goes there within the hour, and then all do."""
    receiver.script = [(429, {"Retry-After": "3600"}, 0)]
    items = [due(n) for n in range(4)]
    cards = {made.trigger_id: made for _, made in items}
    after = list(drain(items, {"webhook": webhook}, NOW))
    assert len(receiver.got) == 1
    assert all(d.next_try_at and d.next_try_at >= NOW + timedelta(hours=1) for d in after)
    again = [(d, cards[d.trigger_id]) for d in after]
    assert list(drain(again, {"webhook": webhook}, NOW + timedelta(minutes=59))) == []
    assert {d.state for d in drain(again, {"webhook": webhook}, NOW + timedelta(hours=3))} == {"sent"}


def test_silence_after_accepting_makes_no_second_alert(
    webhook: Channel, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A receiver that took the message and answers too late gets it again under the same id, and keeps one."""
    monkeypatch.setattr(posting, "DEADLINE", 0.2)
    receiver.script = [(200, {}, 30)]
    states = until_sent(due(), webhook)
    assert [s.state for s in states] == ["failed", "sent"]
    assert len(receiver.got) == 2
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1


def test_a_mail_server_silent_after_accepting_gets_the_same_message_id(
    mailbox: Mailbox, open_one: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mail that was taken without an answer is sent again with the Message-ID it had."""
    monkeypatch.setattr(mailing, "TIMEOUT", 0.3)
    mailbox.wait = 0.8
    channel = open_one(
        "mail", host="127.0.0.1", port=mailbox.port, sender="callnow@example.com", recipients=("ann@example.com",)
    )
    (failed,) = drain([due(channel=channel.name)], {channel.name: channel}, NOW)
    assert (failed.state, "did not answer in time" in failed.last_error) == ("failed", True)
    mailbox.wait = 0
    (sent,) = drain([(failed, due()[1])], {channel.name: channel}, NOW + timedelta(hours=1))
    assert sent.state == "sent"
    lines = [line for e in mailbox.got for line in (e.content or b"").splitlines() if line.startswith(b"Message-ID")]  # type: ignore[union-attr, arg-type]
    assert len(lines) == 2
    assert len(set(lines)) == 1


def test_a_receiver_that_is_gone_leaves_dead_letters_that_can_be_sent_again(
    webhook: Channel, receiver: Receiver
) -> None:
    """After a 410 nothing is tried again by itself; sent again by hand, the same id arrives."""
    receiver.script = [(410, {}, 0)]
    (dead,) = until_sent(due(), webhook)
    assert (dead.state, dead.next_try_at) == ("dead", None)
    assert "the receiver is gone" in dead.last_error
    assert list(drain([(dead, due()[1])], {"webhook": webhook}, NOW + timedelta(days=9))) == []
    (sent,) = until_sent((revive(dead, NOW), due()[1]), webhook)
    assert sent.state == "sent"
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
