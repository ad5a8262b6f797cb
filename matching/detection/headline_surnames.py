"""Headlines in surnames: "Roe resigns; Poe named CEO" names two people, and no company called Poe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.event_types import is_about_people

# What is done to somebody, with no name behind it: not "Poe named Ann Lee CEO", which a company did.
_IS_GIVEN = (
    r"\s(?:(?:is|was|to\sbe)\s)?(?:named|appointed|tapped|promoted|elevated|picked|elected|chosen)\b"
    r"(?=\s*$|\s*[,;.]|\s(?:to|as|in|by|new|its|the|interim|acting|chief|president|chair\w*|[a-z]+|(?-i:C[A-Z]O))\b(?!\s(?-i:[A-Z][a-z])))"
    r"|\s(?:succeeds|replaces|steps\s(?:up|in)|takes\s(?:over|the\shelm)|to\s(?:succeed|replace|step\sup|take\sover|lead))\b"
)


def with_companies_of_their_text(events: Sequence[CompanyEvent], title: str) -> list[CompanyEvent]:
    """The events of a text; whoever a headline calls by the surname alone is at the company of the others it tells of,
    not at one of their own name."""
    companies = {one.company for one in events if is_about_people(one.type) and not _is_surname(one.company, events)}
    if not companies:
        return list(events)
    longest = max(companies, key=len)
    one_company = all(name in longest for name in companies)
    return [replace(one, company=longest) if one_company and _is_own_surname(one, title) else one for one in events]


def _is_surname(company: str, events: Sequence[CompanyEvent]) -> bool:
    return any(one.person.endswith(f" {company}") for one in events)


def _is_own_surname(event: CompanyEvent, title: str) -> bool:
    if not is_about_people(event.type) or not event.person.endswith(f" {event.company}"):
        return False
    return re.search(rf"\b{re.escape(event.company)}(?:{_IS_GIVEN})", title, re.IGNORECASE) is not None
