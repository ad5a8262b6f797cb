"""Companies that become part of their partner: "a letter of intent under which Orbel would become part of Tessaly".

The reader takes what hospitals call an affiliation for a partnership; who becomes part of another is acquired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import share_name
from matching.grammar.company_absorbed import BECOMES


def with_absorbed(events: Sequence[CompanyEvent], text: str) -> list[CompanyEvent]:
    """The events of a text; partnerships in which one becomes part of the other are acquisitions, each with a side."""
    read = [(e, _as_acquisition(e, events, text) if e.type == "partnership" else e) for e in events]
    return [now for before, now in read if now is before or not _is_told(now, events)]


def _is_told(event: CompanyEvent, events: Iterable[CompanyEvent]) -> bool:
    """Whether an acquisition stands already: the grammar found it, and the reader the partnership."""
    alike = (e for e in events if e.type == event.type == "acquisition" and e.side == event.side)
    return any(share_name(e.names, event.names) for e in alike)


def _as_acquisition(event: CompanyEvent, events: Iterable[CompanyEvent], text: str) -> CompanyEvent:
    if not event.counterparty:
        return event
    others = {event.counterparty, *(n for e in events if share_name(e.names, [event.counterparty]) for n in e.names)}
    for side, part, whole in (("target", event.names, others), ("acquirer", others, event.names)):
        if re.search(rf"\b(?:{_any(part)}){BECOMES}(?:{_any(whole)})\b", text):
            certainty = event.certainty if event.certainty is Certainty.DENIED else Certainty.ANNOUNCED
            return replace(event, type="acquisition", side=side, certainty=certainty)
    return event


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
