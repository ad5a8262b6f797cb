"""What a prospect is known by, for telling whether two are one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import Prospect
from callnow.store import Connection
from callnow.store.records import posts_on_record
from matching.people.same_people import Post, Traits
from sources.prospects.dialled import is_mobile
from sources.prospects.identity import own_mailbox, own_page


def traits_of(prospect: Prospect) -> Traits:
    """What a prospect, or a row, is known by, without what several people share."""
    p = prospect
    return Traits(
        names=frozenset(p.names),
        posts=frozenset([Post(p.employer, p.domain, p.title, p.function, p.city)]),
        numbers=frozenset(p.known_numbers),
        emails=frozenset(filter(None, map(own_mailbox, p.emails))),
        profiles=frozenset(filter(None, (own_page(url, p) for url in p.urls))),
        mobiles=frozenset((*filter(is_mobile, p.known_numbers), *p.second.mobiles)),
    )


def traits_of_people(con: Connection, people: Sequence[Prospect]) -> list[Traits]:
    """What people on the list are known by: of who stands in several exports, each post that one of them gives."""
    posts: dict[str, set[Post]] = defaultdict(set)
    for prospect_id, *post in posts_on_record(con, [p.id for p in people]):
        posts[prospect_id].add(Post(*post))
    all_traits = map(traits_of, people)
    return [
        replace(t, posts=t.posts | posts[p.id]) if p.id in posts else t for p, t in zip(people, all_traits, strict=True)
    ]
