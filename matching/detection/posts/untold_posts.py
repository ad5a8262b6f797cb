"""Posts that a text tells elsewhere than beside those who come and go.

Who "steps down as CEO" leaves that post, and who comes in another's place gets the one that is left. Where none is told
beside them, it may stand in the title: "Orbel's longtime CEO hands over the keys".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import GIVEN, names_person, person_in_text
from matching.detection.posts.changes import in_post, role_at_start
from matching.event_types import comes_or_goes, is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places
from matching.roles import read_role
from matching.same_posts import same_top_post

_FOUNDER = re.compile(r"(?:co-?)?founder", re.IGNORECASE)  # what somebody is and stays: no post to leave
_GOES_AS = re.compile(
    r"\b(?:step(?:s|ped|ping)?\s(?:down|aside|back|away)|resign(?:s|ed|ing)?|retir(?:e|es|ed|ing)|quit(?:s|ting)?|"
    r"exit(?:s|ed|ing)?|depart(?:s|ed|ing)?)\s(?:(?!as\b)[\w’'-]+\s){0,3}?as\s"
    r"(?:(?:its|the|an?)\s|[\w&.-]+['’]s?\s|[A-Z][\w&.-]*\s(?=[A-Zc])){0,3}"
)
_BESIDE = re.compile(r"\sand\s|,\s|\s?&\s|/")  # between two posts of one person
# What its holder alone is, or is besides: who comes next becomes none of it.
_OWN = re.compile(
    r"(?:(?:former|outgoing|departing|retiring|current|long-?time|interim|acting)\s|"
    rf"{_FOUNDER.pattern}(?:{_BESIDE.pattern}))+",
    re.IGNORECASE,
)
_NO_POST = re.compile(rf"{_FOUNDER.pattern}|chief|head|boss|leader|exec(?:utive)?", re.IGNORECASE)
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
    is_none = not event.role or _FOUNDER.fullmatch(event.role)
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
