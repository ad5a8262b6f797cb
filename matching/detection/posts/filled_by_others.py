"""Posts that somebody else fills: "Orbel Search places a finance chief at Tessaly" is Tessaly's hire, not the firm's,
and "Orbel's new owner Haldane names a CEO" is news of Orbel.

The reader sees a hire at both, and is sure of neither. What an owner who is not called new says of posts is mostly of
its own; it is the same change told twice only where the text gives the person to what it owns, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import same_company, share_name
from matching.comparing.persons import same_person
from matching.detection.named import COMPANY, any_of
from matching.detection.posts.changes import at_company, in_post
from matching.event_types import DEALS, family, is_about_people, is_arriving, is_leaving
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
_OFFICER = r"(?:[Oo]fficer|[Pp]resident|[Dd]irector|[Ee]xecutive|[Cc]hief|[Mm]anager|C[A-Z]{1,3}O)"
_PLACED_WITH = tuple(
    rf"(?:has\s|have\s)?(?i:plac(?:es?|ed|ing))\b[^.;]*?\s{there}\s(?:the\s)?(?P<client>{COMPANY})"
    for there in ("at", rf"{_OFFICER}\s(?:of|for|with)")
)


def with_clients(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; whom a search firm places at a client is hired there, surely, and not by the firm."""
    told = [one for one in events if not _is_engaged_to_search(one, text)]
    for event in (one for one in events if is_arriving(one.type) and _is_search_firm(one, text)):
        clients = [one for one in told if _is_client(one, event, text)]
        if clients:
            told = [_at_client(one, event, text) if one in clients else one for one in told if one is not event]
        elif placed := _placed(event, text):
            client = at_company(event, placed["client"])
            told = [client if one is event else one for one in told if not _leaves_there(one, client)]
    return told


def _placed(at_firm: CompanyEvent, text: str) -> re.Match[str] | None:
    """Where a text says with whom a firm places somebody."""
    firm = rf"\b(?:{any_of(at_firm.names)})\s"
    return next((found for placed in _PLACED_WITH if (found := re.search(firm + placed, text))), None)


def _leaves_there(one: CompanyEvent, client: CompanyEvent) -> bool:
    """Whether whom a firm places with a client is read to leave it."""
    is_of_client = is_leaving(one.type) and share_name(one.names, client.names)
    return is_of_client and bool(same_person(one.person, client.person))


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
    likely = max(event.probability, at_firm.probability, sure)
    return replace(event, person=event.person or at_firm.person, probability=likely)


_OWNER = r"\b(?P<new>new\s)?(?:private[\s-]equity\s)?(?:owners?|parent(?:\scompany)?)"


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns what by a text; `owned` is "" where the text does not say it beside the owner."""

    owner: str
    owned: str
    is_new: bool


def at_what_they_own(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; posts that their owners fill are at the companies owned."""
    told = [_with_bank(event, text) for event in events]
    for one in _ownerships(text, names):
        here = [event for event in told if _is_post_at(event, one.owner, text)]
        told = [_moved(event, one, here) for event in told if not _is_told_twice(event, one, told, here)]
    return told


def _with_bank(event: CompanyEvent, text: str) -> CompanyEvent:
    """A deal of a bank's parent of its name ("Orbel Bancorp, the parent of Orbel Bank") as one of the bank, too."""
    if event.type not in DEALS:
        return event
    told = re.search(
        rf"\b(?:{any_of(event.names)})(?:,?\sInc\.?)?(?:\s\([^()]*\))?,\s(?:the\s|an?\s)?(?:bank\s)?(?:parent|holding)(?:\scompany)?"
        rf"\s(?:of|for)\s(?P<bank>{COMPANY})",
        text,
    )
    if told is None or told["bank"].split()[0] != event.company.split()[0] or told["bank"] in event.names:
        return event
    return replace(event, also_called=(*event.also_called, told["bank"]))


def _ownerships(text: str, names: Iterable[str]) -> Iterator[Ownership]:
    name = any_of(names) if re.search(_OWNER, text, re.IGNORECASE) else ""
    before = rf"(?:\b(?P<owned>{name})(?:['’]s?)\s)?{_OWNER}\s(?P<owner>{name})(?!\w)"
    behind = rf"\b(?P<owner>{name}),\s(?:the\s|its\s)?{_OWNER}\sof\s(?:the\s)?(?P<owned>{name})(?!\w)"
    for pattern in (before, behind) if name else ():
        for told in re.finditer(pattern, text, re.IGNORECASE):
            yield Ownership(told["owner"], told["owned"] or "", bool(told["new"]))


def _is_post_at(event: CompanyEvent, company: str, text: str) -> bool:
    """Whether an event is of somebody at a company, and the text does not say that the post itself is there."""
    if not event.person or not is_about_people(event.type) or not share_name(event.names, [company]):
        return False
    role = re.escape(event.role)
    own = rf"\b{re.escape(company)}(?:['’]s)?\s{role}|{role}\s(?:of|at|for)\s(?:the\s)?{re.escape(company)}"
    return not (event.role and re.search(own, text, re.IGNORECASE))


def _is_told_twice(
    event: CompanyEvent, one: Ownership, events: Sequence[CompanyEvent], here: Sequence[CompanyEvent]
) -> bool:
    """Whether the same change is told at another company, or the person comes from the owned company by mistake."""
    alike = [e for e in events if e is not event and same_person(e.person, event.person)]
    if event in here:
        return any(family(e.type) == family(event.type) and e not in here for e in alike)
    from_owned = is_leaving(event.type) and one.is_new and same_company(event.company, one.owned) is True
    return from_owned and any(e in here for e in alike)


def _moved(event: CompanyEvent, one: Ownership, here: Sequence[CompanyEvent]) -> CompanyEvent:
    """The event at the company owned, where its owner is a new one and the text says of what; there it is as probable
    as what is told of the owner."""
    if not one.is_new:
        return event
    if event not in here:
        same = [e for e in here if family(e.type) == family(event.type) and same_person(e.person, event.person)]
        return replace(event, probability=max(e.probability for e in (event, *same)))
    if not one.owned:
        return event
    prior = "" if same_company(event.prior_company, one.owned) else event.prior_company
    return replace(event, company=one.owned, also_called=(), prior_company=prior)
