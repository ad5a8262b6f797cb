"""What news that names several people says of one of them."""

from __future__ import annotations

from dataclasses import replace

from callnow.model import CompanyEvent, Prospect, Story
from matching.comparing.likeness import Likeness
from matching.comparing.persons import compare_persons, without_umlauts
from matching.stories.corrected import uncorrected


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
    spelled = dict.fromkeys(text for name in prospect.names for text in (name, without_umlauts(name)))
    told = (event.person, without_umlauts(event.person))
    found = (compare_persons(person, name) for person in told for name in spelled)
    return max((one for one in found if one is not None), default=Likeness.OTHER)
