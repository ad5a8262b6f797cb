"""Taking news back: events that turned out to be none, or another company's, leave their stories.

A story that keeps other reports is decided again from those, so its triggers stay for what is still told; what only the
events taken out told is withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from callnow.model import Story, Trigger
from callnow.store import Connection
from callnow.store.history import decided_at, matches_of, take_out
from callnow.store.news import Understood, keep_understood, stories_of, triggers_by_id
from callnow.store.touches import withdraw_triggers
from callnow.store.withdrawals import plan_withdrawals
from callnow.terms import Tier
from flows.news.knowledge import Knowledge
from flows.news.understanding import decide_story
from matching.stories.told import is_denied


def withdraw(con: Connection, events: Sequence[str], knowledge: Knowledge, now: datetime, *, tells: bool = True) -> int:
    """Takes back the matches and reports of these events. Returns how many open triggers were withdrawn with them.

    Whoever was told to make these calls is told so, unless not `tells`.
    """
    left = stories_of(con, ids=take_out(con, events))
    amended = _decided_again(con, left, replace(knowledge, paused={}))  # a pause that began since takes nothing away
    denied = tuple(story.id for story in left if is_denied(story))
    keep_understood(con, Understood((), amended=tuple(amended), denied=denied), now, withdraws=tells)
    withdrawn = withdraw_triggers(con, events=events)
    plan_withdrawals(con, withdrawn if tells else [], now)
    return len(withdrawn)


def _decided_again(con: Connection, stories: Sequence[Story], knowledge: Knowledge) -> list[Trigger]:
    """The known triggers of these stories as what is left of them says, as of the moment they were decided for."""
    moments = decided_at(con, [story.id for story in stories])
    matches = matches_of(con, [report.event.id for story in stories for report in story.reports])
    decided: list[Trigger] = []
    for story in stories:
        match = next((matches[r.event.id] for r in reversed(story.reports) if r.event.id in matches), None)
        if match and story.id in moments:
            decided += decide_story(story, match, knowledge, moments[story.id])
    known = {trigger.id: trigger for trigger in triggers_by_id(con, [trigger.id for trigger in decided])}
    return [_no_louder(trigger, known[trigger.id]) for trigger in decided if trigger.id in known]


def _no_louder(trigger: Trigger, before: Trigger) -> Trigger:
    """The trigger decided when it was before, and not more urgent than it was: a report less is no reason to call."""
    tier = trigger.tier if before.tier is Tier.CALL_NOW else before.tier
    return replace(trigger, tier=tier, decided_at=before.decided_at)
