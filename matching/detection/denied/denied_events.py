"""What a headline that denies something says of each event of its text: told beside that, in doubt, or denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.comparing.companies import same_company
from matching.detection.denied.denials import denies, may_yet_deny, only_keeps_home
from matching.detection.denied.side_denials import SideDenial, denies_further, side_denial, whole_denial_names
from matching.event_types import family
from matching.grammar.detect import detect as detect_with_grammar


@dataclass(frozen=True, slots=True)
class HeadlineDenial:
    """A headline that denies something: the clause that does so, unless that is all, and what it tells beside."""

    title: str
    clause: SideDenial | None
    beside: Sequence[CompanyEvent]

    def as_told(self, event: CompanyEvent) -> CompanyEvent:
        """The event as certain as the headline tells it without what it denies."""
        same = self._told_beside(event)
        return replace(event, certainty=same.certainty) if same else event

    def mutes(self, event: CompanyEvent) -> bool:
        """Whether no call may be made of the event: it is not told beside the denial, or of a kind with it."""
        beside = self._told_beside(event) is not None or only_keeps_home(self.title)
        return not beside or self._names(event)

    def denies(self, event: CompanyEvent) -> bool:
        """Whether the event is what is denied."""
        return self._told_beside(event) is None and self._names(event) and not may_yet_deny(self.title)

    def _names(self, event: CompanyEvent) -> bool:
        if only_keeps_home(self.title):
            return event.type == "headquarters_moved"
        if denies_further(self.clause.clause if self.clause else self.title, event.type):
            return False
        return self.clause.names(event.type) if self.clause else whole_denial_names(self.title, event.type)

    def _told_beside(self, event: CompanyEvent) -> CompanyEvent | None:
        """The same event, side included, of those told beside."""
        alike = (e for e in self.beside if family(e.type) == family(event.type) and e.side == event.side)
        return next((e for e in alike if same_company(e.company, event.company) and e.person == event.person), None)


def headline_denial(announcement: Announcement, title: str) -> HeadlineDenial | None:
    """What the headline `title` of an announcement denies; None where it denies nothing."""
    if not denies(title):
        return None
    clause = side_denial(title)
    told = detect_with_grammar(replace(announcement, title=clause.rest)) if clause else []
    return HeadlineDenial(title, clause, [event for event in told if event.certainty is not Certainty.DENIED])
