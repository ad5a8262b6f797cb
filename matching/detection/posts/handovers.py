"""Who hands a post over to somebody named and gets another inside: "Ann Lang will become executive chair and CFO Jo Roe
will succeed her as chief executive", "Lang will hand the role of chief executive to Roe and become executive chair",
"Lang, CIO, was named president. Roe succeeds her as CIO".

The reader and the grammar give either of them the posts of both, and make a departure of nobody named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from callnow.fold import fold
from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.detection.left_out.no_moves import leaves_for_good
from matching.detection.named import (
    GIVEN,
    PERSON,
    TITLE,
    is_called,
    name_found,
    names_person,
    person_in_text,
)
from matching.detection.posts.changes import SUCCEEDS, in_post, is_seat, role_at_start, with_own_id
from matching.detection.set_phrases import for_certain
from matching.event_types import comes_or_goes, is_about_people, is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.roles import read_role
from matching.same_posts import same_top_post

_WILL = r"(?:(?:will|would|is\sto|is\sset\sto|plans\sto|to)\s)?"
_THE = r"(?:(?:the|its|their|his|her|role|post|position|of)\s)*"
_RISES = (
    r"(?:becom(?:e|es|ing)|(?:mov|transition|step)(?:e|es|s|ing)?\s(?:up\s)?(?:in)?to(?:\sbe(?:come)?)?|assum(?:e|es)|serve\sas|"
    rf"(?:be|has\sbeen|was)\s(?:named|appointed|promoted\sto|elevated\sto))\s{_THE}"
)
_MOVES_UP = re.compile(rf"(?P<who>{PERSON})(?:,[^;.]{{2,90}}?,)?\s{_WILL}{_RISES}")
_TAKES_OVER = re.compile(
    rf"\b{_WILL}(?i:{SUCCEEDS})\s(?P<whom>him|her|them|{TITLE}[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*?)\sas\s{_THE}"
)
_HANDS = re.compile(
    rf"(?P<who>{PERSON})(?:,[^;.]{{2,90}}?,)?\s{_WILL}(?:hand|pass|turn)(?:s|ing|es)?\s(?:over\s)?{_THE}"
)
_TO = r"(?:\s(?:role|post|job|position|title|reins|duties))?\s(?:over\s)?to\s"
_ENDS_IN_NAME = re.compile(rf"(?P<who>{PERSON})(?:,[^,;.]{{2,60}},)?\s$")


class Handover(NamedTuple):
    """Who moves up to which post, and who comes in their place; `ahead`: they will."""

    rises: str
    higher: str
    where: tuple[str, ...]  # what follows the names of where the posts are: "Tessaly on Monday"
    comes: str
    post: str
    ahead: bool
    sentence: str


def with_handovers(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; both get their own post for certain, and nobody leaves."""
    people = [one for one in events if is_about_people(one.type) and one.certainty is not Certainty.DENIED]
    if not people or not (_TAKES_OVER.search(text) or _HANDS.search(text)):
        return list(events)
    told = list(events)
    for handover in _handovers(["", *sentences_of(text)]):
        told = _handed_over(told, handover)
    return told


def _handovers(sentences: Sequence[str]) -> Iterator[Handover]:
    for before, sentence in pairwise(sentences):
        for found in _TAKES_OVER.finditer(sentence):
            comes, post = _last_named(sentence[: found.start()]), role_at_start(sentence[found.end() :])
            rises = _last_rise(sentence[: found.start()], comes) or _last_rise(before, comes)
            pronoun = found["whom"] in ("him", "her", "them")
            if comes and post and rises and (pronoun or names_person(found["whom"], rises[0])):
                places = (rises[2], _place(sentence[found.end() + len(post) :]), _place(sentence))
                where = tuple(filter(None, places))
                yield Handover(*rises[:2], where, comes, post, " will " in sentence, sentence)
        for found in _HANDS.finditer(sentence):
            post = role_at_start(sentence[found.end() :])
            to = re.match(_TO, sentence[found.end() + len(post) :]) if post else None
            behind = sentence[found.end() + len(post) + to.end() :] if to else ""
            rises_too = re.search(rf"\sand\s(?:will\s)?{_RISES}", behind)
            higher = role_at_start(behind[rises_too.end() :]) if rises_too else ""
            comes = _last_named(f"{behind[: rises_too.start()]} ") if rises_too else ""
            if comes and higher:
                yield Handover(name_found(sentence, found), higher, (), comes, post, " will " in sentence, sentence)


def _last_named(words: str) -> str:
    """The name with which words end, without the post before it; "" for none."""
    found = _ENDS_IN_NAME.search(words)
    return name_found(words, found) if found else ""


def _last_rise(words: str, comes: str) -> tuple[str, str, str] | None:
    """Who moves up to which post at the top, and where, by words; None where nobody but who comes does."""
    for found in reversed(list(_MOVES_UP.finditer(words))):
        who, post = name_found(words, found), role_at_start(words[found.end() :])
        if 0 < read_role(post).rank <= 2 and " " in who and not is_called(who, comes):
            return who, post, _place(words[found.end() + len(post) :])
    return None


def _place(words: str) -> str:
    """What words go on with that follow a post or begin a sentence, where they name its company: "of …", "At …"."""
    where = re.match(r"(?:,?\s(?:of|at|for)|At)\s(?:the\s)?(?P<name>[A-Z].*)", words)
    return where["name"] if where else ""


def _handed_over(events: Sequence[CompanyEvent], handover: Handover) -> list[CompanyEvent]:
    named = [one for one in events if one.person and comes_or_goes(one.type)]
    rises, comes = ([one for one in named if is_called(one.person, who)] for who in (handover.rises, handover.comes))
    if not (rises or comes):
        return list(events)
    base = max([*rises, *comes], key=lambda one: (is_taking_post(one.type), one.probability))
    comes_from = [one.prior_company for one in rises if is_taking_post(one.type) and one.prior_company]
    elsewhere = any(not share_name((one,), base.names) for one in comes_from)  # moves up to another company
    if elsewhere or not all(place.startswith(base.names) for place in handover.where):
        return list(events)
    nobody = [one for one in events if is_leaving(one.type) and not one.person and share_name(one.names, base.names)]
    told = [one for one in events if one not in nobody]
    if not is_seat(handover.higher):
        risen = _in_own_post(base, rises, handover.rises, handover.higher, handover)
        told = _with_own(told, rises, replace(risen, type="executive_promoted", prior_company=""))
    else:
        chairs = [one for one in rises if not is_leaving(one.type)]  # who only chairs the board leaves the other post
        told = [in_post(one, handover.higher) if one in chairs else one for one in told]
        left = any(is_leaving(one.type) for one in rises)
        told += [] if left else [replace(in_post(one, handover.post), person=handover.rises) for one in nobody[:1]]
    return _with_own(told, comes, _in_own_post(base, comes, handover.comes, handover.post, handover))


def _with_own(events: Sequence[CompanyEvent], theirs: Sequence[CompanyEvent], own: CompanyEvent) -> list[CompanyEvent]:
    """The events with one of somebody in place of all that are told of them at its company."""
    return [*(one for one in events if not (one in theirs and share_name(one.names, own.names))), own]


def _in_own_post(
    base: CompanyEvent, theirs: Sequence[CompanyEvent], person: str, post: str, handover: Handover
) -> CompanyEvent:
    """The event by which somebody gets a post at the company of `base`; told in so many words, it is certain where the
    text may ask for a call."""
    own = [one for one in theirs if is_taking_post(one.type) and share_name(one.names, base.names)]
    new = replace(base, type="executive_promoted", sentence=handover.sentence, prior_company="")
    best = max(own, key=lambda one: one.probability, default=new)
    far = Certainty.ANNOUNCED if handover.ahead and best.certainty is Certainty.DONE else best.certainty
    return for_certain(with_own_id(replace(in_post(best, post), person=person, certainty=far)), base.probability)


_SUCCEEDS = rf"\b(?i:{SUCCEEDS}|following)\s"
_AS_WHAT = r"\s(?:as|in\sthe\s(?:post|role|position)\sof)\s(?:(?:its|the|an?|new|next)\s)*"
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
    whom = rf"{_SUCCEEDS}(?:{GIVEN}{person_in_text(event.person)}|him|her|them){_AS_WHAT}"
    found = ((one, re.search(whom, one)) for one in sentences)
    posts = (
        role_at_start(one[told.end() :])
        for one, told in found
        if told and event.person not in _CLAUSE.split(one[: told.start()])[-1]
    )
    return next(filter(None, posts), "")


def _with_post_taken(event: CompanyEvent, given: str, text: str) -> CompanyEvent:
    """The event in the post that its person gets; who leaves one by getting another of the same company is promoted."""
    taken = _post_taken(event, given, text)
    if taken and is_leaving(event.type):
        elsewhere = rf"\b{re.escape(taken)}\s(?:of|at|for|with)\s(?:the\s)?[A-Z]"
        if re.search(elsewhere, text) or leaves_for_good(re.sub(_SUCCEEDS, " ", text)):
            return event
        return with_own_id(replace(in_post(event, taken, text), type="executive_promoted"))
    is_known = fold(event.role) in {"", fold(given), fold(taken.partition(" of ")[0])}
    return in_post(event, taken, text) if taken and (is_known or same_top_post(event.role, given)) else event


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
