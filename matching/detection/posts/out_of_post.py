"""Who "is out as" a post, and who comes: "Ann Lang is out as finance chief of Orbel. Jo Roe takes the post."

Where both are told the reader doubts the departure, and has a given name alone ("Ann") come.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.detection.merging import each_once
from matching.detection.named import PERSON, any_of, bare_name, begins_name, is_called, person_in_text
from matching.detection.posts.posts_left import in_post, role_at_start
from matching.detection.posts.successions import SUCCEEDS
from matching.detection.set_phrases import for_certain
from matching.event_types import is_arriving, is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.roles import read_role

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
            who = bare_name(sentence[begins_name(sentence, *out.span("who")) : out.end("who")])
            told = _out(told, who, sentence[out.end() :], text)
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
