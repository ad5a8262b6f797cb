"""People of several companies in one sentence, in the order of the companies: "Orbel and Tessaly have named A CFO and
B CIO, respectively". Grammar and reader give all of them to one of the companies, or each to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.persons import same_person, surname
from matching.detection.named import any_of
from matching.event_types import is_taking_post
from matching.grammar.tokens import sentences_of

_IN_ORDER = re.compile(r"\brespectively\b", re.IGNORECASE)


def each_in_order(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; who comes to several in their order comes to their own."""
    told = list(events)
    if not _IN_ORDER.search(text):
        return told
    names = {*names, *(name for event in events for name in event.names)}
    for sentence in (one for one in sentences_of(text) if _IN_ORDER.search(one)):
        here = [one for one in told if _comes_in(one, sentence)]
        companies, people = _listed(names, sentence), _people(here, sentence)
        if len(companies) == len(people) > 1:
            own = [_at(name, one) for name, one in zip(companies, (_of(p, here) for p in people), strict=True)]
            probability = max(one.probability for one in here)  # one sentence tells of all of them alike
            told = [one for one in told if one not in here]
            told += [_of_one(replace(one, probability=probability)) for one in own]
    return told


def _comes_in(event: CompanyEvent, sentence: str) -> bool:
    """Whether an event is that of somebody whom a sentence names as coming to a post."""
    return is_taking_post(event.type) and bool(event.person) and surname(event.person) in sentence


def _listed(names: Iterable[str], sentence: str) -> list[str]:
    """The companies that a sentence joins in one list, in their order; none where it has no such list."""
    name = rf"(?:{any_of(filter(None, names))})(?![\w-])"
    joined = re.search(rf"\b{name}(?:,\s{name})*,?\sand\s(?:at\s|by\s|of\s)?{name}", sentence)
    return re.findall(name, joined[0]) if joined else []


def _people(events: Iterable[CompanyEvent], sentence: str) -> list[str]:
    """The people of events, each once, in the order in which a sentence names them."""
    people: list[str] = []
    for person in sorted((one.person for one in events), key=lambda who: sentence.find(surname(who))):
        if not any(same_person(person, known) for known in people):
            people.append(person)
    return people


def _of(person: str, events: Iterable[CompanyEvent]) -> list[CompanyEvent]:
    return [one for one in events if same_person(one.person, person)]


def _at(company: str, theirs: Sequence[CompanyEvent]) -> CompanyEvent:
    """What is told of one person, at the company that is theirs."""
    there = next((one for one in theirs if company in one.names), None)
    by_order = next(
        (one for one in theirs if not one.rule.startswith("reader")), theirs[0]
    )  # the reader mixes posts up
    own = there or replace(by_order, company=company, also_called=())
    return replace(own, role=by_order.role, function=by_order.function, rank=by_order.rank)


def _of_one(event: CompanyEvent) -> CompanyEvent:
    """ "Chief financial officer" where several are "chief financial officers"."""
    return replace(event, role=re.sub(r"(?<=officer)s$", "", event.role, flags=re.IGNORECASE))
