"""Cards from the database: each trigger with its prospect, story, last talk, colleagues, and what is told with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from callnow.model import Prospect, Story, Touch, Trigger
from callnow.store import Connection
from callnow.store.news import open_calls_of, stories_of, triggers_by_id
from callnow.store.people import prospects_at, resting_at, touches_by_person
from callnow.store.wrong_numbers import to_call
from callnow.waiting import CallsInOne, OneCall, OpenCall
from delivery.card import Card, build_card, proof_in
from flows.calls.told_once import stories_of_changes
from matching.cadence.next_call import is_noted
from matching.event_types import is_about_people


def load_cards(
    con: Connection,
    triggers: Sequence[Trigger],
    now: datetime,
    today: date,
    died: Collection[str] | None = None,
    told: CallsInOne | None = None,
) -> list[Card]:
    """The cards of triggers, in their order; a trigger whose prospect was forgotten has none. `today` is the day that
    `now` is of for the recruiter, `died` are those (ids) of the list who have died, where that is known; so is `told`,
    what `in_one_call` finds of the triggers.

    A change that is told as two events, such as who leaves and who follows, is one call: the card of either says both.
    """
    at_employer: dict[str, list[Prospect]] = defaultdict(list)
    there = to_call(con, prospects_at(con, sorted({t.employer_id for t in triggers})))
    people, whom = {p.id: p for p in there}, {t.prospect_id for t in triggers}
    touches = touches_by_person(con, sorted(people if died is None else whom))
    left_out = not_to_call(con, there, today, died, touches)
    for prospect in there:
        if prospect.id not in left_out:
            at_employer[prospect.employer_id].append(prospect)
    told = told or in_one_call(con, triggers, now)
    last = {id: touches[id][-1] for id in whom & touches.keys()}
    cards = []
    for trigger in triggers:
        if who := people.get(trigger.prospect_id):
            call, story = told.of(trigger), told.stories.get(trigger.story_id)
            others = _colleagues(who, at_employer[trigger.employer_id], story)
            last_touch = last.get(who.id)
            cards.append(
                build_card(
                    call.trigger,
                    who,
                    story,
                    now,
                    last_touch=last_touch,
                    colleagues=others,
                    told_with=call.others,
                    proof=proof_in(told, trigger),
                    noted=last_touch is not None and is_noted(last_touch),
                )
            )
    return cards


def not_to_call(
    con: Connection,
    people: Sequence[Prospect],
    today: date,
    died: Collection[str] | None = None,
    touches: Mapping[str, Sequence[Touch]] | None = None,
) -> set[str]:
    """The ids of those of `people` whom nobody is to call on that day: they are paused, or have died (`died`, where it
    is known who has; else what was said to them tells it, `touches`, where that is known)."""
    if not people:
        return set()
    if died is None:
        from flows.people.died import people_who_died  # noqa: PLC0415 - as in each_change_once

        died = people_who_died(con, people, touches)
    return resting_at(con, people, today) | {person.id for person in people if person.id in died}


def told_with(con: Connection, trigger: Trigger, now: datetime) -> tuple[str, ...]:
    """The ids of the other open triggers of the same person that are told in the call of this one."""
    return in_one_call(con, [trigger], now, shown=False).of(trigger).others


def in_one_call(con: Connection, triggers: Sequence[Trigger], now: datetime, *, shown: bool = True) -> CallsInOne:
    """What other open triggers of the same person tell as well, in the same call, and where the triggers are to be
    shown their stories."""
    of_news = [t for t in triggers if t.story_id]
    if not of_news:
        return CallsInOne({}, {})
    waiting = open_calls_of(con, {t.prospect_id for t in of_news}, now)
    reasons: dict[str, Trigger | OpenCall] = {call.id: call for call in waiting}
    reasons.update({trigger.id: trigger for trigger in triggers})
    of_changes = stories_of_changes(con, reasons.values())
    of_cards = {t.story_id for t in of_news} if shown else set()
    stories = {s.id: s for s in stories_of(con, ids=sorted(of_changes | of_cards))}
    if not of_changes:
        return CallsInOne(stories, {})
    from matching.stories import changes  # noqa: PLC0415 - compares names, which is rare

    together = changes.told_together(list(reasons.values()), {id: stories[id] for id in of_changes & stories.keys()})
    still = {call.id for call in waiting}
    told_with = {t.id: [o.id for o in together[t.id] if o.id in still] for t in triggers if t.id in together}
    others = {t.id: t for t in triggers_by_id(con, sorted({id for ids in told_with.values() for id in ids}))}
    calls: dict[str, OneCall] = {}
    for trigger in triggers:
        if ids := told_with.get(trigger.id):
            said = changes.in_turn(trigger, [others[id] for id in ids], stories)
            worded = changes.in_one_call(trigger, said, stories)
            calls[trigger.id] = OneCall(worded, tuple(ids), said[0])
    return CallsInOne(stories, calls)


def _colleagues(prospect: Prospect, at_employer: Sequence[Prospect], story: Story | None) -> list[Prospect]:
    """The others at the employer; a second record under the same name is not another person to call, nor is who has
    died by the news."""
    others = [p for p in at_employer if p.name.casefold() != prospect.name.casefold()]
    if story is None or not others or not is_about_people(story.type):
        return others
    from matching.stories.deaths import has_died  # noqa: PLC0415 - compares names, which is rare

    return [p for p in others if not has_died(p.name, story)]
