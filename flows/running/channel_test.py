"""A test message to one channel, which tells at once whether it would arrive; nobody real is named in it."""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from pathlib import Path

from callnow.errors import CallnowError, UsageError
from callnow.model import Prospect, Trigger
from callnow.paths import why_unwritable
from callnow.settings import ChannelSettings, Settings
from callnow.terms import Tier
from delivery.card import build_card
from delivery.channels import channel_module, make_channel, split_targets
from delivery.message import Message
from delivery.tested import Tested
from flows.running.delivering import surroundings

SUBJECT = "callnow: a test"
WHY = "This is a test of callnow: nobody is to be called."


def sample_message(now: datetime) -> Message:
    """A message with one card of a person who does not exist."""
    person = Prospect("test", "Test Person", "Example Corp", "test", "nobody real", "+12025550100", country="US")
    trigger = Trigger(
        id=f"test-{uuid.uuid4().hex[:12]}",
        prospect_id=person.id,
        employer_id=person.employer_id,
        story_id="",
        event_id="",
        type="test",
        tier=Tier.WORTH_KNOWING,
        score=0,
        why=WHY,
        opener="",
        decided_at=now,
        expires_at=now,
    )
    return Message(trigger.id, (build_card(trigger, person, None, now),), SUBJECT)


def send_test(settings: Settings, name: str, now: datetime) -> list[Tested]:
    """Sends a test through the channel of that name, to each of its receivers. Raises UsageError for another name.

    A channel that writes a file is only asked whether it could: an invented call has no business in it.
    """
    if name not in settings.channels:
        known = ", ".join(sorted(settings.channels)) or "none is set up"
        raise UsageError(
            f"there is no channel {name!r}", where="outbox test", hint=f"channels of callnow.toml: {known}"
        )
    try:
        targets = split_targets(name, settings.channels[name])
    except CallnowError as error:
        return [Tested(name, well=False, words=_words(error))]
    return [_test(receiver, channel, settings, now) for receiver, channel in targets.items()]


def _test(receiver: str, channel: ChannelSettings, settings: Settings, now: datetime) -> Tested:
    try:
        way = make_channel(receiver, channel, surroundings(settings))
        if hasattr(channel_module(channel.kind), "redact"):
            return _test_file(receiver, settings.home / (channel.path or ""))
        way.send(sample_message(now))
    except CallnowError as error:
        return Tested(receiver, well=False, words=_words(error))
    return Tested(receiver, well=True, words="the test was sent")


def _test_file(receiver: str, file: Path) -> Tested:
    well = os.access(file, os.W_OK) if file.exists() else not why_unwritable(file.parent)
    return Tested(receiver, well, f"{file} {'can' if well else 'cannot'} be written")


def _words(error: CallnowError) -> str:
    return f"{error.what}: {error.hint}" if error.hint else error.what
