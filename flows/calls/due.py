"""The calls of today that no news makes, as triggers: a promise or the rhythm, each with what makes it worth a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from callnow.fold import fold
from callnow.model import Prospect, Story, Trigger
from callnow.store import Connection
from callnow.store.news import recent_stories, stories_in_order, story_beginnings
from callnow.terms import TriggerKind
from callnow.waiting import WaitingTrigger
from flows.calls.planning import Acquaintance, Plan
from matching.cadence.follow_ups import follow_up_ranked, follow_up_trigger
from matching.cadence.next_call import Cause, NextCall
from matching.comparing.persons import same_person
from matching.triggers.decide import Tables, shipped_tables
from matching.triggers.questions import propose_questions
from matching.triggers.topics import Topic, field_of, rank_topics

NEWS_SINCE = timedelta(days=365)
MOST_STORIES = 5000
PEERS_SINCE = timedelta(days=30)
MOST_PEERS = 40  # stories of other employers in the prospect's town that are weighed as topics for one call

News = Mapping[str, Sequence[Story]]
"""The stories of the year by employer id ("" for companies that are nobody's), newest first."""


def year_of_news(con: Connection, now: datetime) -> News:
    """All of it."""
    return _by_employer(recent_stories(con, now - NEWS_SINCE, MOST_STORIES))


def owed_calls(plan: Plan) -> list[NextCall]:
    """Today's calls that have no trigger of their own yet, as news would."""
    return [planned.call for planned in plan.due if planned.call.cause is not Cause.EVENT]


def news_for_calls(con: Connection, calls: Iterable[NextCall], known: Acquaintance, now: datetime) -> News:
    """As much of it as `due_triggers` looks at for these calls."""
    owed = [known.prospects[call.prospect_id] for call in calls]
    if not owed:
        return {}
    employers = {prospect.employer_id for prospect in owed}
    began = story_beginnings(con, now - NEWS_SINCE, MOST_STORIES)
    wanted = {beginning.id for beginning in began if beginning.employer_id in employers}
    recent = [beginning for beginning in began if beginning.dated and beginning.began >= now - PEERS_SINCE]
    recent.sort(key=lambda beginning: (beginning.began, beginning.id), reverse=True)
    neighbours = Neighbours(known)
    for prospect in owed:
        near = neighbours.of(prospect)
        wanted.update([beginning.id for beginning in recent if beginning.employer_id in near][:MOST_PEERS])
    return _by_employer(stories_in_order(con, [beginning.id for beginning in began if beginning.id in wanted]))


def rank_calls(owed: Sequence[NextCall], known: Acquaintance, now: datetime) -> list[WaitingTrigger]:
    """What ranks the triggers that `due_triggers` makes of calls: no news decides on that, and no word is needed."""
    if not owed:
        return []  # and the tables of events and words need not be read
    tables = shipped_tables()
    ranked = ((call, follow_up_ranked(call, known.prospects[call.prospect_id], tables, now)) for call in owed)
    return [replace(trigger, id=known.follow_up_id(call)) for call, trigger in ranked]


def due_triggers(owed: Sequence[NextCall], known: Acquaintance, news: News, now: datetime) -> list[Trigger]:
    """The triggers of calls that no news makes, each with the topics that make it worth a call.

    Where nothing can be said, a question is proposed, another one to each person on the list, but to nobody in the news
    themselves: whoever may be leaving is not asked about their team.
    """
    if not owed:
        return []
    tables, peers = shipped_tables(), _Peers(known, news, now)
    topics = {
        call.prospect_id: _topics(known.prospects[call.prospect_id], known, news, peers, tables, now) for call in owed
    }
    silent = [call for call in owed if not any(topic.spoken for topic in topics[call.prospect_id])]
    asking = ((known.prospects[call.prospect_id], call.basis) for call in silent)
    asked = propose_questions((who, basis) for who, basis in asking if not _in_the_news(who, news, now))
    made = []
    for call in owed:
        who, touches = known.prospects[call.prospect_id], known.touches.get(call.prospect_id, [])
        question = asked.get(who.id, "")
        if trigger := follow_up_trigger(call, who, topics[who.id], touches, tables, now, question):
            made.append(replace(trigger, id=known.follow_up_id(call)))
    return made


def _in_the_news(prospect: Prospect, news: News, now: datetime) -> bool:
    """Whether news of the last weeks at their employer names the prospect."""
    return any(
        same_person(report.event.person, prospect.name)
        for story in news.get(prospect.employer_id, ())
        for report in story.reports
        if report.event.person and now - report.published_at <= PEERS_SINCE
    )


def no_longer_owed(plan: Plan, known: Acquaintance) -> list[str]:
    """Open follow-ups of earlier mornings that are not the prospect's next call any more: paused, or overtaken.

    One that a later touch left open was left open by hand, as after a voicemail: it waits for a talk.
    """
    waiting = [t for triggers in known.triggers.values() for t in triggers if t.kind is TriggerKind.CADENCE]
    calls, people = plan.calls, {trigger.prospect_id for trigger in waiting}
    owed = {known.follow_up_id(calls[id]) for id in people & calls.keys() if calls[id].due_on <= plan.today}
    return [
        trigger.id
        for trigger in waiting
        if trigger.id not in owed
        and not any(touch.at >= trigger.decided_at for touch in known.touches.get(trigger.prospect_id, ()))
    ]


def _topics(
    prospect: Prospect, known: Acquaintance, news: News, peers: _Peers, tables: Tables, now: datetime
) -> list[Topic]:
    touches, own = known.touches.get(prospect.id, []), news.get(prospect.employer_id, [])
    return rank_topics(prospect, touches, own, peers.of(prospect), tables, now)


class Neighbours:
    """The other employers of the list in a prospect's town: those with people there."""

    def __init__(self, known: Acquaintance) -> None:
        self._in_town: dict[str, set[str]] = defaultdict(set)
        for prospect in known.prospects.values():
            self._in_town[_town(prospect.city)].add(prospect.employer_id)
        self._in_town.pop("", None)

    def of(self, prospect: Prospect) -> set[str]:
        """Their ids."""
        return self._in_town.get(_town(prospect.city), set()) - {prospect.employer_id, ""}


class _Peers:
    """The last weeks' news of other employers in a prospect's town, of people of their own function."""

    def __init__(self, known: Acquaintance, news: News, now: datetime) -> None:
        self._neighbours, self._recent = Neighbours(known), _recent(news, now)
        self._fields = {story.id: field_of(story) for story in self._recent}

    def of(self, prospect: Prospect) -> list[Story]:
        """The newest."""
        near = self._neighbours.of(prospect)
        beside = [story for story in self._recent if story.employer_id in near][:MOST_PEERS]
        return [story for story in beside if self._fields[story.id] == prospect.function]


def _recent(news: News, now: datetime) -> list[Story]:
    """The last weeks' stories of all employers on the list, newest first."""
    on_the_list = (s for employer, stories in news.items() if employer for s in stories)
    recent = (s for s in on_the_list if s.dated and s.first.published_at >= now - PEERS_SINCE)
    return sorted(recent, key=lambda s: (s.first.published_at, s.id), reverse=True)


@lru_cache(maxsize=65536)
def _town(city: str) -> str:
    return fold(city.split(",", maxsplit=1)[0])


def _by_employer(stories: Iterable[Story]) -> News:
    by_employer: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_employer[story.employer_id].append(story)
    return dict(by_employer)
