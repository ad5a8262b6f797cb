"""What a prospect is known by, for telling whether two are one person."""

from __future__ import annotations

from callnow.model import Prospect
from matching.same_people import Traits
from sources.prospects.identity import own_mailbox, profile
from sources.prospects.phones import is_mobile


def traits_of(prospect: Prospect) -> Traits:
    """What a prospect is known by, without what several people share."""
    return Traits(
        prospect,
        frozenset(filter(None, map(own_mailbox, prospect.emails))),
        frozenset(filter(None, map(profile, prospect.urls))),
        frozenset(filter(is_mobile, prospect.numbers)),
    )
