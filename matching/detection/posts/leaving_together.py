"""Several people who leave in one sentence: "Product chief Ann Lang and general counsel Jo Roe have both left", "Lang
left on Friday, and general counsel Jo Roe will follow in May".

The reader and the grammar see the last of them, or give the first the post of another; who follows out of the door is
taken for a successor.
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
from matching.cadence.day_words import MONTH, WEEKDAY
from matching.comparing.companies import share_name
from matching.detection.named import COMPANY, PERSON, bare_name, is_called, names_person
from matching.detection.posts.changes import in_post, with_own_id
from matching.detection.set_phrases import for_certain
from matching.event_types import comes_or_goes, is_leaving, is_taking_post
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
# Behind who follows somebody out, at some time; "will follow Lang as", "in the role", "at the helm" are of a successor.
_SOME_TIME = (
    rf"(?:\s(?:by|on|next|later|this|soon|shortly|within)\b|\sat\sthe\s(?:end|start|beginning)\b|\sat\s(?:year|month)[\s-]end\b|"
    rf"\sin\s(?:the\s|early\s|late\s)?(?:[a-z-]+\s){{0,2}}?(?:(?i:{MONTH})|spring|summer|autumn|fall|winter|days|weeks|months|quarter|year)\b)"
)
_FOLLOWS = re.compile(
    r"(?:,[^,.;]{2,60},)?\s(?:will|is\s(?:(?:set|due|expected|about)\s)?to|plans\sto|would|are\sto)\s(?:soon\s|also\s)?follow"
    r"(?![^.;]*\bas\b)(?:\s(?:him|her|them|suit|[A-Z][\w’'-]+)(?=\s(?:out|to\sthe\s(?:exit|door))\b|\W*$))?"
    rf"(?:\sout\b|\sto\sthe\s(?:exit|door)\b|\ssuit\b|(?=\W*$|[,;]|{_SOME_TIME}))"
)
_GOING = re.compile(
    rf"\b(?:{_RESIGN}|{_LEAVE}|leaves|departs|quits|exits|resigns|retires|steps\s(?:down|aside)|last\sday|is\sout\b)"
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
        for before, sentence in pairwise(["", *sentences_of(text)]):
            told = _all_gone(told, _leavers(sentence), sentence)
            told = _followed(told, before, sentence)
    return told


def _followed(events: list[CompanyEvent], before: str, sentence: str) -> list[CompanyEvent]:
    """The events; who a sentence says follows another out goes later, as surely, and gets no post."""
    people = _people(sentence) if "follow" in sentence else ()
    for one in (one for one in people if _FOLLOWS.match(sentence, one.end)):
        said = f"{before} {sentence[: one.start]}"
        gone = [e for e in events if is_leaving(e.type) and e.person and not is_called(e.person, one.person)]
        base = max((e for e in gone if names_person(said, e.person)), key=lambda e: e.probability, default=None)
        if base is None or not _GOING.search(said):
            continue
        theirs = [e for e in events if is_called(e.person, one.person) and share_name(e.names, base.names)]
        far = Certainty.ANNOUNCED if base.certainty is Certainty.DONE else base.certainty
        left = replace(base, person=one.person, prior_company="", sentence=sentence, certainty=far)
        kept = [e for e in events if e not in theirs or not comes_or_goes(e.type)]
        events = [*kept, for_certain(with_own_id(in_post(left, one.post)), base.probability)]
    return events


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
