"""Posts that somebody held, or holds elsewhere, and that were taken for the one of the news.

"Orbel hires ex-Tessaly CFO" does not name the post at Orbel; "Orbel's former CEO leaves the board" is of a seat there,
as is "CFO leaves the board but remains CFO". "Ann Roe, its lending chief since 2019, will succeed Jo Lind" names no new
post of Roe's, nor one that Lind leaves, and "follows Jo Lind, who stays on as chairman" leaves Lind the chair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import COMPANY, PERSON, any_of, first_named, is_called, person_in_text
from matching.detection.posts.boards import MANAGES
from matching.detection.posts.changes import OF_WHOM, in_post, is_for_a_time, role_at_start
from matching.detection.posts.staying import KEEPS, keeps_post
from matching.event_types import is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER
from matching.reading.role_words import role_places
from matching.roles import read_role
from matching.same_posts import same_top_post

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
    events = [_with_new_post(_without_strange_post(event, events, text), text) for event in events]
    return [_without_post_until_now(event, events, text) for event in events]


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


_WHO = rf"(?P<who>{PERSON}|[A-Z][\w’'-]+)"
_THEIR = rf"(?:{OF_WHOM})?(?:(?:role|post|position)\sof\s)?$"
_BESIDE = re.compile(rf"{_WHO}(?:,\s\d\d)?,\s(?:who\sis\s)?{_THEIR}")
_HAS_BEEN = re.compile(
    rf"{_WHO}(?:,\s\d\d)?(?:,\swho(?:\s[^.;,]{{3,60}}?\sand)?)?,?\s(?:(?:has|had)\s(?:been|served\sas|worked\sas|acted\sas)|is|serves\sas)\s{_THEIR}"
)
_COMES_FROM = re.compile(
    rf"{_WHO}(?:,[^,.;]+,|,\swho)?\s(?:(?:has|is|was|will|be|been)\s)*(?:step|mov|ris|ros|promot|elevat)(?:s|es|e|ed|ing|ped|ping)?\s"
    rf"(?:up\s)?from\s{_THEIR}"
)
_SINCE = re.compile(
    r"(?:\s(?:of|for|at|in)\s[^,.;]{1,40}?)?,?\s(?:since\s(?:[A-Z][a-z]+\.?\s)?(?:19|20)\d\d\b(?!,?\s(?:when|following|after)\b)|"
    r"for\s(?:[\w-]+\s){1,4}years\b)"
)


def _without_post_until_now(event: CompanyEvent, events: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    """The event without a post that, by all that the text tells of it, who comes has until now, or who goes keeps."""
    comes = [one.person for one in events if is_taking_post(one.type) and one.person]
    if not event.role or not event.person or is_for_a_time(event.role):
        return event
    if is_leaving(event.type):
        comes = [one for one in comes if not same_person(one, event.person)]
    elif is_taking_post(event.type):
        comes = [event.person]
    else:
        return event
    people = [one.person for one in events if one.person]
    told = [
        _is_kept(event, sentence[:start])
        or any(is_called(_holder(before, sentence, start, end, people), one) for one in comes)
        for before, sentence in pairwise(["", *sentences_of(text)])
        for start, end in role_places(sentence)
        if _is_post(event.role, sentence[start:end])
    ]
    return in_post(event, "") if told and all(told) else event


def _is_post(role: str, other: str) -> bool:
    """Whether a text may mean by another role the same post."""
    one, two = read_role(role), read_role(other)
    alike = one.function and (one.function, one.rank) == (two.function, two.rank)
    return (bool(alike) and one.rank > 1) or fold(role) in fold(other) or same_top_post(role, other)


def _is_kept(event: CompanyEvent, before: str) -> bool:
    """Whether words before a post say that who leaves another keeps it: "Jane Roe, who is staying on as"."""
    kept = rf"\b{person_in_text(event.person)},\swho\s(?:is\s)?{KEEPS.pattern}(?:an?\s)?$"
    return is_leaving(event.type) and re.search(kept, before) is not None


def _holder(before: str, sentence: str, start: int, end: int, people: Sequence[str]) -> str:
    """Who has the post of a place of a sentence until now; "" where that is not said. "She" is whom the sentence
    before names first."""
    ahead = sentence[:start]
    found = _COMES_FROM.search(ahead)
    if found is None and _SINCE.match(sentence, end):
        found = _HAS_BEEN.search(ahead) or _BESIDE.search(ahead)
    if found is None or found["who"] not in ("He", "She"):
        return found["who"] if found else ""
    return first_named(people, before)


def _with_new_post(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with the post behind the name, where it has the one before: "named COO Jane Roe co-CEO", or none."""
    if not is_taking_post(event.type) or not event.person:
        return event
    person = re.escape(event.person)
    role, name = re.escape(event.role), person_in_text(event.person)
    before = (
        rf"{_NEWLY_ANY}[^.;]{{0,40}}?\b{role}\s{person}\s"
        rf"|\b{name}\s[^.;]{{0,60}}?\bfrom\s(?:[\w’'-]+\s){{0,4}}?{role}\s(?:(?:of|at)\s[^;]{{1,60}}?\s)?(?=to\s)"
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
