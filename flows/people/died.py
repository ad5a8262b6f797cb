"""Who on the list has died, by the news or by what was noted of them: nobody calls them any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from callnow.fold import fold
from callnow.model import Prospect, Story, Touch, Trigger
from callnow.store import Connection
from callnow.store.people import touches_by_person
from callnow.store.persons import stories_with
from callnow.store.records import records_of
from callnow.store.touches import answer_triggers, open_triggers_of
from callnow.terms import Tier, TriggerKind, TriggerState
from matching.comparing.persons import surname
from matching.event_types import event_types, is_about_people
from matching.stories.deaths import has_died, is_dead, notes_death, texts_of
from matching.stories.told import is_denied, news_at
from matching.stories.told_deaths import DEATH_WORDS

SAID_OTHERWISE = "a talk that is logged says otherwise"
DIED = f"has died, by the news or what was noted; {SAID_OTHERWISE}"


def people_who_died(
    con: Connection, prospects: Iterable[Prospect], touches: Mapping[str, Sequence[Touch]] | None = None
) -> frozenset[str]:
    """The ids of those who have died; `touches` are all with each, by id, where they are known. A talk since says
    otherwise."""
    people = {prospect.id: prospect for prospect in prospects}
    if touches is None:
        touches = touches_by_person(con, people)
    told_at: dict[str, datetime] = {}
    for id, told in (*_by_news(con, people), *_by_records(con, people)):
        told_at[id] = max(told, told_at.get(id, told))
    return frozenset(p.id for p in people.values() if is_dead(p, touches.get(p.id, ()), told_at.get(p.id)))


def end_calls_to(con: Connection, died: Collection[str]) -> None:
    """Withdraws what waits of people (ids) who have died, but for the news that they have, and what was not sent."""
    over = [t.id for t in open_triggers_of(con, died) if ends_with_death(t)]
    answer_triggers(con, over, TriggerState.WITHDRAWN)


def ends_with_death(trigger: Trigger) -> bool:
    """Whether nobody is to hear of a trigger once its prospect has died: all but the news that they have."""
    return trigger.kind is not TriggerKind.PERSON or trigger.tier is Tier.CALL_NOW


def _by_news(con: Connection, people: Mapping[str, Prospect]) -> Iterator[tuple[str, datetime]]:
    """Of whom news of their employer, under any of its spellings, tells it, and when."""
    may_tell = stories_with(con, DEATH_WORDS, filter(is_about_people, event_types()))
    stories = [s for s in may_tell if not is_denied(s)]
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in people.values() if stories else ():
        called[person.employer_id, fold(surname(person.name))].add(fold(person.name))
    told = [
        (person, story)
        for person, story in _named(stories, people.values())
        if has_died(person.name, story, is_only=len(called[person.employer_id, fold(surname(person.name))]) == 1)
    ]
    elsewhere = {id for p, s in told if p.employer_id != s.employer_id for id in (p.employer_id, s.employer_id)}
    spellings: Mapping[str, Sequence[str]] = {}
    if elsewhere:
        from flows.people.spellings import taken_for_one  # noqa: PLC0415 - compares names, which is rare

        spellings = taken_for_one(con, elsewhere)
    for person, story in told:
        if person.employer_id in (story.employer_id, *spellings.get(story.employer_id, ())):
            yield person.id, news_at(story)


def _named(stories: Sequence[Story], people: Iterable[Prospect]) -> Iterator[tuple[Prospect, Story]]:
    """Each of the people with each story that holds all words of their family name: only they may be meant."""
    by_word: dict[str, list[tuple[set[str], Prospect]]] = defaultdict(list)
    for person in people if stories else ():
        words = fold(surname(person.name)).split()
        for word in words[-1:]:
            by_word[word].append((set(words), person))
    for story in stories:
        said = {word for text in texts_of(story) for word in fold(text).split()}
        for word in said & by_word.keys():
            yield from ((person, story) for words, person in by_word[word] if words <= said)


def _by_records(con: Connection, people: Mapping[str, Prospect]) -> Iterator[tuple[str, datetime]]:
    """Of whom the notes of a list, or typed in, tell it, and the day since when they do."""
    noted = [p.id for p in people.values() if notes_death(p, p.notes)]
    for record in records_of(con, noted) if noted else ():
        if notes_death(people[record.prospect_id], record.given.notes):
            yield record.prospect_id, datetime.combine(record.changed_on, time.min, UTC)
