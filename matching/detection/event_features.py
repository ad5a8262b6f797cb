"""The features of an event, as numbers that a logistic model weighs (matching.reading.calibration)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from callnow.model import CompanyEvent
from callnow.terms import UNSURE
from matching.detection.headlines import attributes, has_parts, is_attributed, is_reported
from matching.detection.plainly import leaves_plainly, told_plainly
from matching.event_types import family, is_about_people
from matching.reading.calibration import log_odds
from matching.reading.events import ReadEvent, ReadText

UNREAD = 0.02  # the reader's probability of an event that it does not list at all
UNDOUBTED = 0.5  # how probable a rumour is of what the reader does not list at all
FACT = 0.02  # how probable a rumour is of what is surely none
UNNAMED = 0.2  # how sure the reader is of a name that it does not list at all


@dataclass(frozen=True, slots=True)
class EventFeatures:
    """What there is for an event, and against it.

    `by_grammar` is the weight of the frame that found it, `by_reader` the reader's probability; None where it was not
    found. `grammar_elsewhere`: the grammar finds this kind only at other companies; `grammar_finds_any`: it finds
    anything at all. `doubt`: how probable it is, to the reader, that what is told as a fact is a rumour or denied (what
    is told as either is weighed as if it were a fact). `named`: how sure the reader is of the company's name;
    `within_name`, `around_name`: the name is part of another organisation's, or holds one. `nobody`: an event about a
    person that names none. `role`: it names a role; `persons`: how many people the reader's events of the text name.
    `reported`, `parted`: how the headline tells its news (matching.detection.headlines); `plainly`, `leaves_plainly`:
    whether the text tells it in plain words (matching.detection.plainly).

    The rest are the highest probabilities that the reader gives events beside this one: `other_type` another kind at
    this company, `elsewhere` this kind at another; and of events about people `other_person` this kind here of another
    person, `with_person` of somebody, where this event names nobody, `other_change` another kind here of this person,
    `person_elsewhere` this kind of this person at another company, `change_elsewhere` any kind of this person there.
    A person spelled otherwise counts as another: where names were compared, fewer of the right events were certain.
    """

    family: str
    by_grammar: float | None = None
    by_reader: float | None = None
    in_title: bool = False
    grammar_elsewhere: bool = False
    grammar_finds_any: bool = False
    named: float = 1.0
    within_name: bool = False
    around_name: bool = False
    nobody: bool = False
    role: bool = False
    persons: int = 0
    doubt: float = UNDOUBTED
    reported: bool = False
    parted: bool = False
    plainly: bool = False
    leaves_plainly: bool = False
    other_type: float = 0.0
    elsewhere: float = 0.0
    other_person: float = 0.0
    with_person: float = 0.0
    other_change: float = 0.0
    person_elsewhere: float = 0.0
    change_elsewhere: float = 0.0

    def numbers(self) -> dict[str, float]:
        """The numbers that a logistic model weighs, by name."""
        odds = log_odds(UNREAD if self.by_reader is None else self.by_reader)
        return {
            "reader": odds,
            "read": float(self.by_reader is not None),
            "grammar": float(self.by_grammar is not None),
            "both": odds * (self.by_grammar is not None),
            "frame": self.by_grammar or 0.0,
            "title": float(self.in_title),
            "grammar elsewhere": float(self.grammar_elsewhere),
            "grammar finds any": float(self.grammar_finds_any),
            "named": log_odds(self.named),
            "within name": float(self.within_name),
            "around name": float(self.around_name),
            "nobody": float(self.nobody),
            "role": float(self.role),
            "persons": math.log1p(self.persons),
            "doubt": log_odds(self.doubt),
            "reported": float(self.reported),
            "parted": float(self.parted),
            "plainly": float(self.plainly),
            "leaves plainly": float(self.leaves_plainly),
            "other type": log_odds(self.other_type),
            "elsewhere": log_odds(self.elsewhere),
            "other person": log_odds(self.other_person),
            "with person": log_odds(self.with_person),
            "other change": log_odds(self.other_change),
            "person elsewhere": log_odds(self.person_elsewhere),
            "change elsewhere": log_odds(self.change_elsewhere),
            f"type {self.family}": 1.0,
        }


def features_of(
    event: CompanyEvent,
    by_grammar: CompanyEvent | None,
    by_reader: ReadEvent | None,
    found: Sequence[CompanyEvent],
    read: ReadText,
    parts: tuple[str, str],
) -> EventFeatures:
    """The features of an event that the grammar found among `found`, the reader in `read`, or both."""
    kind, names, unsure, title = family(event.type), set(event.names), event.certainty in UNSURE, parts[0]
    others = [name for org in read.organisations for name in org.names if name not in names]
    elsewhere = [name for org in read.organisations if not names & set(org.names) for name in org.names]
    own = EventFeatures(
        family=kind,
        by_grammar=by_grammar.probability if by_grammar else None,
        by_reader=by_reader.probability if by_reader else None,
        in_title=any(name in title for name in names),
        grammar_elsewhere=by_grammar is None and kind in {family(g.type) for g in found},
        grammar_finds_any=bool(found),
        named=max((org.sure for org in read.organisations if names & set(org.names)), default=UNNAMED),
        within_name=any(event.company in name for name in others),
        around_name=any(name in event.company for name in others),
        nobody=is_about_people(event.type) and not event.person,
        role=bool(event.role),
        persons=len({r.slots["person"] for r in read.events if "person" in r.slots}),
        doubt=FACT if unsure else by_reader.doubt if by_reader else UNDOUBTED,
        reported=is_reported(title)
        and (attributes(title, event.type, event.names, event.person) or not is_attributed(title)),
        parted=has_parts(title),
        plainly=told_plainly(event, parts, elsewhere),
        leaves_plainly=leaves_plainly(event, parts, elsewhere),
    )
    return _with_events_beside(own, event, read.events)


def _with_events_beside(own: EventFeatures, event: CompanyEvent, read: Sequence[ReadEvent]) -> EventFeatures:
    """The features with those of what the reader read beside the event: of the company, the person, or elsewhere."""
    kind, names = own.family, set(event.names)
    here = [one for one in read if names & {one.company, *one.names}]
    away = [one for one in read if one not in here]
    theirs, theirs_away = (
        [one for one in side if event.person and one.slots.get("person") == event.person] for side in (here, away)
    )
    alike = [r for r in here if family(r.type) == kind and r.slots.get("person", event.person) != event.person]
    return replace(
        own,
        other_type=_highest(r for r in here if family(r.type) != kind),
        elsewhere=_highest(r for r in away if family(r.type) == kind),
        other_person=_highest(alike if event.person else ()),
        with_person=_highest(() if event.person else alike),
        other_change=_highest(r for r in theirs if is_about_people(r.type) and family(r.type) != kind),
        person_elsewhere=_highest(r for r in theirs_away if family(r.type) == kind),
        change_elsewhere=_highest(theirs_away),
    )


def _highest(read: Iterable[ReadEvent]) -> float:
    return max((one.probability for one in read), default=0.0)
