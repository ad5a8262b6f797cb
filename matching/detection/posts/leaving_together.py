"""Several people who leave in one sentence: "Product chief Ann Lang and general counsel Jo Roe have both left".

The reader and the grammar see the last of them, or give the first the post of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.cadence.day_words import MONTH, WEEKDAY
from matching.comparing.companies import share_name
from matching.detection.named import COMPANY, PERSON, bare_name, is_called
from matching.detection.posts.changes import in_post, with_own_id
from matching.detection.set_phrases import for_certain
from matching.event_types import is_leaving, is_taking_post
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places

_RESIGN = (
    r"(?:resign(?:ed|ing)?|retir(?:e|ed|ing)|step(?:ped|ping)?\s(?:down|aside)|"
    r"(?:been\s)?(?:dismissed|fired|ousted|sacked))\b"
)
# Not who leaves a meeting, a door open, or for a journey.
_FOR_GOOD = (
    r"(?=\W*$|[,;:.]|\s(?:from\s)?(?:(?:the|their|its)\s(?:[\w-]+\s)?(?:company|firm|bank|group|business|board|employer|retailer|"
    r"maker|lender|insurer|school|district|university|hospital|club|posts?|jobs?|roles?|positions?)\b|it\b|[A-Z])|"
    r"\s(?:in|on|by|at|as|after|before|amid|effective|following|together|within|this|last|next\s\w+(?!\sfor\b)|earlier|today|"
    r"and|over|later|because|due|under|when|immediately|abruptly|suddenly|unexpectedly|permanently|"
    r"for\s(?:an?\s)?(?:rival|new|other|another|personal|competitor)|to\s(?:pursue|join|form|start|found|launch|spend))\b)"
)
_LEAVE = r"(?:left|leave|leaving|quit|depart(?:ed|ing)?|exit(?:ed|ing)?)\b"
_GO = re.compile(
    rf",?\s(?:(?:both|each|all|two|three|have|are|will|is|were|has|to|also|now|today|announced\sthey)\s)*(?:{_RESIGN}|{_LEAVE}{_FOR_GOOD})"
)
_FROM = re.compile(rf"\s(?:from\s)?(?!(?i:{WEEKDAY}|{MONTH})\b)(?P<name>{COMPANY})")
_DISMISSES = re.compile(
    r"\b(?:dismiss(?:es|ed)?|fire[sd]|oust(?:s|ed)?|sack(?:s|ed)?|part(?:s|ed)\s(?:ways|company)\swith)\s(?:(?:both|its|their|the)\s)*$"
)
_NEXT = re.compile(r",?\s(?:and|&)\s(?:its\s|their\s|the\s)?|,\s(?:its\s|their\s|the\s)?")
_AND = re.compile(r"\band\b|&")
_BEHIND = re.compile(rf"\s(?P<who>{PERSON})")
_BEHIND_COMMA = re.compile(rf",\s(?P<who>{PERSON})")
_AHEAD = re.compile(rf"(?P<who>{PERSON}),\s(?:its\s|the\s)?$")


class Leaver(NamedTuple):
    """One who leaves, from where to where a sentence tells of them, and the post."""

    person: str
    start: int
    end: int
    post: str


def with_all_who_leave(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; of those who are said to leave together one is as sure as the other, each of the own
    post."""
    told = list(events)
    if any(is_leaving(one.type) and one.person for one in events):
        for sentence in sentences_of(text):
            told = _all_gone(told, _leavers(sentence), sentence)
    return told


def _leavers(sentence: str) -> list[Leaver]:
    """Those who a sentence says leave together: people with their posts, before a word of leaving or behind one."""
    lists: list[list[Leaver]] = []
    for one in _people(sentence):
        if lists and _NEXT.fullmatch(sentence[lists[-1][-1].end : one.start]):
            lists[-1].append(one)
        else:
            lists.append([one])
    together = (one for one in lists if len(one) > 1 and _AND.search(sentence[one[-2].end : one[-1].start]))
    gone = (one for one in together if _GO.match(sentence, one[-1].end) or _DISMISSES.search(sentence[: one[0].start]))
    return next(gone, [])


def _people(sentence: str) -> Iterator[Leaver]:
    """Everybody whom a sentence names with a post, before the name or behind it."""
    places = role_places(sentence)
    for start, end in places:
        behind, ahead = _BEHIND.match(sentence, end), _AHEAD.search(sentence[:start])
        found = behind or ahead or _BEHIND_COMMA.match(sentence, end)
        if found is None or any(a < found.end("who") and b > found.start("who") for a, b in places):
            continue  # "Founder, Chief Executive Officer" names nobody
        first, last = (found.start("who"), end) if found is ahead else (start, found.end("who"))
        yield Leaver(bare_name(found["who"]), first, last, sentence[start:end])


def _all_gone(events: list[CompanyEvent], leavers: Sequence[Leaver], sentence: str) -> list[CompanyEvent]:
    theirs = [one for one in events if any(is_called(one.person, leaver.person) for leaver in leavers)]
    gone = [one for one in theirs if is_leaving(one.type)]
    if not gone:
        return events
    base = max(gone, key=lambda one: one.probability)
    go = _GO.match(sentence, leavers[-1].end)
    whence = _FROM.match(sentence, go.end()) if go else None
    if whence and not sentence.startswith(base.names, whence.start("name")):
        return events  # "left Orbel in 2015 to found Velm"
    misread = [one for one in events if is_taking_post(one.type) and any(_has_post(one, who) for who in leavers)]
    told = [one for one in events if one not in (*gone, *misread) or not share_name(one.names, base.names)]
    for leaver in leavers:
        new = replace(base, prior_company="", sentence=sentence)
        theirs = [one for one in gone if is_called(one.person, leaver.person) and share_name(one.names, base.names)]
        best = max(theirs, key=lambda one: one.probability, default=new)
        own = with_own_id(replace(in_post(best, leaver.post), person=leaver.person))
        told.append(for_certain(own, base.probability))
    return told


def _has_post(event: CompanyEvent, leaver: Leaver) -> bool:
    """Whether an event gives somebody the post that they leave."""
    return is_called(event.person, leaver.person) and fold(event.role) == fold(leaver.post)
