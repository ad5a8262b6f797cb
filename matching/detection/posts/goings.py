"""Who leaves a post in words that are misread: "Ann Roe, CFO, will transition to an advisory role", or "Jane Roe, who
has held the post since 2017, will retire" behind who follows her, is read as a promotion to it; of who "is out as
finance chief" the reader doubts the departure, where another comes, and has a given name alone come.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.merging import each_once
from matching.detection.named import (
    PERSON,
    any_of,
    bare_name,
    begins_name,
    is_called,
    name_found,
    names_person,
    person_in_text,
)
from matching.detection.posts.changes import SUCCEEDS, end_of_both, in_post, role_at_start, with_own_id
from matching.detection.set_phrases import for_certain
from matching.event_types import is_about_people, is_arriving, is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places
from matching.roles import read_role

_ADVISER = r"(?:advisory|consult(?:ing|ancy|ant)|advis[eo]r)\b"
_TO_ADVISE = (
    r"(?P<goes>(?:transition|mov|shift|step)(?:s|es|e|ed|ing)?\s(?:from\s[^.;]{3,60}?\s)?(?:in)?to|becom(?:es?|ing))\s"
    r"(?:the\s(?:role|post|position)\sof\s)?(?:(?:an?|the|new|part-time|senior|special|strategic|executive|full-time)\s)*"
    rf"{_ADVISER}(?!\s(?:at|of|for|with)\s[A-Z])"
)
_APART = r"(?:,\s[^.;]{2,120}?,)?(?:\s[^.;,]{0,40}?\bthat\s(?:he|she|they))?"
_WILL = r"(?P<ahead>\s(?:will|is|plans|intends|to|be))*(?:\s(?:has|have|had))?"
_GOES = re.compile(rf"(?P<who>{PERSON}){_APART}{_WILL}\s{_TO_ADVISE}")
_HAS_HELD = (
    r",\swho\s(?:has|had)\s(?:held|been\sin|served\sin|filled)\s(?:the|that|this)\s(?:post|role|position|job)\b[^.;,]*"
)
_RETIRES = re.compile(
    rf"(?P<who>{PERSON})(?:,\s\d\d)?{_HAS_HELD},{_WILL}\s(?P<goes>(?:retir|resign|depart|leav)(?:e|es|s|ing)?\b|step(?:s|ping)?\sdown)"
)
_MAY_GO = re.compile(rf"{_ADVISER}|{_HAS_HELD}", re.IGNORECASE)
_IS_ADVISER = re.compile(r"advis|consult", re.IGNORECASE)


class Going(NamedTuple):
    """Who goes, which post they leave, whether that is yet to come, and the sentence that tells it."""

    person: str
    post: str
    ahead: bool
    sentence: str


def with_goings(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who goes so leaves a post, and gets none."""
    if not _MAY_GO.search(text):
        return list(events)
    sentences, told = sentences_of(text), list(events)
    for going in (one for sentence in sentences for one in _going(sentence)):
        told = _with_going(told, going)
    return told


def _going(sentence: str) -> Iterator[Going]:
    """Who a sentence says goes, with the post that it gives them; "" where it calls that "the post"."""
    roles = role_places(sentence)
    for found in (*_GOES.finditer(sentence), *_RETIRES.finditer(sentence)):
        start, end = begins_name(sentence, *found.span("who")), found.end("who")
        held = [(a, b) for a, b in roles if b <= found.start("goes") + 60 and not _IS_ADVISER.search(sentence[a:b])]
        is_person = " " in sentence[start:end] and not any(start <= a < end for a, _ in roles)
        if is_person and (held or found.re is _RETIRES):
            post = _whole_post(sentence, held) if held else ""
            yield Going(sentence[start:end], post, bool(found["ahead"]), sentence)


def _whole_post(sentence: str, held: Sequence[tuple[int, int]]) -> str:
    """The first post held, with the second that "and" joins to it."""
    return sentence[held[0][0] : end_of_both(sentence, held, held[0][1])]


def _with_going(events: Sequence[CompanyEvent], going: Going) -> list[CompanyEvent]:
    """The events, with a departure of who goes; it is as sure as the surest that is told of who is in the same post."""
    people = [one for one in events if is_about_people(one.type) and one.certainty is not Certainty.DENIED]
    theirs = [one for one in people if one.person and _is_same(one, going)]
    kept = [one for one in events if one not in theirs or is_leaving(one.type)]
    if any(is_leaving(one.type) for one in theirs) or not people:
        return kept if people else list(events)
    here = [one for one in people if not theirs or share_name(one.names, theirs[0].names)]
    base = max(here, key=lambda one: one.probability)
    unnamed = [one for one in here if is_leaving(one.type) and not one.person]
    post = going.post or next((one.role for one in [*unnamed, *here] if one.role and one not in theirs), "")
    far = Certainty.ANNOUNCED if going.ahead else Certainty.DONE
    gone = replace(base, type="executive_departed", person=going.person, prior_company="", certainty=far)
    own = with_own_id(replace(in_post(gone, post), sentence=going.sentence))
    return [*(one for one in kept if one not in unnamed), own]


def _is_same(event: CompanyEvent, going: Going) -> bool:
    """Whether an event is of who goes, by the whole name or a part of it."""
    called = " " not in event.person and names_person(going.person, event.person)
    return called or bool(same_person(event.person, going.person))


_IS_OUT = re.compile(
    rf"(?P<who>{PERSON}|[A-Z][\w’'-]+)(?:,\s[^,.;]{{2,90}},)?\s(?:is|was)\s(?:now\s)?out\sas\s"
    r"(?:(?:its|the|an?|[\w&.-]+['’]s?)\s)*"
)
_COMES = (
    rf"(?:,[^.;]{{2,90}}?,)?\s(?:will\s)?(?:takes?\s(?:up\s|over\s)?the\s(?:post|job|role|position)\b|{SUCCEEDS}\s)"
)


def with_who_is_out(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who is out as something leaves for certain and does not come, and who takes the post comes
    for certain."""
    told = list(events)
    for sentence in sentences_of(text):
        out = _IS_OUT.search(sentence)
        if out and not sentence.endswith("?"):
            told = _out(told, name_found(sentence, out), sentence[out.end() :], text)
    return told


def _out(events: list[CompanyEvent], who: str, behind: str, text: str) -> list[CompanyEvent]:
    post = role_at_start(behind)
    left = _leaves(events, who, behind[len(post) :])
    if left is None or any(_gets_another(one, who, post) for one in events):
        return events
    told = []
    for one in events:
        comes = is_arriving(one.type) and share_name(one.names, left.names)
        if one is left:
            gone = in_post(replace(one, type="executive_departed", prior_company=""), post or one.role)
            told.append(for_certain(replace(gone, person=who if " " in who else one.person)))
        elif comes and is_taking_post(one.type) and one.person and not is_called(one.person, who):
            told.append(_who_comes(one, text))
        elif not (comes and (is_called(one.person, who) or (not one.person and fold(one.role) == fold(post)))):
            told.append(one)
    return each_once(told, _coming)


def _leaves(events: Sequence[CompanyEvent], who: str, behind: str) -> CompanyEvent | None:
    """The event by which somebody leaves, at the company that stands behind the post if at any; one by which they come
    there is made of it."""
    theirs = [one for one in events if is_called(one.person, who)]
    there = [one for one in theirs if re.match(rf"\s(?:of|at|for)\s(?:the\s)?(?:{any_of(one.names)})(?![\w-])", behind)]
    return next((one for one in [*there, *theirs] if is_leaving(one.type)), there[0] if there else None)


def _gets_another(event: CompanyEvent, who: str, post: str) -> bool:
    """Whether who is out gets another post instead."""
    gets, left = read_role(event.role), read_role(post)
    is_same = fold(event.role) == fold(post) or (gets.function, gets.rank) == (left.function, left.rank)
    return is_taking_post(event.type) and is_called(event.person, who) and bool(event.role) and not is_same


def _who_comes(event: CompanyEvent, text: str) -> CompanyEvent:
    """Who comes by their whole name; for certain, where the text says that they take the post."""
    found = (bare_name(name) for one in sentences_of(text) for name in re.findall(PERSON, one))
    names = [name for name in found if event.person in name.split()]
    event = replace(event, person=min(names, key=len)) if names and " " not in event.person else event
    comes = re.search(rf"\b{person_in_text(event.person)}{_COMES}", text)
    return for_certain(event) if comes else event


def _coming(event: CompanyEvent) -> Hashable:
    """What two events have alike by which one person comes to one company; each of nobody is one of its own."""
    return (event.type, event.company, event.person) if event.person else id(event)
