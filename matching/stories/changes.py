"""One change told as two events: who leaves and who follows, one who leaves here and joins there, or what one
announcement tells of a company: the insolvency and the stores that it closes, the new chief and the new head office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Protocol, TypeVar

from callnow.fold import fold
from callnow.model import Story, Trigger, news_id
from callnow.terms import TriggerKind
from matching.comparing.persons import same_person
from matching.event_types import PersonNews, is_about_people, is_leaving, type_of
from matching.stories.deaths import dead_of
from matching.stories.own_news import is_at_head

_ONE_ANNOUNCEMENT = timedelta(days=4)  # a successor who is found weeks later is news of its own
_ONE_MOVE = timedelta(days=14)  # what the old and the new company say of one person


class Reason(Protocol):
    """A reason to call somebody, as a trigger gives it."""

    @property
    def id(self) -> str: ...
    @property
    def prospect_id(self) -> str: ...
    @property
    def story_id(self) -> str: ...
    @property
    def type(self) -> str: ...


R = TypeVar("R", bound=Reason)


def one_change(one: Story, other: Story) -> bool:
    """Whether two stories are one change: what one announcement began to tell of a company; or a departure, and an
    appointment that was announced with it or is the move of the same person.

    What is not certain, or of people names neither person nor post, is not told with what is: to read it first takes
    its own sentence and link, to call it wrong must not silence what is right, and once sent it holds back no alert.
    """
    if not (_tells_surely(one) and _tells_surely(other)):
        return False
    if _began_together(one, other):
        return True
    leaves = [is_leaving(story.type) for story in (one, other)]
    if not (is_about_people(one.type) and is_about_people(other.type)) or all(leaves) or not any(leaves):
        return False
    apart = abs(one.first.published_at - other.first.published_at)
    if apart <= _ONE_MOVE and _same_people(one, other):
        return True
    if one.company != other.company or apart > _ONE_ANNOUNCEMENT:
        return False
    return not {r.event.announcement_id for r in one.reports}.isdisjoint(r.event.announcement_id for r in other.reports)


def _began_together(one: Story, other: Story) -> bool:
    """Whether one announcement was the first to tell of both; what is told later beside the first is news itself."""
    return one.company == other.company and one.first.event.announcement_id == other.first.event.announcement_id


def _tells_surely(story: Story) -> bool:
    """Whether a story is certain and, where somebody comes or goes, says of whom or of which post."""
    named = any(r.event.person or r.event.role for r in story.reports)
    return story.certain and (named or not is_about_people(story.type))


def _same_people(one: Story, other: Story) -> bool:
    return any(same_person(a.event.person, b.event.person) for a in one.reports for b in other.reports)


def changes_among(stories: Iterable[Story]) -> dict[str, list[str]]:
    """The other stories that tell the same change, by the id of each story that has any."""
    known = {story.id: story for story in stories}
    near: dict[str, set[str]] = defaultdict(set)
    for story in known.values():
        for clue in _clues(story):
            near[clue].add(story.id)
    groups = {id: {id} for id in known}
    for pair in sorted({pair for ids in near.values() for pair in combinations(sorted(ids), 2)}):
        if one_change(*(known[id] for id in pair)):
            groups.update(dict.fromkeys((whole := groups[pair[0]] | groups[pair[1]]), whole))
    return {id: sorted(group - {id}) for id, group in groups.items() if len(group) > 1}


def _clues(story: Story) -> set[str]:
    """What two stories of one change have in common, one of it at least: an announcement, or a family name."""
    names = (fold(r.event.person).split() for r in story.reports if is_about_people(story.type))
    return {r.event.announcement_id for r in story.reports} | {f"name {name[-1]}" for name in names if name}


def told_together(reasons: Sequence[R], stories: Mapping[str, Story]) -> dict[str, list[R]]:
    """The other reasons of the same person that tell the same change, by the id of each reason that has any."""
    of_person: dict[str, list[R]] = {}
    for reason in reasons:
        if reason.story_id in stories:
            of_person.setdefault(reason.prospect_id, []).append(reason)
    together: dict[str, list[R]] = {}
    for known in of_person.values():
        changes = changes_among([stories[reason.story_id] for reason in known])
        for reason in known:
            if others := [other for other in known if other.story_id in changes.get(reason.story_id, ())]:
                together[reason.id] = others
    return together


def without_repetitions(reasons: Sequence[R], together: Mapping[str, Sequence[R]]) -> list[R]:
    """The reasons (best first) but for those whose change a better one tells already."""
    kept: list[R] = []
    told: set[str] = set()
    for reason in reasons:
        if reason.id not in told:
            kept.append(reason)
            told.update(other.id for other in together.get(reason.id, ()))
    return kept


def ids_told_with(tell: Sequence[Trigger], stories: Iterable[Story]) -> dict[str, list[str]]:
    """The ids of triggers of the same person that tell the same change, told now or before, by the id of each."""
    changes = changes_among(stories)
    ids = {(trigger.prospect_id, trigger.story_id): trigger.id for trigger in tell}
    return {
        trigger.id: [ids.get((trigger.prospect_id, id)) or news_id(trigger.prospect_id, id) for id in others]
        for trigger in tell
        if (others := changes.get(trigger.story_id))
    }


def _is_in_doubt(trigger: Trigger) -> bool:
    """Whether what a trigger says of its person is not certain, though others of its story are."""
    return any(f.name == "detection" and f.note.startswith("not certain") for f in trigger.reasons)


def in_one_call(trigger: Trigger, told_of: Sequence[Trigger], stories: Mapping[str, Story]) -> Trigger:
    """The trigger with the words of a call that tells all of `told_of`, in their order; a unit's sale to the company
    that is told to buy it is told once."""
    deals = {stories[told.story_id].first.event.counterparty for told in told_of if told.type == "acquisition"}

    def is_told_again(told: Trigger) -> bool:
        event = stories[told.story_id].first.event
        return told.type == "divestiture" and bool(event.counterparty) and event.counterparty in deals

    first = told_of[0]
    said = dict.fromkeys(told.why for told in told_of if told is first or not is_told_again(told))
    return replace(
        trigger,
        why=" ".join(said),
        opener=first.opener,
        voicemail=first.voicemail,
        talking_points=first.talking_points,
    )


def in_turn(trigger: Trigger, others: Sequence[Trigger], stories: Mapping[str, Story]) -> list[Trigger]:
    """A trigger and others that are told in its call, in the order in which they are said, the best first; but who
    comes is asked about before who leaves, for that is known.

    "Who takes over?" is no question where the successor is named, nor "what is next for you?" where the new post is; a
    chief executive who leaves without one comes before a new head of finance. A death comes first all the same, then
    what is certain, then what is told of the person who is called: the successor is named after that. That the company
    restructures says less than who and what it means.
    """
    told_of = (trigger, *sorted(others, key=lambda told: -told.score))
    news = {told.id: type_of(told.type).about_people for told in told_of}
    comes = [told for told in told_of if news[told.id] not in {None, PersonNews.LEAVES}]
    has_new_head = any(is_at_head(stories[told.story_id]) for told in comes)

    def turn(told: Trigger) -> tuple[bool, bool, bool, bool, bool, bool]:
        story, leaves = stories[told.story_id], news[told.id] is PersonNews.LEAVES
        head_goes = leaves and is_at_head(story) and not has_new_head
        dead, own = leaves and bool(dead_of(story)), told.kind is TriggerKind.PERSON
        return (
            not dead,
            _is_in_doubt(told),
            not own,
            told.type == "restructuring",
            not head_goes,
            leaves and bool(comes),
        )

    return sorted(told_of, key=turn)
