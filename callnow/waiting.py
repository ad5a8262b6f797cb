"""What it takes of an open trigger to rank it and to plan by it: thousands are read at once, and few are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from callnow.model import Story, Trigger
from callnow.terms import Tier, TriggerKind, TriggerState


class OpenCall(NamedTuple):
    """What it takes of an open trigger to count it, and to find what else tells the same."""

    id: str
    tier: Tier
    prospect_id: str
    story_id: str
    type: str
    decided_at: datetime


class OneCall(NamedTuple):
    """A trigger with the words of a call that tells of others of the same person, the ids of these, and the one whose
    words are said first; None where it tells of no others."""

    trigger: Trigger
    others: tuple[str, ...]
    first: Trigger | None = None


@dataclass(frozen=True, slots=True)
class CallsInOne:
    """What of some triggers is told in one call, by the id of each that others are told with, and the stories of all of
    them, by id."""

    stories: Mapping[str, Story]
    together: Mapping[str, OneCall]

    def of(self, trigger: Trigger) -> OneCall:
        """The trigger as its call tells it."""
        return self.together.get(trigger.id) or OneCall(trigger, ())


@dataclass(frozen=True, slots=True)
class WaitingTrigger:
    """A trigger, most often an open one, without what only a card shows: its reasons, and what to say."""

    id: str
    prospect_id: str
    tier: Tier
    score: float
    why: str
    decided_at: datetime
    expires_at: datetime
    owner: str
    kind: TriggerKind
    state: TriggerState = TriggerState.OPEN
