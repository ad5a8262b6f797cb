"""What news of an employer says of one prospect: their part of it, and whether it is their post."""

from __future__ import annotations

from dataclasses import replace

from callnow.model import CompanyEvent, Prospect, Report, Story
from matching.comparing.likeness import Likeness
from matching.comparing.persons import compare_persons, without_umlauts
from matching.event_types import family, is_leaving
from matching.same_posts import is_followed, same_top_post
from matching.stories.corrected import uncorrected

EVERYONE = frozenset({"general", "board"})  # functions of a post that the whole company feels
_AT_HEAD = EVERYONE | {"operations"}


def own_part(story: Story, prospect: Prospect) -> Story | None:
    """The story as its reports that name a prospect tell it, so that nobody is told of another's post.

    Given back unchanged where none names them by a name of theirs; None where all that do were corrected since.
    """
    likeness = {r.event.id: likeness_to(r.event, prospect) for r in story.reports}
    best = max(likeness.values())
    if best < Likeness.LIKELY:
        return story
    # "John Roe" and "Joan Roe" are alike: of two people in one story it is the one called so in full
    own = tuple(r for r in story.reports if likeness[r.event.id] >= best)
    if len(own) == len(story.reports):
        return story
    stand = {r.event.id for r in uncorrected(story.reports)}
    kept = tuple(r for r in own if r.event.id in stand)
    return replace(story, reports=kept) if kept else None


def likeness_to(event: CompanyEvent, prospect: Prospect) -> Likeness:
    """How alike the person that an event names is to a prospect, by any name of theirs."""
    if not event.person:
        return Likeness.OTHER
    spelled = dict.fromkeys(text for name in prospect.names for text in (name, without_umlauts(name)))
    told = (event.person, without_umlauts(event.person))
    found = (compare_persons(person, name) for person in told for name in spelled)
    return max((one for one in found if one is not None), default=Likeness.OTHER)


def fills_post_of(prospect: Prospect, story: Story, lead: Report) -> bool:
    """Whether the news fills the very post that the record has the prospect in, or says that it was theirs."""
    if family(lead.event.type) != "executive_hired":
        return False
    return any(
        same_top_post(prospect.title, r.event.role) or is_followed(prospect.names, r.event.sentence)
        for r in story.reports
    )


def leaves_post_of(prospect: Prospect, story: Story) -> bool:
    """Whether the news says, and of nobody by name, that the very post is left that the record has the prospect in."""
    if not is_leaving(story.type) or any(r.event.person for r in story.reports):
        return False
    return any(same_top_post(prospect.title, r.event.role) for r in story.reports)


def leads_beyond(prospect: Prospect, story: Story) -> bool:
    """Whether a prospect leads the company, and the story fills or leaves no post beside or above theirs: the news is
    then their own decision, or their board's."""
    return prospect.rank == 1 and prospect.function in _AT_HEAD and not is_at_head(story)


def is_at_head(story: Story) -> bool:
    """Whether the post that a story fills or leaves is one at the head of the company."""
    return any(r.event.rank == 1 and r.event.function in EVERYONE for r in story.reports)
