"""Posts that somebody held, or holds elsewhere, and that were taken for the one of the news.

"Orbel hires ex-Tessaly CFO" does not name the post at Orbel; "Orbel's former CEO leaves the board" is of a seat there,
as is "CFO leaves the board but remains CFO".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import COMPANY, any_of, person_in_text
from matching.detection.posts.boards import MANAGES
from matching.detection.posts.changes import in_post, role_at_start
from matching.detection.posts.staying import keeps_post
from matching.event_types import is_leaving, is_taking_post
from matching.reading.calibration import NEVER

_FORMER = re.compile(
    r"\b(?:former|formerly|ex|onetime|one-time|erstwhile|past)[\s-](?P<whose>(?:(?!(?:as|to|for|is|was)\b)[\w.’'&-]+[\s-]){0,5})$",
    re.IGNORECASE,
)
FOUNDER = re.compile(r"(?:co-?)?founder", re.IGNORECASE)
"""What somebody is and stays, and is no post to hold or to leave."""
_BOARD = (
    rf"(?!(?:[\w’'-]+\s){{0,3}}?{MANAGES}\b)"
    r"(?:[\w’'-]+\s){0,3}?board(?:\sof\sdirectors)?(?!\s(?:member|chair|room|meeting|game|seat\sof))\b"
)
_LEAVES_BOARD = re.compile(
    rf"\b(?:leav(?:es?|ing)|left|quits?|quitting|exit(?:s|ed|ing)?|depart(?:s|ed|ing)?(?:\sfrom)?|"
    rf"(?:step\w*\s(?:down|off|aside)|resign\w*|retir\w+|depart\w*)\s(?:from|off))\s{_BOARD}",
    re.IGNORECASE,
)
_NEWLY_ANY = (
    r"\b(?i:nam(?:e|es|ed|ing)|appoint(?:s|ed|ing)?|promot(?:es?|ed|ing)|"
    r"elevat(?:es?|ed|ing)|ma(?:kes|de)|elect(?:s|ed)?)\s"
)
_NEWLY = re.compile(
    r"\b(?:names?|named|appoints?|appointed|hires?|hired|taps?|tapped|picks?|new|incoming|next)\s$", re.IGNORECASE
)


def with_posts_held(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; a post that somebody only held, or holds at another company, is not that of the news."""
    events = [_without_kind_of_company(event, text) for event in events]
    return [_with_new_post(_without_strange_post(event, events, text), text) for event in events]


# "chief financial officer of AI company Orbel", "of EV charging start-up Orbel": what it does, and who it is.
_KIND = (
    r"(?:(?!(?:at|in|for|with|and|to|by|of)\b)[\w&-]+\s){0,3}?(?:company|start-?up|scale-?up|firm|maker|provider|developer|"
    r"specialist|unicorn|giant|vendor|supplier|operator|chain|retailer|lender)\s"
)


def _without_kind_of_company(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event of somebody without what the company does in its post or for the employer before."""
    post, of, _ = event.role.rpartition(" of ")
    if of and re.search(rf"\b{re.escape(event.role)}\s{_KIND}(?=[A-Z])", text):
        event = in_post(event, post, text)
    if event.prior_company:
        named = re.search(rf"\b{re.escape(event.prior_company)}\s{_KIND}(?P<name>{COMPANY})", text)
        event = replace(event, prior_company=named["name"]) if named else event
    return event


def _with_new_post(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with the post behind the name, where it has the one before: "named COO Jane Roe co-CEO", or none."""
    if not is_taking_post(event.type) or not event.person:
        return event
    person = re.escape(event.person)
    role, name = re.escape(event.role), person_in_text(event.person)
    before = (
        rf"{_NEWLY_ANY}[^.;]{{0,40}}?\b{role}\s{person}\s"
        rf"|\b{name}\s[^.;]{{0,60}}?\bfrom\s(?:[\w’'-]+\s){{0,4}}?{role}\s(?:(?:of|at)\s[^.;,]{{1,40}}?\s)?(?=to\s)"
        if role
        else rf"{person},\s[^.;]{{5,90}},\s(?=(?:as|to)\s)"
    )
    for named in re.finditer(rf"(?:{before})(?:as\s|to\s(?:be\s)?)?(?:an?\s|its\s|the\s)?(?P<co>co-)?", text):
        if post := role_at_start(text[named.end() :]):
            return in_post(event, f"{named['co'] or ''}{post}", text)
    return event


def _without_strange_post(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    if not event.role:
        return event
    places = list(re.finditer(rf"(?<!\w){re.escape(event.role)}(?!\w)", text, re.IGNORECASE))
    if is_taking_post(event.type) and places and all(_is_held_now(text[: place.start()], event) for place in places):
        return in_post(replace(event, certain_from=NEVER), "")
    former = bool(places) and all(_is_former(text[: place.start()], event) for place in places)
    if is_leaving(event.type):
        has_other = former or FOUNDER.fullmatch(event.role) or keeps_post(event, text)
        leaves_board = has_other and _LEAVES_BOARD.search(text)
        return in_post(replace(event, certain_from=NEVER), "board member") if leaves_board else event
    if is_taking_post(event.type) and (former or _is_held_elsewhere(event, events, text, places)):
        return in_post(event, "")
    return event


def _is_former(before: str, event: CompanyEvent) -> bool:
    """Whether "former" stands before a role, with nobody's name between: "ex-Tessaly", not "former banker Jane Roe"."""
    said = _FORMER.search(before)
    return said is not None and not any(word in said["whose"].split() for word in event.person.split())


def _is_held_now(before: str, event: CompanyEvent) -> bool:
    """Whether a role behind somebody's name is the one that they have so far: "Jane Roe, now vice president of"."""
    held = rf"\b{person_in_text(event.person)},\s(?:who\sis\s)?(?:now|currently|presently)\s(?:(?:an?|the|its)\s)?$"
    return bool(event.person) and re.search(held, before) is not None


def _is_held_elsewhere(
    event: CompanyEvent, events: Sequence[CompanyEvent], text: str, places: Sequence[re.Match[str]]
) -> bool:
    """Whether the post is the one that the same person leaves at another company, and is told of as no other."""
    left = [one for one in events if is_leaving(one.type) and one.person and same_person(one.person, event.person)]
    names = [name for one in left if not share_name(one.names, event.names) for name in one.names]
    there = any_of(names)

    def is_held(place: re.Match[str]) -> bool:
        before, behind = text[: place.start()], text[place.end() :]
        of_there = re.match(rf"\s(?:of|at|for)\s(?:{_KIND})?(?:{there})\b", behind) or re.search(
            rf"\b(?:{there})(?:['’]s)?\s$", before
        )
        titled = behind.startswith(f" {event.person}") and not _NEWLY.search(before)
        return bool(of_there) or titled

    return bool(names and places) and all(is_held(place) for place in places)
