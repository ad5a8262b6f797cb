"""Companies that become part of their partner: "a letter of intent under which Orbel would become part of Tessaly".

The reader takes what hospitals call an affiliation for a partnership; who becomes part of another is acquired. So is a
firm that "joins" another, as brokers and accountants say, with its people: "its nine partners will become partners".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.detection.named import any_of
from matching.event_types import is_about_people
from matching.grammar.companies.absorbed import ABSORBED, BECOMES, OF_MEMBERS, WITH_ALL

# A firm joins another with all who work there; what it joins for a project, or as a member, goes on beside it.
_JOINS = (
    r"(?:,\s[^;.]{1,80},)?\s(?:(?:has|have|is|are|will|would|to|be|set|due|agreed|plans)\s){0,3}join(?:s|ed|ing)?"
    r"\s(?:[Tt]he\s)?"
)
_OF_ITSELF = (
    r"(?=\W*$|[.,;:)]|\s(?:on|effective|next|this|at|in)\s(?:the\s)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|month|year|spring|fall|end|start|\d{4})|\sLLP\b|\sInc\b)"
)
_BECOMES = re.compile(BECOMES)


def with_absorbed(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; partnerships in which one becomes part of the other are acquisitions, each with a side."""
    read = [(e, _as_acquisition(e, events, text) if e.type == "partnership" else e) for e in events]
    told = [now for before, now in read if now is before or not _is_told(now, events)]
    absorbed = [e for e in told if ABSORBED in e.rule]
    return [
        e for e in told if not (_is_nobodys(e, absorbed) and any(share_name(e.names, one.names) for one in absorbed))
    ]


def _is_nobodys(event: CompanyEvent, absorbed: Sequence[CompanyEvent]) -> bool:
    """Whether a change of people names no post, and nobody but who comes with what is absorbed: a college that joins a
    university is nobody's hire."""
    comes_along = any(share_name([event.prior_company], one.names) for one in absorbed if event.prior_company)
    return is_about_people(event.type) and not event.role and (comes_along or not event.person)


def _is_told(event: CompanyEvent, events: Iterable[CompanyEvent]) -> bool:
    """Whether an acquisition stands already: the grammar found it, and the reader the partnership."""
    alike = (e for e in events if e.type == event.type == "acquisition" and e.side == event.side)
    return any(share_name(e.names, event.names) for e in alike)


def _as_acquisition(event: CompanyEvent, events: Iterable[CompanyEvent], text: str) -> CompanyEvent:
    if not event.counterparty:
        return event
    others = {event.counterparty, *(n for e in events if share_name(e.names, [event.counterparty]) for n in e.names)}
    for side, part, whole in (("target", event.names, others), ("acquirer", others, event.names)):
        joins = rf"\b(?:{any_of(part)}){_JOINS}(?:{any_of(whole)})\b{_OF_ITSELF}"
        is_firm = WITH_ALL.search(text) and not any(OF_MEMBERS.search(name) for name in whole)
        is_joining = is_firm and re.search(joins, text, re.IGNORECASE)
        becomes = rf"\b(?:{any_of(part)}){BECOMES}(?:{any_of(whole)})\b" if _BECOMES.search(text) else r"(?!)"
        if is_joining or re.search(becomes, text):
            certainty = event.certainty if event.certainty is Certainty.DENIED else Certainty.ANNOUNCED
            return replace(event, type="acquisition", side=side, certainty=certainty)
    return event
