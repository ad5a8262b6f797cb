"""What was filed with a register: one event of a company, of which each field says one thing.

Most come from lists whose columns say so; the prose of 8-K reports is read into the same value (matching.filings).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from callnow.terms import Certainty

FILED = "filing"
"""The evidence of a name that was filed with a register, where companies give their whole name."""

UNNUMBERED = "unnumbered"
"""What a filing amends that says that it is an amendment, and not of which filing."""


@dataclass(frozen=True, slots=True)
class Filing:
    """One event that an employer, or somebody about it, filed with a register.

    `register` names the register ("WARN notices, Ohio"), `number` the filing in it, "" where it has none. `employer` is
    the name as filed, `also_called` what else the filing calls it: a trading name, the parent. `type` is a type of
    event, `words` are the filing's own words, which prove it. The slots from `person` to `count` are those of
    CompanyEvent. `filed_on` is the day it was filed, `effective_on` that from which it holds; None where the filing
    does not say. `site` is where, as filed, `state` the state or region, `country` an ISO code of two letters.
    `certainty` is how sure the event is. `amends` is the number of the filing that this one corrects, UNNUMBERED
    where it does not say which, "" where it is the first.
    """

    register: str
    employer: str
    type: str
    number: str = ""
    certainty: Certainty = Certainty.ANNOUNCED
    also_called: tuple[str, ...] = ()
    words: str = ""
    person: str = ""
    role: str = ""
    prior_company: str = ""
    side: str = ""
    counterparty: str = ""
    origin: str = ""
    destination: str = ""
    amount: str = ""
    count: str = ""
    filed_on: date | None = None
    effective_on: date | None = None
    site: str = ""
    state: str = ""
    country: str = ""
    amends: str = ""
