"""Who gets another post of the same company and gives up their own: "Lang, CIO, was named president. Roe succeeds her
as CIO" promotes Lang to president, not to CIO, and nobody unnamed leaves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.detection.left_out.no_moves import leaves_for_good
from matching.detection.named import person_in_text
from matching.detection.posts.posts_left import in_post, role_at_start, with_own_id
from matching.detection.posts.successions import SUCCEEDS
from matching.event_types import comes_or_goes, is_about_people, is_leaving
from matching.grammar.tokens import sentences_of
from matching.same_posts import same_top_post

_SUCCEEDS = rf"\b(?i:{SUCCEEDS}|following)\s"
_WHOM = r"(?:(?:[A-Z][\w’'.-]*\s){{0,3}}?{name}|him|her|them)"
_AS = r"\s(?:as|in\sthe\s(?:post|role|position)\sof)\s(?:(?:its|the|an?|new|next)\s)*"
_GETS = (
    r"\b(?:(?:named|appointed|promoted|elected|elevated|chosen|selected|tapped|picked)\s(?:(?:as|to|the|its|be|become|an?|role|post|of)\s)*|"
    r"(?:become|becomes|became|assume[sd]?|to\slead\sas)\s(?:(?:the|its|an?|role|post|of)\s)*)"
)
_CLAUSE = re.compile(r";\s|\sand\s(?=(?:will\s)?(?:nam|appoint|promot|hir|pick)\w*\s)|\swhile\s|,\swith\s")
_OF_PART = re.compile(
    r"\s(?:of|for)\s(?:(?:its|the|their|our)\s)?(?:[\w&’'-]+\s){1,5}?(?:segment|division|business(?:\sunit)?|unit|arm|subsidiary)\b"
)


def with_posts_given_up(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; who gives up a post to a successor has the one that they get, and nobody else leaves."""
    if not any(is_about_people(one.type) and one.person for one in events) or not re.search(_SUCCEEDS, text):
        return list(events)
    sentences = sentences_of(text)
    given = {one.id: post for one in events if (post := _given_up(one, sentences))}
    told = [_with_post_taken(one, given[one.id], text) if one.id in given else one for one in events]
    risen = [one for one, before in zip(told, events, strict=True) if before.id in given]
    return [one for one in told if not _is_nobody(one, risen, text)]


def _given_up(event: CompanyEvent, sentences: Sequence[str]) -> str:
    """The post in which a text says that somebody else succeeds the person of an appointment; "" where it does not."""
    if not (event.person and comes_or_goes(event.type)):
        return ""
    whom = rf"{_SUCCEEDS}{_WHOM.format(name=person_in_text(event.person))}{_AS}"
    found = ((one, re.search(whom, one)) for one in sentences)
    posts = (
        role_at_start(one[told.end() :])
        for one, told in found
        if told and event.person not in _CLAUSE.split(one[: told.start()])[-1]
    )
    return next(filter(None, posts), "")


def _with_post_taken(event: CompanyEvent, given: str, text: str) -> CompanyEvent:
    is_given = not event.role or fold(event.role) == fold(given) or same_top_post(event.role, given)
    if is_leaving(event.type):
        return _risen(event, given, text)
    if (taken := _post_taken(event, given, text)) and (
        is_given or fold(taken.partition(" of ")[0]) == fold(event.role)
    ):
        return in_post(event, taken, text)
    return event


def _risen(event: CompanyEvent, given: str, text: str) -> CompanyEvent:
    """Who leaves a post by getting another one of the same company, as promoted to it."""
    taken = _post_taken(event, given, text)
    elsewhere = rf"\b{re.escape(taken)}\s(?:of|at|for|with)\s(?:the\s)?[A-Z]"
    if not taken or re.search(elsewhere, text) or leaves_for_good(re.sub(_SUCCEEDS, " ", text)):
        return event
    return with_own_id(replace(in_post(event, taken, text), type="executive_promoted"))


def _post_taken(event: CompanyEvent, given: str, text: str) -> str:
    """The post that a text says somebody gets, and not the one given up, with the part of the company it leads."""
    name = person_in_text(event.person)
    for gets in (rf"\b{name}\b[^;]*?{_GETS}", rf"{_GETS}[^;.]*?\b{name},?\s(?:as\s|to\s)?(?:its\s|the\s)?"):
        for told in re.finditer(gets, text):
            post = role_at_start(text[told.end() :])
            if post and fold(post) != fold(given):
                part = _OF_PART.match(text, told.end() + len(post))
                return f"{post}{part[0] if part else ''}"
    return ""


def _is_nobody(event: CompanyEvent, risen: Sequence[CompanyEvent], text: str) -> bool:
    """Whether a departure is made of who is succeeded and rises at the same company: of nobody named, or of the
    successor."""
    if not is_leaving(event.type) or not event.rule.startswith("reader"):
        return False
    comes = rf"\b{person_in_text(event.person)}\b(?:,[^,.;]+,)?\s(?:\w+\s){{0,2}}?{_SUCCEEDS}" if event.person else ""
    if not re.search(comes, text) or not any(
        share_name(one.names, event.names) or event.company in one.person for one in risen
    ):
        return False
    return not leaves_for_good(re.sub(_SUCCEEDS, " ", text))
