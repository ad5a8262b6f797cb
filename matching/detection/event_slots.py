"""Slots that two readings together got wrong: a move from where it goes to, half a place, a seller told as sold, a
person taken for a company, a head office for a post, a site for its town.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import same_company
from matching.comparing.places import same_place
from matching.detection.deals.amounts import with_own_amount
from matching.detection.left_out.no_moves import as_other_office
from matching.detection.named import any_of
from matching.detection.places.closed_places import with_closed_place, with_every_closed_place, without_place_of_part
from matching.detection.places.move_places import with_places_told
from matching.detection.places.named_places import with_whole_places
from matching.detection.posts.changes import in_post
from matching.detection.workforce.nobody_laid_off import is_of_called_back, is_of_sites_alone, is_only_moved
from matching.detection.workforce.workforce_slots import with_own_count
from matching.event_types import is_about_people

_SITE = re.compile(r"(?:[\w-]+\s)*(?:headquarters|hq|head\soffice|campus|hub)", re.IGNORECASE)


def with_whole_slots(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text, with places as it names them and without what cannot be so."""
    events = [as_other_office(one, text) for one in events if not _is_no_event(one, text)]
    events = _with_appointee([_with_own_words(one, text) for one in events], text)
    events = [replace(_without_given_name(one), person=_DEGREE.sub("", one.person)) for one in _without_people(events)]
    events = [one for one in events if not any(_is_head_office(one, other, text) for other in events)]
    events = [_of_a_part(with_places_told(with_whole_places(one, text), text), events) for one in events]
    return [_with_own_figures(one, text) for one in events]


def _is_no_event(event: CompanyEvent, text: str) -> bool:
    no_layoffs = is_only_moved(event, text) or is_of_sites_alone(event, text) or is_of_called_back(event, text)
    no_post = is_about_people(event.type) and not event.rank and _SITE.fullmatch(event.role) is not None
    return no_layoffs or no_post  # "Orbel picks Austin for new headquarters"


def _with_own_figures(event: CompanyEvent, text: str) -> CompanyEvent:
    event = with_closed_place(with_own_count(with_own_amount(event, text), text), text)
    return without_place_of_part(with_every_closed_place(event, text), text)


_DEGREE = re.compile(r"^(?:(?:Dr|Dipl|Prof)\.?-)?(?:Ing|Dipl|Dott|Kfm|Mag)\.\s(?=\S)", re.IGNORECASE)


def _without_given_name(event: CompanyEvent) -> CompanyEvent:
    """The event with its post alone: "general manager" of "general manager Dean", who is Dean Roe."""
    given, post = event.person.partition(" ")[0], event.role
    return in_post(event, post.removesuffix(f" {given}")) if given and post.endswith(f" {given}") else event


# A headline's word for who is not named; and what is sold of somebody: "to offload Orbel cards to Tessaly"
_UNNAMED = re.compile(
    r"(?:(?:the|an?|its)\s)?(?:\w+\s)?(?:biggest|largest|latest|smallest|upstart|rival|competitor|suitor|start-?up|newcomer)",
    re.I,
)
_NO_UNIT = r"(?!\s(?:unit|business|division|company|arm|maker)\b)"
_SOLD_THINGS = rf"(?:\s[a-z]+,?){{0,3}}\s(?:products|accounts|loans|cards|portfolio)\b{_NO_UNIT}"
_NTH = re.compile(r"(?:second|third|fourth|fifth|sixth)\s(?=chief\b|C[A-Z]{1,3}O\b|president\b)", re.IGNORECASE)
_CUT_SHORT = re.compile(r"(?:managing|general|executive|chief)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|several|\d+)", re.IGNORECASE)


def _with_whole_names(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with "A.P. Orbel" for the other side ".P. Orbel", and with "Orbel Media" for an employer before that is
    read as "Orbel Media's Ann Roe Joins Tessaly"."""
    if event.counterparty.startswith("."):
        whole = re.search(rf"\b[A-Z]\w*{re.escape(event.counterparty)}", text)
        event = replace(event, counterparty=whole[0] if whole else event.counterparty.lstrip(". "))
    if event.person and event.person in event.prior_company:
        before = event.prior_company.partition(event.person)[0]
        event = replace(event, prior_company=re.sub(r"['’]s?\s*$", "", before).strip(" ,"))
    return event


def _with_own_words(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event without a number or half a post for somebody ("Master of Coin"), an ordinal before a post or half of
    one, and a counterparty that is nobody, or that a text only has things of."""
    event = _with_whole_names(event, text)
    if _NUMBER.fullmatch(event.person) or event.role.startswith(f"{event.person or '-'} of "):
        event = replace(event, person="")
    if _CUT_SHORT.fullmatch(event.role):
        whole = re.search(rf"\b{event.role}\s(?:directors?|partners?|managers?|officers?)\b", text, re.IGNORECASE)
        event = in_post(event, whole[0] if whole else event.role, text)
    elif _NTH.match(event.role):
        event = in_post(event, _NTH.sub("", event.role), text)
    if not event.counterparty:
        return event
    other = re.escape(event.counterparty)
    sold = rf"\b(?i:sell|offload|divest|unload)(?:s|ing)?\s(?:its\s)?{other}{_SOLD_THINGS}"
    by = rf"\sby\s(?:{any_of(event.names)})\b(?!\sof\s)"
    vetoed = rf"(?i:veto(?:es|ed)|block(?:s|ed))\s(?i:takeover|acquisition|purchase){by}"
    nobody = _UNNAMED.fullmatch(event.counterparty) or re.search(sold, text)
    unsaid = event.side == "acquirer" and re.search(vetoed, text)
    return replace(event, counterparty="") if nobody or unsaid else event


_LEAVES_HOME = re.compile(
    r"\b(?:shut|clos|leav|quit|vacat|exit)\w*\s(?:[\w’'-]+\s){0,4}?(?:head\soffice|headquarters|hq)\b", re.IGNORECASE
)
_OTHER_SITES = re.compile(
    r"\b(?:stores?|branch(?:es)?|shops?|plants?|factor(?:y|ies)|sites?|warehouses?)\b", re.IGNORECASE
)


def _is_head_office(event: CompanyEvent, other: CompanyEvent, text: str) -> bool:
    """Whether an office that is opened is the head office that another event moves there, no less probably, or one that
    is closed the head office that it moves from, and the text tells of no other site: one office is told once."""
    if other.type != "headquarters_moved" or not same_company(event.company, other.company):
        return False
    if event.type == "office_closed":
        return _LEAVES_HOME.search(text) is not None and not _OTHER_SITES.search(text)
    likely = event.type == "office_opened" and event.probability <= other.probability
    return likely and bool(same_place(event.destination, other.destination))


_APPOINTED = re.compile(
    r"\bboard\s(?:has|had)\s(?:appointed|named|chosen|picked|selected|hired)\s"
    r"(?P<person>[A-Z][\w’'-]+(?:\s(?:(?:van|von|de|der|den|di|la|le)\s)*[A-Z][\w’'-]+){1,3}),?(?:\s\d\d,)?\s(?:as\s)?(?:(?:its|the|new)\s)*"
    r"(?P<role>(?i:chief\s(?:\w+\s){0,3}?officer|chief\sexecutive|managing\sdirector|president)|C[A-Z]{1,3}O\b)"
)


def _with_appointee(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text that says whom "its board had appointed", as a person: no company and no half of a name."""
    appointed = _APPOINTED.search(text)
    if appointed is None:
        return list(events)
    person, half = appointed["person"], set(fold(appointed["person"]).split())
    events = [one for one in events if fold(one.company) != fold(person)]
    return [_of_appointee(one, person, appointed["role"], half, text) for one in events]


def _of_appointee(event: CompanyEvent, person: str, role: str, half: Set[str], text: str) -> CompanyEvent:
    if event.type != "executive_hired" or not set(fold(event.person).split()) <= half:
        return event
    prior = "" if set(fold(event.prior_company).split()) <= half else event.prior_company
    event = replace(event, person=person, prior_company=prior)
    return event if event.role else in_post(event, role, text)


def _without_people(events: Sequence[CompanyEvent]) -> list[CompanyEvent]:
    """The events without people whom a reader took for companies: who changes at one company is no other.

    A name of one word may be a company's that was taken for a person.
    """
    likely = {fold(one.company): one.probability for one in events}
    events = [one for one in events if not _is_named_by_initials(one, likely)]
    people = {fold(one.person) for one in events if " " in one.person and fold(one.person) != fold(one.company)}
    return [
        replace(event, prior_company="") if fold(event.prior_company) in people else event
        for event in events
        if fold(event.company) not in people
    ]


def _is_named_by_initials(event: CompanyEvent, likely: Mapping[str, float]) -> bool:
    """Whether a company that is called by its founder's initials was taken for a person: "R.S. Marlow".

    `likely` is how probable an event of each company is.
    """
    initials = re.match(r"(?:[A-Z]\.\s?){2,}[A-Z]", event.person)
    return initials is not None and likely.get(fold(event.person), 0.0) > event.probability


def _of_a_part(event: CompanyEvent, events: Sequence[CompanyEvent]) -> CompanyEvent:
    """The purchase of a part of a company names nobody as bought: who sells it goes on."""
    sold = (other for other in events if other.type == "divestiture" and event.type == "acquisition")
    is_seller = any(
        event.side == "acquirer" and same_company(event.counterparty, other.company)
        for other in sold
        if event.counterparty and not any(_is_target(one, other.company) for one in events)
    )
    return replace(event, counterparty="") if is_seller else event


def _is_target(event: CompanyEvent, company: str) -> bool:
    return event.type == "acquisition" and event.side == "target" and bool(same_company(event.company, company))
