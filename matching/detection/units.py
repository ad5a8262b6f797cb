"""Posts in a part of a company: at a subsidiary that is called as its parent is, or "president of its dental unit".

They are told with the words of that part, and are worth knowing at most: nobody at the parent has a new chief. Who
leads a division or a business line is an executive of the company itself, who may be news to call about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from callnow.model import CompanyEvent
from matching.comparing.companies import compare_companies, same_company
from matching.comparing.likeness import Likeness
from matching.event_types import is_about_people
from matching.reading.calibration import NEVER

_PART = r"(?:subsidiary|unit|arm|affiliate|branch)"
_FIELD = r"(?:division|business)"
_KIND = rf"(?:[\w’'-]+\s){{0,4}}?{_PART}"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a text says belongs to whom: "Orbel GmbH", "Orbel plc" and "German subsidiary"."""

    name: str
    parent: str
    kind: str


def in_their_units(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; posts in a part of a company as what they are."""
    if not re.search(rf"\b(?:{_PART}|{_FIELD})\b", text, re.IGNORECASE) or not any(
        is_about_people(event.type) for event in events
    ):
        return list(events)
    units = list(_units({*names, *(name for event in events for name in event.names)}, text))
    return [_in_unit(event, units, text) if is_about_people(event.type) else event for event in events]


def _units(names: Iterable[str], text: str) -> Iterator[Unit]:
    name = "|".join(re.escape(one) for one in sorted(set(names), key=len, reverse=True))
    aside = r"(?:\s\([^)]*\))?"
    of = rf"\b(?P<unit>{name}){aside},?\s(?:an?|the|its)\s(?P<kind>{_KIND})\sof\s(?:the\s)?(?P<parent>{name})(?!\w)"
    owns = rf"\b(?P<parent>{name})['’]s?\s(?P<kind>{_KIND}),?\s(?P<unit>{name})(?!\w)"
    for pattern in (of, owns):
        for told in re.finditer(pattern, text):
            yield Unit(told["unit"], told["parent"], told["kind"])


def _in_unit(event: CompanyEvent, units: Iterable[Unit], text: str) -> CompanyEvent:
    if part := _part_led(event, text):
        told = replace(event, role=f"{event.role} of its {part}")
        return told if re.search(rf"{_FIELD}$", part) else replace(told, certain_from=NEVER)
    for unit in units:
        if same_company(event.prior_company, unit.parent) and unit.name in event.names:
            event = replace(event, prior_company="")
        likeness = compare_companies(unit.name, unit.parent) if {unit.name, unit.parent} & set(event.names) else None
        if likeness is Likeness.SAME and event.role:
            return replace(event, role=f"{event.role} of its {unit.kind}", certain_from=NEVER)
        if likeness is Likeness.LIKELY:
            others = tuple(name for name in event.also_called if name != unit.parent)
            event = replace(event, also_called=others)
    return event


def _part_led(event: CompanyEvent, text: str) -> str:
    """ "dental unit" of "names Jane Doe president of its dental unit", "" where the post is no part's."""
    if not (event.person and event.role):
        return ""
    names = "|".join(re.escape(name) for name in event.names)
    surname, role = (re.escape(words) for words in (event.person.split()[-1], event.role))
    given = rf"\b{surname}(?:\s(?!from\b)[a-z]+){{0,6}}\s{role}\s(?:of|for|at)\s(?:its|(?:{names})['’]s?)\s"
    part = re.search(rf"{given}((?:[\w’'&-]+\s){{0,4}}?(?:{_PART}|{_FIELD}))\b", text)
    return part[1] if part else ""
