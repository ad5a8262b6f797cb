"""SEC Form 8-K, as filings name it: the register, and the value that its items are read into."""

from __future__ import annotations

from datetime import date

from callnow.filings import Filing
from callnow.terms import Certainty

REGISTER = "SEC, Form 8-K"


def filed(
    type: str,
    *,
    employer: str = "",
    certainty: Certainty = Certainty.DONE,
    words: str = "",
    person: str = "",
    role: str = "",
    prior_company: str = "",
    side: str = "",
    counterparty: str = "",
    origin: str = "",
    destination: str = "",
    count: str = "",
    effective_on: date | None = None,
) -> Filing:
    """What an item says; the `employer` is "" for the filer, which the item's reader is not told."""
    return Filing(
        register=REGISTER,
        employer=employer,
        type=type,
        certainty=certainty,
        words=words,
        person=person,
        role=role,
        prior_company=prior_company,
        side=side,
        counterparty=counterparty,
        origin=origin,
        destination=destination,
        count=count,
        effective_on=effective_on,
        country="US",
    )
