"""Somebody told by one word of a name that their text has whole: "Lund", where Henrik Lund is named further down; and a
company told as the person, which is nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.grammar.companies.words import INSTITUTION
from matching.grammar.lexicon import lexicon

# "James Madison University" is nobody.
_NO_PERSON = (
    rf"(?!\s(?:[A-Z]\w+\s)?(?:{INSTITUTION}|Foundation|Cent(?:er|re)|Library|Institute|Award|Prize|Trust|"
    r"Road|Street|Avenue|Square|Park|Airport|Stadium|Hall|Bridge|Inc|LLC|LLP|Ltd|Group|Holdings|Company|Partners)\b)"
)
_WORD = r"[A-Z][\w’'-]+"


def with_whole_names(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text, with the whole name of whoever it calls by one word, where one person alone has that; what
    was read of each half of a name is one event, the likelier."""
    told = [replace(one, person=_whole(one.person, text)) for one in events]
    return [
        new
        for one, new in zip(events, told, strict=True)
        if new.person == one.person or not any(_is_again(new, other) for other in told)
    ]


def without_companies_as_people(events: Sequence[CompanyEvent], _text: str) -> list[CompanyEvent]:
    """The events, without a company for a person: "Harwich Town sack manager" is of the manager, "Orbel taps Tessaly
    CFO" of the CFO."""
    names = {name for one in events for name in one.names}
    told = [replace(one, person="") if _is_company(one, names) else one for one in events]
    named = {(one.type, one.company) for one in told if one.person}
    return [
        new
        for one, new in zip(events, told, strict=True)
        if new.person == one.person or (one.type, one.company) not in named
    ]


def _is_company(event: CompanyEvent, names: Set[str]) -> bool:
    """Whether the person of an event is its company, or another of `names` that begins with no given name."""
    named = event.person in names and event.person.split()[0].casefold() not in lexicon().given_names
    return event.person in event.names or named


def in_whole_names(sentence: str, text: str) -> str:
    """A sentence of a text, with the whole name of whoever it calls by one word, where one person alone has that."""

    def whole(found: re.Match[str]) -> str:
        return found[0] if found["first"] or found["more"] else _whole(found["name"], text)

    return _NAME.sub(whole, sentence)


_NAME = re.compile(rf"(?<![\w’'.-])(?P<first>[A-Z][\w’'.-]*\s)?(?P<name>{_WORD})(?P<more>(?:\s[A-Z][\w’'-]*)+)?")


def _is_again(event: CompanyEvent, other: CompanyEvent) -> bool:
    alike = (event.type, event.company, event.person) == (other.type, other.company, other.person)
    return alike and event.probability < other.probability


def _whole(person: str, text: str) -> str:
    if not person or " " in person:
        return person
    given = lexicon().given_names
    name = re.escape(person)
    found = {
        f"{one} {person}" for one in re.findall(rf"\b({_WORD})\s{name}\b{_NO_PERSON}", text) if one.casefold() in given
    }
    if person.casefold() in given:
        found |= {f"{person} {one}" for one in re.findall(rf"\b{name}\s((?:[A-Z]\.\s)?{_WORD})", text)}
    return found.pop() if len(found) == 1 else person
