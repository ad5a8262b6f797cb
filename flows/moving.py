"""What a record that was put right leaves behind: calls about the employer of before end, news of the move stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from callnow.model import Prospect, Story, Trigger
from callnow.store import Connection
from callnow.store.news import renew_triggers, stories_of
from callnow.store.people import touches_of
from callnow.store.records import move_triggers
from callnow.store.touches import answer_triggers, open_triggers_of
from callnow.terms import TriggerKind, TriggerState
from matching.comparing.companies import same_company
from matching.decide import decide, shipped_tables
from matching.event_types import PersonNews, type_of

SILENCE = "overdue"  # a sign of the person and not of the employer


def end_calls_of_former(con: Connection, before: Prospect, after: Prospect) -> None:
    """Withdraws what waits for a person about the employer of `before`, where the record says another one by now.

    News of an employer that goes on as the other, renamed or taken over, stays. What is told of the person's own move
    is worded anew: the record agrees with it.
    """
    if before.employer_id == after.employer_id or same_company(before.employer, after.employer):
        return
    waiting = open_triggers_of(con, [after.id])
    stories = {s.id: s for s in stories_of(con, ids=sorted({t.story_id for t in waiting if t.story_id}))}
    goes_on = any(_becomes(story, before, after) for story in stories.values())
    over = {t.id for t in waiting if _is_over(t, stories, before, goes_on=goes_on)}
    answer_triggers(con, sorted(over), TriggerState.WITHDRAWN)
    if goes_on:
        move_triggers(con, after.id, before.employer_id, after.employer_id)
    own = [t for t in waiting if t.kind is TriggerKind.PERSON and t.id not in over and t.story_id in stories]
    renew_triggers(con, [_worded_anew(con, trigger, stories[trigger.story_id], after) for trigger in own])


def _becomes(story: Story, before: Prospect, after: Prospect) -> bool:
    """Whether a story of the former employer says that it is now the other: renamed, bought by it, merged with it."""
    if story.employer_id != before.employer_id or type_of(story.type).stale is None:
        return False
    names = {name for r in story.reports for name in (r.event.destination, r.event.counterparty) if name}
    return any(same_company(name, after.employer) for name in names)


def _is_over(trigger: Trigger, stories: Mapping[str, Story], before: Prospect, *, goes_on: bool) -> bool:
    if trigger.kind is TriggerKind.STALE:
        return not any(reason.name == SILENCE for reason in trigger.reasons)
    if trigger.kind is TriggerKind.NEWS:
        return trigger.employer_id == before.employer_id and not goes_on
    story = stories.get(trigger.story_id)
    if trigger.kind is not TriggerKind.PERSON or story is None or story.employer_id != before.employer_id:
        return False
    return type_of(story.type).about_people is PersonNews.LEAVES


def _worded_anew(con: Connection, trigger: Trigger, story: Story, prospect: Prospect) -> Trigger:
    """The trigger of a person's own news as it is said by what the record says now."""
    touches = {prospect.id: touches_of(con, [prospect.id])}
    named = {prospect.id: 1.0}
    decided = decide(story, [prospect], shipped_tables(), trigger.decided_at, history=touches, named=named)
    return replace(decided[0], id=trigger.id, tier=trigger.tier) if decided else trigger
