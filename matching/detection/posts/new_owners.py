"""Posts that the owner of a company fills there: "Orbel's new owner Haldane names a CEO" is news of Orbel.

What an owner who is not called new says of posts is mostly of its own; it is the same change told twice only where the
text gives the person to what it owns, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from callnow.model import CompanyEvent
from matching.comparing.companies import same_company, share_name
from matching.comparing.persons import same_person
from matching.detection.named import COMPANY, any_of
from matching.event_types import DEALS, family, is_about_people, is_leaving

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
    return (
        is_leaving(event.type)
        and one.is_new
        and same_company(event.company, one.owned) is True
        and any(e in here for e in alike)
    )


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
