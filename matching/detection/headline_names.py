"""Names of headlines that are none of a company: "Roe resigns; Poe named CEO" names two people, and no company called
Poe; "Orbel adviser names a chief" tells of an adviser of Orbel's, or of one whose name begins with that word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.detection.merging import each_once
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


_ITS_KIND = r"\s(?:[a-z]+\s)?(?:trust|group|firm|company|board|chain|operator|owner|maker)\b"


def with_longer_names(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; what only stands for a company by one word of its name and its kind is that company: "NHS
    trust" for "St Orbel's Hospitals NHS Trust"."""
    longer = {one.company for one in events if " " in one.company}
    told = [replace(one, company=_longer(one.company, longer, text)) for one in events]
    return each_once(told, lambda one: (one.type, one.company, one.person, one.side, one.counterparty))


def _longer(company: str, others: Iterable[str], text: str) -> str:
    """The one other company whose name has this one's word, if the text never has it alone."""
    named = [name for name in others if company in name.split()[1:]]
    if len(named) != 1:
        return company
    others = text.replace(named[0], " ")
    rest = re.sub(rf"\b{re.escape(company)}{_ITS_KIND}", " ", others)
    return named[0] if rest != others and not re.search(rf"\b{re.escape(company)}\b", rest) else company


# Who is described so is a company, or somebody, of its own; what belongs to the company named is not.
_OWN = (
    r"(?:after|over|under|for|or|nor|former|later|earlier|longer|another|other|whether|number|order|offer|cent(?:er|re)|"
    r"tower|merger|takeover|layover|co-?worker|worker|officer|leader|manager|director|chair\w*|founder|cofounder|"
    r"co-founder|holder|shareholder|stakeholder|owner|member|player|engineer|customer|user|insider|investor|governor|"
    r"successor|predecessor|major|minor|senior|junior|quarter|headquarter|per|never|ever|answer|matter|consumer|"
    r"higher|lower|better|poor|cyber|computer|server|power|water|paper|copper|silver|rubber|timber|motor|sensor|reactor|"
    r"semiconductor|labou?r|error|chapter|charter|tender|letter|transfer|career|winter|summer|sector|floor|rumou?r)s?\b"
)
_KIND = (
    r"(?:[a-z][\w-]*(?:er|or)s?|firm|club|compan(?:y|ies)|start-?up|chain|co-?op|cooperative|association|agency|"
    r"consultancy|franchisee|affiliate|spin-?off|partner|vendor|boutique|specialist|consultant)\b"
)
_DESCRIBES = re.compile(rf"\s(?:(?!{_OWN})[a-z][\w-]*\s)?(?!{_OWN}){_KIND}")


def only_describes(name: str, company: str, text: str) -> bool:
    """Whether a name of one word, which a company's own name begins with, stands in a text only to describe whom it
    tells of by a kind of company: "Orbel insurer", "Orbel party organizer"."""
    if " " in name or not company.startswith(f"{name} "):
        return False
    alone = list(re.finditer(rf"(?<![\w&’'-]){re.escape(name)}(?![\w’'-]|\s[A-Z&])", text))
    return bool(alone) and all(_DESCRIBES.match(text, one.end()) for one in alone)
