"""Names of headlines that are none of a company: "Roe resigns; Poe named CEO" names two people, and no company called
Poe; "Orbel adviser names a chief" tells of an adviser of Orbel's, or of one whose name begins with that word;
"chipmaker Orbel" and "Lund-backed Orbel" are Orbel, "SPAC" and "airlines" nobody, and the "Orbel Ventures portfolio" is
another's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.legal_forms import without_legal_form
from callnow.model import CompanyEvent
from matching.detection.merging import change_told, each_once
from matching.event_types import is_about_people
from matching.grammar.lexicon import lexicon

# What is done to somebody, with no name behind it: not "Poe named Ann Lee CEO", which a company did.
_IS_GIVEN = (
    r"\s(?:(?:is|was|to\sbe)\s)?(?:named|appointed|tapped|promoted|elevated|picked|elected|chosen)\b"
    r"(?=\s*$|\s*[,;.]|\s(?:to|as|in|by|new|its|the|interim|acting|chief|president|chair\w*|[a-z]+|(?-i:C[A-Z]O))\b(?!\s(?-i:[A-Z][a-z])))"
    r"|\s(?:succeeds|replaces|steps\s(?:up|in)|takes\s(?:over|the\shelm)|to\s(?:succeed|replace|step\sup|take\sover|lead))\b"
)


def with_companies_of_their_text(events: Sequence[CompanyEvent], title: str) -> list[CompanyEvent]:
    """The events of a text; whoever a headline calls by the surname alone is at the company of the others it tells of,
    not at one of their own name."""
    people = [one for one in events if is_about_people(one.type)]
    companies = {one.company for one in people if not any(two.person.endswith(f" {one.company}") for two in events)}
    if not companies:
        return list(events)
    longest = max(companies, key=len)
    one_company = all(name in longest for name in companies)
    return [replace(one, company=longest) if one_company and _is_own_surname(one, title) else one for one in events]


def _is_own_surname(event: CompanyEvent, title: str) -> bool:
    if not is_about_people(event.type) or not event.person.endswith(f" {event.company}"):
        return False
    return re.search(rf"\b{re.escape(event.company)}(?:{_IS_GIVEN})", title, re.IGNORECASE) is not None


_ITS_KIND = r"\s(?:[a-z]+\s)?(?:trust|group|firm|company|board|chain|operator|owner|maker)\b"


def with_longer_names(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; what only stands for a company by one word of its name and its kind is that company: "NHS
    trust" for "St Orbel's Hospitals NHS Trust". Names are told without what describes the company."""
    events = [_plain(one, text) for one in events if one.person or not _is_nobody(one)]
    longer = {one.company for one in events if " " in one.company}
    told = [replace(one, company=_longer(one.company, longer, text)) for one in events]
    return each_once(told, change_told)


# "Drugmaker Orbel", "Private Equity-Backed Orbel": what a headline calls a company before its name
_CALLED = re.compile(
    r"(?:(?:Drug|Chip|Auto|Car|Plane|Phone|Truck|Toy|Steel|Candy|Shoe)maker|Trucker|Retailer|Insurer|Broadcaster|"
    r"(?:[A-Z][\w&’'.]*\s){0,2}[A-Z][\w&’'.]*-(?:[Bb]acked|[Oo]wned))\s(?=[A-Z])"
    r"(?!(?:Path|Tools|Systems|Services|Solutions|Group|Holdings|Brands|Global|Partners|Media|Music|Games|Innovation|"
    r"Technolog(?:y|ies)|Labs|Networks?|Direct|Hub|Depot|Web|Brewing|Foods)\b)"  # "Trucker Path" is called so
)
_NOBODY = re.compile(
    r"SPACs?|Blank(?:[\s-][Cc]heck)?(?:\s(?:[Cc]ompany|[Ff]irm|SPAC))?|"
    r"(?:(?:Parcel|Regional|Big|Major|Local|European|Budget|Freight|Package)\s)?(?:Airlines|Carriers|Automakers|Carmakers|Retailers|Banks|Lenders|"
    r"Insurers|Employers|Hospitals|Universities|Startups|Truckers|Railroads|Miners|Homebuilders|Drugmakers|Chipmakers|Publishers|Newspapers)"
)
_PROGRAMME = re.compile(r"(?:US\s|U\.S\.\s)?(?:Social\sSecurity|Medicare|Medicaid)(?:['’]s)?(?:\s[Tt]rust\s[Ff]unds?)?")


def _is_nobody(event: CompanyEvent) -> bool:
    """Whether an event is of no company: a kind of them, or a state's programme that runs out of money."""
    programme = event.type == "bankruptcy" and _PROGRAMME.fullmatch(event.company)
    return bool(programme or _NOBODY.fullmatch(_plain_name(event.company, "")))


def _plain_name(name: str, text: str) -> str:
    """The name without what describes the company before it, unless a text goes on to call it so."""
    return name[told.end() :] if (told := _CALLED.match(name)) and text.count(name) < 2 else name


def _plain(event: CompanyEvent, text: str) -> CompanyEvent:
    company, other = _plain_name(event.company, text), _plain_name(event.counterparty, text)
    return replace(event, company=company, counterparty="" if _NOBODY.fullmatch(other) else other)


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


_GETS_NAME = r"\b(?i:be\s(?:renamed|re-?branded|called|known)(?:\s(?:as|to))?)\s"
_PORTFOLIO = r"(?:['’]s?)?\s(?:[a-z]+\s){0,2}portfolio\b"


def with_own_spelling(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event without a longer name that a text has only for another: of the fund that holds who is bought ("part of
    the Orbel Ventures portfolio"), or for what a company will be called; and without a name that is one twice."""
    own = tuple(name for name in event.names if not _is_others(name, event.names, text))
    if len(own) in {0, len(event.names)}:
        return event
    company = event.company if event.company in own else without_legal_form(max(own, key=len))
    return replace(event, company=company, also_called=tuple(name for name in own if name != company))


def _is_others(name: str, names: Iterable[str], text: str) -> bool:
    bare = without_legal_form(name)
    shorter = {short for one in names if bare.startswith(f"{(short := without_legal_form(one))} ")}
    if not shorter:
        return False
    if any(bare == f"{one} {one}" for one in shorter):
        return True
    its = re.escape(bare)
    rest = re.sub(rf"{_GETS_NAME}{its}|\b{its}{_PORTFOLIO}", " ", text)
    return rest != text and bare not in rest and any(re.search(rf"\b{re.escape(one)}\b", rest) for one in shorter)


_POST = r"(?:CEO|COO|CFO|(?i:chief\sexecutive|(?:co-?)?founder|president|owner|chair(?:man|woman)?|managing\sdirector))"
_FIRM_OF = r"['’]s?\s(?:[a-z-]+\s){0,3}(?:company|firm|start-?up|empire|restaurants)\b"


def is_somebody(event: CompanyEvent, text: str) -> bool:
    """Whether a company is somebody by its text: who is called by the given name ("CEO Ada Lang. Ada has hired …"), or
    whose firm it is ("Ada Lang's bakery chain")."""
    given, _, rest = event.company.partition(" ")
    if given.casefold() not in lexicon().given_names:
        return False
    if re.match(rf"{given}\b(?!\s[A-Z])(?!,)", text):  # a headline begins with it: "Ada lays off 40"
        return False
    if rest:
        told = list(re.finditer(rf"\b{re.escape(event.company)}", text))
        return " " not in rest and bool(told) and all(re.match(_FIRM_OF, text[one.end() :]) for one in told)
    titled = rf"\b{_POST}\s{given}\s[A-Z]|\b{given}\s[A-Z][\w’'-]+,\s(?:[\w’'&]+\s){{0,3}}?{_POST}\b"
    return re.search(titled, text) is not None
