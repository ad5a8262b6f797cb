"""Which post somebody leaves, where a text tells of the one they take up, or tells it elsewhere than beside them.

"Lang leaves Orbel to become CIO of Tessaly" names no post at Orbel; "from Orbel, where she was Vice Chair" does. Who
"steps down as CEO" leaves that one, and who comes in another's place gets the post that is left. Where none is told
beside them, it may stand in the title: "Orbel's longtime CEO hands over the keys".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import GIVEN, PERSON, any_of, names_person, person_in_text
from matching.detection.posts.changes import in_post, own_title, role_at_start
from matching.detection.posts.posts_held import FOUNDER
from matching.event_types import comes_or_goes, is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places
from matching.roles import read_role
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
    stay = not any(one.person and same_person(one.person, other) for one in events for other in others)
    return bool(others) and len(others) == len(places) and stay


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
    for name in sorted(set(event.names), key=len, reverse=True):
        where = rf"\b{re.escape(name)}\b[^;:()]{{0,20}}?,?\swhere\s(?:\w+\s){{1,3}}?{_SERVED}"
        for found in re.finditer(where, text):
            if post := role_at_start(text[found.end() :]):
                return post
    return ""


def _same_post(one: CompanyEvent, other: CompanyEvent) -> bool:
    if fold(one.role) == fold(other.role) or same_top_post(one.role, other.role):
        return True
    a, b = read_role(one.role), read_role(other.role)
    return bool(a.rank and a.function) and (a.function, a.rank) == (b.function, b.rank)


_GOES_AS = re.compile(
    r"\b(?:step(?:s|ped|ping)?\s(?:down|aside|back|away)|resign(?:s|ed|ing)?|retir(?:e|es|ed|ing)|quit(?:s|ting)?|"
    r"exit(?:s|ed|ing)?|depart(?:s|ed|ing)?)\s(?:(?!as\b)[\w’'-]+\s){0,3}?as\s"
    r"(?:(?:its|the|an?)\s|[\w&.-]+['’]s?\s|[A-Z][\w&.-]*\s(?=[A-Zc])){0,3}"
)
_BESIDE = re.compile(r"\sand\s|,\s|\s?&\s|/")  # between two posts of one person
# What its holder alone is, or is besides: who comes next becomes none of it.
_OWN = re.compile(
    r"(?:(?:former|outgoing|departing|retiring|current|long-?time|interim|acting)\s|"
    rf"{FOUNDER.pattern}(?:{_BESIDE.pattern}))+",
    re.IGNORECASE,
)
_NO_POST = re.compile(rf"{FOUNDER.pattern}|chief|head|boss|leader|exec(?:utive)?", re.IGNORECASE)
# Another post behind one: "as chairman and chief executive" leaves both.
_MORE = re.compile(r"(?:\sand|,|\s?&|/)\s(?:(?:its|the|an?)\s)?(?i:co-|chief|chair|president|head|vice|c[a-z]o\b)")
# Of whom the sentence says what they become, or of which other post it tells.
_OTHER_POST = re.compile(r"\b(?:becom(?:e|es|ing)|became|(?:succeeded|replaced|followed)\sas)\b", re.IGNORECASE)


def with_untold_posts(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; of those who come and go, with the posts that the text tells elsewhere."""
    leaving = [one for one in events if is_leaving(one.type)]
    if not leaving:
        return list(events)
    told = [_left_as(one, text, alone=len(leaving) == 1) if is_leaving(one.type) else one for one in events]
    told = _with_post_of_title(told, text)
    left = [one for one in told if is_leaving(one.type) and one.rank]
    return [_taken_over(one, left, text) for one in told]


def _left_as(event: CompanyEvent, text: str, *, alone: bool) -> CompanyEvent:
    """Who leaves, with the one post that a sentence says they leave where more, or none, is known: "CEO" for the
    "chairman and chief executive" of one who retires as CEO."""
    is_none = not event.role or FOUNDER.fullmatch(event.role)
    if not (is_none or _BESIDE.search(event.role)):
        return event
    post = next((post for post in _posts_left(event, text, alone=alone) if read_role(post).rank), "")
    if not post or _BESIDE.search(post):
        return event
    return in_post(event, post, text) if is_none or not event.rank or same_top_post(post, event.role) else event


def _posts_left(event: CompanyEvent, text: str, *, alone: bool) -> Iterator[str]:
    for sentence in sentences_of(text):
        if names_person(sentence, event.person) if event.person else alone:
            for told in _GOES_AS.finditer(sentence):
                behind = sentence[told.end() :]
                post = role_at_start(behind)
                if not _MORE.match(behind[len(post) :]):
                    yield post


# "longtime CEO", "for Asia CEO post", "Orbel CEO hands over the keys": the post that is left, and taken.
_OF_NEWS = re.compile(r"\b(?:new|next|long-?time|outgoing|retiring|departing|veteran)\s$", re.IGNORECASE)
_IS_NEWS = re.compile(
    r"\s(?:post|role|job|position|seat)\b|\s(?:(?:to|will|is|set|has)\s)*(?:retir|step(?:s|ping)?\s(?:down|aside)|leav|left\b|depart|exit|quit|"
    r"resign|bow(?:s|ing)?\sout|call(?:s|ing)?\sit\s|hand(?:s|ing)?\s(?:over|off)\b|go(?:es|ing)?\b|out\b)",
    re.IGNORECASE,
)


def _with_post_of_title(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of one who comes and one who goes, of whom no post is told, with the only one of the title."""
    people = [one for one in events if comes_or_goes(one.type)]
    left = [one for one in people if is_leaving(one.type)]
    title = next(iter(sentences_of(text)), "")
    places = role_places(title)
    is_exchange = len(left) == 1 and len(people) == 2 and all(one.person and not one.role for one in people)
    if not is_exchange or len(places) != 1 or not share_name(people[0].names, people[1].names):
        return list(events)
    (start, end) = places[0]
    is_told = _OF_NEWS.search(title[:start]) or _IS_NEWS.match(title, end)
    if not is_told or _NO_POST.fullmatch(title[start:end]):
        return list(events)
    return [in_post(one, title[start:end], text) if one in people else one for one in events]


def _taken_over(event: CompanyEvent, leaving: Sequence[CompanyEvent], text: str) -> CompanyEvent:
    """Who takes a post that is not told, with the one that somebody else leaves at the company, where that is one."""
    if event.role or not is_taking_post(event.type) or (not event.person and _OTHER_POST.search(event.sentence)):
        return event
    left = [
        _OWN.sub("", one.role)
        for one in leaving
        if share_name(one.names, event.names) and not (one.person and same_person(one.person, event.person))
    ]
    post = left[0] if left and all(one == left[0] or same_top_post(one, left[0]) for one in left) else ""
    if not post or _NO_POST.fullmatch(post) or _holds(event.person, post, text):
        return event
    return in_post(event, post, text)


def _holds(person: str, post: str, text: str) -> bool:
    """Whether a post stands beside somebody's name, who holds it already: "Lang, Orbel's president", "COO Lang"."""
    if not person:
        return False
    name, post = person_in_text(person), re.escape(post)
    beside = rf"\b{name},\s(?:[\w’'&.-]+\s){{0,5}}?{post}\b|\b{post},?\s{GIVEN}{name}\b"
    return re.search(beside, text) is not None
