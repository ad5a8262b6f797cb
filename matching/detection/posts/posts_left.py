"""Which post somebody leaves, where a text tells of the one they take up: that it is another.

"Lang leaves Orbel to become CIO of Tessaly" names no post at Orbel; "from Orbel, where she was Vice Chair" does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent, stable_id
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import PERSON, TITLE, any_of, names_person, person_in_text
from matching.event_types import is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places
from matching.role_table import WORD
from matching.roles import find_roles, read_role
from matching.same_posts import same_top_post

_SERVED = (
    r"(?:(?:had|has|have)\s)?(?:been|was|were|served|acted|worked|held|is)(?:\s(?:most\srecently|previously|last))?"
    r"(?:\sas|\sthe\s(?:role|post|position)\sof)?(?:\s(?:its|the|their|an?))?\s"
)
_NEW_POST = re.compile(
    r"(?:\bto\s(?:become|be|serve\sas|take\sover\sas|act\sas)|\b(?:join\w*|hired|named|appointed)\b[^.;]{0,60}?\bas|"
    r"\bwho\s(?:is|was|has\sbeen|will\sbe)\s(?:now|named|appointed|promoted(?:\sto)?|elevated(?:\sto)?|hired\sas|made)|"
    r"\b(?:accept|tak|took|land|got|found)\w*\s(?:up\s)?(?:an?|the|another|his|her)\s(?:new\s)?"
    r"(?:post|position|job|role)\s(?:as|of))"
    r"\s(?:(?:its|the|their|an?|new|next|first)\s)*$",
    re.IGNORECASE,
)
_WHOSE = r"(?:its|their|our|his|her|the|an?|(?:the\s)?(?:[\w&.-]+\s){0,4}?[\w&.-]+['’]s?)"
_NAMED = r"\b(?i:nam(?:es|ed)|appoint(?:s|ed)|hire[sd]|promote[sd]|tap(?:s|ped)|pick(?:s|ed)|ma(?:kes|de))"


def with_posts_left(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; of those who leave, with the post that they leave."""
    return [_with_post(one, events, text) for one in events]


def _with_post(event: CompanyEvent, events: Iterable[CompanyEvent], text: str) -> CompanyEvent:
    if not is_leaving(event.type):
        return event
    if event.role and _is_post_elsewhere(event, events, text):
        event = in_post(event, "")
    if event.role and event.person and _is_of_another(event, events, text):
        event = in_post(event, own_title(event, text))
    if event.role or not event.person:
        return event
    post = _post_held(event, text)
    return in_post(event, post, text) if post else event


def in_post(event: CompanyEvent, post: str, text: str = "") -> CompanyEvent:
    """The event of somebody with another post, or none; the text tells what an abbreviation of it means."""
    role = read_role(post, text)
    return replace(event, role=post, function=role.function, rank=role.rank)


def with_own_id(event: CompanyEvent) -> CompanyEvent:
    """The event of somebody with the id that follows from its type, company, person and post."""
    return replace(event, id=stable_id(event.announcement_id, event.type, event.company, event.person, "", event.role))


def _is_post_elsewhere(event: CompanyEvent, events: Iterable[CompanyEvent], text: str) -> bool:
    """Whether the post is what the person takes up at another company, and nothing says that they leave the same."""
    taken = (
        one
        for one in events
        if is_taking_post(one.type) and same_person(one.person, event.person) and _same_post(one, event)
    )
    if all(share_name(one.names, event.names) for one in taken):
        return False
    places = list(re.finditer(rf"\b{re.escape(event.role)}\b", text))
    named = rf"{_NAMED}\s[^.;]{{0,40}}?{person_in_text(event.person)}(?:,[^,;.]*\.?,)?\s$"
    befores = [text[: place.start()] for place in places]
    is_new = any(_NEW_POST.search(before) or re.search(named, before) for before in befores)
    return is_new and not any(_is_held(text, place, event) for place in places)


_SUCCESSION = re.compile(r"\b(?:succe(?:ed|ss)\w*|replac\w+|follow(?:s|ed)|t(?:ak\w+|ook)\sover)\b", re.IGNORECASE)
_OF_COMPANY = r"(?:\s(?:of|at|for)\s(?:the\s)?(?:company|firm|group|bank|{names}))?"
# "the", "its" or nothing may stand between a name and a post behind it
_BEHIND_NAME = rf"(?P<who>{PERSON}),\s(?:(?:its|the|their|an?|who\sis)\s)*$"


def _is_of_another(event: CompanyEvent, events: Iterable[CompanyEvent], text: str) -> bool:
    """Whether the lead tells the post of who leaves only of somebody else who stays: "Chief executive Ann Roe said"."""
    title, *lead = sentences_of(text)
    if event.role.casefold() in title.casefold() or _SUCCESSION.search(text):
        return False
    holder = re.compile(rf"{_OF_COMPANY.format(names=any_of(event.names))},?\s(?P<who>{PERSON})")
    places = [
        holder.match(one, place.end()) or re.search(_BEHIND_NAME, one[: place.start()])
        for one in lead
        for place in re.finditer(rf"\b{re.escape(event.role)}\b", one, re.IGNORECASE)
    ]
    others = [place["who"] for place in places if place and not names_person(place["who"], event.person)]
    return bool(others) and len(others) == len(places) and not any(_moves(person, events) for person in others)


def _moves(person: str, events: Iterable[CompanyEvent]) -> bool:
    return any(one.person and same_person(one.person, person) for one in events)


def own_title(left: CompanyEvent, text: str) -> str:
    """The post that stands before the name of who leaves, or behind it between commas; "" for none."""
    name = person_in_text(left.person)
    behind_name = rf"\b{name},\s(?:\d\d,\s)?(?:(?i:{_WHOSE})\s(?:current\s|long-?time\s)?)?$"
    for sentence in sentences_of(text):
        places = role_places(sentence)
        for start, end in places:
            last = next((b for a, b in places if re.fullmatch(r",?\s(?:and|&)\s", sentence[end:a])), end)
            ahead = re.match(rf",?\s{TITLE}(?:[A-Z][\w.’'-]*\s){{0,3}}?{name}\b", sentence[end:])
            if ahead or re.search(behind_name, sentence[:start]):
                return sentence[start : end if ahead else last]
    return ""


def _is_held(text: str, place: re.Match[str], event: CompanyEvent) -> bool:
    """Whether a place of a role says that it is held at the company that is left: "Orbel's CIO", "CIO of Orbel"."""
    before, after = text[: place.start()].rstrip(), text[place.end() :]
    names = any_of(event.names)
    return bool(
        re.search(rf"(?:\b(?:{names})(?:['’]s)?|\b(?:former|outgoing|departing|long-?time))$", before)
        or re.match(rf",?\s(?:of|at|for|with)\s(?:the\s)?(?:{names})\b", after)
        or re.search(rf"\b{_SERVED}$", text[: place.start()])
    )


def _post_held(event: CompanyEvent, text: str) -> str:
    """The post that a text says somebody held at the company: "Orbel, where she was Vice Chair"; "" where none."""
    for name in _names(event):
        where = rf"\b{re.escape(name)}\b[^;:()]{{0,20}}?,?\swhere\s(?:\w+\s){{1,3}}?{_SERVED}"
        for found in re.finditer(where, text):
            if post := role_at_start(text[found.end() :]):
                return post
    return ""


def role_at_start(text: str) -> str:
    """The role of the table with which a text begins."""
    words = list(WORD.finditer(text[:120]))
    roles = find_roles([word.group() for word in words])
    return text[: words[roles[0].end - 1].end()].rstrip(".,") if roles and roles[0].start == 0 else ""


def _names(event: CompanyEvent) -> list[str]:
    return sorted(set(event.names), key=len, reverse=True)


def _same_post(one: CompanyEvent, other: CompanyEvent) -> bool:
    if fold(one.role) == fold(other.role) or same_top_post(one.role, other.role):
        return True
    a, b = read_role(one.role), read_role(other.role)
    return bool(a.rank and a.function) and (a.function, a.rank) == (b.function, b.rank)
