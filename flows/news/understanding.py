"""The second half of the way: what the news means, whom it concerns, whether to call.

Pure but for its tables: resolve → join → decide over one batch of announcements, once they are read
(flows.news.detect_steps).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from callnow.errors import ReadingFailed
from callnow.model import (
    Announcement,
    CompanyEvent,
    Delivery,
    Match,
    Prospect,
    Report,
    Story,
    Trigger,
    news_id,
    stable_id,
)
from callnow.store.news import Understood
from callnow.terms import MatchVerdict, Tier, TriggerKind
from delivery.outbox import plan_deliveries
from flows.news.detect_steps import Detected
from flows.news.knowledge import Knowledge
from flows.news.new_names import new_names
from flows.people.former_ids import trigger_id
from matching.detection.detect import text_parts
from matching.detection.languages import language_of
from matching.event_types import filed_family, is_leaving
from matching.names.resolve import matched_to, resolve_all
from matching.names.scan import find_in_texts
from matching.names.titles import may_end_in_name, may_name
from matching.people.persons import PersonMatch, find_person, is_place_of
from matching.stories.changes import ids_told_with
from matching.stories.joining import join
from matching.stories.told import added_facts, is_denied
from matching.triggers.decide import decide

FRESH = timedelta(days=7)  # older news that only a rematch brought up is something to know, not a reason to call
SURE_BY_PERSON = 0.9
"""How sure a match is (0–1) that follows from who is named and where."""


@dataclass(frozen=True, slots=True)
class MatchedEvent:
    """One event, the employer its company was resolved to, and the prospect its person is, if it is one."""

    event: CompanyEvent
    match: Match
    person: PersonMatch | None = None

    @property
    def company(self) -> str:
        """The key of the company's stories: the employer's id, else its name; "" where the event concerns nobody."""
        if self.match.verdict is MatchVerdict.MATCH:
            return self.match.employer_id
        return f"name:{self.match.mention_normalised}" if self.person else ""


@dataclass(frozen=True, slots=True)
class ReadAnnouncement:
    """One announcement with the events found in it, and whether it was read closely."""

    announcement: Announcement
    events: tuple[MatchedEvent, ...]
    closely: bool = False


def concerning(reads: Sequence[ReadAnnouncement], knowledge: Knowledge) -> list[Announcement]:
    """The announcements that may concern somebody, so are worth reading closely: an event at an employer of the list or
    of a prospect by name, or such an employer named anywhere in title and lead, or at the end of what was taken for a
    company."""
    companies = {matched.event.company for read in reads for matched in read.events if not matched.company}
    named = dict(zip(companies, may_end_in_name(list(companies), knowledge.index), strict=True))
    concern = [any(one.company or named[one.event.company] for one in read.events) for read in reads]
    concerned = [read.announcement for read, concerns in zip(reads, concern, strict=True) if concerns]
    others = [read.announcement for read, concerns in zip(reads, concern, strict=True) if not concerns]
    return concerned + naming(others, knowledge)


def naming(announcements: Sequence[Announcement], knowledge: Knowledge) -> list[Announcement]:
    """The announcements that name an employer of the list anywhere in title and lead, or may name one in the title."""
    parts = [text_parts(item) for item in announcements]
    named = find_in_texts(["\n".join(texts) for texts in parts], knowledge.index)
    may = may_name([title for title, _ in parts], knowledge.index)
    return [item for item, employers, near in zip(announcements, named, may, strict=True) if employers or near]


def resolve_batch(
    announcements: Sequence[Announcement], detected: Sequence[Detected], knowledge: Knowledge
) -> list[ReadAnnouncement]:
    """resolve, for a batch: each event with the employer its company is."""
    events_of = [[] if isinstance(events, ReadingFailed) else events for events in detected]
    whole = [event for events in events_of for event in events]
    matches = resolve_all(whole, knowledge.index, knowledge.judgements)
    reads = [[read_event(event, next(matches), knowledge) for event in events] for events in events_of]
    besides = _filed_of_others([one for read in reads for one in read if one.event.filing], knowledge)
    return [
        ReadAnnouncement(announcement, tuple(other for one in read for other in (one, *besides.get(one.event.id, ()))))
        for announcement, read in zip(announcements, reads, strict=True)
    ]


def _filed_of_others(filed: Sequence[MatchedEvent], knowledge: Knowledge) -> Mapping[str, Sequence[MatchedEvent]]:
    """What is filed, once more for each other employer of the list that the filing calls the company by: "Ostrander LLC
    (dba Zentrix)" concerns who works at Ostrander and who works at Zentrix. By the event's id."""
    named = [
        (one, replace(one.event, id=stable_id(one.event.id, name), company=name, also_called=()))
        for one in filed
        for name in one.event.also_called
    ]
    besides: dict[str, list[MatchedEvent]] = defaultdict(list)
    matches = resolve_all((event for _, event in named), knowledge.index, knowledge.judgements)
    for (one, event), match in zip(named, matches, strict=True):
        known = (one.match.employer_id, *(other.match.employer_id for other in besides[one.event.id]))
        told = {id for employer in known for id in (employer, *knowledge.twins.get(employer, ()))}
        if match.verdict is MatchVerdict.MATCH and match.employer_id not in told:
            besides[one.event.id].append(read_event(event, match, knowledge))
    return besides


def read_event(event: CompanyEvent, match: Match, knowledge: Knowledge) -> MatchedEvent:
    """An event with its match, and the prospect it names in person, if any."""
    person = person_in(event, knowledge, match.employer_id)
    if person and match.verdict is MatchVerdict.NONE and is_place_of(event, person.prospect):
        employer_id = person.prospect.employer_id
        match = matched_to(match, employer_id, knowledge.index, score=SURE_BY_PERSON, why="its place, and who is there")
    return MatchedEvent(event, match, person)


def person_in(event: CompanyEvent, knowledge: Knowledge, employer_id: str) -> PersonMatch | None:
    """The prospect that an event names, whose company was matched to `employer_id` ("" for none); None where a person
    said that it is not the prospect's employer."""
    employers = (employer_id, *knowledge.twins.get(employer_id, ())) if employer_id else ()
    person = find_person(event, knowledge.by_last_name, employers)
    if not person or not knowledge.judgements.by_mention:
        return person
    names = (event.prior_company,) if person.how == "moved" else (event.company, *event.also_called)
    return None if person.prospect.employer_id in knowledge.judgements.against(names) else person


def companies_of(batch: Sequence[ReadAnnouncement]) -> list[str]:
    """The keys (Story.company) whose stories must be known before this batch is joined."""
    return sorted({matched.company for read in batch for matched in read.events} - {""})


def join_batch(batch: Sequence[ReadAnnouncement], known_stories: Sequence[Story]) -> list[Story]:
    """join: the stories that the batch begins or adds to, in the order it was published."""
    stories = {story.id: story for story in known_stories}
    of_company: dict[tuple[str, str], list[str]] = defaultdict(list)
    for story in known_stories:
        of_company[story.company, filed_family(story.type)].append(story.id)
    changed: dict[str, Story] = {}
    for read in sorted(
        batch, key=lambda r: (r.announcement.published_at, r.announcement.fetched_at, r.announcement.id)
    ):
        for matched in read.events:
            if not matched.company:
                continue
            known = of_company[matched.company, filed_family(matched.event.type)]
            report = _report(matched, read.announcement)
            story = join(report, matched.company, matched.match.employer_id, [stories[i] for i in known])
            if story.id not in stories:
                known.append(story.id)
            stories[story.id] = changed[story.id] = story
    return list(changed.values())


def conclude(
    batch: Sequence[ReadAnnouncement],
    known_stories: Sequence[Story],
    planned: Sequence[Delivery],
    knowledge: Knowledge,
    decided_at: Callable[[Story], datetime],
    *,
    now: datetime,
    silent: bool = False,
) -> Understood:
    """join → decide → plan, for one batch.

    `known_stories` are those of its companies, `planned` the deliveries planned before, `decided_at` the moment for
    which a story is decided: now, or in a backfill the day it was published. With `silent` nothing is planned.
    A story that was told and now says more amends its triggers; they are not told again.
    """
    before = {story.id: story for story in known_stories}
    matches = {matched.event.id: matched.match for read in batch for matched in read.events}
    stories = join_batch(batch, known_stories)

    def decided(stories: Iterable[Story]) -> list[Trigger]:
        return [t for s in stories for t in decide_story(s, _latest_match(s, matches), knowledge, decided_at(s))]

    triggers = decided(story for story in stories if story.id not in before)
    amended = decided(story for story in stories if story.id in before and _says_more(story, before[story.id]))
    tell = [] if silent else triggers + amended
    told_with = ids_told_with(triggers + amended, {s.id: s for s in (*known_stories, *stories)}.values())
    return Understood(
        announcements=tuple(read.announcement.id for read in batch),
        closely=tuple(read.announcement.id for read in batch if read.closely),
        events=tuple(matched.event for read in batch for matched in read.events),
        matches=tuple(match for match in matches.values() if match.verdict is not MatchVerdict.NONE),
        stories=tuple(stories),
        triggers=tuple(triggers),
        amended=tuple(amended),
        languages={read.announcement.id: language_of(*text_parts(read.announcement)) for read in batch},
        denied=tuple(s.id for s in stories if s.id in before and is_denied(s)),
        confirmed=tuple(s.id for s in stories if s.id in before and is_denied(before[s.id]) and not is_denied(s)),
        names=new_names(stories, knowledge.index),
        behind={t.id: told_with[t.id] for t in triggers if t.id in told_with and _tells_who_left(t)},
        deliveries=tuple(
            plan_deliveries(
                tell, knowledge.routes, now, already=planned, functions=knowledge.functions, told_with=told_with
            )
        ),
    )


def _tells_who_left(trigger: Trigger) -> bool:
    """Whether a trigger tells somebody who left before them: no call by itself once who follows was talked about."""
    return trigger.kind is TriggerKind.NEWS and is_leaving(trigger.type)


def _says_more(story: Story, before: Story) -> bool:
    """Whether a report that came now adds a fact, makes the story certain or dates it, after it was told."""
    told_ids = {report.event.id for report in before.reports}
    surer = (story.certain and not before.certain) or (story.dated and not before.dated)
    return surer or any(added_facts(story, report) for report in story.reports if report.event.id not in told_ids)


def _latest_match(story: Story, matches: Mapping[str, Match]) -> Match:
    """The match of the latest report that came in this batch."""
    return next(matches[r.event.id] for r in reversed(story.reports) if r.event.id in matches)


def decide_story(story: Story, match: Match, knowledge: Knowledge, now: datetime) -> list[Trigger]:
    """decide, for one story: a trigger for each prospect who is at the employer still, and for one who is named in
    person, but for whoever is paused.

    The best matched of its reports says how sure it is that the employer is meant, `match` where none does.
    """
    named = named_in(story, knowledge)
    at_employer = [p for p in knowledge.people_at(story) if p.id in named or not knowledge.is_gone(p, now)]
    there = {p.id for p in at_employer}
    elsewhere = [p for p in named.values() if p.id not in there]
    people = [p for p in (*at_employer, *elsewhere) if not knowledge.is_paused(p, now)]
    triggers = decide(
        story,
        people,
        knowledge.tables,
        now.astimezone(knowledge.zone),
        match_score=(max(r.matched for r in story.reports) or match.score) if story.employer_id else 1.0,
        history=knowledge.touches,
        named=dict.fromkeys(named, 1.0),
    )
    merged = {p.id: p for p in people if p.second.former_ids}
    return [_known_as(t, merged[t.prospect_id], knowledge) if t.prospect_id in merged else t for t in triggers]


def _known_as(trigger: Trigger, prospect: Prospect, knowledge: Knowledge) -> Trigger:
    """The trigger under the id that it was told by before others were merged with the prospect."""
    id = trigger_id(prospect, knowledge.merged_triggers, lambda id: news_id(id, trigger.story_id))
    return replace(trigger, id=id)


def in_hindsight(trigger: Trigger, story: Story, now: datetime) -> Trigger:
    """The same, as something to know where the news was older at `now` than what anybody is called about."""
    last = max(report.published_at for report in story.reports)
    return trigger if now - last <= FRESH else replace(trigger, tier=Tier.WORTH_KNOWING)


def named_in(story: Story, knowledge: Knowledge) -> dict[str, Prospect]:
    """The prospects whom a story names in person, by id: they moved, moved up or left."""
    persons = (person_in(report.event, knowledge, story.employer_id) for report in story.reports)
    return {person.prospect.id: person.prospect for person in persons if person}


def _report(matched: MatchedEvent, announcement: Announcement) -> Report:
    a, sure = announcement, matched.match.score if matched.match.employer_id else 0.0
    return Report(matched.event, a.title, a.url, a.source, a.published_at, a.undated, sure, a.fetched_at, a.guid)
