"""Slots that two readings together got wrong: a move from where it goes to, half a place, a seller told as sold, a
person taken for a company, a head office for a post, a site for its town, the end of the company's name for a post.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.cadence.calendar_sums import NUMBERS
from matching.comparing.companies import same_company
from matching.comparing.places import SUBURB, same_place
from matching.detection.amounts import with_own_amount
from matching.detection.named import TOWN
from matching.detection.named_places import with_named_places
from matching.detection.no_moves import as_other_office
from matching.detection.parts_of_staff import SITES
from matching.detection.posts_left import in_post
from matching.detection.workforce_slots import (
    is_of_called_back,
    is_of_sites_alone,
    is_only_moved,
    with_closed_place,
    with_every_closed_place,
    with_own_count,
)
from matching.event_types import is_about_people
from matching.grammar.company_words import words

# Words with which the names of places begin, and which name none by themselves.
_BEGINS = re.compile(
    r"(?:new|san|santa|los|las|saint|st\.?|fort|ft\.?|mount|mt\.?|port|north|south|east|west|el|la|le|de|salt lake|"
    r"hong|kuala|rio de|são|sao|baton|grand|united|abu|tel|cape|palo|des|little|long|great)",
    re.IGNORECASE,
)


def with_whole_slots(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text, with places as it names them and without what cannot be so."""
    events = [as_other_office(one, text) for one in events if not _is_no_event(one, text)]
    events = _without_people(events)
    events = [one for one in events if not any(_is_head_office(one, other, text) for other in events)]
    events = [_with_own_post(_of_a_part(_between_places(one, text), events), text) for one in events]
    return [_with_own_figures(one, text) for one in events]


def _is_no_event(event: CompanyEvent, text: str) -> bool:
    no_layoffs = is_only_moved(event, text) or is_of_sites_alone(event, text) or is_of_called_back(event, text)
    return _is_site_chosen(event) or no_layoffs


def _with_own_figures(event: CompanyEvent, text: str) -> CompanyEvent:
    event = with_closed_place(with_own_count(with_own_amount(event, text), text), text)
    return with_every_closed_place(event, text)


def _with_own_post(event: CompanyEvent, text: str) -> CompanyEvent:
    """ "CEO" for the "Hospital CEO" of "Northmere Hospital CEO Jane Roe"."""
    first, _, post = event.role.partition(" ")
    if not post or not any(name.endswith(f" {first}") and f"{name} {post}" in text for name in event.names):
        return event
    return in_post(event, post, text)


_SITE = re.compile(r"(?:[\w-]+\s)*(?:headquarters|hq|head\soffice|campus|hub)", re.IGNORECASE)


def _is_site_chosen(event: CompanyEvent) -> bool:
    """ "Orbel picks Austin for new headquarters": nobody's appointment."""
    return is_about_people(event.type) and not event.rank and _SITE.fullmatch(event.role) is not None


_LEAVES_HOME = re.compile(
    r"\b(?:shut|clos|leav|quit|vacat|exit)\w*\s(?:[\w’'-]+\s){0,4}?(?:head\soffice|headquarters|hq)\b", re.IGNORECASE
)
_OTHER_SITES = re.compile(
    r"\b(?:stores?|branch(?:es)?|shops?|plants?|factor(?:y|ies)|sites?|warehouses?)\b", re.IGNORECASE
)


def _is_head_office(event: CompanyEvent, other: CompanyEvent, text: str) -> bool:
    """Whether an office that is opened is the head office that another event moves there, no less probably, or one that
    is closed the head office that it moves from, and the text tells of no other site: one office is told once."""
    if (event.type, other.type) == ("office_closed", "headquarters_moved") and same_company(
        event.company, other.company
    ):
        return _LEAVES_HOME.search(text) is not None and not _OTHER_SITES.search(text)
    if (event.type, other.type) != ("office_opened", "headquarters_moved") or event.probability > other.probability:
        return False
    same = same_company(event.company, other.company) and same_place(event.destination, other.destination)
    return bool(same)


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


def _between_places(event: CompanyEvent, text: str) -> CompanyEvent:
    event = with_named_places(event, text)
    origin, destination = (_whole_place(place, text) for place in (event.origin, event.destination))
    if event.type != "rebrand":  # there they are names, and a studio is a company
        if event.type in {"office_closed", "layoffs"}:  # a head office moves from street to street
            origin = _without_what_stands_there(_town_of_street(origin, text))
        origin, destination = _town_of_site(origin, text), _town_of_site(destination, text)
    destination = _town_of_suburb(destination, text)
    if origin and fold(origin) == fold(destination):
        origin = ""
    if (origin, destination) == (event.origin, event.destination):
        return event
    return replace(event, origin=origin, destination=destination)


def _whole_place(place: str, text: str) -> str:
    """A place whose name is cut behind its first word, as the text has it: "New" of "New York"; "" where it has not."""
    if not _BEGINS.fullmatch(place):
        return place
    whole = re.search(rf"\b{re.escape(place)}(?:[ -][A-Z][\w’'-]+)+", text)
    return whole[0] if whole else ""


_STRONG_SITES = words("strong_sites")


def _town_of_site(place: str, text: str) -> str:
    """ "Dayton" of "Dayton bakery"; "" where what stands before the site is no town of the text, nor a name at all."""
    if not _has_name(place):
        return ""
    town, _, last = place.rpartition(" ")
    if not town or last.casefold() not in _STRONG_SITES:
        return place
    named = re.search(rf"\b(?:in|near|to|from|of)\s{re.escape(town)}\b(?!\s[A-Z])|(?i:\.\s{re.escape(town)},)", text)
    return town if last.islower() or named else ""


_ROADS = r"(?:Street|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Drive|Parkway|Pkwy\.?|Highway|Hwy\.?)"
_STREET = re.compile(rf"(?:(?P<address>\d.*\s)?(?:.+\s)?(?:{_ROADS}|(?<=\s)St\.?)|St)(?:,\s(?P<town>.+?)\.?)?")


def _town_of_street(place: str, text: str) -> str:
    """ "Muskegon" of "12 Keating Ave, Muskegon"; "" of "Keating Ave" alone, which is no other place than its town."""
    said = list(re.finditer(rf"\b{re.escape(place)}\b(?P<street>\s{_ROADS})?", text)) if place else []
    if said and all(one["street"] for one in said):
        return ""
    street = _STREET.fullmatch(place) if " " in place else None
    return street["town"] or (place if street["address"] else "") if street else place


def _without_what_stands_there(place: str) -> str:
    """ "Lorain" of "Lorain coke" or "Lorain mill"."""
    town = re.fullmatch(rf"(?P<town>{TOWN})(?:\s(?!suburb|area\b)[a-z]+){{1,2}}", place)
    return town["town"] if town else place


def _has_name(place: str) -> bool:
    """Whether a place has a name: not "30 stores", nor a headline's "Two Plants"."""
    return any(not (word[0].islower() or word[0].isdigit() or _is_of_count(word)) for word in place.split())


def _is_of_count(word: str) -> bool:
    word = word.casefold()
    return word in NUMBERS or not SITES.isdisjoint((word, word[:-1], word[:-2]))  # "Plants", "Branches"


_MOVES_TO = re.compile(
    r"\b(?i:mov\w+|relocat\w+|shift\w*|transfer\w*|tak(?:es?|ing)|headquarters|head office|HQ)\b[^;]{0,100}?"
    rf"\bto\s(?P<town>{TOWN}(?:,\s[A-Z][a-z]+\.?)?)(?!['’\w]|\s(?i:suburb))"
)


def _town_of_suburb(place: str, text: str) -> str:
    """Where a move to "a Nashville suburb" goes: the town that the text names, else "a suburb of Nashville"."""
    city = re.sub(r"^suburban\s|(?:[ -]area)?\ssuburb$", "", place, flags=re.IGNORECASE)
    near = re.escape(city.split(",")[0])
    to_suburb = (
        rf"(?i:to|into|in|for)\s(?:(?:an?|new)\s)*(?:{near}(?:[ -](?i:area))?\s(?i:suburb)|(?i:suburban)\s{near})"
    )
    if not city or not re.search(rf"\b{to_suburb}\b", text):
        return place
    named = (found["town"] for found in _MOVES_TO.finditer(text))
    return next((one for one in named if city.split(",")[0] not in one), f"{SUBURB}{city}")


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
