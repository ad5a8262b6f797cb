"""Which employer a prospect is at, and the employers that prospects make."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from callnow.model import Employer, Prospect, stable_id
from matching.names.normalise import normalise
from matching.roles import read_role


def with_place(prospect: Prospect) -> Prospect:
    """The prospect with what its title and employer say: function, rank, and the key of the employer."""
    role = read_role(prospect.title) if prospect.title else None
    return replace(
        prospect,
        employer_id=employer_key(prospect.employer),
        function=role.function if role else "",
        rank=role.rank if role else 0,
    )


def employer_key(name: str) -> str:
    """One key for all spellings of an employer that normalise to the same name."""
    return stable_id("employer", normalise(name) or name.casefold().strip())


def employers_of(prospects: Iterable[Prospect]) -> list[Employer]:
    """The employers of prospects, one a key, called as the first spells it.

    Domain and ticker are those that most of its people have, of several as frequent the first. A country speaks against
    news, so it is only known where all who have one agree: a colleague abroad says nothing of where the employer is.
    """
    people: dict[str, list[Prospect]] = defaultdict(list)
    for prospect in prospects:
        people[prospect.employer_id].append(prospect)
    return [
        Employer(
            id,
            colleagues[0].employer,
            domain=_commonest(p.domain for p in colleagues),
            ticker=_commonest(p.ticker for p in colleagues),
            country=_agreed(p.country for p in colleagues),
        )
        for id, colleagues in people.items()
    ]


def _commonest(values: Iterable[str]) -> str:
    return next((value for value, _ in Counter(filter(None, values)).most_common(1)), "")


def _agreed(values: Iterable[str]) -> str:
    known = set(filter(None, values))
    return known.pop() if len(known) == 1 else ""
