"""Which employer a prospect is at, and the employers that prospects make."""

from __future__ import annotations

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
    """The employers of prospects, one a key; domain, ticker and country from whoever knows them."""
    by_id: dict[str, Employer] = {}
    for p in prospects:
        known = by_id.get(p.employer_id, Employer(p.employer_id, p.employer))
        by_id[p.employer_id] = replace(
            known,
            domain=known.domain or p.domain,
            ticker=known.ticker or p.ticker,
            country=known.country or p.country,
        )
    return list(by_id.values())
