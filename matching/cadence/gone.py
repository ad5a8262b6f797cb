"""Who is at the employer of their record no longer, by news that names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import datetime

from callnow.model import CompanyEvent, Prospect, Story, Touch
from callnow.terms import Certainty
from matching.cadence.stale import counts, of_person
from matching.detection.days.leaving_later import is_yet_to_begin
from matching.event_types import is_leaving, is_taking_post
from matching.stories.told import certainty_of


def is_gone(prospect: Prospect, named_in: Iterable[Story], touches: Sequence[Touch], now: datetime) -> bool:
    """Whether news that names a prospect says for certain that they are at their employer no longer: who is named to
    a post elsewhere "effective Feb. 1", or leaves later by the same text, is there until then."""
    stories = list(named_in)
    later = {r.event.announcement_id for s in stories for r in s.reports if _is_to_leave(r.event)}
    told = (s for s in stories if s.certain and certainty_of(s) is Certainty.DONE and counts(s, touches, now))
    return any(of_person(prospect, s) for s in told if not _begins_later(s, later, now))


def _is_to_leave(event: CompanyEvent) -> bool:
    return is_leaving(event.type) and event.certainty is Certainty.ANNOUNCED


def _begins_later(story: Story, later: Set[str], now: datetime) -> bool:
    """Whether who takes a post by a story begins after `now`, or leaves the old one later by a text that tells both."""
    return is_taking_post(story.type) and any(
        r.event.announcement_id in later or is_yet_to_begin(r.event.sentence, r.published_at.date(), now.date())
        for r in story.reports
    )
