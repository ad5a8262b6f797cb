"""Posts in a part of a company: at a subsidiary that is called as its parent is, or "president of its dental unit".

They are told with the words of that part, and are worth knowing at most: nobody at the parent has a new chief. Who
leads a division or a business line is an executive of the company itself, who may be news to call about; so is who is
to lead what it will spin off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from callnow.model import CompanyEvent
from matching.comparing.companies import compare_companies, same_company
from matching.comparing.likeness import Likeness
from matching.comparing.persons import same_person
from matching.detection.named import any_of, names_person, person_in_text
from matching.event_types import is_about_people, is_leaving
from matching.grammar.tokens import sentences_of
from matching.reading.calibration import NEVER

_PART = r"(?:subsidiary|unit|arm|affiliate|branch)"
_FIELD = r"(?:division|business|segment)"
_LIFTED = r"(?:spin[\s-]?(?:off|out)|spin-?co|demerger|carve-?out)"
_TO_BE = (
    r"(?:planned|proposed|intended|future|new|newly|soon-to-be|standalone|stand-alone|independent|separate|separated|"
    r"publicly(?:\s|-)traded|listed|spun-off)"
)
_APART = r"(?:spin|spun|separat\w+|carv\w+|split\w*|hiv\w+|demerg\w+|list(?:ed|ing)?|float\w*|tak\w+\spublic)"
# "the pet-care company it intends to spin off", "its planned spin-off", "the new standalone company"
_LIFTED_PART = re.compile(
    rf"""(?:of|for|at)\s (?P<part>(?:(?:the|its|an?)\s)? (?:
      (?:[\w’'&-]+\s){{0,4}}? (?:company|business|entity|unit|division|arm)\s
        (?:(?:that|which)\s)? (?:it|they|(?:the\s)?[A-Z][\w’'-]+)? \s?
        (?:intends?|plans?|expects?|aims?|wants?|will|is|to)\s
        (?:[a-z]+\s){{0,3}}? {_APART}\b (?:\s(?:off|out))?
    | {_TO_BE}\s (?:[\w’'&-]+\s){{0,4}}? (?:company|entity|business)\b
    | (?:(?!(?:company|business|and|of|its|the|ahead|after|before|following|in)\b)[\w’'&-]+\s){{0,4}}?
        {_LIFTED}\b (?:\s(?:company|business|entity))?
    ))""",
    re.VERBOSE | re.IGNORECASE,
)
_LIFTS = re.compile(rf"\b(?:{_LIFTED}s?|{_APART})\b", re.IGNORECASE)
_KIND = rf"(?:[\w’'-]+\s){{0,4}}?{_PART}"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a text says belongs to whom: "Orbel GmbH", "Orbel plc" and "German subsidiary"."""

    name: str
    parent: str
    kind: str


def in_their_units(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; posts in a part of a company as what they are."""
    if not any(is_about_people(event.type) for event in events):
        return list(events)
    units = list(_units({*names, *(name for event in events for name in event.names)}, text))
    led = [(event.person, part) for event in events if (part := _part_led(event, text))]
    told = [_in_unit(event, units, text) if is_about_people(event.type) else event for event in events]
    kept = [one for one in told if not (is_leaving(one.type) and _is_in_part(one.company, one, led))]
    return [replace(one, prior_company="") if _is_in_part(one.prior_company, one, led) else one for one in kept]


def _is_in_part(company: str, event: CompanyEvent, led: Iterable[tuple[str, str]]) -> bool:
    """Whether a company is named in the part of one that the person of an event is to lead."""
    return bool(company) and any(same_person(event.person, person) and company in part for person, part in led)


def _units(names: Iterable[str], text: str) -> Iterator[Unit]:
    if not re.search(_PART, text):
        return
    name = any_of(names)
    aside = r"(?:\s\([^)]*\))?"
    of = rf"\b(?P<unit>{name}){aside},?\s(?:an?|the|its)\s(?P<kind>{_KIND})\sof\s(?:the\s)?(?P<parent>{name})(?!\w)"
    owns = rf"\b(?P<parent>{name})['’]s?\s(?P<kind>{_KIND}),?\s(?P<unit>{name})(?!\w)"
    for pattern in (of, owns):
        for told in re.finditer(pattern, text):
            yield Unit(told["unit"], told["parent"], told["kind"])


def _in_unit(event: CompanyEvent, units: Iterable[Unit], text: str) -> CompanyEvent:
    if part := _lifted_part(event, text):
        return replace(event, role=f"{_post_alone(event.role)} of {part}")
    if is_leaving(event.type) and not event.person and (led := _head_of_part(event, text)):
        told = replace(event, role=f"{led['post']} of its {led['part']}")
        return told if re.search(rf"{_FIELD}$", led["part"]) else replace(told, certain_from=NEVER)
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


def _head_of_part(event: CompanyEvent, text: str) -> re.Match[str] | None:
    """Where a text says which part somebody leads whom it does not name, "The head of Orbel's seed division leaves",
    and does not tell of the event's own post besides: "Its CEO retires, too"."""
    company = rf"(?:{any_of(event.names)})(?:\s[A-Z][\w.]*)?"
    part = rf"(?P<part>(?:[\w&-]+\s){{1,4}}?(?:{_PART}|{_FIELD}))"
    goes = r"(?:(?:is|will|has|to|was)\s)?(?:be\s)?(?:leav|left|retir|step|resign|quit|depart|oust|exit)"
    post = r"\b[Tt]he\s(?P<post>head|chief|boss|president|CEO)\sof\s"
    led = re.search(rf"{post}{company}['’]s?\s{part}\s{goes}", text)
    if led is None or not event.role or led["post"].casefold() == event.role.casefold():
        return led
    rest = f"{text[: led.start()]} {text[led.end() :]}"
    return None if re.search(rf"\b{re.escape(event.role)}\b", rest, re.IGNORECASE) else led


def _lifted_part(event: CompanyEvent, text: str) -> str:
    """ "the dental company it intends to spin off", where a text gives somebody the post there; "" elsewhere."""
    if not (event.person and event.role and _LIFTS.search(text)):
        return ""
    of_post = re.compile(rf"\b{re.escape(_post_alone(event.role))}\s")
    told = (sentence for sentence in sentences_of(text) if names_person(sentence, event.person))
    parts = (_LIFTED_PART.match(one, post.end()) for one in told for post in of_post.finditer(one))
    return next((part["part"] for part in parts if part), "")


def _post_alone(role: str) -> str:
    """ "chief executive" of "chief executive of the dental", where it is cut in what is led."""
    return re.split(r"\s(?:of|for|at)\s(?:the|its|an?)\s", role)[0]


def _part_led(event: CompanyEvent, text: str) -> str:
    """ "dental unit" of "names Jane Doe president of its dental unit", "" where the post is no part's."""
    if not (event.person and event.role and re.search(rf"{_PART}|{_FIELD}", text)):
        return ""
    names, surname, role = any_of(event.names), person_in_text(event.person), re.escape(event.role)
    given = rf"\b{surname}(?:\s(?!from\b)[a-z]+){{0,6}}\s{role}\s(?:of|for|at)\s"
    whose = rf"(?:(?:its|(?:{names})['’]s?)\s|(?=[A-Z])(?!{names}))"
    part = re.search(rf"{given}{whose}((?:[\w’'&-]+\s){{0,4}}?(?:{_PART}|{_FIELD}))\b", text)
    return part[1] if part else ""
