"""Posts in their own words: without what stands beside, with "acting" ahead of the company's name; each person's, and
those that two share: "Lena Park and Amir Soll will become co-chief executive officers".

"Northmere Hospital CEO Jane Roe" is the chief executive, "acting Orbel County manager" the acting manager.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent, stable_id
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import PERSON, any_of
from matching.detection.posts.changes import in_post, role_at_start, takes_post, with_own_id
from matching.event_types import is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places
from matching.role_table import split_words
from matching.roles import find_roles, read_role

_BESIDE_POST = re.compile(
    r"^(?:the\s)?(?:current|next)\s|^new\s(?=chief\b|c[a-z]o\b)|(?:,|,?\sand|\s&)\s(?:as\s)?(?:an?\s)?member$|"
    r",\s(?-i:it)$",  # "as chief financial officer, it said"
    re.IGNORECASE,
)
# "M.D.", "Ph.D., CPA" behind a name
_DEGREES = r"(?:,\s(?=[A-Za-z]*[A-Z.][A-Z.])[A-Z][A-Za-z.]{1,7}(?=,|\s(?:as|to|and)\b))*"
_PUTS = r"(?i:promot(?:es|ed)|elevat(?:es|ed)|nam(?:es|ed)|appoint(?:s|ed)|hir(?:es|ed))"
_NAMED_FOR_A_TIME = re.compile(r"(?:Acting|Interim)\s(?P<name>[A-Z].+)")


def with_own_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text, with each post in its own words."""
    events = [*events, *_first_of_two(events, text)]
    events = [_for_a_time(_without_beside(_with_head(one, text), text), text) if one.role else one for one in events]
    return [_in_turn(one, events, text) for one in events]


def _with_head(event: CompanyEvent, text: str) -> CompanyEvent:
    """ "managing director" for the "Scottish" of "managing director of its Scottish hotels", which is no post."""
    if event.rank or read_role(event.role, text).rank:
        return event
    field = rf"\s(?:of|for)\s(?:its|their|the)\s{re.escape(event.role)}\b"
    found = ((one, one[start:end]) for one in sentences_of(text) for start, end in role_places(one))
    heads = (post for one, post in found if re.search(rf"\b{re.escape(post)}{field}", one))
    head = next(heads, "")
    return in_post(event, head, text) if head else event


def _first_of_two(events: Sequence[CompanyEvent], text: str) -> Iterator[CompanyEvent]:
    """Who stands first behind "two appointments:", and was not seen: "Jane Roe, M.D., as CMO and John Poe as CIO"."""
    announced = events if "appointment" in text else ()
    for other in (one for one in announced if is_taking_post(one.type) and one.person and one.role):
        both = _two_posts(f"(?P<person>{PERSON})", r"as\s", other)
        told = re.search(rf"\bappointments?(?:\sof)?:?\s{both}", text)
        if told and role_at_start(told["post"]) and not any(same_person(one.person, told["person"]) for one in events):
            own = replace(other, person=told["person"], prior_company="")
            yield with_own_id(in_post(own, told["post"], text))


def _without_beside(event: CompanyEvent, text: str) -> CompanyEvent:
    """ "CEO" for the "Hospital CEO" of "Northmere Hospital CEO Jane Roe", "CFO" for "current CFO and member", "manager"
    for "next manager", "COO" for the "Bond COO" of "Karl Bond COO"."""
    if (bare := _BESIDE_POST.sub("", event.role)) and bare != event.role:
        event = in_post(event, bare, text)
    first, _, post = event.role.partition(" ")
    names = (*event.names, event.person)
    if not post or not any(name.endswith(f" {first}") and f"{name} {post}" in text for name in names):
        return event
    return in_post(event, post, text)


def _for_a_time(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with "acting" or "interim" in the post, where a text has it before the company of every place of it."""
    event = _without_acting_in_name(_without_holder(event), text)
    names, role = any_of(event.names), re.escape(event.role)
    places = re.finditer(rf"(?:(\w+)\s(?:{names})(?:['’]s?)?\s)?(?<!\w){role}(?!\w)", text)
    said = {(place[1] or "").casefold() for place in places}
    return in_post(event, f"{said.pop()} {event.role}", text) if said in ({"acting"}, {"interim"}) else event


def _without_holder(event: CompanyEvent) -> CompanyEvent:
    """The event of a company that is named with a post and its holder: "Orbel Bank CDAO Roe"."""
    named = re.fullmatch(rf"(?P<name>[A-Z].*?)\sC[A-Z]{{1,3}}O\s{re.escape(event.person)}", event.company)
    return replace(event, company=named["name"]) if named and event.person else event


def _without_acting_in_name(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event of a company that is named with "Acting" ahead only before a post: "Acting Orbel County manager"."""
    named = _NAMED_FOR_A_TIME.fullmatch(event.company)
    places = list(re.finditer(rf"\b{re.escape(event.company)}\b(?:['’]s?)?\s?", text)) if named else []
    if named is None or not all(role_at_start(text[place.end() :]) for place in places):
        return event
    others = tuple(one for one in event.also_called if not _NAMED_FOR_A_TIME.fullmatch(one))
    return replace(event, company=named["name"], also_called=others)


def _in_turn(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    """ "Head of disputes" for the first of "made Jane Roe head of disputes and John Poe head of tax", who has the
    post of the other; none for the first of "hires Jane Roe, promotes John Poe to director"."""
    for other in events:
        if not event.role or not event.person or other.person == event.person or other.role != event.role:
            continue
        told = re.search(_two_posts(rf"\b{re.escape(event.person)}", r"(?:as\s|to\s)?", other), text)
        if told and find_roles(split_words(told["post"].strip())):
            return in_post(event, told["post"].strip(), text)
        behind = rf"{_DEGREES},?\s(?:and\s)?{_PUTS}\s{re.escape(other.person)}{_DEGREES},?\s(?:as|to)\s"
        if re.search(rf"\b{re.escape(event.person)}{behind}", text):
            return in_post(event, "", text)
    return event


def _two_posts(first: str, into: str, other: CompanyEvent) -> str:
    """A pattern for "Jane Roe, M.D., as CMO and John Poe as its CIO": who comes `first`, the `post`, and another."""
    return (
        rf"{first}{_DEGREES},?\s{into}(?P<post>(?:[\w’'&-]+\s){{0,11}}?[\w’'&-]+),?\sand\s"
        rf"{re.escape(other.person)}{_DEGREES},?\s{into}(?:its\s|the\s)?{re.escape(other.role)}\b"
    )


_SHARED = re.compile(
    r"(?P<one>(?:co-|joint\s).*?(?:officer|executive|head|president|director|chair|leader|[A-Z]{3}))s\b", re.IGNORECASE
)


def with_shared_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; each of two who share a post has it, in the singular, as surely as the other."""
    told = [_as_sole(event) for event in events]
    for event in events:
        shared = _SHARED.fullmatch(event.role) if is_taking_post(event.type) and event.person else None
        if shared is None:
            continue
        for person in _sharing(event, text):
            known = next(iter(takes_post(told, person)), None)
            own = replace(known or event, person=person, role=shared["one"], type=event.type)
            likely = max(own.probability, event.probability)
            own = replace(own, function=event.function, rank=event.rank, probability=likely)
            if known is None:
                told.append(replace(own, id=stable_id(event.id, person)))
            else:
                told[told.index(known)] = own
    return told


def _as_sole(event: CompanyEvent) -> CompanyEvent:
    """The departure of one whom two succeed, from the post that was theirs alone."""
    shared = _SHARED.fullmatch(event.role) if is_leaving(event.type) else None
    return replace(event, role=re.sub(r"^(?:co-|joint\s)", "", shared["one"], flags=re.I)) if shared else event


def _sharing(event: CompanyEvent, text: str) -> list[str]:
    """The two who share the post by a sentence; the event's own person where none tells both."""
    for sentence in sentences_of(text):
        post = sentence.find(event.role)
        if post < 0 or " and " not in sentence[:post]:
            continue
        who = sentence[:post]
        for start, end in reversed(role_places(who)):
            who = f"{who[:start]},{who[end:]}"
        names = [name for name in re.findall(PERSON, who) if not share_name([name], event.names)]
        if len(names) == 2 and any(same_person(name, event.person) for name in names):
            return names
    return [event.person]
