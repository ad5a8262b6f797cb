"""Who places somebody at a client: "Orbel Search places a finance chief at Tessaly" is Tessaly's hire, not the firm's.

The reader sees a hire at both, and is sure of neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.comparing.persons import same_person
from matching.detection.named import COMPANY, any_of
from matching.detection.posts.posts_left import in_post
from matching.event_types import is_arriving
from matching.reading.calibration import NEVER

_BY_NAME = re.compile(r"\b(?:Search|Talent|Recruit\w*|Staffing|Headhunt\w*)\b")
_A_FIRM = (
    r"(?i:(?:search|recruit(?:ment|ing)|staffing|headhunting|talent)\s(?:firm|agency|company|consultancy)|"
    r"headhunters?|recruiters?)"
)
_NAMES_A_FIRM = re.compile(rf"\b{_A_FIRM}")
_SEARCHES = r"\b(?i:search|recruit(?:ment|ing)|headhunting)\s(?i:firm|agency|consultancy)\s"
_TO_FIND = (
    r"\sto\s(?:find|identify|recruit|seek|search\sfor|help\s(?:it\s)?find)\s"
    r"(?:its|an?|the|their)\s(?:next|new|permanent)\b"
)
_MAY_ENGAGE = re.compile(f"{_SEARCHES}|{_TO_FIND}")  # without one of these no firm is engaged
_PLACES = (
    r"(?i:plac(?:es?|ed|ing)|recruit(?:s|ed|ing)?|appoint(?:s|ed)|hire[sd]?|finds|found|secure[sd]?|"
    r"complet\w+\s(?:the|a|its)\s(?:recruitment|search|placement|appointment))"
)
_PLACED_AT = rf"(?:has\s|have\s)?(?i:plac(?:es?|ed|ing))\b[^.;]*?\sat\s(?:the\s)?(?P<client>{COMPANY})"


def with_clients(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; whom a search firm places at a client is hired there, surely, and not by the firm."""
    told = [one for one in events if not _is_engaged_to_search(one, text)]
    for event in (one for one in events if is_arriving(one.type) and _is_search_firm(one, text)):
        clients = [one for one in told if _is_client(one, event, text)]
        if clients:
            told = [_at_client(one, event, text) if one in clients else one for one in told if one is not event]
        elif placed := re.search(rf"\b(?:{any_of(event.names)})\s{_PLACED_AT}", text):
            client = replace(event, company=placed["client"], also_called=(), company_evidence=())
            told = [client if one is event else one for one in told]
    return told


def _is_engaged_to_search(event: CompanyEvent, text: str) -> bool:
    """Whether a firm that is to look for somebody is taken for who comes, or nobody is, and that is denied."""
    if not is_arriving(event.type) or not (event.person or event.certainty is Certainty.DENIED):
        return False
    if not _MAY_ENGAGE.search(text):
        return False
    firm = re.escape(event.person) or COMPANY
    engaged = rf"\b(?i:retain|hire|engag|appoint|tap|enlist|employ)\w*\s(?:[\w&’'-]+\s){{0,4}}?{firm}{_TO_FIND}"
    return re.search(rf"{_SEARCHES}{firm}\b|{engaged}", text) is not None


def _is_search_firm(event: CompanyEvent, text: str) -> bool:
    if _BY_NAME.search(event.company):
        return True
    if not _NAMES_A_FIRM.search(text):
        return False
    names = any_of(event.names)
    described = rf"\b{_A_FIRM},?\s(?:{names})|\b(?:{names}),\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}?{_A_FIRM}\b"
    return re.search(described, text) is not None


def _is_client(one: CompanyEvent, firm: CompanyEvent, text: str) -> bool:
    """Whether an event is of who hires somebody whom a firm places, by the text, at it, for it or as its chief."""
    if one.type != firm.type or share_name(one.names, firm.names):
        return False
    if one.person and firm.person and not same_person(one.person, firm.person):
        return False
    placed = rf"\b(?:{any_of(firm.names)})\s(?:[\w’'-]+\s){{0,4}}?{_PLACES}\b[^;]*?"
    there = rf"\b(?:at|of|for|with)\s(?:the\s|its\sclient\s)?(?:{any_of(one.names)})\b"
    return re.search(placed + there, text) is not None


def _at_client(event: CompanyEvent, at_firm: CompanyEvent, text: str) -> CompanyEvent:
    """The client's event, with who is hired and as what where only the firm's has it."""
    event = event if event.role or not at_firm.role else in_post(event, at_firm.role, text)
    sure = event.certain_from if event.certain_from < NEVER else 0.0
    return replace(
        event, person=event.person or at_firm.person, probability=max(event.probability, at_firm.probability, sure)
    )
