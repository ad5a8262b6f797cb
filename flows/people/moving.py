"""What a record that was put right leaves behind: calls about the employer of before end, news of the move stays.

Put right once more, as after a slip, it opens those again that it ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from callnow.model import Prospect, Story, Trigger
from callnow.store import Connection
from callnow.store.corrections import wrong_stories
from callnow.store.news import renew_triggers, stories_of
from callnow.store.people import touches_of
from callnow.store.records import all_triggers_of, move_triggers
from callnow.store.touches import answer_triggers, open_triggers_of, reopen_triggers
from callnow.terms import TriggerKind, TriggerState
from matching.cadence.follow_ups import follow_up_anew
from matching.cadence.stale import SILENCE
from matching.comparing.companies import is_shortened, same_company
from matching.event_types import is_leaving, type_of
from matching.stories.told import is_denied
from matching.triggers.decide import decide, shipped_tables


def end_calls_of_former(con: Connection, before: Iterable[Prospect], after: Iterable[Prospect]) -> None:
    """Withdraws what waits for people about the employer they had `before`, where the record says another one by now;
    `after` has them as they are, also those who are one with another.

    News of an employer that goes on as the other, renamed or taken over, stays. What is told of the person's own move
    is worded anew: the record agrees with it; so is a follow-up, without the news that it was to bring. What was
    withdrawn about the employer that they have now opens again.
    """
    now = {id: person for person in after for id in person.ids}
    for person in before:
        if person.id in now:
            _end_calls(con, person, now[person.id])


def _end_calls(con: Connection, before: Prospect, after: Prospect) -> None:
    if before.employer_id == after.employer_id:
        return
    one, other = before.employer, after.employer
    if same_company(one, other) or is_shortened(one, other):
        move_triggers(con, after.id, before.employer_id, after.employer_id)
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
    touches = touches_of(con, [after.id])
    rhythm = [t for t in waiting if t.kind in (TriggerKind.CADENCE, TriggerKind.STALE) and t.id not in over]
    renew_triggers(con, [follow_up_anew(t, after, touches, shipped_tables()) for t in rhythm])
    _bring_back(con, after)


def _bring_back(con: Connection, person: Prospect) -> None:
    known = all_triggers_of(con, person.id)
    told = {t.story_id for t in known if t.state is not TriggerState.WITHDRAWN}
    gone = [t for t in known if t.kind in (TriggerKind.NEWS, TriggerKind.PERSON) and t.story_id not in told]
    wrong = set(wrong_stories(con)) if gone else set()
    stories = {s.id: s for s in stories_of(con, ids=sorted({t.story_id for t in gone} - wrong))} if gone else {}
    back = [t.id for t in gone if t.story_id in stories and _holds(t, stories[t.story_id], person)]
    reopen_triggers(con, back, TriggerState.WITHDRAWN)


def _holds(trigger: Trigger, story: Story, person: Prospect) -> bool:
    """Whether the news of a trigger is told still, and is of the person's employer."""
    if is_denied(story) or trigger.event_id not in {r.event.id for r in story.reports}:
        return False
    return story.employer_id == person.employer_id or bool(same_company(story.first.event.company, person.employer))


def _becomes(story: Story, before: Prospect, after: Prospect) -> bool:
    """Whether a story of the former employer says that it is now the other: renamed, bought by it, merged with it."""
    if story.employer_id != before.employer_id or type_of(story.type).stale is None:
        return False
    names = {name for r in story.reports for name in (r.event.destination, r.event.counterparty) if name}
    return any(same_company(name, after.employer) for name in names)


def _is_over(trigger: Trigger, stories: Mapping[str, Story], before: Prospect, *, goes_on: bool) -> bool:
    if trigger.kind is TriggerKind.STALE:
        return trigger.employer_id == before.employer_id and not any(r.name == SILENCE for r in trigger.reasons)
    if trigger.kind is TriggerKind.NEWS:
        return trigger.employer_id == before.employer_id and not goes_on
    story = stories.get(trigger.story_id)
    if trigger.kind is not TriggerKind.PERSON or story is None or story.employer_id != before.employer_id:
        return False
    return is_leaving(story.type)


def _worded_anew(con: Connection, trigger: Trigger, story: Story, prospect: Prospect) -> Trigger:
    """The trigger of a person's own news as it is said by what the record says now."""
    touches = {prospect.id: touches_of(con, [prospect.id])}
    named = {prospect.id: 1.0}
    decided = decide(story, [prospect], shipped_tables(), trigger.decided_at, history=touches, named=named)
    return replace(decided[0], id=trigger.id, tier=trigger.tier) if decided else trigger
