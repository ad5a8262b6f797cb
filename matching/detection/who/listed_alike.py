"""People of one plain list to whom the same happens: "co-heads Jo Lind and Ann Roe have both resigned", "has promoted
three to partner: Jo Lind, Ann Roe and Max Orr".

The reader is sure of one, less of the others, and sees nothing of the first behind a colon. What is certain of one is
certain of the others of whom it was read, too; where a sentence says how many there are, all of a list are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.detection.named import PERSON, bare_name, begins_name, is_called
from matching.detection.posts.changes import with_own_id
from matching.detection.set_phrases import for_certain
from matching.detection.workforce.staff_words import NUMERAL, number_of
from matching.event_types import is_about_people, is_taking_post
from matching.grammar.tokens import sentences_of

_LIST = re.compile(rf"(?P<some>{PERSON}(?:,\s{PERSON})*),?\s(?:and|&)\s(?P<last>{PERSON})(?!['’&]|\s[A-Z])")
_SO_MANY = re.compile(
    r"\b(?:promot|elevat|elect|appoint|nam|hir|add|welcom|advanc)(?:es?|ed|s|ing)\s(?:(?!an?\b)[a-z]+\s)?"
    rf"(?P<many>{NUMERAL})\b[^.;:]*:\s$|\b(?P<all>{NUMERAL})\sof\s(?:its|our|their)\b[^.;:]{{0,60}}?\s(?:been|were)\s(?:promot|elevat|elect|"
    r"appoint|nam|advanc)ed\b[^.;:]*:\s$",
    re.IGNORECASE,
)


def with_all_listed(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; of those who stand in one list one is as sure as another to whom the same happens."""
    told = list(events)
    if any(one.person and is_about_people(one.type) for one in events):
        for sentence in sentences_of(text):
            for start, people in _lists(sentence):
                told = _alike(told, people)
                told = _all_told(told, people, sentence, start)
    return told


def _lists(sentence: str) -> Iterator[tuple[int, list[str]]]:
    """Every list of people in a sentence, with the place where it begins."""
    for found in _LIST.finditer(sentence):
        start = begins_name(sentence, found.start(), found.end("some"))
        some = [bare_name(who) for who in sentence[start : found.end("some")].split(", ")]
        yield found.start(), [*some, bare_name(found["last"])]


def _alike(events: list[CompanyEvent], people: Sequence[str]) -> list[CompanyEvent]:
    """The events; of those who are listed, as sure as the surest of whom the same is told."""
    listed = [one for one in events if _is_one_of(one, people) and one.rank != 1]  # of one chief there are no two
    surest = {_what(one): one for one in sorted(listed, key=lambda one: one.probability) if one.certain}
    return [
        for_certain(one, surest[_what(one)].probability) if one in listed and _what(one) in surest else one
        for one in events
    ]


def _all_told(events: list[CompanyEvent], people: Sequence[str], sentence: str, start: int) -> list[CompanyEvent]:
    """The events, with everybody of a list that is as long as the sentence says before it, with the post that it gives
    them, where one was read."""
    many = _SO_MANY.search(sentence[:start])
    listed = [one for one in events if is_taking_post(one.type) and _is_one_of(one, people)]
    if many is None or number_of(many["many"] or many["all"]) != len(people) or not listed:
        return events
    base = max(listed, key=lambda one: one.probability)
    if len(set(map(_what, listed))) > 1 or not base.role or fold(base.role) not in fold(sentence[:start]):
        return events
    known = [for_certain(one, base.probability) if one in listed else one for one in events]
    missed = [who for who in people if not any(is_called(one.person, who) for one in listed)]
    new = replace(base, prior_company="", sentence=sentence)
    return known + [with_own_id(for_certain(replace(new, person=who))) for who in missed]


def _is_one_of(event: CompanyEvent, people: Sequence[str]) -> bool:
    return bool(event.person) and is_about_people(event.type) and any(is_called(event.person, who) for who in people)


def _what(event: CompanyEvent) -> tuple[str, ...]:
    """What happens to somebody, where, by post, and how far along it is."""
    return event.type, event.company, fold(event.role), event.certainty
